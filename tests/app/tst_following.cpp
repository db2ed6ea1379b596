// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window and real sessions, on both threads, while what the preferences choose changes.
#include "diagnostics/logbook.h"
#include "fakesecrets.h"
#include "settings/settings.h"
#include "start/connections.h"
#include "store/poller.h"
#include "store/sandboxstore.h"
#include "support/scriptedproxy.h"
#include "support/scriptedserver.h"
#include "support/testregistry.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QDialog>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

NetworkRoute through(quint16 port)
{
    NetworkRoute route;
    route.proxies = NetworkRoute::Proxies::Manual;
    route.manual = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, port);
    return route;
}

class FollowingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void allConnectionsFollowTheRoute();
    void theDemoIsReachedDirectly();
    void thePaceCountsAtOnceButForProfilesOfTheirOwn();
    void theDemoMayBeTheStart();
    void askingOffersTheProfiles();

private:
    [[nodiscard]] const Poller *poller() const
    {
        return m_window->dashboardPage() ? &m_window->dashboardPage()->dashboard().poller : nullptr;
    }
    [[nodiscard]] Profile save(const QString &address, std::optional<std::chrono::seconds> interval = {})
    {
        Profile profile = m_accounts->fresh(address);
        profile.name = address;
        profile.keyKept = true;
        profile.pollInterval = interval;
        m_accounts->desk().save(m_accounts->find(profile.id).value_or(profile), profile, QString(), this,
                                [](const QString &) {});
        m_state->secrets.insert(KeyVault::nameOf(profile), "hopx_live_a.b");
        return profile;
    }

    SystemClock m_clock;
    Logbook m_logbook{m_clock};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::shared_ptr<FakeSecrets::State> m_state;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Connections> m_connections;
};

void FollowingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_state = std::make_shared<FakeSecrets::State>();
    m_accounts = std::make_unique<Accounts>(
        m_clock, *m_settings, Environment{}, QString(),
        Accounts::Places{std::make_unique<FakeSecrets>(m_state),
                         std::make_unique<FakeSecrets>(std::make_shared<FakeSecrets::State>()),
                         m_folder->path()});
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_connections = std::make_unique<Connections>(m_clock, m_logbook, *m_accounts, *m_window);
    m_window->show();
}

void FollowingTest::cleanup()
{
    m_window.reset();
    m_connections.reset();
    m_accounts.reset();
    m_settings.reset();
}

void FollowingTest::allConnectionsFollowTheRoute()
{
    const TlsIdentity identity = TlsIdentity::make("following", "DNS:api.sandboxes.test");
    QVERIFY(!identity.keyPem.isEmpty());
    ScriptedServer server(identity);
    server.setDefault(ScriptedReply::json(R"({"data":[{"id":"one","status":"running"}]})"));
    ScriptedProxy first(ScriptedProxy::Kind::Http, server.port());
    ScriptedProxy second(ScriptedProxy::Kind::Http, server.port());
    const Profile profile = save(u"https://api.sandboxes.test"_s);
    NetworkRoute route = through(first.port());
    m_connections->setRoute(route);
    m_connections->open(profile.id);
    // Through the proxy, but nobody vouches for the server.
    QTRY_VERIFY(poller() && poller()->status().error);
    QCOMPARE(poller()->status().error->kind, ApiErrorKind::Tls);
    QCOMPARE(server.requests().size(), 0);

    route.authorities = {QSslCertificate(identity.certificatePem)};
    m_connections->setRoute(route); // and no waiting for the next turn after a failure
    QTRY_VERIFY(poller()->status().hasData());
    QVERIFY(!poller()->status().error);
    QCOMPARE(m_window->dashboardPage()->dashboard().store.size(), 1);
    QCOMPARE(second.connections(), 0);

    NetworkRoute other = through(second.port());
    other.authorities = route.authorities;
    first.refuse(403); // so that nothing can still go there
    m_connections->setRoute(other);
    QTRY_VERIFY(!second.tunnels().isEmpty()); // the list
    const auto listed = second.tunnels().size();
    m_window->dashboardPage()->dashboard().controller.request(LifecycleAction::Pause, {u"one"_s});
    QTRY_COMPARE(server.count("POST"), 1);
    QVERIFY(second.tunnels().size() > listed); // the click, on a manager of its own

    // A proxy that is not there is told by the window at once.
    m_connections->setRoute(through(1));
    QTRY_VERIFY(poller()->status().error);
    QCOMPARE(poller()->status().error->kind, ApiErrorKind::ProxyFailed);
}

void FollowingTest::theDemoIsReachedDirectly()
{
    m_connections->setRoute(through(1));
    m_connections->openFirst();
    QTRY_VERIFY(poller() && poller()->status().hasData());
    m_connections->setRoute(through(2));
    QTRY_COMPARE(poller()->status().phase, PollStatus::Phase::Waiting);
    const MonoTime before = poller()->status().lastRead;
    m_window->dashboardPage()->dashboard().poller.pollNow();
    QTRY_VERIFY(poller()->status().lastRead > before);
    QVERIFY(!poller()->status().error);
}

void FollowingTest::thePaceCountsAtOnceButForProfilesOfTheirOwn()
{
    m_connections->setPollPace({60s, 60s});
    m_connections->openFirst();
    QTRY_VERIFY(poller() && poller()->status().phase == PollStatus::Phase::Waiting);
    QVERIFY(poller()->status().interval >= 60s);
    m_connections->setPollPace({100s, 100s});
    QVERIFY(poller()->status().interval >= 100s);

    ScriptedServer server;
    server.setDefault(ScriptedReply::json(R"({"data":[]})"));
    m_connections->open(save(server.url().toString(), 200s).id);
    QTRY_VERIFY(poller() && poller()->status().phase == PollStatus::Phase::Waiting);
    QVERIFY(poller()->status().interval >= 200s);
    m_connections->setPollPace({20s, 20s});
    QVERIFY(poller()->status().interval >= 200s);
}

void FollowingTest::theDemoMayBeTheStart()
{
    (void)save(u"https://api.sandboxes.test"_s);
    m_connections->openFirst(StartWith::Demo);
    QTRY_VERIFY(m_window->dashboardPage());
    QVERIFY(m_window->dashboardPage()->dashboard().isDemo);
}

void FollowingTest::askingOffersTheProfiles()
{
    m_connections->openFirst(StartWith::Ask);
    QVERIFY(m_window->firstRunPage());
    QVERIFY(!m_window->findChild<QDialog *>(u"profilesDialog"_s)); // there is none to offer
    (void)save(u"https://api.sandboxes.test"_s);
    m_connections->openFirst(StartWith::Ask);
    QVERIFY(m_window->firstRunPage());
    QVERIFY(!m_window->dashboardPage());
    const auto *profiles = m_window->findChild<QDialog *>(u"profilesDialog"_s);
    QVERIFY(profiles && profiles->isVisible());
}

SANDGLASS_REGISTER_TEST(FollowingTest)

} // namespace

#include "tst_following.moc"
