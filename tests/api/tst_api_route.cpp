// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/authorityfile.h"
#include "api/connectioncheck.h"
#include "apifixture.h"
#include "support/scriptedproxy.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

using Kind = ScriptedProxy::Kind;

/// No resolver knows it, so only a proxy can lead there.
const QString kHost = u"api.sandboxes.test"_s;

NetworkRoute through(Kind kind, quint16 port, const QString &user = {}, const QString &password = {})
{
    NetworkRoute route;
    route.proxies = NetworkRoute::Proxies::Manual;
    route.manual = QNetworkProxy(kind == Kind::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy,
                                 u"127.0.0.1"_s, port, user, password);
    return route;
}

NetworkRoute direct()
{
    NetworkRoute route;
    route.proxies = NetworkRoute::Proxies::None;
    return route;
}

} // namespace

/// Which way requests go: proxies, and extra authorities, also when they change in between.
class TestRoute final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aProxyLeadsToTheServer_data();
    void aProxyLeadsToTheServer();
    void aPostThroughAProxyIsSentOnce();
    void refusalsAreTold_data();
    void refusalsAreTold();
    void aProxyThatIsNotThereIsTold_data();
    void aProxyThatIsNotThereIsTold();
    void noneMeansNone();
    void theSystemsProxyIsUsed();
    void thisComputerIsReachedDirectly_data();
    void thisComputerIsReachedDirectly();
    void anotherRouteCountsAtOnce();
    void whatIsUnderWayEndsAsItBegan();
    void authoritiesComeAndGo();
    void filesOfAuthoritiesAreChecked_data();
    void filesOfAuthoritiesAreChecked();
    void filesOfAuthoritiesAreDescribed();

private:
    /// With this server's certificate trusted.
    [[nodiscard]] NetworkRoute trusting(NetworkRoute route) const
    {
        route.authorities = {QSslCertificate{m_identity.certificatePem}};
        return route;
    }
    void go(const NetworkRoute &route)
    {
        TransportOptions options;
        options.route = route;
        QUrl url;
        url.setScheme(u"https"_s);
        url.setHost(kHost);
        m_transport = std::make_unique<Transport>(m_clock, ServerAddress{url}, ApiKey{kKey}, options);
        m_client = std::make_unique<HopxClient>(*m_transport);
    }
    /// Reads the list; the handle lives until the answer.
    void list(Outcome<ListPage> &outcome)
    {
        m_handle = m_client->list({}, outcome.callback());
        QTRY_COMPARE(outcome.calls, 1);
    }

    TlsIdentity m_identity;
    ManualClock m_clock;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<HopxClient> m_client;
    RequestHandle m_handle;
};

void TestRoute::initTestCase()
{
    m_identity = TlsIdentity::make("route test", "DNS:api.sandboxes.test,IP:127.0.0.1");
    QVERIFY2(!m_identity.keyPem.isEmpty(), "the openssl program is needed");
}

void TestRoute::init()
{
    m_server = std::make_unique<ScriptedServer>(m_identity);
    m_server->setDefault(ScriptedReply::json(R"({"data":null,"has_more":false})"));
}

void TestRoute::cleanup()
{
    m_handle.cancel();
    m_client.reset();
    m_transport.reset();
    m_server.reset();
}

void TestRoute::aProxyLeadsToTheServer_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("asks");
    QTest::newRow("HTTP") << Kind::Http << false;
    QTest::newRow("HTTP with a password") << Kind::Http << true;
    QTest::newRow("SOCKS5") << Kind::Socks5 << false;
    QTest::newRow("SOCKS5 with a password") << Kind::Socks5 << true;
}

void TestRoute::aProxyLeadsToTheServer()
{
    QFETCH(const Kind, kind);
    QFETCH(const bool, asks);
    ScriptedProxy proxy(kind, m_server->port());
    if (asks)
        proxy.demand("me", "p:ss word");
    go(trusting(through(kind, proxy.port(), asks ? u"me"_s : QString(), asks ? u"p:ss word"_s : QString())));
    Outcome<ListPage> outcome;
    list(outcome);
    QVERIFY2(outcome.result->has_value(),
             qPrintable(outcome.result->has_value() ? QString() : outcome.error().transportText));
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE(proxy.tunnels(), QByteArrayList{"api.sandboxes.test:443"});
}

void TestRoute::aPostThroughAProxyIsSentOnce()
{
    ScriptedProxy proxy(Kind::Http, m_server->port());
    proxy.demand("me", "secret");
    m_server->setDefault(ScriptedReply::json(R"({"status":"stopped"})"));
    go(trusting(through(Kind::Http, proxy.port(), u"me"_s, u"secret"_s)));
    Outcome<ActionAnswer> outcome;
    m_handle = m_client->act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE(m_server->count("POST"), 1);
}

