// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/application.h"

#include "engine/enginehost.h"
#include "start/screenshot.h"
#include "window/dashboardpage.h"
#include "window/deletionflow.h"

#include <QApplication>
#include <QTextStream>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kScreenshotPatience = 30'000ms;
constexpr QSize kPictureSize(1400, 900);

using Culprit = FirstRunPage::Culprit;

Culprit culpritOf(ConnectionVerdict::Kind kind)
{
    switch (kind) {
    case ConnectionVerdict::Kind::WrongKey:
        return Culprit::Key;
    case ConnectionVerdict::Kind::NoNetwork:
    case ConnectionVerdict::Kind::NotHopx:
    case ConnectionVerdict::Kind::TlsProblem:
        return Culprit::Address;
    case ConnectionVerdict::Kind::Good:
    case ConnectionVerdict::Kind::OtherError:
        break;
    }
    return Culprit::Neither;
}

void complain(const QString &text)
{
    QTextStream(stderr) << Application::tr("sandglass: %1").arg(text) << Qt::endl;
}

} // namespace

Application::Application(QApplication &application, CommandLine commandLine, Environment environment)
    : m_application(application)
    , m_commandLine(std::move(commandLine))
    , m_environment(std::move(environment))
    , m_settings(m_commandLine.screenshotFile.isEmpty() ? openSettings() : openForgetfulSettings())
    , m_savedTheme(*m_settings.settings, u"theme"_s, wordOfTheme(Theme::System))
    , m_theme(application)
{
    m_theme.setTheme(m_commandLine.theme.value_or(themeFromWord(m_savedTheme.get()).value_or(Theme::System)));
}

Application::~Application()
{
    m_window.reset(); // shows the session
    endSession();
}

void Application::start()
{
    openWindow();
    if (!m_settings.problem.isEmpty())
        showSettingsNotice();
    if (!m_commandLine.screenshotFile.isEmpty())
        m_screenshotDeadline = m_clock.after(kScreenshotPatience, [this] { giveUpScreenshot(); });

    const bool addressGiven = !m_commandLine.baseUrl.isEmpty() || !m_environment.baseUrl.isEmpty();
    if (m_commandLine.demoSandboxes || (m_environment.key.isEmpty() && !addressGiven)) {
        openDemo();
    } else if (m_environment.key.isEmpty()) {
        showFirstRun(configuredAddress());
    } else if (const auto address = ServerAddress::parse(configuredAddress()); !address) {
        showFirstRun(configuredAddress());
        showProblem(tr("This is not the address of a server."), address.error(), Culprit::Address);
    } else if (!m_environment.key.isSendable()) {
        showFirstRun(configuredAddress());
        showProblem(tr("HOPX_API_KEY does not hold a key."),
                    tr("It has characters no key has. Copy the key again, or enter it here."), Culprit::Key);
    } else {
        connectTo(*address, m_environment.key);
    }
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
    connect(m_window.get(), &MainWindow::connectWanted, this, &Application::checkAndConnect);
    connect(m_window.get(), &MainWindow::cancelWanted, this, [this] {
        m_check.reset();
        if (FirstRunPage *page = m_window->firstRunPage())
            page->showIdle();
    });
    connect(m_window.get(), &MainWindow::demoWanted, this, &Application::openDemo);
    connect(m_window.get(), &MainWindow::connectAgainWanted, this,
            [this] { showFirstRun(configuredAddress()); });
    connect(m_window.get(), &MainWindow::quitWanted, this, &Application::quit);
    connect(m_window.get(), &MainWindow::themeWanted, this, [this](Theme theme) {
        m_theme.setTheme(theme);
        m_savedTheme.set(wordOfTheme(theme));
    });
}

void Application::quit()
{
    if (m_window->close())
        m_application.quit();
}

void Application::endAtOnce()
{
    // Nobody is there to be asked, so nothing is deleted.
    if (m_session)
        m_session->dashboard().deletions.undo();
    quit();
}

QString Application::configuredAddress() const
{
    if (!m_lastAddress.isEmpty())
        return m_lastAddress;
    if (!m_commandLine.baseUrl.isEmpty())
        return m_commandLine.baseUrl;
    if (!m_environment.baseUrl.isEmpty())
        return m_environment.baseUrl;
    return ServerAddress::official().url.toString();
}

