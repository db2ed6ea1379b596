// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/dashboardpage.h"

#include "actions/actionconfirmation.h"
#include "actions/actionmenu.h"
#include "actions/actionset.h"
#include "failures/failurepresenter.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "status/banner.h"
#include "status/deletionnotice.h"
#include "status/pollnotice.h"
#include "status/statusline.h"
#include "store/deletionqueue.h"
#include "store/errorreport.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/sandboxstore.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/toolbar.h"

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QStatusTipEvent>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

DashboardPage::DashboardPage(const Dashboard &dashboard, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_dashboard(dashboard)
    , m_settings(settings)
    , m_actions(new ActionSet(dashboard.controller, dashboard.store, this))
    , m_toolBar(new ToolBar(*m_actions, this))
    , m_demoMark(new Banner(this))
    , m_banner(new Banner(this))
    , m_deletionStrip(new Banner(this))
    , m_pane(new TablePane(dashboard.model, dashboard.store, dashboard.clock, dashboard.serverClock, settings,
                           this))
    , m_statusLine(new StatusLine(dashboard, this))
    , m_failures(new FailurePresenter(dashboard.failures, dashboard.clock, this, this))
{
    setObjectName("dashboardPage"_L1);
    layOut();
    connectActions();
    addExplainingShortcuts();
    connectTable();
    connectReading();
    connectDeletions();
    setFocusProxy(&m_pane->table());
}

DashboardPage::~DashboardPage() = default;

void DashboardPage::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    for (QWidget *strip : {static_cast<QWidget *>(m_toolBar), static_cast<QWidget *>(m_demoMark),
                           static_cast<QWidget *>(m_banner), static_cast<QWidget *>(m_deletionStrip)})
        layout->addWidget(strip);
    layout->addWidget(m_pane, 1);
    layout->addWidget(m_statusLine);

    m_demoMark->setObjectName("demoMark"_L1);
    if (m_dashboard.isDemo)
        m_demoMark->setContent(demoMark());
    connect(m_demoMark, &Banner::pressed, this, [this](BannerButton button) {
        // Its other buttons are hidden, but assistive technology can press what nobody sees.
        if (button == BannerButton::Connect)
            Q_EMIT connectAgainWanted();
    });
    m_banner->setObjectName("banner"_L1);
    m_notice = new PollNotice(m_dashboard.poller, m_dashboard.clock, m_dashboard.server, *m_banner, this);
    connect(m_banner, &Banner::pressed, this, [this](BannerButton button) {
        switch (button) {
        case BannerButton::RetryNow:
            readNow();
            break;
        case BannerButton::EnterKey:
        case BannerButton::Connect:
            Q_EMIT connectAgainWanted();
            break;
        case BannerButton::Details:
            if (const auto &error = m_dashboard.poller.status().error)
                m_failures->showReport(reportOf(*error, m_dashboard.server));
            break;
        case BannerButton::Undo:
            break;
        }
    });
}

void DashboardPage::connectActions()
{
    addActions(m_actions->all());
    connect(m_actions, &ActionSet::lifecycleWanted, this, &DashboardPage::doLifecycle);
    connect(m_actions, &ActionSet::explanationWanted, this,
            [this](LifecycleAction, const QString &text) { m_statusLine->announce(text); });
    connect(m_actions->refresh(), &QAction::triggered, this, &DashboardPage::readNow);
    connect(m_actions->copyId(), &QAction::triggered, this, [this] { m_pane->table().copySelectedIds(); });
    connect(m_actions->selectAll(), &QAction::triggered, this, [this] { m_pane->table().selectAll(); });
    connect(m_actions->focusFilter(), &QAction::triggered, this,
            [this] { m_pane->filterBar().focusSearch(); });
    connect(m_actions->clearFilter(), &QAction::triggered, this, [this] { m_dashboard.model.clearFilter(); });
    const auto updateClear = [this] {
        m_actions->clearFilter()->setEnabled(m_dashboard.model.isFiltering());
    };
    connect(&m_dashboard.model, &SandboxFilterModel::filterChanged, this, updateClear);
    updateClear();

    connect(m_actions->goToErrors(), &QAction::triggered, m_failures, &FailurePresenter::activateNext);
    connect(m_failures, &FailurePresenter::openDialogsChanged, m_actions->goToErrors(), &QAction::setEnabled);
    m_actions->goToErrors()->setEnabled(false);

    connect(&m_dashboard.controller, &LifecycleController::actionDone, this,
            [this](const QString &id, LifecycleAction action, std::chrono::milliseconds took) {
                if (action == LifecycleAction::Delete)
                    m_statusLine->announce(tr("%1: deleted").arg(id));
                const SandboxRow *row = m_dashboard.store.find(id);
                if (row) {
                    const QString status = nameOfStatus(row->sandbox.status, row->sandbox.statusWord);
                    m_statusLine->announce(took < std::chrono::seconds(1)
                                               ? tr("%1: %2").arg(id, status)
                                               : tr("%1: %2 after %3").arg(id, status, durationText(took)));
                }
            });
}

