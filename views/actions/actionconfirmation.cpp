// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionconfirmation.h"

#include "actions/actionicon.h"
#include "actions/typedcount.h"
#include "item/formatting.h"
#include "settings/settingvalue.h"
#include "store/actionrules.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "theme/icons.h"
#include "widgets/listtexts.h"
#include "widgets/picture.h"
#include "widgets/plainlabel.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidestName = 560; // templates may have long names, and Cancel stays on the screen

struct Look
{
    QString one; ///< headline for one
    QString many;
    QString lossOfOne;
    QString lossOfMany;
    QString goOne; ///< the button
    QString goMany;
    QString pointless;
};

Look questionOf(LifecycleAction action)
{
    if (action == LifecycleAction::Delete) {
        return {ActionConfirmation::tr("Delete this sandbox?"),
                ActionConfirmation::tr("Delete %1 sandboxes?"),
                ActionConfirmation::tr("It is removed with all its files, for good."),
                ActionConfirmation::tr("They are removed with all their files, for good."),
                ActionConfirmation::tr("&Delete sandbox"),
                ActionConfirmation::tr("&Delete %1 sandboxes"),
                ActionConfirmation::tr("There is nothing left to delete: %1")};
    }
    return {ActionConfirmation::tr("Stop this sandbox?"),
            ActionConfirmation::tr("Stop %1 sandboxes?"),
            ActionConfirmation::tr("Its memory and running processes are lost; its files stay."),
            ActionConfirmation::tr("Their memory and running processes are lost; their files stay."),
            ActionConfirmation::tr("&Stop sandbox"),
            ActionConfirmation::tr("&Stop %1 sandboxes"),
            ActionConfirmation::tr("There is nothing left to stop: %1")};
}

/// What is silenced while trying the demo must not be silent where it costs something.
SettingValue<bool> stopSetting(Settings &settings, bool demo)
{
    return {settings, demo ? u"confirm/demoStop"_s : u"confirm/stop"_s, true};
}

} // namespace

bool ActionConfirmation::isWanted(LifecycleAction action, Settings &settings, bool demo)
{
    if (action == LifecycleAction::Stop)
        return stopSetting(settings, demo).get();
    return action == LifecycleAction::Delete;
}

void ActionConfirmation::setStopWanted(Settings &settings, bool wanted, bool demo)
{
    SettingValue<bool> setting = stopSetting(settings, demo);
    setting.set(wanted);
}

