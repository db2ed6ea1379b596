// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/stopconfirmation.h"

#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "theme/icons.h"

#include <QCheckBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

SettingValue<bool> wantedSetting(QSettings &settings)
{
    return {settings, u"confirm/stop"_s, true};
}

} // namespace

bool StopConfirmation::isWanted(QSettings &settings)
{
    return wantedSetting(settings).get();
}

void StopConfirmation::setWanted(QSettings &settings, bool wanted)
{
    SettingValue<bool> setting = wantedSetting(settings);
    setting.set(wanted);
}

StopConfirmation::StopConfirmation(LifecycleController &controller, SandboxStore &store, QSettings &settings,
                                   const QStringList &ids, QWidget *parent)
    : QDialog(parent)
    , m_controller(controller)
    , m_store(store)
    , m_wanted(wantedSetting(settings))
    , m_ids(controller.verdict(LifecycleAction::Stop, ids).eligible)
    , m_headline(new QLabel(this))
    , m_loss(new QLabel(this))
    , m_names(new QLabel(this))
    , m_silence(new QCheckBox(tr("Do not &ask again before stopping"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_stop(new QPushButton(this))
{
    setObjectName("stopConfirmation"_L1);
    setAttribute(Qt::WA_DeleteOnClose);

    QFont bold = m_headline->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    bold.setWeight(QFont::DemiBold);
    m_headline->setFont(bold);
    m_headline->setTextFormat(Qt::PlainText);
    m_loss->setWordWrap(true);
    m_loss->setTextFormat(Qt::PlainText);
    m_names->setTextFormat(Qt::PlainText);
    m_names->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_names->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_names->setObjectName("stopNames"_L1);

    auto *sign = new QLabel(this);
    sign->setPixmap(
        themedIcon(u"square"_s, SemanticColor::Danger).pixmap(QSize(24, 24), devicePixelRatioF()));
    sign->setAlignment(Qt::AlignTop);

    // The verb names what happens; "Yes" would have to be looked up in the question.
    m_stop->setAutoDefault(false);
    m_cancel->setDefault(true);

    auto *texts = new QVBoxLayout;
    texts->setSpacing(8);
    texts->addWidget(m_headline);
    texts->addWidget(m_loss);
    texts->addSpacing(4);
    texts->addWidget(m_names);
    auto *top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(sign);
    top->addLayout(texts, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_silence);
    buttons->addStretch(1);
    buttons->addSpacing(24);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_stop);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(16);
    all->addLayout(top);
    all->addStretch(1);
    all->addLayout(buttons);
    all->setSizeConstraint(QLayout::SetFixedSize);
    m_loss->setMinimumWidth(400);

    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_stop, &QPushButton::clicked, this, &StopConfirmation::accept);
    connect(&store, &SandboxStore::rowsChanged, this, &StopConfirmation::scheduleUpdate);
    connect(&store, &SandboxStore::rowsRemoved, this, &StopConfirmation::scheduleUpdate);
    connect(&controller, &LifecycleController::factsChanged, this, &StopConfirmation::scheduleUpdate);
    updateTexts();
    m_cancel->setFocus();
}

void StopConfirmation::scheduleUpdate()
{
    if (m_updateScheduled)
        return;
    m_updateScheduled = true;
    QMetaObject::invokeMethod(this, &StopConfirmation::updateIds, Qt::QueuedConnection);
}

void StopConfirmation::updateIds()
{
    m_updateScheduled = false;
    const QStringList ids = m_controller.verdict(LifecycleAction::Stop, m_ids).eligible;
    if (ids == m_ids)
        return;
    const QString lastId = m_ids.value(0);
    m_ids = ids;
    if (!m_ids.isEmpty()) {
        updateTexts();
        return;
    }
    const QString text = m_store.find(lastId) ? tr("There is nothing left to stop: %1 changed meanwhile.")
                                              : tr("There is nothing left to stop: %1 is gone.");
    Q_EMIT becamePointless(text.arg(lastId));
    reject();
}

void StopConfirmation::updateTexts()
{
    const bool one = m_ids.size() == 1;
    const QString count = QLocale().toString(m_ids.size());
    m_headline->setText(one ? tr("Stop this sandbox?") : tr("Stop %1 sandboxes?").arg(count));
    m_loss->setText(one ? tr("Its memory and running processes are lost; its files stay.")
                        : tr("Their memory and running processes are lost; their files stay."));
    QStringList lines = m_ids.mid(0, kMostNames);
    if (m_ids.size() > kMostNames)
        lines << tr("and %1 more").arg(QLocale().toString(m_ids.size() - kMostNames));
    m_names->setText(lines.join(u'\n'));
    m_names->setAccessibleName(m_names->text());
    m_stop->setText(one ? tr("&Stop sandbox") : tr("&Stop %1 sandboxes").arg(count));
    setWindowTitle(m_headline->text());
    setAccessibleDescription(QString(m_loss->text() % u' ' % lines.join(", "_L1)));
}

void StopConfirmation::accept()
{
    if (m_silence->isChecked())
        m_wanted.set(false);
    const QStringList ids = m_ids;
    QDialog::accept();
    Q_EMIT confirmed(ids);
}

} // namespace sandglass