void DashboardPage::addExplainingShortcuts()
{
    // Qt ignores the keys of a disabled action. A person who presses them is owed the reason.
    for (const LifecycleAction action : kAllActions) {
        const QAction *shared = m_actions->lifecycle(action);
        auto *shortcut = new QShortcut(shared->shortcut(), this);
        shortcut->setAutoRepeat(false);
        shortcut->setEnabled(!shared->isEnabled());
        connect(shared, &QAction::enabledChanged, shortcut,
                [shortcut](bool enabled) { shortcut->setEnabled(!enabled); });
        connect(shortcut, &QShortcut::activated, this,
                [this, action] { m_actions->triggerOrExplain(action); });
    }
}

void DashboardPage::connectTable()
{
    SandboxTable &table = m_pane->table();
    connect(&table, &SandboxTable::selectedIdsChanged, this, [this] {
        const QStringList ids = m_pane->table().selectedIds();
        m_actions->setSelection(ids);
        m_statusLine->setSelectedCount(ids.size());
    });
    connect(&table, &SandboxTable::idCopied, this, [this](const QString &ids) {
        const qsizetype count = ids.count(u'\n') + 1;
        m_statusLine->announce(count == 1 ? tr("Copied %1").arg(ids)
                                          : tr("Copied %1 ids").arg(QLocale().toString(count)));
    });

    m_contextMenu = new ActionMenu(this);
    m_contextMenu->setObjectName("contextMenu"_L1);
    for (const LifecycleAction action :
         {LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume})
        m_contextMenu->addAction(m_actions->lifecycle(action));
    m_contextMenu->addSeparator();
    m_contextMenu->addAction(m_actions->lifecycle(LifecycleAction::Stop));
    m_contextMenu->addSeparator();
    m_contextMenu->addAction(m_actions->copyId());
    m_contextMenu->addSeparator();
    m_contextMenu->addAction(m_actions->lifecycle(LifecycleAction::Delete));
    connect(&table, &SandboxTable::menuWanted, this,
            [this](const QPoint &position) { m_contextMenu->popup(position); });

    table.viewport()->installEventFilter(this);
    m_pane->emptyState().installEventFilter(this);
}

void DashboardPage::connectReading()
{
    m_pane->emptyState().setServerName(m_dashboard.isDemo ? tr("the demo server") : m_dashboard.serverName);
    connect(m_pane, &TablePane::retryWanted, this, &DashboardPage::readNow);
    connect(&m_dashboard.poller, &Poller::statusChanged, this, &DashboardPage::onPollStatus);
    onPollStatus();
}

void DashboardPage::onPollStatus()
{
    const PollStatus &status = m_dashboard.poller.status();
    if (status.error) {
        // Cause, next step and countdown are in the banner above.
        m_pane->emptyState().setFailure(
            tr("Nothing to show yet"),
            (status.phase == PollStatus::Phase::Refused
                 ? tr("%1 refused the key. The sandboxes appear here once it accepts one.")
                 : tr("The sandboxes appear here as soon as %1 answers."))
                .arg(m_dashboard.serverName),
            false);
    }
    m_pane->setReading(status.hasData(), status.error.has_value());
}

void DashboardPage::readNow()
{
    switch (m_dashboard.poller.status().phase) {
    case PollStatus::Phase::Idle:
    case PollStatus::Phase::Refused:
        m_dashboard.poller.start();
        break;
    case PollStatus::Phase::Reading:
    case PollStatus::Phase::Waiting:
        m_dashboard.poller.pollNow();
        break;
    }
}

void DashboardPage::doLifecycle(LifecycleAction action, const QStringList &ids)
{
    if (ActionConfirmation::isWanted(action, m_settings, m_dashboard.isDemo))
        ask(action, ids);
    else
        begin(action, ids);
}

void DashboardPage::begin(LifecycleAction action, const QStringList &ids)
{
    if (action == LifecycleAction::Delete) {
        m_dashboard.deletions.schedule(ids); // the strip says so
        return;
    }
    const QStringList begun = m_dashboard.controller.request(action, ids);
    if (begun.isEmpty())
        return;
    const QString what =
        begun.size() == 1 ? begun.constFirst() : tr("%1 sandboxes").arg(QLocale().toString(begun.size()));
    m_statusLine->announce(tr("%1 %2", "Pausing… 3 sandboxes").arg(progressWord(action), what));
}

void DashboardPage::ask(LifecycleAction action, const QStringList &ids)
{
    // A closed one lives until the event loop comes round.
    if (m_confirmation && m_confirmation->isVisible())
        return;
    m_confirmation =
        new ActionConfirmation(action, m_dashboard.controller, m_dashboard.store, m_settings, ids, this);
    connect(m_confirmation, &ActionConfirmation::confirmed, this,
            [this, action](const QStringList &confirmed) { begin(action, confirmed); });
    connect(m_confirmation, &ActionConfirmation::becamePointless, m_statusLine, &StatusLine::announce);
    m_confirmation->setDemo(m_dashboard.isDemo);
    m_confirmation->open();
}