ActionConfirmation::ActionConfirmation(LifecycleAction action, LifecycleController &controller,
                                       SandboxStore &store, Settings &settings, const QStringList &ids,
                                       QWidget *parent)
    : QDialog(parent)
    , m_action(action)
    , m_controller(controller)
    , m_store(store)
    , m_settings(settings)
    , m_ids(controller.verdict(action, ids).eligible)
    , m_headline(new QLabel(this))
    , m_loss(new QLabel(this))
    , m_names(new QLabel(this))
    , m_typing(new TypedCount("confirmation", this))
    , m_silence(new QCheckBox(tr("Do not &ask again before stopping"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_go(new QPushButton(this))
{
    setObjectName("confirmation."_L1 % wordOfAction(action));
    setAttribute(Qt::WA_DeleteOnClose);
    // What loses everything asks every time.
    m_silence->setVisible(action == LifecycleAction::Stop);
    layOut();

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &ActionConfirmation::accept);
    connect(m_typing, &TypedCount::changed, this, &ActionConfirmation::updateTyping);
    connect(&store, &SandboxStore::rowsChanged, this, &ActionConfirmation::scheduleUpdate);
    connect(&store, &SandboxStore::rowsRemoved, this, &ActionConfirmation::scheduleUpdate);
    connect(&controller, &LifecycleController::factsChanged, this, &ActionConfirmation::scheduleUpdate);
    updateTexts();
    // What has to be typed is typed at once; without that the way back is the first choice.
    if (m_typing->isAsking())
        m_typing->setFocus();
    else
        m_cancel->setFocus();
}

void ActionConfirmation::layOut()
{
    setStrong(m_headline, kHeadlineScale);
    m_headline->setTextFormat(Qt::PlainText);
    m_loss->setWordWrap(true);
    m_loss->setTextFormat(Qt::PlainText);
    m_names->setTextFormat(Qt::PlainText);
    m_names->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_names->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_names->setObjectName("confirmation.names"_L1);

    auto *sign = new Picture(themedIcon(iconNameOf(m_action), SemanticColor::Danger), 24, this);

    // The verb names what happens; "Yes" would have to be looked up in the question.
    m_cancel->setDefault(true);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(8);
    texts->addWidget(m_headline);
    texts->addWidget(m_loss);
    texts->addSpacing(4);
    texts->addWidget(m_names);
    texts->addWidget(m_typing);
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(sign, 0, Qt::AlignTop);
    top->addLayout(texts, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_silence);
    buttons->addStretch(1);
    buttons->addSpacing(24);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(16);
    all->addLayout(top);
    all->addStretch(1);
    all->addLayout(buttons);
    all->setSizeConstraint(QLayout::SetFixedSize);
    m_loss->setMinimumWidth(400);
}

void ActionConfirmation::updateIds()
{
    const QStringList ids = m_controller.verdict(m_action, m_ids).eligible;
    if (ids == m_ids) {
        updateTyping();
        return;
    }
    const QString lastId = m_ids.value(0);
    m_ids = ids;
    if (!m_ids.isEmpty()) {
        updateTexts();
        return;
    }
    const QString why = (m_store.find(lastId) ? tr("%1 changed meanwhile.") : tr("%1 is gone.")).arg(lastId);
    Q_EMIT becamePointless(questionOf(m_action).pointless.arg(why));
    reject();
}

QString ActionConfirmation::described(const QString &id) const
{
    const SandboxRow *row = m_store.find(id);
    if (!row)
        return id;
    const Sandbox &sandbox = row->sandbox;
    QStringList about;
    if (!sandbox.templateName.isEmpty())
        about << sandbox.templateName;
    about << nameOfStatus(sandbox.status, sandbox.statusWord).toLower();
    if (sandbox.liveMode.value_or(false))
        about << tr("production");
    return tr("%1  %2", "id, then what is known of it").arg(id, about.join(", "_L1));
}

void ActionConfirmation::updateTexts()
{
    const bool one = m_ids.size() == 1;
    const QString count = countText(m_ids.size());
    const Look look = questionOf(m_action);
    m_headline->setText(one ? look.one : look.many.arg(count));
    m_loss->setText(one ? look.lossOfOne : look.lossOfMany);
    QStringList lines;
    for (const QString &id : m_ids.mid(0, kMostNames))
        lines << m_names->fontMetrics().elidedText(described(id), Qt::ElideRight, kWidestName);
    lines = withRest(lines, m_ids.size());
    m_names->setText(lines.join(u'\n'));
    m_names->setAccessibleName(m_names->text());
    m_go->setText(one ? look.goOne : look.goMany.arg(count));
    setWindowTitle(m_headline->text());
    setAccessibleDescription(QString(m_loss->text() % u' ' % lines.join(", "_L1)));
    updateTyping();
}

void ActionConfirmation::updateTyping()
{
    m_typing->ask(m_controller.mustTypeNumber(m_action, m_ids) ? std::optional(m_ids.size()) : std::nullopt);
    m_typing->guard(*m_go, *m_cancel);
}

void ActionConfirmation::accept()
{
    if (!m_go->isEnabled())
        return;
    if (m_action == LifecycleAction::Stop && m_silence->isChecked())
        setStopWanted(m_settings, false, m_demo);
    const QStringList ids = m_ids;
    QDialog::accept();
    Q_EMIT confirmed(ids);
}

} // namespace sandglass
