// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/application.h"

#include "notify/pagenotifications.h"
#include "start/screenshot.h"
#include "window/dashboardpage.h"

#include <QApplication>
#include <QTextStream>
#include <QWindow>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kScreenshotPatience = 30'000ms;
constexpr QSize kPictureSize(1400, 900);

void complain(const QString &text)
{
    QTextStream(stderr) << Application::tr("sandglass: %1").arg(text) << Qt::endl;
}

} // namespace

Application::Application(QApplication &application, CommandLine commandLine, const Environment &environment)
    : m_application(application)
    , m_commandLine(std::move(commandLine))
    , m_settings(m_commandLine.screenshotFile.isEmpty() ? openSettings() : openForgetfulSettings())
    , m_savedTheme(*m_settings.settings, u"theme"_s, wordOfTheme(Theme::System))
    , m_theme(application)
    , m_accounts(m_clock, *m_settings.settings, environment, m_commandLine.baseUrl,
                 Accounts::Places::ofThisComputer(m_clock))
    , m_preferences(*m_settings.settings, m_accounts.vault().system(), LoginStart::ofThisUser())
{
    m_theme.setTheme(m_commandLine.theme.value_or(themeFromWord(m_savedTheme.get()).value_or(Theme::System)));
}

Application::~Application()
{
    m_tray.reset();
    m_window.reset(); // shows the session
    m_connections.reset();
}

void Application::start(const QString &instances, std::unique_ptr<QLockFile> turn)
{
    m_turn = std::move(turn);
    openWindow();
    m_window->stepAside(openWindows(instances));
    answerOtherStarts(instances);
    if (!m_commandLine.select.isEmpty())
        m_window->select(m_commandLine.select);
    connect(m_settings.settings.get(), &Settings::writingFailed, this, &Application::showUnwrittenNotice);
    if (!m_settings.problem.isEmpty())
        showSettingsNotice();
    else if (!m_preferences.authorityFile().problem.isEmpty())
        showAuthorityNotice();
    if (!m_commandLine.screenshotFile.isEmpty())
        m_screenshotDeadline = m_clock.after(kScreenshotPatience, [this] { giveUpScreenshot(); });

    m_connections->openFirst(m_preferences.startWith());
    if (m_tray && m_commandLine.select.isEmpty())
        m_tray->start();
    else
        m_window->show();
}

void Application::openWindow()
{
    m_window = std::make_unique<MainWindow>(*m_settings.settings);
    m_window->setTheme(m_theme.theme());
    if (m_commandLine.size.isValid())
        m_window->resize(m_commandLine.size);
    else if (!m_commandLine.screenshotFile.isEmpty())
        m_window->resize(kPictureSize); // whatever screen there is, or is not
    connect(m_window.get(), &MainWindow::quitWanted, this, &Application::quit);
    // Not whenever no window is to be seen: it may be in the tray.
    QGuiApplication::setQuitOnLastWindowClosed(false);
    // Not quit(): that asks every window whether it may, and the one that matters has been asked.
    connect(
        m_window.get(), &MainWindow::closed, &m_application, [] { QCoreApplication::exit(0); },
        Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::themeWanted, this, [this](Theme theme) {
        m_theme.setTheme(theme);
        m_savedTheme.set(wordOfTheme(theme));
    });
    m_connections = std::make_unique<Connections>(m_clock, m_logbook, m_accounts, *m_window);
    if (m_commandLine.demoSandboxes)
        m_connections->setDemoSandboxes(*m_commandLine.demoSandboxes);
    followPreferences();
    if (m_commandLine.screenshotFile.isEmpty()) {
        connect(m_connections.get(), &Connections::dashboardShown, this, &Application::notifyOf);
        openTray();
        return;
    }
    connect(m_connections.get(), &Connections::dashboardShown, this, [this](DashboardPage *page) {
        connect(page, &DashboardPage::firstDataPainted, this, &Application::takeScreenshot,
                Qt::QueuedConnection);
    });
    connect(m_connections.get(), &Connections::wayInShown, this,
            [this] { m_screenshotDeadline = m_clock.after(500ms, [this] { takeScreenshot(); }); });
}