void TestRoute::refusalsAreTold_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<int>("refusal");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no name given") << QString() << 0 << u"asks for a user name and a password"_s;
    QTest::newRow("a wrong one") << u"somebody"_s << 0 << u"does not accept this user name and password"_s;
    QTest::newRow("forbidden") << u"me"_s << 403 << u"does not let the connection through"_s;
    QTest::newRow("its own trouble") << u"me"_s << 502 << u"does not let the connection through"_s;
    QTest::newRow("no such server") << u"me"_s << 404 << u"cannot be found, or does not find the server"_s;
    QTest::newRow("no way there") << u"me"_s << 503 << u"finds no way to the server"_s;
}

void TestRoute::refusalsAreTold()
{
    QFETCH(const QString, user);
    QFETCH(const int, refusal);
    QFETCH(const QString, reason);
    ScriptedProxy proxy(Kind::Http, m_server->port());
    proxy.demand("me", "secret");
    proxy.refuse(refusal);
    go(trusting(through(Kind::Http, proxy.port(), user, user.isEmpty() ? QString() : u"secret"_s)));
    Outcome<ActionAnswer> outcome;
    m_handle = m_client->act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QCOMPARE(outcome.error().kind, ApiErrorKind::ProxyFailed);
    QVERIFY2(outcome.error().transportText.contains(reason), qPrintable(outcome.error().transportText));
    QVERIFY2(outcome.error().transportText.contains(u"127.0.0.1:%1"_s.arg(proxy.port())),
             qPrintable(outcome.error().transportText));
    QVERIFY(!outcome.error().transportText.contains("secret"_L1));
    QVERIFY(!outcome.error().maybeExecuted);
    QCOMPARE(m_server->requests().size(), 0);
}

void TestRoute::aProxyThatIsNotThereIsTold_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::newRow("HTTP") << Kind::Http;
    QTest::newRow("SOCKS5") << Kind::Socks5;
}

void TestRoute::aProxyThatIsNotThereIsTold()
{
    QFETCH(const Kind, kind);
    quint16 port = 0;
    {
        const ScriptedProxy gone(kind, m_server->port());
        port = gone.port();
    }
    TransportOptions options;
    options.route = through(kind, port);
    ConnectionCheck check(m_clock, *ServerAddress::parse(kHost), ApiKey{kKey}, options);
    std::optional<ConnectionVerdict> verdict;
    check.start([&verdict](const ConnectionVerdict &told) { verdict = told; });
    QTRY_VERIFY(verdict);
    QCOMPARE(verdict->kind, ConnectionVerdict::Kind::ProxyProblem);
    QCOMPARE(verdict->text, u"The proxy does not lead to api.sandboxes.test."_s);
    QVERIFY2(verdict->nextStep.startsWith(
                 u"The proxy 127.0.0.1:%1 cannot be reached: nothing accepts connections there."_s.arg(port)),
             qPrintable(verdict->nextStep));
}

void TestRoute::noneMeansNone()
{
    ScriptedProxy proxy(Kind::Http, m_server->port());
    qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
    go(trusting(direct()));
    Outcome<ListPage> outcome;
    list(outcome);
    qunsetenv("https_proxy");
    QVERIFY(!outcome.result->has_value());
    QCOMPARE(outcome.error().kind, ApiErrorKind::Unreachable);
    QCOMPARE(proxy.connections(), 0);
}

void TestRoute::theSystemsProxyIsUsed()
{
    ScriptedProxy proxy(Kind::Http, m_server->port());
    qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.port()));
    go(trusting({}));
    Outcome<ListPage> outcome;
    list(outcome);
    qunsetenv("https_proxy");
    QVERIFY(outcome.result->has_value());
    QCOMPARE(proxy.tunnels(), QByteArrayList{"api.sandboxes.test:443"});
}

void TestRoute::thisComputerIsReachedDirectly_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("IPv4") << u"127.0.0.1"_s;
    QTest::newRow("name") << u"localhost"_s;
}

void TestRoute::thisComputerIsReachedDirectly()
{
    QFETCH(const QString, host);
    ScriptedServer plain;
    plain.setDefault(ScriptedReply::json(R"({"data":null,"has_more":false})"));
    ScriptedProxy proxy(Kind::Http, plain.port());
    TransportOptions options;
    options.route = through(Kind::Http, proxy.port());
    QUrl url = plain.url();
    url.setHost(host);
    Transport transport(m_clock, {url}, ApiKey{kKey}, options);
    HopxClient client(transport);
    Outcome<ListPage> outcome;
    const RequestHandle handle = client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE(plain.requests().size(), 1);
    QCOMPARE(proxy.connections(), 0);
}

void TestRoute::anotherRouteCountsAtOnce()
{
    ScriptedProxy first(Kind::Http, m_server->port());
    ScriptedProxy second(Kind::Socks5, m_server->port());
    go(trusting(through(Kind::Http, first.port())));
    Outcome<ListPage> before;
    list(before);
    QVERIFY(before.result->has_value());
    m_transport->setRoute(trusting(through(Kind::Socks5, second.port())));
    Outcome<ListPage> after;
    list(after);
    QVERIFY(after.result->has_value());
    QCOMPARE(first.tunnels().size(), 1);
    QCOMPARE(second.tunnels().size(), 1);
    QCOMPARE(m_server->requests().size(), 2);
}

