// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/connectioncheck.h"
#include "apifixture.h"

#include <QLoggingCategory>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr const char *kListBody =
    R"({"object":"list","has_more":false,"data":[{"id":"a","status":"running"}]})";
constexpr const char *kSandboxBody = R"({"id":"a","status":"paused"})";

/// What goes over the wire when all is well, and who may end a request.
class TestTransport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listSendsWhatTheContractAsks();
    void getEncodesTheId();
    void actionIsOneEmptyPost_data();
    void actionIsOneEmptyPost();
    void deleteHasNoBody();
    void queryIsEncoded();
    void baseAddressWithAPathIsKept();
    void idsThatLeadElsewhereAreNotSent();
    void noKeyNoHeader();
    void unsendableKeyIsNotSent();
    void callbackNeverComesInsideTheCall();
    void droppingTheHandleEndsTheRequest();
    void newConnectionsLeaveWhatIsUnderWay();
    void droppingTheTransportEndsTheRequest();
    void callbackMayDestroyEverything();
    void cookiesAreNotKept();
    void answersOfOtherSandboxesAreRefused();
    void whatIsSaidOfAnotherIsNotTaken();
    void exchangedTellsTheOutside();
    void actionsAreAcceptedWithAnyContent_data();
    void actionsAreAcceptedWithAnyContent();
    void manyAtOnceAreAllAnswered();
    void logNamesTheRequestButNoSecret();
    void connectionCheck_data();
    void connectionCheck();
    void connectionCheckWithoutServer();
};

void TestTransport::listSendsWhatTheContractAsks()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(kListBody));
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE((*outcome.result)->sandboxes.size(), 1);

    QCOMPARE(f.server.requests().size(), 1);
    const SeenRequest &seen = f.server.requests().constFirst();
    QCOMPARE(seen.method, "GET"_ba);
    QCOMPARE(seen.target, "/v1/sandboxes?limit=100"_ba);
    QCOMPARE(seen.header("x-api-key"), QByteArray(kKey));
    QCOMPARE(seen.header("accept"), "application/json"_ba);
    QCOMPARE(seen.header("user-agent"), "Sandglass/" SANDGLASS_VERSION ""_ba);
    QVERIFY(!seen.has("authorization"));
    QVERIFY(!seen.has("cookie"));
}

