// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/application.h"

#include "connect/firstrunpage.h"
#include "engine/enginehost.h"
#include "start/screenshot.h"
#include "start/singlewindow.h"
#include "window/dashboardpage.h"

#include <QApplication>
#include <QMessageBox>
#include <QTextStream>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kScreenshotPatience = 30'000ms;

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

void Application::start(const QString &instances)
{
    openWindow();
    answerOtherStarts(instances);
    if (!m_commandLine.select.isEmpty())
        m_window->select(m_commandLine.select);
    if (!m_settings.notice.isEmpty())
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
        showProblem(tr("This is no address of a server"), address.error());
    } else if (!m_environment.key.isSendable()) {
        showFirstRun(configuredAddress());
        showProblem(tr("HOPX_API_KEY does not hold a key"),
                    tr("It has characters no key has. Copy the key again, or enter it here."));
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

void Application::answerOtherStarts(const QString &folder)
{
    m_instances = std::make_unique<InstanceServer>(
        folder, [this](const QByteArray &connection) { return connection == m_shown; });
    connect(m_instances.get(), &InstanceServer::raiseWanted, this, [this](const RaiseWish &wish) {
        m_window->raiseForGood(wish.activation);
        if (!wish.select.isEmpty())
            m_window->select(wish.select);
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
    m_shown.clear();
    page->setAddress(address);
    endSession();
    if (!m_commandLine.screenshotFile.isEmpty())
        m_screenshotDeadline = m_clock.after(500ms, [this] { takeScreenshot(); });
}

void Application::showProblem(const QString &headline, const QString &text)
{
    if (FirstRunPage *page = m_window->firstRunPage())
        page->showProblem(headline, text);
}

void Application::checkAndConnect(const QString &address, const QString &pastedKey)
{
    const auto server = ServerAddress::parse(address);
    if (!server) {
        showProblem(tr("This is no address of a server"), server.error());
        return;
    }
    const ApiKey key = ApiKey::fromPasted(pastedKey);
    if (key.isEmpty() || !key.isSendable()) {
        showProblem(
            tr("This is no API key"),
            tr("A key looks like hopx_live_…, a dot and a longer part. Copy it again from the console."));
        return;
    }
    m_window->firstRunPage()->showChecking();
    m_check = std::make_unique<ConnectionCheck>(m_clock, *server, key);
    m_check->start([this, server = *server, key](const ConnectionVerdict &verdict) {
        const auto keep = std::move(m_check);
        if (verdict.kind == ConnectionVerdict::Kind::Good)
            connectTo(server, key);
        else
            showProblem(verdict.text, verdict.nextStep);
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
    engine::EngineOptions options;
    options.sandboxes = m_commandLine.demoSandboxes.value_or(options.sandboxes);
    m_engine = std::make_unique<engine::EngineHost>(options);
    connect(m_engine.get(), &engine::EngineHost::ready, this, [this](const QUrl &url, const QByteArray &key) {
        showSession({ServerAddress{url}, ApiKey(key), tr("Demo"), true});
    });
    connect(m_engine.get(), &engine::EngineHost::failed, this, [this](const QString &reason) {
        if (!m_window->firstRunPage())
            showFirstRun(configuredAddress());
        showProblem(tr("The demo could not start"), reason);
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
    m_shown = fingerprintOf(server.address.url.toString(), server.key);
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
    complain(m_settings.notice);
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Settings"), m_settings.notice, QMessageBox::Ok,
                                m_window.get());
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setModal(false);
    // After the window, so that it is not covered by it.
    QMetaObject::invokeMethod(box, &QWidget::show, Qt::QueuedConnection);
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
