// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/mainwindow.h"

#include "actions/actionmenu.h"
#include "actions/actionset.h"
#include "actions/plaintooltip.h"
#include "connect/firstrunpage.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "theme/icons.h"
#include "window/aboutdialog.h"
#include "window/dashboardpage.h"
#include "window/shortcutsheet.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QMenuBar>
#include <QScreen>
#include <QStatusTipEvent>
#include <QWindow>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFirstSize(1200, 760);
constexpr QSize kSmallest(640, 400);

QAction *makeAction(QObject *parent, const QString &name, const QString &text, const QString &icon,
                    const QList<QKeySequence> &shortcuts, const QString &hint)
{
    auto *action = new QAction(text, parent);
    action->setObjectName("action."_L1 % name);
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    action->setShortcuts(shortcuts);
    action->setStatusTip(hint);
    action->setToolTip(plainToolTip(hint));
    return action;
}

QString nameOfTheme(Theme theme)
{
    switch (theme) {
    case Theme::System:
        return MainWindow::tr("&System");
    case Theme::Light:
        return MainWindow::tr("&Light");
    case Theme::Dark:
        return MainWindow::tr("&Dark");
    }
    Q_UNREACHABLE();
}

} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent)
    : QMainWindow(parent), m_settings(settings), m_geometry(settings, u"window/geometry"_s)
{
    setObjectName("mainWindow"_L1);
    setWindowIcon(QIcon(u":/icons/sandglass.svg"_s));
    setMinimumSize(kSmallest);
    makeMenus();
    if (!restoreGeometry(m_geometry.get()))
        resize(kFirstSize.boundedTo(screen()->availableSize()));
    setWindowTitle(u"Sandglass"_s);
    fillMenus();
}

MainWindow::~MainWindow()
{
    // The page's objects talk to the window while they go, so the window goes after them.
    delete takeCentralWidget();
}

void MainWindow::makeMenus()
{
    m_connect = makeAction(this, u"connect"_s, tr("&Connect to HopX…"), u"plug"_s, {},
                           tr("Go to the page where the server and the key are entered"));
    m_demo = makeAction(this, u"demo"_s, tr("Try the &Demo"), u"flask-conical"_s, {},
                        tr("Simulated sandboxes on this computer, nothing costs money"));
    m_quit = makeAction(this, u"quit"_s, tr("&Quit"), {}, {Qt::CTRL | Qt::Key_Q}, tr("Close Sandglass"));
    m_resetColumns = makeAction(this, u"resetColumns"_s, tr("&Reset Columns"), {}, {},
                                tr("Columns, widths and sorting as on the first day"));
    m_showShortcuts = makeAction(this, u"shortcuts"_s, tr("&Keyboard Shortcuts"), {},
                                 {QKeySequence::HelpContents}, tr("Every key this window knows"));
    QAction *about = makeAction(this, u"about"_s, tr("&About Sandglass"), {}, {}, tr("Version and licence"));
    m_quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);

    // Handlers may replace the page whose menu or button this came from, so they wait for the event loop.
    connect(m_connect, &QAction::triggered, this, &MainWindow::connectAgainWanted, Qt::QueuedConnection);
    connect(m_demo, &QAction::triggered, this, &MainWindow::demoWanted, Qt::QueuedConnection);
    connect(m_quit, &QAction::triggered, this, &MainWindow::quitWanted, Qt::QueuedConnection);
    connect(m_resetColumns, &QAction::triggered, this, [this] {
        if (m_dashboard)
            m_dashboard->tablePane().table().resetColumns();
    });
    connect(m_showShortcuts, &QAction::triggered, this, &MainWindow::openShortcuts);
    connect(about, &QAction::triggered, this, &MainWindow::openAbout);

    m_fileMenu = new ActionMenu(tr("&File"), this);
    m_sandboxMenu = new ActionMenu(tr("&Sandbox"), this);
    m_viewMenu = new ActionMenu(tr("&View"), this);
    auto *help = new ActionMenu(tr("&Help"), this);
    m_columnsMenu = new ActionMenu(tr("&Columns"), this);
    m_themeMenu = makeThemeMenu();
    m_fileMenu->addAction(m_connect);
    m_fileMenu->addAction(m_demo);
    m_fileMenu->addSeparator();
    m_fileMenu->addAction(m_quit);
    help->addAction(m_showShortcuts);
    help->addSeparator();
    help->addAction(about);
    for (QMenu *menu : {m_fileMenu, m_sandboxMenu, m_viewMenu, static_cast<QMenu *>(help)})
        menuBar()->addMenu(menu);
}

QMenu *MainWindow::makeThemeMenu()
{
    auto *menu = new ActionMenu(tr("&Theme"), this);
    m_themes = new QActionGroup(this);
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark}) {
        QAction *action = menu->addAction(nameOfTheme(theme));
        action->setObjectName("action.theme."_L1 % wordOfTheme(theme));
        action->setCheckable(true);
        action->setData(static_cast<int>(theme));
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme] { Q_EMIT themeWanted(theme); });
    }
    setTheme(Theme::System);
    return menu;
}

FirstRunPage *MainWindow::firstRunPage() const
{
    return m_firstRun;
}

DashboardPage *MainWindow::dashboardPage() const
{
    return m_dashboard;
}

void MainWindow::setTheme(Theme theme)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
}

