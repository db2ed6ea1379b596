// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/connections.h"

#include "engine/enginehost.h"
#include "start/singlewindow.h"
#include "window/dashboardpage.h"
#include "window/deletionflow.h"
#include "window/mainwindow.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

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
    case ConnectionVerdict::Kind::ProxyProblem:
    case ConnectionVerdict::Kind::OtherError:
        break;
    }
    return Culprit::Neither;
}

BannerContent warning(const QString &headline, const QString &text)
{
    return {BannerKind::Warning, u"triangle-alert"_s, headline, text, {}, {BannerButton::Dismiss}};
}

} // namespace

Connections::Connections(Clock &clock, Logbook &logbook, Accounts &accounts, MainWindow &window,
                         QObject *parent)
    : QObject(parent), m_clock(clock), m_logbook(logbook), m_accounts(accounts), m_window(window)
{
    connectWindow();
    connect(&accounts, &Accounts::changed, this, &Connections::followAccounts);
    connect(&accounts.desk(), &AccountDesk::connectionChanged, this, [this](const QString &id) {
        if (id == m_accounts.currentId())
            m_window.leaveDashboard(Leaving::Disconnect, [this, id] {
                if (const auto profile = m_accounts.find(id))
                    begin(*profile);
            });
    });
    connect(&accounts.desk(), &AccountDesk::keyLeft, this, [this](const QString &text) {
        m_window.showNotice(warning(tr("The key of the removed profile is still kept."), text));
    });
    connect(&accounts.desk(), &AccountDesk::notKept, this, [this](const QString &text) {
        m_window.showNotice(warning(tr("A profile could not be kept as wished."), text));
    });
    followAccounts();
}

Connections::~Connections() = default;

void Connections::connectWindow()
{
    connect(&m_window, &MainWindow::connectWanted, this, &Connections::checkTyped);
    connect(&m_window, &MainWindow::cancelWanted, this, [this] {
        m_check.reset();
        if (FirstRunPage *page = m_window.firstRunPage())
            page->showIdle();
    });
    connect(&m_window, &MainWindow::demoWanted, this, [this] { open(kDemoProfileId); });
    connect(&m_window, &MainWindow::connectAgainWanted, this, &Connections::enterKey);
    connect(&m_window, &MainWindow::profileWanted, this, &Connections::open);
    connect(&m_window, &MainWindow::manageProfilesWanted, this, [this] {
        m_accounts.desk().refresh();
        m_window.showProfiles(m_accounts.desk());
    });
    connect(&m_window, &MainWindow::enterKeyWanted, this, [this] {
        m_keyRead.cancel();
        showWayIn(m_accounts.find(m_accounts.currentId()));
    });
}

bool Connections::isOpen(const QString &id) const
{
    return m_session && m_sessionId == id;
}

bool Connections::shows(const QByteArray &fingerprint) const
{
    return m_session && m_fingerprint == fingerprint;
}

void Connections::setPollPace(const PollPace &pace)
{
    m_pace = pace;
    if (m_session)
        m_session->setPollPace(pace);
}

void Connections::setRoute(const NetworkRoute &route)
{
    m_route = route;
    m_accounts.desk().setRoute(route);
    // The demo is in this very program: its way is always the direct one.
    if (m_session && m_sessionId != kDemoProfileId)
        m_session->setRoute(route);
}

void Connections::openFirst(StartWith with)
{
    if (m_demoSandboxes || (with == StartWith::Demo && !m_accounts.fromEnvironment()))
        begin(Accounts::demo());
    else if (with == StartWith::Ask && !m_accounts.fromEnvironment())
        ask();
    else
        begin(m_accounts.first());
}

void Connections::ask()
{
    showWayIn(std::nullopt);
    if (!m_accounts.store().profiles().isEmpty())
        m_window.showProfiles(m_accounts.desk());
}

