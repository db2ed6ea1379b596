// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/dashboardpage.h"

#include "actions/actionfarewell.h"
#include "actions/actionset.h"
#include "actions/extendactions.h"
#include "bulk/bulkflow.h"
#include "create/creationfarewell.h"
#include "create/creationpresenter.h"
#include "details/detailspane.h"
#include "diagnostics/eventspanel.h"
#include "diagnostics/logbook.h"
#include "expiry/expirynotice.h"
#include "expiry/extendflow.h"
#include "failures/errordialog.h"
#include "failures/errorrecall.h"
#include "failures/failurepresenter.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "sidebar/finding.h"
#include "sidebar/viewlistview.h"
#include "status/banner.h"
#include "status/pollnotice.h"
#include "status/statusline.h"
#include "status/statustexts.h"
#include "store/errorreport.h"
#include "store/poller.h"
#include "store/sandboxstore.h"
#include "table/columnactions.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "takeout/copyasmenu.h"
#include "takeout/rowexporter.h"
#include "tray/recentactions.h"
#include "widgets/actionmenu.h"
#include "widgets/openmenu.h"
#include "window/bodysplitter.h"
#include "window/deletionflow.h"
#include "window/lifecycleflow.h"
#include "window/panecycle.h"
#include "window/panedock.h"
#include "window/selectionwish.h"
#include "window/stripstack.h"
#include "window/toolbar.h"

#include <QSet>
#include <QShortcut>
#include <QSplitter>
#include <QStatusTipEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

DashboardPage::DashboardPage(const Dashboard &dashboard, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_dashboard(dashboard)
    , m_actions(new ActionSet(dashboard.controller, dashboard.store, dashboard.clock, this))
    , m_toolBar(new ToolBar(*m_actions, this))
    , m_strips(new StripStack(this))
    , m_stack(new QSplitter(Qt::Vertical, this))
    , m_body(new BodySplitter(m_stack))
    , m_finding(new Finding(dashboard, ViewSettings(settings, dashboard.profileId), this))
    , m_pane(new TablePane(dashboard.model, dashboard.store, dashboard.clock, dashboard.serverClock,
                           ViewSettings(settings, dashboard.profileId), m_body))
    , m_details(new DetailsPane(dashboard, *m_actions, settings, m_body))
    , m_events(new EventsPanel(dashboard.logbook.events, m_stack))
    , m_columns(new ColumnActions(m_pane->table(), this))
    , m_statusLine(new StatusLine(dashboard, this))
    , m_failures(new FailurePresenter(dashboard.failures, dashboard.bulk, dashboard.clock, this, this))
    , m_lifecycle(new LifecycleFlow(dashboard, settings, this))
    , m_deletions(new DeletionFlow(dashboard.deletions, dashboard.clock, *m_actions,
                                   m_strips->banner(Strip::Deletion), this))
    , m_errors(new ErrorRecall(*m_actions, dashboard.failures, *m_failures, this))
    , m_extensions(new ExtendFlow(dashboard, settings, this))
    , m_expiryNotice(new ExpiryNotice(dashboard.radar, dashboard.controller, dashboard.clock,
                                      m_strips->banner(Strip::Expiry), this))
    , m_bulk(new BulkFlow(dashboard, m_pane->table(), *m_actions->showError(), m_strips->bulkPlace(), this))
    , m_creations(new CreationPresenter(dashboard, settings, this, this))
    , m_creationFarewell(new CreationFarewell(dashboard.creator, this))
    , m_actionFarewell(new ActionFarewell(dashboard.clock, dashboard.controller, this))
    , m_notice(new PollNotice(dashboard.poller, dashboard.clock, dashboard.serverClock, dashboard.server,
                              m_strips->banner(Strip::Reading), this))
    , m_panes(new PaneCycle(this))
    , m_copyAs(new CopyAsMenu(dashboard, *m_actions, this))
    , m_exporter(new RowExporter(dashboard, m_pane->table(), settings, this))
    , m_wish(new SelectionWish(dashboard, m_strips->banner(Strip::Missing), this))
{
    setObjectName("dashboardPage"_L1);
    layOut();
    addDocks(settings);
    connectStrips();
    connectFlows();
    connectActions();
    connectCreating();
    addExplainingShortcuts();
    makeContextMenu();
    connectExpiry();
    connectTable();
    connectFinding();
    connectDetails();
    addPanes();
    connectReading();
}

DashboardPage::~DashboardPage() = default;

void DashboardPage::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_toolBar);
    layout->addWidget(m_strips);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_statusLine);

    m_stack->setChildrenCollapsible(false);
    m_stack->setHandleWidth(1);
    m_stack->setStretchFactor(m_stack->indexOf(m_body), 1);
    m_body->setObjectName("body"_L1);
    m_body->addWidget(m_finding->sidebar());
    m_body->addWidget(m_pane);
    m_body->setYielding(m_finding->sidebar());
    connect(m_finding, &Finding::sidebarWanted, m_body, &BodySplitter::setYieldingWanted);
    connect(m_body, &BodySplitter::yieldingAboutToBeShown, m_finding, &Finding::onSidebarAboutToBeShown);
    m_finding->attach(*m_pane);
    m_body->setStretchFactor(m_body->indexOf(m_pane), 1);
}