void DashboardPage::connectDeletions()
{
    m_deletionStrip->setObjectName("deletionStrip"_L1);
    new DeletionNotice(m_dashboard.deletions, m_dashboard.clock, *m_deletionStrip, this);
    connect(m_deletionStrip, &Banner::pressed, this, &DashboardPage::undoDeletions);
    connect(m_actions->undoDelete(), &QAction::triggered, this, &DashboardPage::undoDeletions);
    connect(&m_dashboard.deletions, &DeletionQueue::changed, this, [this] {
        const bool waiting = !m_dashboard.deletions.ids().isEmpty();
        m_actions->undoDelete()->setEnabled(waiting);
        if (!waiting && m_farewell)
            m_farewell->reject();
    });
    connect(&m_dashboard.deletions, &DeletionQueue::refused, m_statusLine, &StatusLine::announce);
    connect(&m_dashboard.deletions, &DeletionQueue::settled, this, [this](bool allDeleted) {
        // What failed is on the screen now and should be seen.
        if (std::exchange(m_closeWhenDeleted, false) && allDeleted)
            Q_EMIT closeWanted();
    });
}

void DashboardPage::undoDeletions()
{
    const QStringList kept = m_dashboard.deletions.undo();
    if (kept.isEmpty())
        return;
    m_statusLine->announce(kept.size() == 1
                               ? tr("%1 is kept").arg(kept.constFirst())
                               : tr("%1 sandboxes are kept").arg(QLocale().toString(kept.size())));
    // The button that was pressed is gone; the rows are what this was about.
    m_pane->table().setFocus();
}

bool DashboardPage::mayClose()
{
    if (m_dashboard.deletions.ids().isEmpty())
        return true;
    askBeforeClosing();
    return false;
}

void DashboardPage::askBeforeClosing()
{
    if (m_farewell) {
        m_farewell->activateWindow();
        return;
    }
    const qsizetype count = m_dashboard.deletions.ids().size();
    m_farewell = new QMessageBox(
        QMessageBox::NoIcon, tr("Quit"),
        count == 1 ? tr("One sandbox is still to be deleted.")
                   : tr("%1 sandboxes are still to be deleted.").arg(QLocale().toString(count)),
        QMessageBox::Cancel, this);
    m_farewell->setObjectName("farewell"_L1);
    m_farewell->setTextFormat(Qt::PlainText);
    m_farewell->setInformativeText(tr("Nothing was sent yet. Deleted files are lost for good."));
    m_farewell->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *deleteNow = m_farewell->addButton(tr("&Delete now"), QMessageBox::DestructiveRole);
    QPushButton *keep =
        m_farewell->addButton(count == 1 ? tr("&Keep it") : tr("&Keep them"), QMessageBox::AcceptRole);
    m_farewell->setDefaultButton(QMessageBox::Cancel);
    m_farewell->setEscapeButton(QMessageBox::Cancel);
    m_farewell->button(QMessageBox::Cancel)->setFocus();
    m_dashboard.deletions.setHeld(true);
    connect(deleteNow, &QPushButton::clicked, this, [this] {
        m_dashboard.deletions.sendNow();
        m_closeWhenDeleted = m_dashboard.deletions.isSending();
    });
    connect(keep, &QPushButton::clicked, this, [this] {
        m_dashboard.deletions.undo();
        Q_EMIT closeWanted();
    });
    connect(m_farewell, &QDialog::finished, this, [this] { m_dashboard.deletions.setHeld(false); });
    m_farewell->open();
}

void DashboardPage::setOnScreen(bool onScreen)
{
    m_dashboard.poller.setVisible(onScreen);
    m_statusLine->setOnScreen(onScreen);
    m_notice->setOnScreen(onScreen);
}

void DashboardPage::showHint(const QString &text)
{
    m_statusLine->setHint(text);
}

bool DashboardPage::event(QEvent *event)
{
    if (event->type() == QEvent::StatusTip) {
        showHint(static_cast<QStatusTipEvent *>(event)->tip());
        return true;
    }
    return QWidget::event(event);
}

bool DashboardPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && !m_paintedData)
        noticePainted();
    return QWidget::eventFilter(watched, event);
}

void DashboardPage::noticePainted()
{
    const bool loading =
        m_pane->emptyState().isVisible() && (m_pane->emptyState().face() == TableFace::Loading ||
                                             m_pane->emptyState().face() == TableFace::CannotRead);
    if (!m_dashboard.poller.status().hasData() || loading)
        return;
    m_paintedData = true;
    // This comes before the painting; a queued call comes after it.
    QMetaObject::invokeMethod(this, &DashboardPage::firstDataPainted, Qt::QueuedConnection);
}

} // namespace sandglass
