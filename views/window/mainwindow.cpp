// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/mainwindow.h"

#include "actions/actionfarewell.h"
#include "bulk/bulkflow.h"
#include "connect/firstrunpage.h"
#include "connect/waitingpage.h"
#include "create/creationfarewell.h"
#include "create/creationpresenter.h"
#include "diagnostics/diagnosticssource.h"
#include "palette/commandpalette.h"
#include "profiles/profileactions.h"
#include "profiles/profilebutton.h"
#include "status/banner.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "theme/profilecolors.h"
#include "widgets/menuentries.h"
#include "widgets/scrollareaaccess.h"
#include "window/dashboardpage.h"
#include "window/mainmenu.h"
#include "window/sidewindows.h"
#include "window/toolbar.h"

#include <QCloseEvent>
#include <QGuiApplication>
#include <QMenuBar>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusTipEvent>
#include <QVBoxLayout>
#include <QWindow>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFirstSize(1200, 760);
constexpr int kStep = 32;             // from one window to the next: its title stays in sight
constexpr QSize kFrameAround(16, 48); // of a window manager, which nobody can ask beforehand
constexpr QSize kSmallest(640, 400);

constexpr int kFrame = 3; ///< around the window, in the colour of the profile

QString titleOf(const QString &name, const QString &server)
{
    if (name.isEmpty())
        return u"Sandglass"_s;
    return name == server || server.isEmpty() ? MainWindow::tr("Sandglass – %1").arg(name)
                                              : MainWindow::tr("Sandglass – %1 (%2)").arg(name, server);
}

} // namespace

