// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeout/copyasdialog.h"

#include "domain/extension.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "store/actionrules.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kExtension = 1h;
constexpr int kShownLines = 12;
constexpr int kShownColumns = 84;
// So many are seen before they are copied; all would make each choice wait for ten thousand lines.
constexpr qsizetype kShownIds = 100;

QString objectsOf(const QStringList &ids)
{
    return ids.size() == 1 ? ids.constFirst() : CopyAsDialog::tr("%1 sandboxes").arg(countText(ids.size()));
}

/// Whether the text acts without asking anybody.
bool asksNobody(CommandLanguage language)
{
    return language != CommandLanguage::Sandglass && language != CommandLanguage::HopxCli;
}

} // namespace

CopyAsDialog::CopyAsDialog(Dashboard dashboard, const QStringList &ids, QWidget *parent)
    : QDialog(parent)
    , m_dashboard(std::move(dashboard))
    , m_ids(ids)
    , m_what(new QComboBox(this))
    , m_languages(new QTabBar(this))
    , m_text(new QPlainTextEdit(this))
    , m_note(new QLabel(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setObjectName("copyAsDialog"_L1);
    setWindowTitle(tr("Copy As"));
    addChoices();
    layOut();
    m_what->setCurrentIndex(firstChoice());
    connect(m_what, &QComboBox::currentIndexChanged, this, &CopyAsDialog::showText);
    connect(m_languages, &QTabBar::currentChanged, this, &CopyAsDialog::showText);
    connect(m_copy, &QPushButton::clicked, this, &CopyAsDialog::copy);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    showText();
    m_copy->setFocus();
}

CopyAsDialog::~CopyAsDialog() = default;

void CopyAsDialog::addChoices()
{
    if (!m_ids.isEmpty()) {
        const QString objects = objectsOf(m_ids);
        m_choices += {tr("Read %1").arg(objects), [](const QStringList &ids) { return ReadWish{ids}; }};
        for (const LifecycleAction action : kAllActions)
            m_choices += {tr("%1 %2", "Pause 3 sandboxes").arg(nameOfAction(action), objects),
                          [action](const QStringList &ids) {
                              return ActWish{action, ids};
                          },
                          action == LifecycleAction::Delete};
        if (!extension(m_ids).timeouts.isEmpty())
            m_choices += {tr("Extend %1 by 1 h").arg(objects),
                          [this](const QStringList &ids) { return extension(ids); }};
    }
    const SandboxFilterModel &model = m_dashboard.model;
    m_choices += {model.isFiltering() ? tr("List what the filter shows") : tr("List all sandboxes"),
                  [&model](const QStringList &) {
                      return FilterWish{model.text(), model.query().states()};
                  }};
    for (const Choice &choice : std::as_const(m_choices))
        m_what->addItem(choice.text);
    for (const CommandLanguage language : kCommandLanguages)
        m_languages->addTab(nameOfLanguage(language));
}

ExtendWish CopyAsDialog::extension(const QStringList &ids) const
{
    ExtendWish wish{kExtension, {}};
    for (const QString &id : ids) {
        const SandboxRow *row = m_dashboard.store.find(id);
        if (!row)
            continue;
        const ExtensionPlan plan =
            planOf(Extension::later(kExtension), row->sandbox->expiry, m_dashboard.serverClock.now());
        if (plan.isPossible())
            wish.timeouts += {id, plan.timeout};
    }
    return wish;
}

int CopyAsDialog::firstChoice() const
{
    if (m_ids.isEmpty())
        return 0;
    // What loses nothing and is possible now; else what changes nothing.
    for (const LifecycleAction action :
         {LifecycleAction::Pause, LifecycleAction::Resume, LifecycleAction::Start}) {
        if (m_dashboard.controller.verdict(action, m_ids).allowed())
            return 1 + static_cast<int>(action);
    }
    return 0;
}

void CopyAsDialog::layOut()
{
    m_what->setAccessibleName(tr("What to do"));
    m_languages->setAccessibleName(tr("Language"));
    m_languages->setDocumentMode(true);
    m_languages->setDrawBase(false);
    m_languages->setExpanding(false);
    m_languages->setUsesScrollButtons(true);
    m_text->setAccessibleName(tr("Text to copy"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    const QFontMetrics metrics = m_text->fontMetrics();
    m_text->setMinimumSize(metrics.averageCharWidth() * 40, metrics.lineSpacing() * 4);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_copy->setDefault(true);
    m_close->setAutoDefault(false);

    auto *what = new QLabel(tr("&What:"), this);
    what->setBuddy(m_what);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(what);
    top->addWidget(m_what, 1);
    auto *code = new QVBoxLayout;
    code->setSpacing(0);
    code->addWidget(m_languages);
    code->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_close);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(16);
    all->addLayout(top);
    all->addLayout(code, 1);
    all->addWidget(m_note);
    all->addLayout(buttons);
    resize(metrics.averageCharWidth() * kShownColumns, metrics.lineSpacing() * kShownLines + 240);
}

void CopyAsDialog::setLanguage(CommandLanguage language)
{
    m_languages->setCurrentIndex(static_cast<int>(language));
}

CommandLanguage CopyAsDialog::language() const
{
    return kCommandLanguages.at(static_cast<std::size_t>(m_languages->currentIndex()));
}

QString CopyAsDialog::textFor(const QStringList &ids) const
{
    return commandText(language(), m_choices.at(m_what->currentIndex()).wish(ids), m_dashboard.server);
}

void CopyAsDialog::showText()
{
    // The filter, the last choice, names none.
    const bool isPart = m_ids.size() > kShownIds && m_what->currentIndex() < m_choices.size() - 1;
    QString shown = textFor(m_ids.mid(0, kShownIds));
    if (isPart)
        shown += u'\n' + tr("… %1 more").arg(countText(m_ids.size() - kShownIds));
    m_text->setPlainText(shown);
    m_copy->setText(tr("&Copy"));
    QStringList notes{tr("The key is not part of it: it is read from HOPX_API_KEY where this runs.")};
    if (m_choices.at(m_what->currentIndex()).deletes && asksNobody(language()))
        notes += tr("Running it deletes at once, without a question and without Undo.");
    if (m_dashboard.isDemo)
        notes += tr("This is the demo: its server takes no key but its own, so this shows the form and does "
                    "not run.");
    m_note->setText(notes.join(u'\n'));
}

void CopyAsDialog::copy()
{
    // What was left when the dialog opened is not what is left now.
    showText();
    QGuiApplication::clipboard()->setText(text());
    m_copy->setText(tr("Copied"));
    Q_EMIT announced(tr("Copied: %1 (%2)").arg(m_what->currentText(), nameOfLanguage(language())));
}

} // namespace sandglass