void Connections::open(const QString &id)
{
    m_accounts.desk().refresh();
    const auto wanted = m_accounts.find(id);
    if (isOpen(id) && wanted && wanted->baseUrl == m_sessionServer) {
        m_check.reset();
        m_window.closeFirstRun();
        followAccounts();
        return;
    }
    m_window.leaveDashboard(Leaving::Disconnect, [this, id] {
        if (const auto profile = m_accounts.find(id))
            begin(*profile);
    });
}

void Connections::cancel()
{
    m_keyRead.cancel();
    m_check.reset();
}

void Connections::begin(const Profile &profile)
{
    cancel();
    if (profile.id == kDemoProfileId) {
        startDemo();
        return;
    }
    // Asked for first: a key that is at hand comes before anything is painted.
    m_keyRead =
        m_accounts.vault().read(profile, [this, profile](const tl::expected<ApiKey, SecretProblem> &answer) {
            const RequestHandle keep = std::move(m_keyRead);
            onKeyRead(profile, answer);
        });
    m_window.showWaiting(profile);
    m_session.reset();
    m_engine.reset();
    m_accounts.setCurrent(profile.id);
}

void Connections::onKeyRead(const Profile &asked, const tl::expected<ApiKey, SecretProblem> &answer)
{
    // A store that has to be unlocked answers after minutes: the profile may be another one by then.
    m_accounts.desk().refresh();
    const auto now = m_accounts.find(asked.id);
    if (!now)
        return; // another one was begun when it was removed
    const Profile &profile = *now;
    if (profile.baseUrl != asked.baseUrl || profile.keyPlace != asked.keyPlace ||
        profile.keyVariable != asked.keyVariable) {
        begin(profile);
        return;
    }
    if (const auto address = ServerAddress::parse(profile.baseUrl); !address) {
        showWayIn(profile);
        showProblem(tr("This is not the address of a server."), address.error(), Culprit::Address);
    } else if (!answer) {
        showWayIn(profile);
        // To be asked for a key where none was ever given is no problem.
        if (profile.id != kEnvironmentProfileId &&
            (profile.keyPlace != KeyPlace::SecretStore || profile.keyKept))
            showProblem(tr("The key is not there."), answer.error().text, Culprit::Key);
    } else if (!answer->isSendable()) {
        showWayIn(profile);
        showProblem(profile.keyPlace == KeyPlace::Environment
                        ? tr("%1 does not hold a key.").arg(profile.keyVariable)
                        : tr("What was kept is not a key."),
                    tr("It has characters no key has. Copy the key again, or enter it here."), Culprit::Key);
    } else {
        connectTo(profile, *answer);
    }
}

void Connections::connectTo(const Profile &profile, const ApiKey &key)
{
    if (FirstRunPage *page = m_window.firstRunPage())
        page->clearKey();
    const auto address = ServerAddress::parse(profile.baseUrl);
    showSession({*address, key, address->url.authority(), false, profile});
}

void Connections::startDemo()
{
    engine::EngineOptions options;
    options.sandboxes = m_demoSandboxes.value_or(options.sandboxes);
    m_engine = std::make_unique<engine::EngineHost>(options);
    connect(m_engine.get(), &engine::EngineHost::ready, this, [this](const QUrl &url, const QByteArray &key) {
        showSession({ServerAddress{url}, ApiKey(key), Accounts::demo().name, true, Accounts::demo()});
    });
    connect(m_engine.get(), &engine::EngineHost::failed, this, [this](const QString &reason) {
        if (!m_window.firstRunPage())
            showWayIn(std::nullopt);
        showProblem(tr("The demo could not start."), reason, Culprit::Neither);
    });
    m_engine->start();
}