MainWindow::MainWindow(Settings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
    , m_geometry(settings, u"window/geometry"_s)
    , m_tray(settings)
    , m_profiles(new ProfileActions(this))
    , m_menu(new MainMenu(*menuBar(), m_profiles->menu(), this))
    , m_side(new SideWindows(settings, m_tray, *this))
    , m_notice(new Banner)
    , m_pages(new QStackedWidget)
{
    setObjectName("mainWindow"_L1);
    installScrollAreaAccess();
    setWindowIcon(QIcon(u":/icons/sandglass.svg"_s));
    setMinimumSize(kSmallest);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    m_notice->setObjectName("notice"_L1);
    layout->addWidget(m_notice);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
    connect(m_notice, &Banner::pressed, m_notice, [this] { m_notice->setContent(std::nullopt); });
    connect(m_notice, &Banner::focusLost, this, &MainWindow::focusPage);
    connectMenu();
    m_wasPlaced = restoreGeometry(m_geometry.get());
    if (!m_wasPlaced)
        resize(kFirstSize.boundedTo(screen()->availableSize() - kFrameAround));
    setWindowTitle(u"Sandglass"_s);
}

MainWindow::~MainWindow()
{
    // The page's objects talk to the window while they go, so the window goes after them.
    delete takeCentralWidget();
}

void MainWindow::stepAside(int windows)
{
    // Where a window is the first time is up to the desktop.
    if (!m_wasPlaced || isMaximized() || isFullScreen())
        return;
    // Not shown yet, it may still count as on another screen than it will come up on.
    const QScreen *target = QGuiApplication::screenAt(geometry().center());
    const QRect available = (target ? target : screen())->availableGeometry();
    const auto stepped = [windows](int from, int lowest, int highest) {
        const int room = std::max(1, highest - lowest + 1);
        return from < lowest || from > highest ? from : lowest + (from - lowest + windows * kStep) % room;
    };
    move(stepped(x(), available.left(), available.right() - width()),
         stepped(y(), available.top(), available.bottom() - height()));
}

void MainWindow::connectMenu()
{
    // Handlers may replace the page whose menu or button this came from, so they wait for the event loop.
    connect(m_menu, &MainMenu::connectWanted, this, &MainWindow::connectAgainWanted, Qt::QueuedConnection);
    connect(m_menu, &MainMenu::demoWanted, this, &MainWindow::demoWanted, Qt::QueuedConnection);
    connect(m_menu, &MainMenu::quitWanted, this, &MainWindow::quitWanted, Qt::QueuedConnection);
    connect(m_menu, &MainMenu::themeWanted, this, &MainWindow::themeWanted);
    connect(m_menu, &MainMenu::columnResetWanted, this, [this] {
        if (DashboardPage *page = shownDashboard())
            page->tablePane().table().resetColumns();
    });
    connect(m_menu, &MainMenu::preferencesWanted, this, &MainWindow::preferencesWanted);
    connect(m_menu, &MainMenu::paletteWanted, this, &MainWindow::openPalette);
    connect(m_profiles, &ProfileActions::switchWanted, this, &MainWindow::profileWanted,
            Qt::QueuedConnection);
    connect(m_profiles, &ProfileActions::manageWanted, this, &MainWindow::manageProfilesWanted);
    connect(m_menu, &MainMenu::shortcutsWanted, m_side,
            [this] { m_side->showShortcuts(menuEntries(*menuBar())); });
    connect(m_menu, &MainMenu::diagnosticsWanted, this, &MainWindow::diagnosticsWanted);
    connect(m_menu, &MainMenu::aboutWanted, m_side, &SideWindows::showAbout);
    connect(m_side, &SideWindows::themeWanted, this, &MainWindow::themeWanted);
    connect(m_side, &SideWindows::profileWanted, this, &MainWindow::profileWanted);
    connect(m_side, &SideWindows::diagnosticsWanted, this, &MainWindow::diagnosticsWanted);
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
    m_side->setTheme(theme);
}

DashboardPage *MainWindow::shownDashboard() const
{
    return m_firstRun ? nullptr : m_dashboard;
}

void MainWindow::showPage(QWidget *page)
{
    m_side->closeShortcuts(); // of the page before
    m_pages->addWidget(page);
    m_pages->setCurrentWidget(page);
    if (m_dashboard)
        m_dashboard->deletions().setCovered(!shownDashboard());
    m_menu->fill(shownDashboard());
    m_side->setDashboard(m_dashboard ? &m_dashboard->dashboard() : nullptr);
    updateFrame();
    focusPage();
    updateOnScreen();
    if (DashboardPage *dashboard = shownDashboard(); dashboard && !m_selectLater.isEmpty())
        dashboard->select(std::exchange(m_selectLater, {}));
}

void MainWindow::focusPage()
{
    QWidget *page = m_pages->currentWidget();
    if (DashboardPage *dashboard = shownDashboard(); dashboard && page == dashboard)
        dashboard->tablePane().takeFocus();
    else if (m_firstRun && page == m_firstRun)
        m_firstRun->takeFocus();
    else if (page)
        page->setFocus(Qt::OtherFocusReason);
}

FirstRunPage *MainWindow::showFirstRun()
{
    closePalette();
    delete m_firstRun;
    m_firstRun = new FirstRunPage;
    if (m_dashboard)
        m_firstRun->setWayBack(m_dashboard->dashboard().serverName);
    connect(m_firstRun, &FirstRunPage::connectWanted, this, &MainWindow::connectWanted, Qt::QueuedConnection);
    connect(m_firstRun, &FirstRunPage::cancelWanted, this, &MainWindow::cancelWanted, Qt::QueuedConnection);
    connect(m_firstRun, &FirstRunPage::demoWanted, this, &MainWindow::demoWanted, Qt::QueuedConnection);
    connect(m_firstRun, &FirstRunPage::backWanted, this, &MainWindow::goBack, Qt::QueuedConnection);
    delete m_waiting;
    showPage(m_firstRun);
    return m_firstRun;
}

void MainWindow::goBack()
{
    Q_EMIT cancelWanted();
    closeFirstRun();
}

void MainWindow::closeFirstRun()
{
    if (!m_dashboard || !m_firstRun)
        return;
    delete m_firstRun;
    showPage(m_dashboard);
}

DashboardPage *MainWindow::showDashboard(const Dashboard &dashboard)
{
    closePalette();
    delete m_firstRun;
    delete m_waiting;
    delete m_dashboard;
    m_dashboard = new DashboardPage(dashboard, m_settings);
    connect(m_dashboard, &DashboardPage::connectAgainWanted, this, &MainWindow::connectAgainWanted,
            Qt::QueuedConnection);
    m_dashboard->toolBar().addTrailing(new ProfileButton(*m_profiles));
    showPage(m_dashboard);
    return m_dashboard;
}

void MainWindow::select(const QString &id)
{
    m_selectLater.clear();
    if (DashboardPage *page = shownDashboard())
        page->select(id);
    else
        m_selectLater = id;
}

void MainWindow::raiseForGood(const QByteArray &activation)
{
    // Where the desktop guards the focus, this is how it knows that the person asked for it.
    if (!activation.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activation);
    // Not showNormal(), which would also take away that it fills the screen.
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
    qunsetenv("XDG_ACTIVATION_TOKEN");
}

void MainWindow::showPreferences(PreferencesDesk &desk)
{
    m_side->showPreferences(desk, m_theme);
    m_side->setDashboard(m_dashboard ? &m_dashboard->dashboard() : nullptr);
}

void MainWindow::openPalette()
{
    if (!m_palette) {
        m_palette = new CommandPalette(this);
        connect(m_palette, &CommandPalette::sandboxChosen, this, [this](const QString &id) {
            if (DashboardPage *page = shownDashboard())
                page->reveal(id);
        });
    }
    const DashboardPage *page = shownDashboard();
    m_palette->open(actionCommands(*menuBar()), page ? &page->dashboard() : nullptr);
}

void MainWindow::closePalette()
{
    // It knows the sandboxes of the page that goes.
    if (m_palette)
        m_palette->dismiss();
}

void MainWindow::showWaiting(const Profile &profile)
{
    closePalette();
    delete m_firstRun;
    delete m_dashboard;
    delete m_waiting;
    m_waiting = new WaitingPage(profile.name, QUrl(profile.baseUrl).authority());
    connect(m_waiting, &WaitingPage::enterKeyWanted, this, &MainWindow::enterKeyWanted, Qt::QueuedConnection);
    showPage(m_waiting);
}

void MainWindow::setProfiles(const QVector<Profile> &profiles, const QString &current)
{
    m_profiles->setProfiles(profiles, current);
    m_side->setProfileInUse(current);
    updateFrame();
}

void MainWindow::showProfiles(ProfileDesk &desk)
{
    m_side->showProfiles(desk, m_profiles->current());
}

void MainWindow::updateFrame()
{
    const Profile *profile = m_profiles->current();
    const DashboardPage *page = shownDashboard();
    // The way in over a dashboard is not about the profile behind it.
    const bool about = profile && (page ? page->dashboard().profileId == profile->id : !m_dashboard);
    QString server;
    if (page && !page->dashboard().isDemo)
        server = page->dashboard().serverName;
    setWindowTitle(titleOf(about ? profile->name : page ? page->dashboard().serverName : QString(), server));
    m_frameColor = about ? profile->color : ProfileColor::None;
    const int width = m_frameColor == ProfileColor::None ? 0 : kFrame;
    setContentsMargins(width, width, width, width);
    update();
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (m_frameColor == ProfileColor::None)
        return;
    QPainter painter(this);
    const QRegion frame = QRegion(rect()) - contentsRect();
    for (const QRect &part : frame)
        painter.fillRect(part, profileColor(m_frameColor, palette()));
}

bool MainWindow::mayLeave() const
{
    return !m_dashboard || (m_dashboard->deletions().mayEnd() && m_dashboard->bulk().mayEnd() &&
                            m_dashboard->creations().mayEnd() && m_dashboard->creationFarewell().mayEnd() &&
                            m_dashboard->actionFarewell().mayEnd());
}

void MainWindow::leaveDashboard(Leaving how, const std::function<void()> &goOn)
{
    if (mayLeave()) {
        goOn();
        return;
    }
    // One question after the other. The page this comes from is about to go, so it waits for the event loop.
    const auto next = [this, how, goOn] {
        QMetaObject::invokeMethod(
            this, [this, how, goOn] { leaveDashboard(how, goOn); }, Qt::QueuedConnection);
    };
    if (!m_dashboard->deletions().mayEnd())
        m_dashboard->deletions().end(how, next);
    else if (!m_dashboard->bulk().mayEnd())
        m_dashboard->bulk().end(next);
    else if (!m_dashboard->creations().mayEnd())
        m_dashboard->creations().end(next);
    else if (!m_dashboard->creationFarewell().mayEnd())
        m_dashboard->creationFarewell().end(next);
    else
        m_dashboard->actionFarewell().end(next);
}

void MainWindow::showNotice(const BannerContent &content)
{
    m_notice->setContent(content);
}

void MainWindow::showDiagnostics(const Logbook &log, const Clock &clock)
{
    m_side->showDiagnostics([this, &log, &clock] {
        return diagnosticsRequest(log, clock, m_dashboard ? &m_dashboard->dashboard() : nullptr);
    });
}

void MainWindow::updateOnScreen()
{
    if (!m_dashboard)
        return;
    const QWindow *handle = windowHandle();
    m_dashboard->setOnScreen(shownDashboard() && isVisible() && !isMinimized() && handle &&
                             handle->isExposed());
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
    if (event->type() == QEvent::StatusTip && shownDashboard()) {
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
    rememberPlace();
    if (!m_quitting && m_closeGuard && m_closeGuard()) {
        event->ignore();
        return;
    }
    if (m_side->hasEdits()) {
        event->ignore();
        m_side->leave([this] {
            QMetaObject::invokeMethod(
                this, [this] { quit(); }, Qt::QueuedConnection);
        });
        return;
    }
    if (!mayLeave()) {
        event->ignore();
        // A window in the tray, or minimized, has to be seen with its question.
        if (!isVisible() || isMinimized())
            raiseForGood();
        leaveDashboard(Leaving::Quit, [this] { quit(); });
        return;
    }
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

bool MainWindow::quit()
{
    const QScopedValueRollback quitting(m_quitting, true);
    return close();
}

} // namespace sandglass