void DashboardPage::addDocks(Settings &settings)
{
    constexpr int kTableKept = 424; // from the state to the time left
    constexpr PaneDock::Room kDetails{DetailsPane::kNarrowest, DetailsPane::kUsualWidth, 900, kTableKept};
    constexpr PaneDock::Room kEvents{EventsPanel::kLowest, EventsPanel::kUsualHeight, 800};
    m_detailsDock =
        new PaneDock(*m_body, *m_details, *m_actions->details(), kDetails, settings, u"details"_s, this);
    auto *eventsDock =
        new PaneDock(*m_stack, *m_events, *m_actions->events(), kEvents, settings, u"events"_s, this);
    connect(m_details, &DetailsPane::closeWanted, m_detailsDock, &PaneDock::close);
    connect(m_events, &EventsPanel::closeWanted, eventsDock, &PaneDock::close);
    for (const PaneDock *dock : {m_detailsDock, eventsDock})
        connect(dock, &PaneDock::focusLeft, m_pane, [this] { m_pane->table().setFocus(); });
}

void DashboardPage::connectStrips()
{
    Banner &demoMark = m_strips->banner(Strip::DemoMark);
    if (m_dashboard.isDemo)
        demoMark.setContent(sandglass::demoMark());
    connect(&demoMark, &Banner::pressed, this, &DashboardPage::connectAgainWanted);
    connect(&m_strips->banner(Strip::Reading), &Banner::pressed, this, [this](BannerButton button) {
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
        case BannerButton::ShowExpiring:
        case BannerButton::Extend:
        case BannerButton::ExtendAll:
        case BannerButton::Dismiss:
            break;
        }
    });
}

void DashboardPage::connectFlows()
{
    connect(m_actions, &ActionSet::lifecycleWanted, m_lifecycle, &LifecycleFlow::start);
    connect(m_lifecycle, &LifecycleFlow::announced, m_statusLine, &StatusLine::announce);
    connect(m_deletions, &DeletionFlow::announced, m_statusLine, &StatusLine::announce);
    connect(m_bulk, &BulkFlow::announced, m_statusLine, &StatusLine::announce);
    // The button that had it is gone; the rows are what the strips are about.
    connect(m_bulk, &BulkFlow::focusLost, m_pane, [this] { m_pane->takeFocus(); });
    connect(m_strips, &StripStack::focusLost, m_pane, [this] { m_pane->takeFocus(); });
    connect(m_copyAs, &CopyAsMenu::announced, m_statusLine, &StatusLine::announce);
    connect(m_exporter, &RowExporter::announced, m_statusLine, &StatusLine::announce);
    connect(m_wish, &SelectionWish::found, this,
            [this](const QString &id) { whenNoMenuIsOpen(this, [this, id] { reveal(id); }); });
    connect(m_wish, &SelectionWish::announced, m_statusLine, &StatusLine::announce);
    connect(&m_dashboard.model, &SandboxFilterModel::filterChanged, m_wish, &SelectionWish::giveWay);
}