void Connections::showSession(const Session::Server &server)
{
    auto session = std::make_unique<Session>(m_clock, m_logbook, server);
    session->setPollPace(m_pace);
    if (!server.isDemo)
        session->setRoute(m_route);
    // Before the page is made: its thread gets ready meanwhile, and tells of it only through the event loop.
    session->start();
    DashboardPage *page = m_window.showDashboard(session->dashboard());
    if (!server.isDemo)
        m_engine.reset();
    m_session = std::move(session);
    m_sessionId = server.profile.id;
    m_sessionServer = server.profile.baseUrl;
    m_fingerprint = fingerprintOf(server.address.text(), server.key);
    m_accounts.setCurrent(server.profile.id);
    Q_EMIT dashboardShown(page);
}

void Connections::enterKey()
{
    const auto current = m_accounts.find(m_accounts.currentId());
    const bool refused = m_session && m_session->dashboard().controller.facts().keyRefused;
    showWayIn(refused ? current : std::nullopt);
}

FirstRunPage *Connections::showWayIn(const std::optional<Profile> &profile)
{
    FirstRunPage *page = m_window.showFirstRun();
    m_entering = profile;
    if (profile && m_accounts.store().find(profile->id)) {
        page->setProfile(*profile);
    } else {
        const auto current = profile ? profile : m_accounts.find(m_accounts.currentId());
        const bool useful = current && current->id != kDemoProfileId;
        page->setAddress(useful                         ? current->baseUrl
                         : m_accounts.fromEnvironment() ? m_accounts.fromEnvironment()->baseUrl
                                                        : ServerAddress::official().text());
    }
    connect(page, &FirstRunPage::keyBegun, this, [this, page] {
        m_accounts.desk().probeSecretStore(
            page, [page](const QString &problem) { page->setStoreProblem(problem); });
    });
    Q_EMIT wayInShown();
    return page;
}

void Connections::showProblem(const QString &headline, const QString &text, Culprit culprit)
{
    if (FirstRunPage *page = m_window.firstRunPage())
        page->showProblem(headline, text, culprit);
}

void Connections::checkTyped(const QString &address, const QString &pastedKey)
{
    FirstRunPage *page = m_window.firstRunPage();
    if (!page)
        return;
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
    page->showChecking();
    TransportOptions options;
    options.route = m_route;
    m_check = std::make_unique<ConnectionCheck>(m_clock, *server, key, options);
    m_check->start([this, server = *server, key](const ConnectionVerdict &verdict) {
        const auto keep = std::move(m_check);
        FirstRunPage *shown = m_window.firstRunPage();
        if (!shown)
            return;
        if (verdict.kind != ConnectionVerdict::Kind::Good) {
            showProblem(verdict.text, verdict.nextStep, culpritOf(verdict.kind));
            return;
        }
        // Ready for another try, should the person want to stay with what is connected now.
        shown->showIdle();
        m_window.leaveDashboard(Leaving::Disconnect, [this, server, key, place = shown->keyPlace()] {
            adopt(server, key, place);
        });
    });
}

void Connections::adopt(const ServerAddress &address, const ApiKey &key, KeyPlace place)
{
    cancel();
    m_accounts.desk().refresh();
    const QString baseUrl = address.text();
    const Profile *known = m_entering ? m_accounts.store().find(m_entering->id) : nullptr;
    Profile profile = known ? *known : m_accounts.fresh(baseUrl);
    profile.baseUrl = baseUrl;
    profile.keyPlace = place;
    m_accounts.desk().saveWithKey(profile, key, this, [this](const QString &problem) {
        if (!problem.isEmpty())
            m_window.showNotice(warning(tr("The key could not be kept as wished."), problem));
    });
    connectTo(profile, key);
}

void Connections::followAccounts()
{
    const QString &current = m_accounts.currentId();
    m_window.setProfiles(m_accounts.known(), current);
    if (current.isEmpty())
        return;
    const auto profile = m_accounts.find(current);
    if (profile && isOpen(current))
        m_session->setProfile(*profile);
    // The one in use was removed: its rows must not stay under no name.
    if (!profile)
        m_window.leaveDashboard(Leaving::Disconnect, [this] { begin(m_accounts.first()); });
}

} // namespace sandglass
