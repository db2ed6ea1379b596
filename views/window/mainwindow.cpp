// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/mainwindow.h"

#include "actions/menuentries.h"
#include "connect/firstrunpage.h"
#include "palette/commandpalette.h"
#include "preferences/preferencesdialog.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/aboutdialog.h"
#include "window/dashboardpage.h"
#include "window/mainmenu.h"
#include "window/shortcutsheet.h"

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

} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_geometry(settings, u"window/geometry"_s)
    , m_menu(new MainMenu(*menuBar(), this))
    , m_palette(new CommandPalette(this))
{
    setObjectName("mainWindow"_L1);
    setWindowIcon(QIcon(u":/icons/sandglass.svg"_s));
    setMinimumSize(kSmallest);
    connectMenu();
    if (!restoreGeometry(m_geometry.get()))
        resize(kFirstSize.boundedTo(screen()->availableSize()));
    setWindowTitle(u"Sandglass"_s);
}

MainWindow::~MainWindow()
{
    // The page's objects talk to the window while they go, so the window goes after them.
    delete takeCentralWidget();
}

void MainWindow::connectMenu()
{
    // Handlers may replace the page whose menu or button this came from, so they wait for the event loop.
    connect(m_menu, &MainMenu::connectWanted, this, &MainWindow::connectAgainWanted, Qt::QueuedConnection);
    connect(m_menu, &MainMenu::demoWanted, this, &MainWindow::demoWanted, Qt::QueuedConnection);
    connect(m_menu, &MainMenu::quitWanted, this, &MainWindow::quitWanted, Qt::QueuedConnection);
    connect(m_menu, &MainMenu::themeWanted, this, &MainWindow::themeWanted);
    connect(m_menu, &MainMenu::columnResetWanted, this, [this] {
        if (m_dashboard)
            m_dashboard->tablePane().table().resetColumns();
    });
    connect(m_menu, &MainMenu::preferencesWanted, this, &MainWindow::openPreferences);
    connect(m_menu, &MainMenu::paletteWanted, this, &MainWindow::openPalette);
    connect(m_palette, &CommandPalette::sandboxChosen, this, [this](const QString &id) {
        if (m_dashboard)
            m_dashboard->reveal(id);
    });
    connect(m_menu, &MainMenu::shortcutsWanted, this, &MainWindow::openShortcuts);
    connect(m_menu, &MainMenu::aboutWanted, this, &MainWindow::openAbout);
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
    m_theme = theme;
    m_menu->setTheme(theme);
    if (m_preferences)
        m_preferences->setTheme(theme);
}

void MainWindow::replacePage(QWidget *page)
{
    setCentralWidget(page);
    page->show(); // now, not when the layout gets round to it
    m_menu->fill(m_dashboard);
    page->setFocus(Qt::OtherFocusReason);
    updateOnScreen();
}

FirstRunPage *MainWindow::showFirstRun()
{
    m_palette->dismiss(); // it knows the sandboxes of the page that goes
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
    m_palette->dismiss(); // it knows the sandboxes of the page that goes
    delete m_shortcuts;
    delete takeCentralWidget();
    m_dashboard = new DashboardPage(dashboard, m_settings, this);
    connect(m_dashboard, &DashboardPage::connectAgainWanted, this, &MainWindow::connectAgainWanted,
            Qt::QueuedConnection);
    connect(m_dashboard, &DashboardPage::closeWanted, this, &QWidget::close, Qt::QueuedConnection);
    setWindowTitle(tr("Sandglass – %1").arg(dashboard.isDemo ? tr("Demo") : dashboard.serverName));
    replacePage(m_dashboard);
    if (!m_selectLater.isEmpty())
        m_dashboard->select(std::exchange(m_selectLater, {}));
    return m_dashboard;
}

void MainWindow::select(const QString &id)
{
    if (m_dashboard)
        m_dashboard->select(id);
    else
        m_selectLater = id;
}

void MainWindow::raiseForGood(const QByteArray &activation)
{
    // Where the desktop guards the focus, this is how it knows that the person asked for it.
    if (!activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activation);
    if (isMinimized())
        showNormal();
    show();
    raise();
    activateWindow();
    qunsetenv("XDG_ACTIVATION_TOKEN");
}

void MainWindow::openPreferences()
{
    if (!m_preferences) {
        m_preferences = new PreferencesDialog(m_settings, m_theme, this);
        m_preferences->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_preferences, &PreferencesDialog::themeWanted, this, &MainWindow::themeWanted);
    }
    m_preferences->show();
    m_preferences->raise();
    m_preferences->activateWindow();
}

void MainWindow::openPalette()
{
    m_palette->open(actionCommands(*menuBar()), m_dashboard ? &m_dashboard->dashboard().store : nullptr);
}

void MainWindow::openShortcuts()
{
    if (!m_shortcuts) {
        m_shortcuts = new ShortcutSheet(menuEntries(*menuBar()), this);
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