void TestTransport::getEncodesTheId()
{
    ApiFixture f;
    const QString id = u"a/b?c#d e%41"_s;
    f.server.enqueue(ScriptedReply::json(R"({"id":"a/b?c#d e%41","status":"running"})"));
    Outcome<Sandbox> outcome;
    const RequestHandle handle = f.client.get(id, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE((*outcome.result)->id, id);
    QCOMPARE(f.server.requests().constFirst().target, "/v1/sandboxes/a%2Fb%3Fc%23d%20e%2541"_ba);
}

void TestTransport::deleteHasNoBody()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(R"({"status":"deleted","id":"a/b","request_id":"r"})"));
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = f.client.act(u"a/b"_s, LifecycleAction::Delete, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE((*outcome.result)->status, std::optional{SandboxStatus::Gone});
    QCOMPARE(f.server.requests().size(), 1);
    const SeenRequest &seen = f.server.requests().constFirst();
    QCOMPARE(seen.method, "DELETE"_ba);
    QCOMPARE(seen.target, "/v1/sandboxes/a%2Fb"_ba);
    QCOMPARE(seen.header("x-api-key"), QByteArray(kKey));
    QCOMPARE(seen.header("content-type"), QByteArray());
    QCOMPARE(seen.body, QByteArray());
}

void TestTransport::actionIsOneEmptyPost_data()
{
    QTest::addColumn<LifecycleAction>("action");
    for (const LifecycleAction action : kPowerActions)
        QTest::newRow(qPrintable(wordOfAction(action))) << action;
}

void TestTransport::actionIsOneEmptyPost()
{
    QFETCH(const LifecycleAction, action);
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(kSandboxBody));
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = f.client.act(u"a"_s, action, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE((*outcome.result)->status, std::optional{SandboxStatus::Paused});

    QCOMPARE(f.server.requests().size(), 1);
    const SeenRequest &seen = f.server.requests().constFirst();
    QCOMPARE(seen.method, "POST"_ba);
    QCOMPARE(seen.target, "/v1/sandboxes/a/" + wordOfAction(action).toLatin1());
    QCOMPARE(seen.header("content-type"), "application/json"_ba);
    QCOMPARE(seen.header("content-length"), "0"_ba);
    QCOMPARE(seen.header("x-api-key"), QByteArray(kKey));
    QCOMPARE(seen.body, QByteArray());
}

void TestTransport::queryIsEncoded()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(kListBody));
    Outcome<ListPage> outcome;
    const RequestHandle handle =
        f.client.list({25, u"a+b/c=&d"_s, u"running"_s, u"eu 1001"_s}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(f.server.requests().constFirst().target,
             "/v1/sandboxes?limit=25&cursor=a%2Bb%2Fc%3D%26d&status=running&region=eu%201001"_ba);
}

void TestTransport::baseAddressWithAPathIsKept()
{
    ManualClock clock;
    ScriptedServer server;
    server.enqueue(ScriptedReply::json(kListBody));
    QUrl url = server.url();
    url.setPath(u"/hopx/eu"_s);
    Transport transport{clock, {url}, ApiKey{kKey}};
    HopxClient client{transport};
    Outcome<ListPage> outcome;
    const RequestHandle handle = client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(server.requests().constFirst().target, "/hopx/eu/v1/sandboxes?limit=100"_ba);
}

void TestTransport::idsThatLeadElsewhereAreNotSent()
{
    ApiFixture f;
    for (const QString &id : {u".."_s, u"."_s, QString(), u"a\nb"_s}) {
        Outcome<ActionAnswer> outcome;
        const RequestHandle handle = f.client.act(id, LifecycleAction::Stop, outcome.callback());
        QCOMPARE(outcome.calls, 0);
        QTRY_COMPARE(outcome.calls, 1);
        QVERIFY(!outcome.result->has_value());
        QCOMPARE(outcome.error().kind, ApiErrorKind::BadRequest);
        QVERIFY(!outcome.error().maybeExecuted);
    }
    QCOMPARE(f.server.connections(), 0);
}

void TestTransport::noKeyNoHeader()
{
    ManualClock clock;
    ScriptedServer server;
    server.enqueue(ScriptedReply::json(kListBody));
    Transport transport{clock, {server.url()}, ApiKey{}};
    HopxClient client{transport};
    Outcome<ListPage> outcome;
    const RequestHandle handle = client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!server.requests().constFirst().has("x-api-key"));
}

void TestTransport::unsendableKeyIsNotSent()
{
    ManualClock clock;
    ScriptedServer server;
    Transport transport{clock, {server.url()}, ApiKey{"hopx_live_a.b\r\nX-Evil: 1"}};
    HopxClient client{transport};
    QSignalSpy exchanged{&transport, &Transport::exchanged};
    Outcome<ListPage> outcome;
    const RequestHandle handle = client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, ApiErrorKind::Unauthorized);
    QCOMPARE(outcome.error().httpStatus, 0);
    QCOMPARE(server.connections(), 0);
    QCOMPARE(exchanged.count(), 0);
}

void TestTransport::callbackNeverComesInsideTheCall()
{
    ManualClock clock;
    Transport transport{clock, {QUrl{u"nonsense://127.0.0.1"_s}}, ApiKey{kKey}};
    HopxClient client{transport};
    Outcome<ListPage> outcome;
    const RequestHandle handle = client.list({}, outcome.callback());
    QCOMPARE(outcome.calls, 0);
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
}

void TestTransport::droppingTheHandleEndsTheRequest()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::hang());
    QSignalSpy seen{&f.server, &ScriptedServer::requestSeen};
    QSignalSpy ended{&f.server, &ScriptedServer::connectionEnded};
    QSignalSpy exchanged{&f.transport, &Transport::exchanged};
    Outcome<Sandbox> outcome;
    {
        const RequestHandle handle = f.client.get(u"a"_s, outcome.callback());
        QTRY_COMPARE(seen.count(), 1);
    }
    // The connection ends, so the request really was aborted.
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(f.clock.timerCount(), 0);
    f.clock.advance(10min);
    QCoreApplication::processEvents();
    QCOMPARE(outcome.calls, 0);
    QCOMPARE(exchanged.count(), 0);
}

