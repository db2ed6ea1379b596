// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/connectioncheck.h"
#include "apifixture.h"
#include "support/http2server.h"
#include "support/testauthority.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

TransportOptions trusting(const TlsIdentity &identity, bool http2 = true)
{
    TransportOptions options;
    options.allowHttp2 = http2;
    options.route.authorities = {QSslCertificate{identity.certificatePem}};
    return options;
}

/// One Stop to @p server: refused for its certificate in all of these @p words before the server saw it, or,
/// where there are none, done once.
template<typename Server>
void checkStop(Server &server, const TransportOptions &options, const QStringList &words)
{
    ManualClock clock;
    Transport transport{clock, {server.url()}, ApiKey{kKey}, options};
    HopxClient client{transport};
    QSignalSpy exchanged{&transport, &Transport::exchanged};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.result->has_value(), words.isEmpty());
    const int seen = words.isEmpty() ? 1 : 0;
    QCOMPARE(server.requests().size(), seen);
    QCOMPARE(exchanged.count(), seen);
    if (words.isEmpty())
        return;
    QCOMPARE(outcome.error().kind, ApiErrorKind::Tls);
    QVERIFY(!outcome.error().maybeExecuted);
    for (const QString &word : words)
        QVERIFY2(outcome.error().transportText.contains(word), qPrintable(outcome.error().transportText));
}

} // namespace

/// Certificates: the system's, one trusted by hand, and those that must be refused.
class TestTls final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void selfSignedIsRefused();
    void aServerWithoutTlsIsSaidPlainly();
    void wrongNameIsRefused();
    void trustedByHandWorks_data();
    void trustedByHandWorks();
    void postOverTlsIsSeenOnce_data();
    void postOverTlsIsSeenOnce();
    void plainServerOnATlsAddress();
    void chains_data();
    void chains();
    void revocation_data();
    void revocation();

private:
    TlsIdentity m_local;
    TlsIdentity m_other;
};

void TestTls::initTestCase()
{
    m_local = TlsIdentity::make("local test", "IP:127.0.0.1");
    m_other = TlsIdentity::make("elsewhere.example", "DNS:elsewhere.example");
    QVERIFY2(!m_local.keyPem.isEmpty() && !m_other.keyPem.isEmpty(), "the openssl program is needed");
}

void TestTls::selfSignedIsRefused()
{
    ScriptedServer server{m_local};
    checkStop(server, {}, {u"local test"_s, u"self-signed"_s});
}

void TestTls::aServerWithoutTlsIsSaidPlainly()
{
    ManualClock clock;
    QTcpServer server;
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket *peer = server.nextPendingConnection();
        connect(peer, &QTcpSocket::readyRead, peer,
                [peer] { peer->write("HTTP/1.1 400 Bad Request\r\n\r\n"); });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost));
    ConnectionCheck check{clock, {QUrl{u"https://127.0.0.1:%1"_s.arg(server.serverPort())}}, ApiKey{kKey}};
    std::optional<ConnectionVerdict> verdict;
    check.start([&verdict](const ConnectionVerdict &told) { verdict = told; });
    QTRY_VERIFY(verdict);
    QCOMPARE(verdict->kind, ConnectionVerdict::Kind::TlsProblem);
    QVERIFY2(verdict->nextStep.startsWith(
                 u"No encrypted connection came about; the server may not speak https there. "_s),
             qPrintable(verdict->nextStep));
}

void TestTls::wrongNameIsRefused()
{
    ScriptedServer server{m_other};
    checkStop(server, trusting(m_other), {u"elsewhere.example"_s});
}

void TestTls::trustedByHandWorks_data()
{
    QTest::addColumn<bool>("http2");
    QTest::newRow("HTTP/2 offered") << true;
    QTest::newRow("HTTP/1.1 only") << false;
}

void TestTls::trustedByHandWorks()
{
    QFETCH(const bool, http2);
    ManualClock clock;
    ScriptedServer server{m_local};
    server.setDefault(ScriptedReply::json(R"({"data":null,"has_more":false})"));
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting(m_local, http2)};
    HopxClient client{transport};
    Outcome<ListPage> outcome;
    const RequestHandle handle = client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY2(outcome.result->has_value(),
             qPrintable(outcome.result->has_value() ? QString() : outcome.error().transportText));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().constFirst().header("x-api-key"), QByteArray(kKey));
}

void TestTls::postOverTlsIsSeenOnce_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<bool>("http2");
    for (const bool http2 : {true, false}) {
        QTest::addRow("closed %d", http2) << ScriptedReply::closeAtOnce() << http2;
        QTest::addRow("reset %d", http2) << ScriptedReply::reset() << http2;
        QTest::addRow("cut %d", http2) << ScriptedReply::cutBody(R"({"status":"x"})", 3) << http2;
    }
}