void DashboardPage::connectActions()
{
    addActions(m_actions->all());
    connect(m_actions, &ActionSet::explanationWanted, this,
            [this](LifecycleAction, const QString &text) { m_statusLine->announce(text); });
    connect(m_actions->refresh(), &QAction::triggered, this, &DashboardPage::readNow);
    connect(m_actions->copyId(), &QAction::triggered, this, [this] { m_pane->table().copySelectedIds(); });
    connect(m_actions->copyJson(), &QAction::triggered, this, [this] { m_pane->table().copySelectedJson(); });
    connect(m_actions->selectAll(), &QAction::triggered, this, [this] { m_pane->table().selectAll(); });
    connect(m_actions->focusFilter(), &QAction::triggered, this,
            [this] { m_pane->filterBar().focusSearch(); });
    connect(m_actions->clearFilter(), &QAction::triggered, this, [this] { m_dashboard.model.clearFilter(); });
    const auto updateClear = [this] {
        m_actions->clearFilter()->setEnabled(m_dashboard.model.isFiltering());
    };
    connect(&m_dashboard.model, &SandboxFilterModel::filterChanged, this, updateClear);
    updateClear();
}

void DashboardPage::connectCreating()
{
    connect(m_actions->create(), &QAction::triggered, m_creations, &CreationPresenter::openNew);
    connect(m_actions->createLike(), &QAction::triggered, this, [this] {
        if (const SandboxRow *row = m_dashboard.store.findEver(m_actions->selection().value(0)))
            m_creations->openLike(row->sandbox);
    });
    connect(m_pane, &TablePane::createWanted, this, [this] {
        if (m_actions->create()->isEnabled())
            m_creations->openNew();
        else
            m_statusLine->announce(m_actions->create()->statusTip());
    });
    connect(m_creations, &CreationPresenter::announced, m_statusLine, &StatusLine::announce);
    SandboxTable &table = m_pane->table();
    connect(m_creations, &CreationPresenter::begun, &table, [this, &table](const QString &rowId) {
        if (m_dashboard.model.rowOf(rowId) < 0)
            return; // behind the filter; what is selected is worth more than nothing
        table.selectIds({rowId});
        table.setCurrentId(rowId);
    });
    connect(&m_dashboard.store, &SandboxStore::sandboxNamed, &table, &SandboxTable::followName);
}

void DashboardPage::addExplainingShortcuts()
{
    // Qt ignores the keys of a disabled action. A person who presses them is owed the reason.
    const auto explain = [this](const QAction *shared, auto triggerOrExplain) {
        auto *shortcut = new QShortcut(shared->shortcut(), this);
        shortcut->setAutoRepeat(false);
        shortcut->setEnabled(!shared->isEnabled());
        connect(shared, &QAction::enabledChanged, shortcut,
                [shortcut](bool enabled) { shortcut->setEnabled(!enabled); });
        connect(shortcut, &QShortcut::activated, this, triggerOrExplain);
    };
    for (const LifecycleAction action : kAllActions)
        explain(m_actions->lifecycle(action), [this, action] { m_actions->triggerOrExplain(action); });
    for (QAction *action : m_actions->extend().all()) {
        if (!action->shortcut().isEmpty())
            explain(action, [this, action] { m_actions->extend().triggerOrExplain(action); });
    }
}