void TestTransport::newConnectionsLeaveWhatIsUnderWay()
{
    // A clock that is set looks like a sleep of the computer: the answer to a click must come all the same.
    ApiFixture f;
    const QByteArray body = R"({"id":"a","status":"running"})";
    f.server.enqueue(ScriptedReply::dripping(ScriptedReply::json(body).bytes, 1ms));
    f.server.setDefault(ScriptedReply::json(body));
    QSignalSpy seen{&f.server, &ScriptedServer::requestSeen};
    Outcome<Sandbox> outcome;
    const RequestHandle handle = f.client.get(u"a"_s, outcome.callback());
    QTRY_COMPARE(seen.count(), 1);
    f.transport.forgetConnections();
    Outcome<Sandbox> next;
    const RequestHandle other = f.client.get(u"a"_s, next.callback());
    QTRY_COMPARE(next.calls, 1);
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE(f.server.connections(), 2);
}

void TestTransport::droppingTheTransportEndsTheRequest()
{
    ManualClock clock;
    ScriptedServer server;
    server.enqueue(ScriptedReply::hang());
    server.enqueue(ScriptedReply::hang());
    QSignalSpy ended{&server, &ScriptedServer::connectionEnded};
    Outcome<Sandbox> read;
    Outcome<ActionAnswer> acted;
    RequestHandle readHandle;
    RequestHandle actHandle;
    {
        Transport transport{clock, {server.url()}, ApiKey{kKey}};
        HopxClient client{transport};
        readHandle = client.get(u"a"_s, read.callback());
        actHandle = client.act(u"a"_s, LifecycleAction::Stop, acted.callback());
        QTRY_COMPARE(server.requests().size(), 2);
    }
    QTRY_COMPARE(ended.count(), 2);
    readHandle.cancel();
    actHandle.cancel();
    QCOMPARE(read.calls + acted.calls, 0);
    QCOMPARE(clock.timerCount(), 0);
}

void TestTransport::callbackMayDestroyEverything()
{
    ManualClock clock;
    ScriptedServer server;
    server.setDefault(ScriptedReply::json(kListBody));
    for (const bool byDeadline : {false, true}) {
        if (byDeadline)
            server.setDefault(ScriptedReply::hang());
        auto transport = std::make_unique<Transport>(clock, ServerAddress{server.url()}, ApiKey{kKey});
        HopxClient client{*transport};
        RequestHandle handle;
        int calls = 0;
        QSignalSpy seen{&server, &ScriptedServer::requestSeen};
        handle = client.list({}, [&](const ApiResult<ListPage> &) {
            ++calls;
            handle.cancel();
            transport.reset();
        });
        QTRY_COMPARE(seen.count(), 1);
        if (byDeadline)
            clock.advance(HopxClient::kReadDeadline);
        QTRY_COMPARE(calls, 1);
        QVERIFY(!transport);
    }
}

void TestTransport::cookiesAreNotKept()
{
    ApiFixture f;
    for (int i = 0; i < 2; ++i) {
        f.server.enqueue(ScriptedReply::http(200, kListBody, {{"Set-Cookie", "who=me; Path=/"}}));
        Outcome<ListPage> outcome;
        const RequestHandle handle = f.client.list({}, outcome.callback());
        QTRY_COMPARE(outcome.calls, 1);
    }
    QCOMPARE(f.server.requests().size(), 2);
    QVERIFY(!f.server.requests().constLast().has("cookie"));
}

void TestTransport::answersOfOtherSandboxesAreRefused()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(kSandboxBody));
    Outcome<Sandbox> outcome;
    const RequestHandle handle = f.client.get(u"other"_s, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, ApiErrorKind::NotHopx);
}

void TestTransport::whatIsSaidOfAnotherIsNotTaken()
{
    ApiFixture f;
    f.server.setDefault(ScriptedReply::json(
        R"({"id":"other","status":"stopped","timeout_seconds":60,"expires_at":"2026-01-02T03:04:05Z"})"));
    Outcome<TimeoutAnswer> extended;
    const RequestHandle put = f.client.setTimeout(u"mine"_s, 60s, extended.callback());
    QTRY_COMPARE(extended.calls, 1);
    QVERIFY(extended.result->has_value());
    QVERIFY(!(*extended.result)->timeoutSeconds);
    QCOMPARE((*extended.result)->expiry.kind, Expiry::Kind::NotReported);
    Outcome<ActionAnswer> stopped;
    const RequestHandle post = f.client.act(u"mine"_s, LifecycleAction::Stop, stopped.callback());
    QTRY_COMPARE(stopped.calls, 1);
    QVERIFY(!(*stopped.result)->status);
}