void Application::showFirstRun(const QString &address)
{
    FirstRunPage *page = m_window->showFirstRun();
    page->setAddress(address);
    if (!m_commandLine.screenshotFile.isEmpty())
        m_screenshotDeadline = m_clock.after(500ms, [this] { takeScreenshot(); });
}

void Application::showProblem(const QString &headline, const QString &text, Culprit culprit)
{
    if (FirstRunPage *page = m_window->firstRunPage())
        page->showProblem(headline, text, culprit);
}

void Application::checkAndConnect(const QString &address, const QString &pastedKey)
{
    const auto server = ServerAddress::parse(address);
    if (!server) {
        showProblem(tr("This is not the address of a server."), server.error(), Culprit::Address);
        return;
    }
    const ApiKey key = ApiKey::fromPasted(pastedKey);
    if (key.isEmpty() || !key.isSendable()) {
        showProblem(
            tr("This is not an API key."),
            tr("A key looks like hopx_live_…, a dot and a longer part. Copy it again from the console."),
            Culprit::Key);
        return;
    }
    m_window->firstRunPage()->showChecking();
    m_check = std::make_unique<ConnectionCheck>(m_clock, *server, key);
    m_check->start([this, server = *server, key](const ConnectionVerdict &verdict) {
        const auto keep = std::move(m_check);
        if (verdict.kind != ConnectionVerdict::Kind::Good) {
            showProblem(verdict.text, verdict.nextStep, culpritOf(verdict.kind));
            return;
        }
        // Ready for another try, should the person want to stay with what is connected now.
        m_window->firstRunPage()->showIdle();
        m_window->leaveDashboard(Ending::Disconnect, [this, server, key] { connectTo(server, key); });
    });
}

void Application::connectTo(const ServerAddress &address, const ApiKey &key)
{
    m_lastAddress = address.url.toString();
    if (FirstRunPage *page = m_window->firstRunPage())
        page->clearKey();
    showSession({address, key, address.url.authority(), false});
}

void Application::openDemo()
{
    if (m_session && m_session->dashboard().isDemo)
        m_window->closeFirstRun(); // it is still there
    else
        m_window->leaveDashboard(Ending::Disconnect, [this] { startDemo(); });
}

void Application::startDemo()
{
    engine::EngineOptions options;
    options.sandboxes = m_commandLine.demoSandboxes.value_or(options.sandboxes);
    m_engine = std::make_unique<engine::EngineHost>(options);
    connect(m_engine.get(), &engine::EngineHost::ready, this, [this](const QUrl &url, const QByteArray &key) {
        showSession({ServerAddress{url}, ApiKey(key), tr("Demo"), true});
    });
    connect(m_engine.get(), &engine::EngineHost::failed, this, [this](const QString &reason) {
        if (!m_window->firstRunPage())
            showFirstRun(configuredAddress());
        showProblem(tr("The demo could not start."), reason, Culprit::Neither);
    });
    m_engine->start();
}

void Application::showSession(const Session::Server &server)
{
    auto session = std::make_unique<Session>(m_clock, server);
    DashboardPage *page = m_window->showDashboard(session->dashboard());
    if (!server.isDemo)
        m_engine.reset();
    m_session = std::move(session);
    if (!m_commandLine.screenshotFile.isEmpty())
        connect(page, &DashboardPage::firstDataPainted, this, &Application::takeScreenshot,
                Qt::QueuedConnection);
    m_session->start();
}

void Application::endSession()
{
    m_session.reset();
    m_engine.reset();
}

void Application::showSettingsNotice()
{
    complain(m_settings.problem % u' ' % m_settings.consequence);
    m_window->showNotice({BannerKind::Warning,
                          u"triangle-alert"_s,
                          m_settings.problem,
                          m_settings.consequence,
                          {},
                          {BannerButton::Dismiss}});
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
    const std::optional<ApiError> error =
        m_session ? m_session->dashboard().poller.status().error : std::nullopt;
    complain(error ? tr("no data to take a picture of: %1").arg(reportOf(*error, {}).cause)
                   : tr("no data to take a picture of within %1 s").arg(kScreenshotPatience / 1s));
    QApplication::exit(1);
}

} // namespace sandglass