void Application::followPreferences()
{
    m_connections->setPollPace(m_preferences.pollPace());
    m_connections->setRoute(m_preferences.route());
    connect(&m_preferences, &ProgramPreferences::pollPaceChanged, m_connections.get(),
            &Connections::setPollPace);
    connect(&m_preferences, &ProgramPreferences::routeChanged, m_connections.get(), &Connections::setRoute);
    connect(m_window.get(), &MainWindow::preferencesWanted, this,
            [this] { m_window->showPreferences(m_preferences); });
    connect(m_window.get(), &MainWindow::diagnosticsWanted, this,
            [this] { m_window->showDiagnostics(m_logbook, m_clock); });
}

void Application::openTray()
{
    m_trayIcon = std::make_unique<SystemTray>(m_clock);
    m_tray = std::make_unique<Tray>(*m_window, *m_trayIcon);
    connect(m_tray.get(), &Tray::quitWanted, this, &Application::quit);
    connect(m_connections.get(), &Connections::dashboardShown, m_tray.get(), &Tray::follow);
    // Whoever has to enter a key needs a window for it.
    connect(m_connections.get(), &Connections::wayInShown, m_window.get(), &QWidget::show);
}

void Application::notifyOf(DashboardPage *page)
{
    // Not the state of the application: that stays active when a dialog closes and nobody gets the focus.
    const auto isInFront = [] { return QGuiApplication::focusWindow() != nullptr; };
    // It knows the session, so it goes with the page, which goes first.
    auto *notifications =
        new PageNotifications(*m_window, *page, m_notifier, *m_settings.settings, isInFront);
    connect(&m_application, &QGuiApplication::focusWindowChanged, notifications,
            [notifications](const QWindow *window) {
                if (window)
                    notifications->center().noticeLook();
            });
}

void Application::answerOtherStarts(const QString &folder)
{
    m_instances = std::make_unique<InstanceServer>(
        folder, [this](const QByteArray &connection) { return m_connections->shows(connection); });
    connect(m_instances.get(), &InstanceServer::raiseWanted, this, [this](const RaiseWish &wish) {
        m_window->raiseForGood(wish.activation);
        if (!wish.select.isEmpty())
            m_window->select(wish.select);
    });
    const auto letOthersAsk = [this] { m_turn.reset(); };
    connect(m_connections.get(), &Connections::dashboardShown, this, letOthersAsk);
    connect(m_connections.get(), &Connections::wayInShown, this, letOthersAsk);
}

void Application::quit()
{
    if (m_window->quit())
        QCoreApplication::exit(0);
}

void Application::endAtOnce()
{
    // Nobody is there to be asked, so nothing is deleted and what waits for its turn is not sent.
    if (Session *session = m_connections->session())
        session->dashboard().deletions.undo();
    m_window->rememberPlace();
    QCoreApplication::exit(0);
}

void Application::warn(const QString &headline, const QString &text)
{
    m_window->showNotice(
        {BannerKind::Warning, u"triangle-alert"_s, headline, text, {}, {BannerButton::Dismiss}});
}

void Application::showSettingsNotice()
{
    complain(m_settings.problem % u' ' % m_settings.consequence);
    warn(m_settings.problem, m_settings.consequence);
}

void Application::showUnwrittenNotice()
{
    const QString problem = m_accounts.store().writeProblem();
    complain(problem);
    warn(tr("Your settings cannot be saved"), tr("%1 What you change holds until Sandglass quits; saving is "
                                                 "tried again with each change and at the end.")
                                                  .arg(problem));
}

void Application::showAuthorityNotice()
{
    const AuthorityFile file = m_preferences.authorityFile();
    complain(file.path % u": "_s % file.problem);
    warn(tr("The file of extra certificate authorities is of no use, so only the system's are trusted."),
         tr("%1: %2 Choose another one in the preferences, on the page Network.")
             .arg(file.path, file.problem));
}

void Application::takeScreenshot()
{
    m_screenshotDeadline.reset();
    const QString problem = writeScreenshot(*m_window, m_commandLine.screenshotFile);
    if (!problem.isEmpty())
        complain(problem);
    QApplication::exit(problem.isEmpty() ? 0 : 1);
}

void Application::giveUpScreenshot()
{
    Session *session = m_connections->session();
    const std::optional<ApiError> error = session ? session->dashboard().poller.status().error : std::nullopt;
    complain(error ? tr("no data to take a picture of: %1").arg(reportOf(*error, {}).cause)
                   : tr("no data to take a picture of within %1 s").arg(kScreenshotPatience / 1s));
    QApplication::exit(1);
}

} // namespace sandglass