void DashboardPage::makeContextMenu()
{
    m_contextMenu = new ActionMenu(this);
    m_contextMenu->setObjectName("contextMenu"_L1);
    for (const LifecycleAction action :
         {LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume})
        m_contextMenu->addAction(m_actions->lifecycle(action));
    m_contextMenu->addMenu(m_actions->extend().makeMenu(m_contextMenu));
    m_contextMenu->addSeparator();
    m_contextMenu->addAction(m_actions->lifecycle(LifecycleAction::Stop));
    m_contextMenu->addSeparator();
    m_contextMenu->addAction(m_actions->details());
    m_contextMenu->addAction(m_actions->showError());
    m_contextMenu->addSeparator();
    m_contextMenu->addAction(m_actions->copyId());
    m_contextMenu->addAction(m_actions->copyJson());
    m_contextMenu->addAction(m_actions->createLike());
    m_contextMenu->addMenu(m_copyAs);
    m_contextMenu->addSeparator();
    m_contextMenu->addAction(m_actions->lifecycle(LifecycleAction::Delete));
}

void DashboardPage::connectExpiry()
{
    const ExtendActions &actions = m_actions->extend();
    connect(&actions, &ExtendActions::extendWanted, m_extensions, &ExtendFlow::start);
    connect(&actions, &ExtendActions::timeWanted, m_extensions, &ExtendFlow::askForTime);
    connect(&actions, &ExtendActions::explanationWanted, m_statusLine, &StatusLine::announce);
    connect(m_extensions, &ExtendFlow::announced, m_statusLine, &StatusLine::announce);
    connect(m_expiryNotice, &ExpiryNotice::showWanted, this, &DashboardPage::showExpiring);
    connect(m_expiryNotice, &ExpiryNotice::extendWanted, m_extensions, [this](const QStringList &ids) {
        m_extensions->extend(Extension::later(ExpiryNotice::kStep), ids);
    });
}

void DashboardPage::connectTable()
{
    SandboxTable &table = m_pane->table();
    connect(&table, &SandboxTable::selectedIdsChanged, this, [this] {
        const QStringList ids = m_pane->table().selectedIds();
        const QStringList before = m_actions->selection();
        m_actions->setSelection(ids);
        m_details->setSelection(ids);
        m_statusLine->setSelection(ids);
        // Rows that go, or get their name, leave the selection by themselves.
        if (!m_wish->isOpen())
            return;
        const QSet<QString> known(before.begin(), before.end());
        const auto isNew = [&known](const QString &id) { return !known.contains(id); };
        if (std::any_of(ids.begin(), ids.end(), isNew) &&
            std::none_of(before.begin(), before.end(), isProvisionalId))
            m_wish->giveWay();
    });
    connect(&table, &SandboxTable::idCopied, this, [this](const QString &ids) {
        const qsizetype count = ids.count(u'\n') + 1;
        m_statusLine->announce(count == 1 ? tr("Copied %1").arg(ids)
                                          : tr("Copied %1 ids").arg(countText(count)));
    });

    connect(&table, &SandboxTable::jsonCopied, this, [this](qsizetype count) {
        m_statusLine->announce(count == 1 ? tr("Copied one sandbox as JSON")
                                          : tr("Copied %1 sandboxes as JSON").arg(countText(count)));
    });

    connect(&table, &SandboxTable::menuWanted, this,
            [this](const QPoint &position) { m_contextMenu->popup(position); });

    table.viewport()->installEventFilter(this);
    m_pane->emptyState().installEventFilter(this);
}

void DashboardPage::connectDetails()
{
    const SandboxTable &table = m_pane->table();
    // Enter and a double click change nothing: they show more.
    connect(&table, &SandboxTable::activated, m_detailsDock, &PaneDock::open);
    connect(&table, &SandboxTable::errorWanted, m_errors, &ErrorRecall::show);
    connect(m_details, &DetailsPane::reportWanted, m_errors, &ErrorRecall::show);
    // The report comes without the focus; what was just read goes by the key that closes such things.
    auto *escape = new QShortcut(Qt::Key_Escape, &m_pane->table());
    escape->setContext(Qt::WidgetShortcut);
    escape->setEnabled(false);
    connect(m_failures, &FailurePresenter::openDialogsChanged, escape,
            [this, escape] { escape->setEnabled(m_failures->dialogs().size() == 1); });
    connect(escape, &QShortcut::activated, this, [this] { m_failures->dialogs().constFirst()->reject(); });
    connect(m_details, &DetailsPane::announced, m_statusLine, &StatusLine::announce);
    connect(m_events, &EventsPanel::announced, m_statusLine, &StatusLine::announce);
}