void TestTransport::exchangedTellsTheOutside()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::http(200, kListBody,
                                         {{"X-RateLimit-Limit", "200"},
                                          {"x-ratelimit-remaining", "17"},
                                          {"X-RateLimit-Reset", "1767323075"},
                                          {"Date", "Fri, 02 Jan 2026 03:04:15 GMT"}}));
    QList<Exchange> exchanges;
    QObject::connect(&f.transport, &Transport::exchanged, &f.transport,
                     [&](const Exchange &exchange) { exchanges.append(exchange); });
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(exchanges.size(), 1);
    const Exchange &seen = exchanges.first();
    QCOMPARE(seen.method, u"GET"_s);
    QCOMPARE(seen.path, u"/v1/sandboxes"_s);
    QCOMPARE(seen.httpStatus, 200);
    QCOMPARE(seen.rate.limitPerMinute, std::optional{200});
    QCOMPARE(seen.rate.remaining, std::optional{17});
    QVERIFY(seen.rate.resetAt == ManualClock::kStartUtc + 30s);
    QVERIFY(seen.serverDate == ManualClock::kStartUtc + 10s);
    QVERIFY(!seen.retryAfter);
    QVERIFY(seen.sentAt == ManualClock::kStartUtc);
    QVERIFY(seen.answeredAt == ManualClock::kStartUtc);
}

void TestTransport::actionsAreAcceptedWithAnyContent_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::newRow("204") << ScriptedReply::http(204);
    QTest::newRow("202 empty") << ScriptedReply::http(202);
    QTest::newRow("200 empty") << ScriptedReply::http(200);
    QTest::newRow("200 text") << ScriptedReply::http(200, "OK", {}, "text/plain");
    QTest::newRow("200 list") << ScriptedReply::http(200, "[]");
    QTest::newRow("200 cut JSON") << ScriptedReply::http(200, R"({"status":"pau)");
    QTest::newRow("200 chunked") << ScriptedReply::chunked({"{\"request_id\"", ":\"r\"}"});
}