void TestRoute::whatIsUnderWayEndsAsItBegan()
{
    ScriptedProxy first(Kind::Http, m_server->port());
    m_server->enqueue(ScriptedReply::dripping(R"(HTTP/1.1 200 OK
Content-Type: application/json
Content-Length: 20

{"status":"stopped"})",
                                              std::chrono::milliseconds(1)));
    go(trusting(through(Kind::Http, first.port())));
    Outcome<ActionAnswer> outcome;
    m_handle = m_client->act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(m_server->requests().size(), 1);
    m_transport->setRoute(direct());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE(m_server->requests().size(), 1);
}

void TestRoute::authoritiesComeAndGo()
{
    ScriptedProxy proxy(Kind::Http, m_server->port());
    const NetworkRoute route = through(Kind::Http, proxy.port());
    go(route);
    Outcome<ListPage> refused;
    list(refused);
    QVERIFY(!refused.result->has_value());
    QCOMPARE(refused.error().kind, ApiErrorKind::Tls);
    m_transport->setRoute(trusting(route));
    Outcome<ListPage> accepted;
    list(accepted);
    QVERIFY(accepted.result->has_value());
    // Not even over the connection that is open now.
    m_transport->setRoute(route);
    Outcome<ListPage> again;
    list(again);
    QVERIFY(!again.result->has_value());
    QCOMPARE(again.error().kind, ApiErrorKind::Tls);
    QCOMPARE(m_server->requests().size(), 1);
}

void TestRoute::filesOfAuthoritiesAreChecked_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("problem"); // how it begins
    const QSslCertificate certificate{m_identity.certificatePem};
    QTest::newRow("a certificate") << m_identity.certificatePem << QString();
    QTest::newRow("among comments") << "# ours\n" + m_identity.certificatePem + "\n# end\n" << QString();
    QTest::newRow("nothing") << QByteArray() << u"There is no certificate in this file."_s;
    QTest::newRow("text") << QByteArray("hello") << u"There is no certificate in this file."_s;
    QTest::newRow("damaged") << m_identity.certificatePem.left(120) + "\n-----END CERTIFICATE-----\n"
                             << u"There is no certificate in this file."_s;
    QTest::newRow("DER") << certificate.toDer() << u"The certificate is in DER form."_s;
    QTest::newRow("a key beside it") << m_identity.certificatePem + m_identity.keyPem
                                     << u"The file holds a private key"_s;
    QTest::newRow("too big") << QByteArray(2 * 1024 * 1024, 'x') << u"The file is too big"_s;
    QTest::newRow("expired") << QByteArray(R"(-----BEGIN CERTIFICATE-----
MIIBTzCB9gIBATAKBggqhkjOPQQDAjA0MRswGQYDVQQKDBJTY3JpcHRlZCBBdXRo
b3JpdHkxFTATBgNVBAMMDExvbmcgR29uZSBDQTAeFw0yMDAxMDEwMDAwMDBaFw0y
MTAxMDEwMDAwMDBaMDQxGzAZBgNVBAoMElNjcmlwdGVkIEF1dGhvcml0eTEVMBMG
A1UEAwwMTG9uZyBHb25lIENBMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbG5N
H/GhasEQ5yKuRg0id83oLIfPQY4U+NBy98mUHHON543nk++oULVnFMhPtNVUZ1HE
vifZsq5Jo9KNXe9unjAKBggqhkjOPQQDAgNIADBFAiEArUWGts3ZGtXhoVe67OrK
IDzExxillsdiNSlH/StfPhQCIBsq1YAQ0zj4nYFG29KonyrJdx1kT/EzMYdyfKUo
uPAo
-----END CERTIFICATE-----
)") << u"It is “Long Gone CA”, expired on 2021-01-01."_s;
}

void TestRoute::filesOfAuthoritiesAreChecked()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, problem);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"authorities.pem"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto read = readAuthorities(path);
    QCOMPARE(read.has_value(), problem.isEmpty());
    if (!read)
        QVERIFY2(read.error().startsWith(problem), qPrintable(read.error()));
    QVERIFY(readAuthorities(folder.path()).error().startsWith("This is no file."_L1));
    QVERIFY(readAuthorities(folder.filePath(u"other.pem"_s)).error().startsWith("There is no such file."_L1));
    QVERIFY(readAuthorities(u"authorities.pem"_s).error().startsWith("Give the whole path"_L1));
}

void TestRoute::filesOfAuthoritiesAreDescribed()
{
    const QSslCertificate certificate{m_identity.certificatePem};
    const QString day = certificate.expiryDate().date().toString(Qt::ISODate);
    QCOMPARE(describeAuthorities({certificate}), u"“route test”, valid until %1"_s.arg(day));
    QCOMPARE(describeAuthorities({certificate, certificate}),
             u"2 certificates; the first is “route test”, valid until %1"_s.arg(day));
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestRoute)

#include "tst_api_route.moc"