void MainWindow::fillMenus()
{
    m_sandboxMenu->clear();
    m_viewMenu->clear();
    m_columnsMenu->clear();
    // A menu of things that cannot be done here would only be in the way.
    m_sandboxMenu->menuAction()->setVisible(m_dashboard);
    m_connect->setVisible(m_dashboard);
    m_demo->setVisible(!m_dashboard || !m_dashboard->dashboard().isDemo);
    if (m_dashboard) {
        const ActionSet &actions = m_dashboard->actionSet();
        for (const LifecycleAction action :
             {LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume})
            m_sandboxMenu->addAction(actions.lifecycle(action));
        m_sandboxMenu->addSeparator();
        m_sandboxMenu->addAction(actions.lifecycle(LifecycleAction::Stop));
        m_sandboxMenu->addSeparator();
        m_sandboxMenu->addAction(actions.copyId());
        m_sandboxMenu->addAction(actions.selectAll());
        m_sandboxMenu->addSeparator();
        m_sandboxMenu->addAction(actions.lifecycle(LifecycleAction::Delete));
        m_sandboxMenu->addAction(actions.undoDelete());
        m_viewMenu->addAction(actions.refresh());
        m_viewMenu->addSeparator();
        m_viewMenu->addAction(actions.focusFilter());
        m_viewMenu->addAction(actions.clearFilter());
        m_viewMenu->addSeparator();
        m_viewMenu->addAction(actions.goToErrors());
        m_viewMenu->addMenu(m_columnsMenu);
        m_columnsMenu->addActions(m_dashboard->tablePane().table().columnActions());
        m_columnsMenu->addSeparator();
        m_columnsMenu->addAction(m_resetColumns);
        m_viewMenu->addSeparator();
    }
    m_viewMenu->addMenu(m_themeMenu);
}

void MainWindow::replacePage(QWidget *page)
{
    setCentralWidget(page);
    page->show(); // now, not when the layout gets round to it
    fillMenus();
    page->setFocus(Qt::OtherFocusReason);
    updateOnScreen();
}

FirstRunPage *MainWindow::showFirstRun()
{
    delete m_shortcuts;
    delete takeCentralWidget();
    m_firstRun = new FirstRunPage(this);
    connect(m_firstRun, &FirstRunPage::connectWanted, this, &MainWindow::connectWanted, Qt::QueuedConnection);
    connect(m_firstRun, &FirstRunPage::cancelWanted, this, &MainWindow::cancelWanted, Qt::QueuedConnection);
    connect(m_firstRun, &FirstRunPage::demoWanted, this, &MainWindow::demoWanted, Qt::QueuedConnection);
    setWindowTitle(u"Sandglass"_s);
    replacePage(m_firstRun);
    return m_firstRun;
}

DashboardPage *MainWindow::showDashboard(const Dashboard &dashboard)
{
    delete m_shortcuts;
    delete takeCentralWidget();
    m_dashboard = new DashboardPage(dashboard, m_settings, this);
    connect(m_dashboard, &DashboardPage::connectAgainWanted, this, &MainWindow::connectAgainWanted,
            Qt::QueuedConnection);
    connect(m_dashboard, &DashboardPage::closeWanted, this, &QWidget::close, Qt::QueuedConnection);
    setWindowTitle(tr("Sandglass – %1").arg(dashboard.isDemo ? tr("Demo") : dashboard.serverName));
    replacePage(m_dashboard);
    return m_dashboard;
}

QList<QAction *> MainWindow::allActions() const
{
    QList<QAction *> actions;
    if (m_dashboard)
        actions = m_dashboard->actionSet().all();
    actions << m_showShortcuts << m_quit;
    return actions;
}

void MainWindow::openShortcuts()
{
    if (!m_shortcuts) {
        m_shortcuts = new ShortcutSheet(allActions(), this);
        m_shortcuts->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_shortcuts->show();
    m_shortcuts->raise();
    m_shortcuts->activateWindow();
}

void MainWindow::openAbout()
{
    if (!m_about) {
        m_about = new AboutDialog(this);
        m_about->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_about->show();
    m_about->raise();
    m_about->activateWindow();
}

void MainWindow::updateOnScreen()
{
    if (!m_dashboard)
        return;
    const QWindow *handle = windowHandle();
    m_dashboard->setOnScreen(isVisible() && !isMinimized() && handle && handle->isExposed());
}

void MainWindow::watchExposure()
{
    // Where the window system tells, a window that is covered entirely counts as hidden too.
    if (QWindow *handle = windowHandle()) {
        handle->removeEventFilter(this);
        handle->installEventFilter(this);
    }
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == windowHandle() && event->type() == QEvent::Expose) {
        QMetaObject::invokeMethod(this, &MainWindow::updateOnScreen, Qt::QueuedConnection);
    }
    return QMainWindow::eventFilter(watched, event);
}

bool MainWindow::event(QEvent *event)
{
    // Menus say what their entries do, or why they cannot, in the page's status line.
    if (event->type() == QEvent::StatusTip && m_dashboard) {
        m_dashboard->showHint(static_cast<QStatusTipEvent *>(event)->tip());
        return true;
    }
    return QMainWindow::event(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::WindowStateChange)
        updateOnScreen();
    QMainWindow::changeEvent(event);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    watchExposure();
    updateOnScreen();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    updateOnScreen();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_geometry.set(saveGeometry());
    if (m_dashboard && !m_dashboard->mayClose()) {
        event->ignore();
        return;
    }
    QMainWindow::closeEvent(event);
}

} // namespace sandglass