void TestTransport::actionsAreAcceptedWithAnyContent()
{
    QFETCH(const ScriptedReply, reply);
    ApiFixture f;
    f.server.enqueue(reply);
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = f.client.act(u"a"_s, LifecycleAction::Pause, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QVERIFY(!(*outcome.result)->status);
    QCOMPARE(f.server.requests().size(), 1);
}

void TestTransport::manyAtOnceAreAllAnswered()
{
    constexpr int kRequests = 40;
    ApiFixture f;
    f.server.setDefault(ScriptedReply::json(kListBody));
    std::vector<Outcome<ListPage>> outcomes(kRequests);
    std::vector<RequestHandle> handles;
    handles.reserve(kRequests);
    for (Outcome<ListPage> &outcome : outcomes)
        handles.push_back(f.client.list({}, outcome.callback()));
    for (const Outcome<ListPage> &outcome : outcomes)
        QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(f.server.requests().size(), kRequests);
    QCOMPARE(f.clock.timerCount(), 0);
}

namespace {

/// Everything logged while it lives, with the client's category switched on whatever the environment says.
class LogCapture
{
public:
    LogCapture()
        : m_handler(qInstallMessageHandler(&LogCapture::keep))
        , m_filter(QLoggingCategory::installFilter(&enable))
    {
        lines().clear();
    }
    ~LogCapture()
    {
        QLoggingCategory::installFilter(m_filter);
        qInstallMessageHandler(m_handler);
    }
    LogCapture(const LogCapture &) = delete;
    LogCapture &operator=(const LogCapture &) = delete;

    static QStringList &lines()
    {
        static QStringList kept;
        return kept;
    }

private:
    static void keep(QtMsgType, const QMessageLogContext &, const QString &text) { lines().append(text); }
    static void enable(QLoggingCategory *category)
    {
        for (const QtMsgType type : {QtDebugMsg, QtInfoMsg, QtWarningMsg, QtCriticalMsg})
            category->setEnabled(type, true);
    }

    QtMessageHandler m_handler;
    QLoggingCategory::CategoryFilter m_filter;
};

} // namespace

void TestTransport::logNamesTheRequestButNoSecret()
{
    ApiFixture f;
    const QByteArray token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
    f.server.enqueue(ScriptedReply::http(200, R"({"id":"a","auth_token":")" + token + "\"}",
                                         {{"X-Request-ID", "req-77"}}));
    f.server.enqueue(ScriptedReply::http(401, QByteArray(R"({"error":"bad key )") + kKey + R"("})",
                                         {{"X-Request-ID", kKey}}));
    QString log;
    {
        const LogCapture capture;
        for (int i = 0; i < 2; ++i) {
            Outcome<Sandbox> outcome;
            const RequestHandle handle = f.client.get(u"a"_s, outcome.callback());
            QTRY_COMPARE(outcome.calls, 1);
        }
        log = LogCapture::lines().join(u'\n');
    }
    QVERIFY2(log.contains("GET /v1/sandboxes/a 200"_L1), qPrintable(log));
    QVERIFY2(log.contains("req-77"_L1), qPrintable(log));
    QVERIFY2(log.contains("GET /v1/sandboxes/a 401"_L1), qPrintable(log));
    QVERIFY2(!log.contains(QLatin1StringView(kKeySecret)), qPrintable(log));
    QVERIFY2(!log.contains(QLatin1StringView(token)), qPrintable(log));
    QVERIFY2(!log.contains("bad key"_L1), qPrintable(log));
}

void TestTransport::connectionCheck_data()
{
    using Kind = ConnectionVerdict::Kind;
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("good") << ScriptedReply::json(kListBody) << Kind::Good;
    QTest::newRow("good, none") << ScriptedReply::json(R"({"data":null,"has_more":false})") << Kind::Good;
    QTest::newRow("401") << ScriptedReply::http(401, R"({"error":"bad","code":"INVALID_TOKEN"})")
                         << Kind::WrongKey;
    QTest::newRow("403") << ScriptedReply::http(403, R"({"error":"bad"})") << Kind::WrongKey;
    QTest::newRow("403 page") << ScriptedReply::http(403, "<html><title>Blocked</title></html>", {},
                                                     "text/html")
                              << Kind::NotHopx;
    QTest::newRow("404") << ScriptedReply::http(404, "404 page not found", {}, "text/plain") << Kind::NotHopx;
    QTest::newRow("page") << ScriptedReply::http(200, "<!doctype html><title>Sign in</title>", {},
                                                 "text/html")
                          << Kind::NotHopx;
    QTest::newRow("other JSON") << ScriptedReply::json(R"({"hello":"world"})") << Kind::NotHopx;
    QTest::newRow("redirect") << ScriptedReply::redirect(QUrl{u"https://elsewhere.example/login"_s})
                              << Kind::NotHopx;
    QTest::newRow("500") << ScriptedReply::http(500, R"({"error":"broken"})") << Kind::OtherError;
    QTest::newRow("429") << ScriptedReply::http(429) << Kind::OtherError;
    QTest::newRow("402") << ScriptedReply::http(402) << Kind::OtherError;
}

void TestTransport::connectionCheck()
{
    QFETCH(const ScriptedReply, reply);
    QFETCH(const ConnectionVerdict::Kind, kind);
    ManualClock clock;
    ScriptedServer server;
    server.enqueue(reply);
    ConnectionCheck check{clock, {server.url()}, ApiKey{kKey}};
    std::optional<ConnectionVerdict> verdict;
    check.start([&](const ConnectionVerdict &told) { verdict = told; });
    QVERIFY(!verdict);
    QTRY_VERIFY(verdict);
    QCOMPARE(verdict->kind, kind);
    QVERIFY(!verdict->text.isEmpty());
    QCOMPARE(verdict->nextStep.isEmpty(), kind == ConnectionVerdict::Kind::Good);
    QCOMPARE(verdict->error.has_value(), kind != ConnectionVerdict::Kind::Good);
    QVERIFY2(!verdict->text.contains(u'<'), qPrintable(verdict->text));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().constFirst().target, "/v1/sandboxes?limit=1"_ba);
}

void TestTransport::connectionCheckWithoutServer()
{
    ManualClock clock;
    ScriptedServer server;
    const QUrl url = server.url();
    server.shutDown();
    ConnectionCheck check{clock, {url}, ApiKey{kKey}};
    std::optional<ConnectionVerdict> verdict;
    check.start([&](const ConnectionVerdict &told) { verdict = told; });
    QTRY_VERIFY(verdict);
    QCOMPARE(verdict->kind, ConnectionVerdict::Kind::NoNetwork);
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestTransport)

#include "tst_api_transport.moc"