void DashboardPage::addPanes()
{
    Sidebar &sidebar = *m_finding->sidebar();
    m_panes->add(sidebar, [&sidebar] { sidebar.list().setFocus(Qt::TabFocusReason); });
    m_panes->add(m_pane->filterBar(), [this] { m_pane->filterBar().focusSearch(); });
    m_panes->add(m_pane->place(), [this] { m_pane->takeFocus(Qt::TabFocusReason); });
    m_panes->add(*m_details, [this] { m_details->enter(); });
    m_panes->add(*m_events, [this] { m_events->enter(); });
    connect(m_actions->nextPane(), &QAction::triggered, m_panes, &PaneCycle::goToNext);
    connect(m_actions->previousPane(), &QAction::triggered, m_panes, &PaneCycle::goToPrevious);
}

void DashboardPage::connectFinding()
{
    addActions(m_columns->all());
    connect(m_columns, &ColumnActions::announced, m_statusLine, &StatusLine::announce);
    connect(m_finding, &Finding::announced, m_statusLine, &StatusLine::announce);
}

void DashboardPage::connectReading()
{
    m_pane->emptyState().setServerName(m_dashboard.isDemo ? tr("the demo server") : m_dashboard.serverName);
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
                .arg(m_dashboard.serverName));
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
        if (m_dashboard.poller.status().phase == PollStatus::Phase::Waiting)
            m_statusLine->announce(notNowText(m_dashboard.poller.status(), m_dashboard.clock.monoNow()));
        break;
    }
}

void DashboardPage::setOnScreen(bool onScreen)
{
    m_dashboard.poller.setVisible(onScreen);
    if (onScreen)
        m_pane->table().viewport()->update(); // what moves there begins anew
    m_statusLine->setOnScreen(onScreen);
    m_notice->setOnScreen(onScreen);
    m_details->setOnScreen(onScreen);
    m_expiryNotice->setOnScreen(onScreen);
}

void DashboardPage::select(const QString &id)
{
    m_wish->select(id);
}

void DashboardPage::reveal(const QString &id)
{
    if (!m_dashboard.store.find(id)) {
        m_statusLine->announce(tr("%1 is no longer there").arg(id));
        return;
    }
    if (m_dashboard.model.rowOf(id) < 0) {
        m_dashboard.model.clearFilter();
        m_statusLine->announce(tr("Cleared the filter to show %1").arg(id));
    }
    SandboxTable &table = m_pane->table();
    table.selectIds({id});
    table.setCurrentId(id);
    table.setFocus();
}

void DashboardPage::showExpiring(const QStringList &ids)
{
    m_pane->table().sortByColumn(SandboxListModel::TimeLeft, Qt::AscendingOrder);
    showAll(ids);
}

void DashboardPage::showAll(const QStringList &ids)
{
    QStringList here = ids;
    here.removeIf([this](const QString &id) { return !m_dashboard.store.find(id); });
    SandboxTable &table = m_pane->table();
    table.setFocus();
    if (here.isEmpty())
        return; // what was selected is worth more than nothing
    if (std::any_of(here.begin(), here.end(),
                    [this](const QString &id) { return m_dashboard.model.rowOf(id) < 0; }))
        m_dashboard.model.clearFilter();
    table.setCurrentId(here.constFirst());
    table.selectIds(here);
}

bool DashboardPage::asksBefore(const RecentAction &recent) const
{
    return recent.wish ? m_extensions->asks(*recent.wish, recent.ids)
                       : m_lifecycle->asks(recent.action, recent.ids);
}

void DashboardPage::repeat(const RecentAction &recent)
{
    if (recent.wish)
        m_extensions->start(*recent.wish, recent.ids);
    else
        m_lifecycle->start(recent.action, recent.ids);
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