void TestTls::postOverTlsIsSeenOnce()
{
    QFETCH(const ScriptedReply, reply);
    QFETCH(const bool, http2);
    ManualClock clock;
    ScriptedServer server{m_local};
    server.enqueue(reply);
    server.setDefault(ScriptedReply::json("{}"));
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting(m_local, http2)};
    HopxClient client{transport};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QCOMPARE(outcome.error().kind, ApiErrorKind::ConnectionLost);
    QVERIFY(outcome.error().maybeExecuted);
    QCOMPARE(server.requests().size(), 1);
}

void TestTls::plainServerOnATlsAddress()
{
    ManualClock clock;
    ScriptedServer server;
    server.setDefault(ScriptedReply::http(400));
    QUrl url = server.url();
    url.setScheme(u"https"_s);
    Transport transport{clock, {url}, ApiKey{kKey}};
    HopxClient client{transport};
    Outcome<ListPage> outcome;
    const RequestHandle handle = client.list({}, outcome.callback());
    // The server waits for the rest of what is no HTTP request.
    QTRY_VERIFY(server.connections() > 0);
    server.shutDown();
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, ApiErrorKind::Unreachable);
    QCOMPARE(server.requests().size(), 0);
}

void TestTls::chains_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QStringList>("said"); // none: all is well
    const QByteArray here = "IP:127.0.0.1";
    QTest::newRow("good") << here << 2 << true << QStringList{};
    QTest::newRow("of an authority nobody knows")
        << here << 2 << false << QStringList{u"does not trust who issued"_s, u"Scripted Root"_s};
    QTest::newRow("expired") << here << -1 << true << QStringList{u"expired"_s, u"Scripted Root"_s};
    QTest::newRow("for another name") << "DNS:elsewhere.example"_ba << 2 << true
                                      << QStringList{u"belongs to another server"_s, u"a server"_s};
    QTest::newRow("expired and for another name")
        << "DNS:elsewhere.example"_ba << -1 << true << QStringList{u"expired"_s, u"another server"_s};
    QTest::newRow("everything wrong") << "DNS:elsewhere.example"_ba << -1 << false
                                      << QStringList{u"expired"_s, u"another server"_s, u"does not trust"_s};
}

void TestTls::chains()
{
    QFETCH(const QByteArray, names);
    QFETCH(const int, days);
    QFETCH(const bool, trusted);
    QFETCH(const QStringList, said);
    const TestAuthority authority{"Scripted Root"};
    ScriptedServer server{authority.issue("a server", names, days)};
    server.setDefault(ScriptedReply::json("{}"));
    checkStop(server, trusted ? trusting(authority.own()) : TransportOptions{}, said);
}

void TestTls::revocation_data()
{
    QTest::addColumn<bool>("http2");
    QTest::addColumn<int>(
        "statement"); // 0: none, 1: good, 2: revoked, 3: nonsense, 4: another authority's, 5: no issuer sent
    QTest::addColumn<QStringList>("said"); // none: all is well
    const QStringList notValid{u"is not valid"_s};
    for (const bool http2 : {true, false}) {
        const int version = http2 ? 2 : 1;
        QTest::addRow("none, HTTP/%d", version) << http2 << 0 << QStringList{};
        QTest::addRow("good, HTTP/%d", version) << http2 << 1 << QStringList{};
        QTest::addRow("revoked, HTTP/%d", version) << http2 << 2 << QStringList{u"was revoked"_s};
        QTest::addRow("nonsense, HTTP/%d", version) << http2 << 3 << notValid;
        QTest::addRow("good, without the issuer, HTTP/%d", version) << http2 << 5 << QStringList{};
        QTest::addRow("of somebody else, HTTP/%d", version) << http2 << 4 << notValid;
    }
}

/// What a server shows about the standing of its certificate (a stapled OCSP answer).
void TestTls::revocation()
{
    QFETCH(const bool, http2);
    QFETCH(const int, statement);
    QFETCH(const QStringList, said);
    const TestAuthority authority{"Scripted Root"};
    const TestAuthority other{"Scripted Root"};
    TlsIdentity identity = authority.issue("a server", "IP:127.0.0.1");
    if (statement != 5)
        identity.certificatePem += authority.own().certificatePem;
    QVERIFY(!other.issue("a server", "IP:127.0.0.1").keyPem.isEmpty());
    using Standing = TestAuthority::Standing;
    const QList<QByteArray> statements{
        {},         authority.statementOnLast(Standing::Good), authority.statementOnLast(Standing::Revoked),
        "nonsense", other.statementOnLast(Standing::Good),     authority.statementOnLast(Standing::Good)};
    QVERIFY(statement == 0 || !statements[statement].isEmpty());
    Http2Server server{identity, {}, statements[statement]};
    checkStop(server, trusting(authority.own(), http2), said);
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestTls)

#include "tst_api_tls.moc"
