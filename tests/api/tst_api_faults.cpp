// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include <QTcpServer>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ApiErrorKind;

constexpr const char *kListBody =
    R"({"object":"list","has_more":false,"data":[{"id":"a","status":"running"}]})";
constexpr const char *kPage =
    "<!DOCTYPE html><html><head><title>502 Bad &amp; Gateway</title></head><body>x</body></html>";

QByteArray everythingIn(const ApiError &error)
{
    return (error.serverCode + u'\n' + error.serverMessage + u'\n' + error.requestId + u'\n' +
            error.transportText + u'\n' + error.path)
        .toUtf8();
}

/// The fetched reply to what @p send asks for is a failure of the fetched kind, and nothing is sent again.
template<typename Answer, typename Send>
void isSeenOnce(const QString &method, const QString &path, const QString &body, Send send)
{
    QFETCH(const ScriptedReply, reply);
    QFETCH(const Kind, kind);
    QFETCH(const bool, maybeExecuted);
    ApiFixture f;
    // A second request, should there be one, would be answered well.
    f.server.setDefault(ScriptedReply::json("{}"));
    f.server.enqueue(reply);
    QSignalSpy exchanged{&f.transport, &Transport::exchanged};
    Outcome<Answer> outcome;
    const RequestHandle handle = send(f.client, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QCOMPARE(outcome.error().kind, kind);
    QCOMPARE(outcome.error().maybeExecuted, maybeExecuted);
    QCOMPARE(outcome.error().method, method);
    QCOMPARE(outcome.error().path, path);
    QCOMPARE(outcome.error().body, body);
    QVERIFY(outcome.error().at == ManualClock::kStartUtc);
    QVERIFY(!outcome.error().serverMessage.contains(u'<'));
    QCOMPARE(f.server.count(method.toLatin1()), 1);
    QCOMPARE(f.server.requests().size(), 1);
    QCOMPARE(exchanged.count(), 1);
}

} // namespace

/// Every way an answer can go wrong, and how many requests the server saw of it.
class TestFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void postIsSeenOnce_data();
    void postIsSeenOnce();
    void deleteIsSeenOnce_data();
    void deleteIsSeenOnce();
    void putIsSeenOnce_data();
    void putIsSeenOnce();
    void putSendsItsBody();
    void getFails_data();
    void getFails();
    void refusedConnectionExecutesNothing();
    void unknownHostExecutesNothing();
    void connectingForEverIsUnsure();
    void hangMeetsTheDeadline();
    void dripMeetsTheDeadline();
    void redirectsSendNothingElsewhere_data();
    void redirectsSendNothingElsewhere();
    void redirectsToAnywhereAreNotFollowed_data();
    void redirectsToAnywhereAreNotFollowed();
    void hugeAnswersAreCutOff_data();
    void hugeAnswersAreCutOff();
    void listsMayBeLongerThanOneSandbox();
    void hugeHeadersAreCut();
    void statuses_data();
    void statuses();
    void onlyTheApiSaysThatOneIsGone_data();
    void onlyTheApiSaysThatOneIsGone();
    void failuresWithAGoodStatus_data();
    void failuresWithAGoodStatus();
    void retryHints_data();
    void retryHints();
    void requestIdComesFromBodyOrHeader();
    void keyEchoedByTheServerStaysSecret_data();
    void keyEchoedByTheServerStaysSecret();
    void deadKeptConnectionRepeatsNothing_data();
    void deadKeptConnectionRepeatsNothing();
};

void TestFaults::postIsSeenOnce_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("maybeExecuted");
    const auto raw = [](const char *bytes, ScriptedReply::Then then = ScriptedReply::Then::Close) {
        return ScriptedReply::raw(bytes, then);
    };
    QTest::newRow("closed before the answer") << ScriptedReply::closeAtOnce() << Kind::ConnectionLost << true;
    QTest::newRow("reset before the answer") << ScriptedReply::reset() << Kind::ConnectionLost << true;
    QTest::newRow("cut in the status line") << raw("HTTP/1.1 2") << Kind::ConnectionLost << true;
    QTest::newRow("cut in the headers")
        << raw("HTTP/1.1 200 OK\r\nContent-Le") << Kind::ConnectionLost << true;
    QTest::newRow("reset in the headers")
        << raw("HTTP/1.1 200 OK\r\nContent-Le", ScriptedReply::Then::Reset) << Kind::ConnectionLost << true;
    QTest::newRow("cut in the body") << ScriptedReply::cutBody(R"({"status":"paused"})", 5)
                                     << Kind::ConnectionLost << true;
    QTest::newRow("reset in the body")
        << ScriptedReply::cutBody(R"({"status":"paused"})", 5, ScriptedReply::Then::Reset)
        << Kind::ConnectionLost << true;
    QTest::newRow("cut in a chunk") << ScriptedReply::chunked({"{"}, false) << Kind::ConnectionLost << true;
    QTest::newRow("not HTTP") << raw("SSH-2.0-OpenSSH_9.2\r\n") << Kind::ConnectionLost << true;
    QTest::newRow("a page") << ScriptedReply::http(200, kPage, {}, "text/html") << Kind::NotHopx << true;
    QTest::newRow("400") << ScriptedReply::http(400, R"({"error":"no"})") << Kind::BadRequest << false;
    QTest::newRow("401") << ScriptedReply::http(401, R"({"error":"no"})") << Kind::Unauthorized << false;
    QTest::newRow("401 with a challenge")
        << ScriptedReply::http(401, R"({"error":"no"})", {{"WWW-Authenticate", "Basic realm=\"x\""}})
        << Kind::Unauthorized << false;
    QTest::newRow("402") << ScriptedReply::http(402, R"({"error":"no"})") << Kind::PaymentRequired << false;
    QTest::newRow("403") << ScriptedReply::http(403, R"({"error":"no"})") << Kind::Forbidden << false;
    QTest::newRow("403 limit") << ScriptedReply::http(403, R"({"error":"Limit of 5 sandboxes"})")
                               << Kind::PlanLimit << false;
    QTest::newRow("404") << ScriptedReply::http(404, R"({"error":"no"})") << Kind::NotFound << false;
    QTest::newRow("405") << ScriptedReply::http(405) << Kind::RouteMissing << false;
    QTest::newRow("409") << ScriptedReply::http(409, R"({"error":"no"})") << Kind::Conflict << false;
    QTest::newRow("410") << ScriptedReply::http(410) << Kind::NotFound << false;
    QTest::newRow("429") << ScriptedReply::http(429) << Kind::RateLimited << false;
    QTest::newRow("500") << ScriptedReply::http(500) << Kind::ServerError << true;
    QTest::newRow("501") << ScriptedReply::http(501) << Kind::RouteMissing << false;
    QTest::newRow("502 page") << ScriptedReply::http(502, kPage, {}, "text/html") << Kind::Unavailable
                              << true;
    QTest::newRow("503") << ScriptedReply::http(503) << Kind::Unavailable << true;
    QTest::newRow("504") << ScriptedReply::http(504) << Kind::Unavailable << true;
    QTest::newRow("409 cut in the body")
        << raw("HTTP/1.1 409 Conflict\r\nContent-Length: 99\r\n\r\n{\"error\":") << Kind::Conflict << false;
}

void TestFaults::deleteIsSeenOnce_data()
{
    postIsSeenOnce_data();
}

/// Qt would repeat a DELETE even more readily than a POST.
void TestFaults::deleteIsSeenOnce()
{
    isSeenOnce<ActionAnswer>(u"DELETE"_s, u"/v1/sandboxes/a"_s, {}, [](HopxClient &client, auto done) {
        return client.act(u"a"_s, LifecycleAction::Delete, done);
    });
}

void TestFaults::putIsSeenOnce_data()
{
    postIsSeenOnce_data();
}

void TestFaults::putIsSeenOnce()
{
    isSeenOnce<TimeoutAnswer>(
        u"PUT"_s, u"/v1/sandboxes/a/timeout"_s, u"{\"timeout_seconds\":3600}"_s,
        [](HopxClient &client, auto done) { return client.setTimeout(u"a"_s, 1h, done); });
}

void TestFaults::putSendsItsBody()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::json(
        R"({"id":"a/b","timeout_seconds":3600,"expires_at":"2026-01-02T04:04:05Z","request_id":"r"})"));
    Outcome<TimeoutAnswer> outcome;
    const RequestHandle handle = f.client.setTimeout(u"a/b"_s, 3'600s, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
    QCOMPARE((*outcome.result)->timeoutSeconds, std::optional<qint64>(3'600));
    QVERIFY((*outcome.result)->expiry == Expiry::atTime(ManualClock::kStartUtc + 1h));
    const SeenRequest seen = f.server.requests().constFirst();
    QCOMPARE(seen.body, R"({"timeout_seconds":3600})"_ba);
    QCOMPARE(seen.header("content-type"), "application/json"_ba);
    QCOMPARE(seen.header("content-length"), "24"_ba);
}

void TestFaults::postIsSeenOnce()
{
    isSeenOnce<ActionAnswer>(u"POST"_s, u"/v1/sandboxes/a/pause"_s, {}, [](HopxClient &client, auto done) {
        return client.act(u"a"_s, LifecycleAction::Pause, done);
    });
}

void TestFaults::getFails_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<Kind>("kind");
    // Qt repeats a read whose connection ends before any answer; that costs nothing but a request.
    QTest::addColumn<int>("mostRequests");
    QTest::newRow("closed before the answer") << ScriptedReply::closeAtOnce() << Kind::ConnectionLost << 4;
    QTest::newRow("reset before the answer") << ScriptedReply::reset() << Kind::ConnectionLost << 4;
    QTest::newRow("cut in the body") << ScriptedReply::cutBody(kListBody, 20) << Kind::ConnectionLost << 1;
    QTest::newRow("reset in the body")
        << ScriptedReply::cutBody(kListBody, 20, ScriptedReply::Then::Reset) << Kind::ConnectionLost << 1;
    QTest::newRow("truncated JSON") << ScriptedReply::json(QByteArray(kListBody).first(30)) << Kind::Malformed
                                    << 1;
    QTest::newRow("truncated JSON without length")
        << ScriptedReply::raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"data\":[{")
        << Kind::Malformed << 1;
    QTest::newRow("empty 200") << ScriptedReply::http(200) << Kind::Malformed << 1;
    QTest::newRow("204") << ScriptedReply::http(204) << Kind::Malformed << 1;
    QTest::newRow("page") << ScriptedReply::http(200, kPage, {}, "text/html") << Kind::NotHopx << 1;
    QTest::newRow("page called JSON") << ScriptedReply::http(200, kPage) << Kind::NotHopx << 1;
    QTest::newRow("other JSON") << ScriptedReply::json(R"({"version":"1.0"})") << Kind::NotHopx << 1;
    QTest::newRow("text") << ScriptedReply::http(200, "It works!", {}, "text/plain") << Kind::NotHopx << 1;
    QTest::newRow("not HTTP") << ScriptedReply::raw("220 mail.example ESMTP\r\n") << Kind::ConnectionLost
                              << 4;
    QTest::newRow("broken gzip") << ScriptedReply::http(200, "no gzip at all", {{"Content-Encoding", "gzip"}})
                                 << Kind::Malformed << 1;
}

void TestFaults::getFails()
{
    QFETCH(const ScriptedReply, reply);
    QFETCH(const Kind, kind);
    QFETCH(const int, mostRequests);
    ApiFixture f;
    f.server.setDefault(reply);
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QCOMPARE(outcome.error().kind, kind);
    QVERIFY(!outcome.error().maybeExecuted);
    QVERIFY(!outcome.error().transportText.isEmpty());
    QVERIFY(!outcome.error().transportText.contains(u'<'));
    QVERIFY(!f.server.requests().isEmpty());
    QVERIFY2(f.server.requests().size() <= mostRequests,
             qPrintable(QString::number(f.server.requests().size())));
}

void TestFaults::refusedConnectionExecutesNothing()
{
    ApiFixture f;
    f.server.shutDown();
    QSignalSpy exchanged{&f.transport, &Transport::exchanged};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = f.client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::Unreachable);
    QVERIFY(!outcome.error().maybeExecuted);
    QCOMPARE(outcome.error().httpStatus, 0);
    QCOMPARE(exchanged.count(), 0);
}

void TestFaults::unknownHostExecutesNothing()
{
    ManualClock clock;
    // ".invalid" never has an address (RFC 2606).
    Transport transport{clock, {QUrl{u"https://api.invalid"_s}}, ApiKey{kKey}};
    HopxClient client{transport};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE_WITH_TIMEOUT(outcome.calls, 1, 30'000);
    QCOMPARE(outcome.error().kind, Kind::Unreachable);
    QVERIFY(!outcome.error().maybeExecuted);
}

void TestFaults::connectingForEverIsUnsure()
{
    // The kernel connects, nobody ever answers the TLS greeting.
    QTcpServer deaf;
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    deaf.pauseAccepting();
    ManualClock clock;
    Transport transport{clock, {QUrl{u"https://127.0.0.1:%1"_s.arg(deaf.serverPort())}}, ApiKey{kKey}};
    HopxClient client{transport};
    Outcome<ActionAnswer> acted;
    Outcome<ListPage> read;
    const RequestHandle act = client.act(u"a"_s, LifecycleAction::Stop, acted.callback());
    const RequestHandle list = client.list({}, read.callback());
    QCOMPARE(clock.timerCount(), 2);
    clock.advance(HopxClient::kActionDeadline);
    QTRY_COMPARE(acted.calls, 1);
    QTRY_COMPARE(read.calls, 1);
    QCOMPARE(acted.error().kind, Kind::Timeout);
    QVERIFY(acted.error().maybeExecuted);
    QCOMPARE(read.error().kind, Kind::Timeout);
    QVERIFY(!read.error().maybeExecuted);
}

void TestFaults::hangMeetsTheDeadline()
{
    ApiFixture f;
    f.server.setDefault(ScriptedReply::hang());
    QSignalSpy ended{&f.server, &ScriptedServer::connectionEnded};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = f.client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(f.server.requests().size(), 1);
    f.clock.advance(HopxClient::kActionDeadline - 1ms);
    QCoreApplication::processEvents();
    QCOMPARE(outcome.calls, 0);
    f.clock.advance(1ms);
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::Timeout);
    QVERIFY(outcome.error().maybeExecuted);
    QVERIFY(outcome.error().took == HopxClient::kActionDeadline);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(f.server.requests().size(), 1);
}

void TestFaults::dripMeetsTheDeadline()
{
    ApiFixture f;
    f.server.setDefault(ScriptedReply::dripping(ScriptedReply::json(kListBody).bytes.chopped(1) + ' ', 1ms));
    QSignalSpy ended{&f.server, &ScriptedServer::connectionEnded};
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(f.server.requests().size(), 1);
    for (int second = 0; second < 19; ++second) {
        f.clock.advance(1s);
        QCoreApplication::processEvents();
    }
    QCOMPARE(outcome.calls, 0);
    f.clock.advance(1s);
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::Timeout);
    QVERIFY(!outcome.error().maybeExecuted);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(f.server.requests().size(), 1);
}

void TestFaults::redirectsSendNothingElsewhere_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("post");
    for (const int status : {300, 301, 302, 303, 304, 307, 308}) {
        QTest::addRow("GET %d", status) << status << false;
        QTest::addRow("POST %d", status) << status << true;
    }
}

void TestFaults::redirectsSendNothingElsewhere()
{
    QFETCH(const int, status);
    QFETCH(const bool, post);
    ApiFixture f;
    ScriptedServer elsewhere;
    QUrl target = elsewhere.url();
    target.setPath(u"/login"_s);
    target.setQuery(u"token=hopx_live_secret"_s);
    f.server.setDefault(ScriptedReply::redirect(target, status));

    ApiError error;
    if (post) {
        Outcome<ActionAnswer> outcome;
        const RequestHandle handle = f.client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
        QTRY_COMPARE(outcome.calls, 1);
        error = outcome.error();
    } else {
        Outcome<ListPage> outcome;
        const RequestHandle handle = f.client.list({}, outcome.callback());
        QTRY_COMPARE(outcome.calls, 1);
        error = outcome.error();
    }
    QCOMPARE(error.kind, Kind::Redirected);
    QCOMPARE(error.httpStatus, status);
    // "See there" is said of what was done.
    QCOMPARE(error.maybeExecuted, post && status >= 301 && status <= 303);
    QVERIFY2(error.transportText.contains(QString::number(elsewhere.port())),
             qPrintable(error.transportText));
    QVERIFY(!error.transportText.contains("token"_L1));
    QCOMPARE(f.server.requests().size(), 1);
    QCOMPARE(elsewhere.connections(), 0);
}

void TestFaults::redirectsToAnywhereAreNotFollowed_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("a file") << "file:///etc/hostname"_ba;
    QTest::newRow("a file of a share") << "file://server/share"_ba;
    QTest::newRow("data") << "data:application/json,{\"data\":[{\"id\":\"forged\"}]}"_ba;
    QTest::newRow("a script") << "javascript:alert(1)"_ba;
    QTest::newRow("a resource of the program") << ":/icons/x"_ba;
    QTest::newRow("qrc") << "qrc:/icons/x"_ba;
    QTest::newRow("ftp") << "ftp://127.0.0.1/x"_ba;
    QTest::newRow("another port") << "http://127.0.0.1:1/"_ba;
    QTest::newRow("this computer, by name") << "http://localhost:1/"_ba;
    QTest::newRow("this computer, IPv6") << "http://[::1]:1/"_ba;
    QTest::newRow("other machines") << "http://169.254.169.254/latest/meta-data"_ba;
    QTest::newRow("itself") << "/v1/sandboxes"_ba;
    QTest::newRow("without a scheme") << "//elsewhere.example/x"_ba;
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("no address") << "http://[:::"_ba;
    QTest::newRow("with a password") << "http://name:word@elsewhere.example/"_ba;
}

void TestFaults::redirectsToAnywhereAreNotFollowed()
{
    QFETCH(const QByteArray, target);
    ApiFixture f;
    f.server.setDefault(ScriptedReply::http(302, R"({"data":[{"id":"forged"}]})", {{"Location", target}}));
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QCOMPARE(outcome.error().kind, Kind::Redirected);
    QVERIFY(!everythingIn(outcome.error()).contains("word"));
    QCOMPARE(f.server.requests().size(), 1);
}

void TestFaults::hugeAnswersAreCutOff_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<Kind>("kind");
    const QByteArray body = R"({"id":"a","status":"running","blob":")" + QByteArray(1'100'000, ' ') + "\"}";
    QTest::newRow("announced") << ScriptedReply::json(body) << Kind::TooLarge;
    QTest::newRow("chunked") << ScriptedReply::chunked({body}) << Kind::TooLarge;
    QTest::newRow("without end") << ScriptedReply::raw("HTTP/1.1 200 OK\r\n\r\n" + body,
                                                       ScriptedReply::Then::KeepOpen)
                                 << Kind::TooLarge;
    // What it refuses is known without its text.
    QTest::newRow("an error") << ScriptedReply::http(401, body) << Kind::Unauthorized;
    QTest::newRow("an error without end")
        << ScriptedReply::raw("HTTP/1.1 402 No\r\n\r\n" + body, ScriptedReply::Then::KeepOpen)
        << Kind::PaymentRequired;
}

void TestFaults::hugeAnswersAreCutOff()
{
    QFETCH(const ScriptedReply, reply);
    ApiFixture f;
    f.server.setDefault(reply);
    Outcome<Inspection> outcome;
    const RequestHandle handle = f.client.inspect(u"a"_s, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QTEST(outcome.error().kind, "kind");
    QVERIFY(outcome.error().transportText.contains(u"bytes"_s));
    QVERIFY(outcome.error().serverMessage.isEmpty());
    QCOMPARE(f.server.requests().size(), 1);
}

void TestFaults::listsMayBeLongerThanOneSandbox()
{
    ApiFixture f;
    f.server.setDefault(ScriptedReply::json("{\"data\":[" + QByteArray(1'100'000, ' ') + "]}"));
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result->has_value());
}

void TestFaults::hugeHeadersAreCut()
{
    ApiFixture f;
    f.server.setDefault(ScriptedReply::http(500, {}, {{"X-Request-ID", QByteArray(100'000, 'r')}}));
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::ServerError);
    QVERIFY(outcome.error().requestId.startsWith("rrr"_L1));
    QVERIFY(outcome.error().requestId.size() < 200);
}

void TestFaults::statuses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::newRow("nested")
        << 500
        << R"({"error":{"message":"internal error, team notified","code":"internal_server_error",)"
           R"("request_id":"0b7a3f0c-1111-2222-3333-444455556666"}})"_ba
        << Kind::ServerError << u"internal_server_error"_s << u"internal error, team notified"_s;
    QTest::newRow("flat") << 404 << R"({"error":"Sandbox not found","code":"RESOURCE_NOT_FOUND"})"_ba
                          << Kind::NotFound << u"RESOURCE_NOT_FOUND"_s << u"Sandbox not found"_s;
    QTest::newRow("message") << 409 << R"({"message":"Sandbox is not running","code":"CONFLICT"})"_ba
                             << Kind::Conflict << u"CONFLICT"_s << u"Sandbox is not running"_s;
    QTest::newRow("code in error") << 503 << R"({"error":"NOT_INITIALIZED","message":"not yet"})"_ba
                                   << Kind::Unavailable << u"NOT_INITIALIZED"_s << u"not yet"_s;
    QTest::newRow("empty") << 503 << QByteArray() << Kind::Unavailable << QString() << QString();
    QTest::newRow("page") << 502 << QByteArray(kPage) << Kind::Unavailable << QString()
                          << u"502 Bad & Gateway"_s;
    QTest::newRow("resource limit") << 429 << R"({"error":"Too many","code":"RESOURCE_LIMIT_ERROR"})"_ba
                                    << Kind::PlanLimit << u"RESOURCE_LIMIT_ERROR"_s << u"Too many"_s;
}

void TestFaults::statuses()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    ApiFixture f;
    f.server.setDefault(ScriptedReply::http(status, body));
    Outcome<Sandbox> outcome;
    const RequestHandle handle = f.client.get(u"a"_s, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QTEST(outcome.error().kind, "kind");
    QTEST(outcome.error().serverCode, "code");
    QTEST(outcome.error().serverMessage, "message");
    QCOMPARE(outcome.error().httpStatus, status);
    QVERIFY(!outcome.error().maybeExecuted);
    QCOMPARE(f.server.requests().size(), 1);
}

void TestFaults::onlyTheApiSaysThatOneIsGone_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("flat") << ScriptedReply::http(404, R"({"error":"Sandbox not found"})") << Kind::NotFound;
    QTest::newRow("nested") << ScriptedReply::http(404, R"({"error":{"code":"resource_not_found"}})")
                            << Kind::NotFound;
    QTest::newRow("410") << ScriptedReply::http(410, R"({"message":"x","code":"SANDBOX_EXPIRED"})")
                         << Kind::NotFound;
    QTest::newRow("text") << ScriptedReply::http(404, "404 page not found", {}, "text/plain")
                          << Kind::Unavailable;
    QTest::newRow("nothing") << ScriptedReply::http(404) << Kind::Unavailable;
    QTest::newRow("410 nothing") << ScriptedReply::http(410) << Kind::Unavailable;
    QTest::newRow("gateway") << ScriptedReply::http(404,
                                                    R"({"message":"no Route matched with those values"})")
                             << Kind::Unavailable;
    QTest::newRow("page") << ScriptedReply::http(404, kPage, {}, "text/html") << Kind::NotHopx;
}

/// While it is replaced, what stands before it answers 404 for everything.
void TestFaults::onlyTheApiSaysThatOneIsGone()
{
    QFETCH(const ScriptedReply, reply);
    ApiFixture f;
    f.server.setDefault(reply);
    Outcome<Sandbox> read;
    const RequestHandle get = f.client.get(u"a"_s, read.callback());
    QTRY_COMPARE(read.calls, 1);
    QTEST(read.error().kind, "kind");
    Outcome<Inspection> inspected;
    const RequestHandle inspect = f.client.inspect(u"a"_s, inspected.callback());
    QTRY_COMPARE(inspected.calls, 1);
    QTEST(inspected.error().kind, "kind");
}

/// Some servers send 200 with an error in it: theirs are the words to show, not "this is no HopX server".
void TestFaults::failuresWithAGoodStatus_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("error") << R"({"data":[],"error":{"message":"db down","code":"DB"}})"_ba
                           << Kind::ServerError << u"db down"_s;
    QTest::newRow("no success") << R"({"success":false,"message":"quota"})"_ba << Kind::ServerError
                                << u"quota"_s;
    QTest::newRow("something else") << R"({"hello":"world"})"_ba << Kind::NotHopx << QString();
}

void TestFaults::failuresWithAGoodStatus()
{
    QFETCH(const QByteArray, body);
    ApiFixture f;
    f.server.setDefault(ScriptedReply::http(200, body));
    Outcome<ListPage> list;
    const RequestHandle one = f.client.list({}, list.callback());
    QTRY_COMPARE(list.calls, 1);
    QTEST(list.error().kind, "kind");
    QTEST(list.error().serverMessage, "message");
    QVERIFY(!list.error().maybeExecuted);
    Outcome<CreatedSandbox> created;
    const RequestHandle two = f.client.create({}, created.callback());
    QTRY_COMPARE(created.calls, 1);
    QTEST(created.error().kind, "kind");
    QTEST(created.error().serverMessage, "message");
    QVERIFY(created.error().maybeExecuted);
}

void TestFaults::retryHints_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("seconds");                        // -1: none
    const QByteArray date = "Fri, 02 Jan 2026 03:04:35 GMT"; // 30 s after the clock's start
    QTest::newRow("body") << 429 << R"({"error":"slow","retry_after":60})"_ba
                          << ""_ba
                          << ""_ba << 60;
    QTest::newRow("details") << 429
                             << R"({"error":{"message":"slow","details":{"retry_after_seconds":7}}})"_ba
                             << ""_ba
                             << ""_ba << 7;
    QTest::newRow("header") << 429 << ""_ba
                            << "retry-after"_ba
                            << "12"_ba << 12;
    QTest::newRow("header date") << 429 << ""_ba
                                 << "Retry-After"_ba << date << 30;
    QTest::newRow("header on 503") << 503 << ""_ba
                                   << "Retry-After"_ba
                                   << "5"_ba << 5;
    QTest::newRow("reset") << 429 << ""_ba
                           << "X-RateLimit-Reset"_ba
                           << "1767323090"_ba << 45;
    QTest::newRow("body before header") << 429 << R"({"retry_after":3,"error":"x"})"_ba
                                        << "Retry-After"_ba
                                        << "12"_ba << 3;
    QTest::newRow("an hour") << 429 << ""_ba
                             << "Retry-After"_ba
                             << "3600"_ba << 3'600;
    QTest::newRow("too long") << 429 << ""_ba
                              << "Retry-After"_ba
                              << "99999999999999999999"_ba << 86'400;
    QTest::newRow("years away") << 429 << R"({"error":"x","retry_after":999999999})"_ba
                                << ""_ba
                                << ""_ba << 86'400;
    QTest::newRow("zero") << 429 << ""_ba
                          << "Retry-After"_ba
                          << "0"_ba << 1;
    QTest::newRow("past") << 429 << ""_ba
                          << "Retry-After"_ba
                          << "Fri, 02 Jan 2026 03:00:00 GMT"_ba << 1;
    QTest::newRow("nonsense") << 429 << ""_ba
                              << "Retry-After"_ba
                              << "soon"_ba << -1;
    QTest::newRow("negative") << 429 << R"({"error":"x","retry_after":-5})"_ba
                              << "Retry-After"_ba
                              << "-1"_ba << -1;
    QTest::newRow("reset far away") << 429 << ""_ba
                                    << "X-RateLimit-Reset"_ba
                                    << "99999999999"_ba << -1;
}

void TestFaults::retryHints()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const int, seconds);
    ApiFixture f;
    ScriptedReply::Headers headers;
    if (!name.isEmpty())
        headers.append({name, value});
    f.server.setDefault(ScriptedReply::http(status, body, headers));
    std::optional<Exchange> exchange;
    QObject::connect(&f.transport, &Transport::exchanged, &f.transport,
                     [&](const Exchange &told) { exchange = told; });
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    std::optional<std::chrono::milliseconds> expected;
    if (seconds >= 0)
        expected = std::chrono::seconds{seconds};
    QVERIFY(outcome.error().retryAfter == expected);
    QVERIFY(exchange.has_value());
    QVERIFY(exchange->retryAfter == expected);
    QCOMPARE(f.server.requests().size(), 1);
}

void TestFaults::requestIdComesFromBodyOrHeader()
{
    ApiFixture f;
    f.server.enqueue(ScriptedReply::http(500, R"({"error":"x","request_id":"from-body"})",
                                         {{"X-Request-ID", "from-header"}}));
    f.server.enqueue(ScriptedReply::http(500, R"({"error":"x"})", {{"x-REQUEST-id", "from-header"}}));
    f.server.enqueue(ScriptedReply::http(200, "{\"data\":[", {{"X-Request-Id", "from-header"}}));
    for (const QString &expected : {u"from-body"_s, u"from-header"_s, u"from-header"_s}) {
        Outcome<ListPage> outcome;
        const RequestHandle handle = f.client.list({}, outcome.callback());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.error().requestId, expected);
    }
}

void TestFaults::keyEchoedByTheServerStaysSecret_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    const QByteArray key = kKey;
    const QByteArray secret = kKeySecret;
    QTest::newRow("message") << ScriptedReply::http(401, R"({"error":"bad key )" + key + R"("})");
    QTest::newRow("half") << ScriptedReply::http(401, R"({"error":"bad signature )" + secret +
                                                          R"(","code":")" + secret + "\"}");
    QTest::newRow("text") << ScriptedReply::http(400, "X-API-Key: " + key, {}, "text/plain");
    QTest::newRow("request id") << ScriptedReply::http(500, {}, {{"X-Request-ID", key}});
    // Where the message is cut, the key's beginning would be left.
    QTest::newRow("across the cut") << ScriptedReply::http(400, R"({"error":")" + QByteArray(470, 'x') + ' ' +
                                                                    secret + R"("})");
    QTest::newRow("title across the cut") << ScriptedReply::http(
        200, "<title>" + QByteArray(100, 'x') + ' ' + secret + "</title>", {}, "text/html");
    QTest::newRow("title") << ScriptedReply::http(200, "<title>" + key + "</title>", {}, "text/html");
    QTest::newRow("redirect") << ScriptedReply::http(
        302, {}, {{"Location", "https://" + key.toLower() + ".example/?k=" + key}});
    QTest::newRow("bearer") << ScriptedReply::http(500,
                                                   R"({"error":"Authorization: Bearer )" + secret + R"("})");
}

void TestFaults::keyEchoedByTheServerStaysSecret()
{
    QFETCH(const ScriptedReply, reply);
    ApiFixture f;
    f.server.setDefault(reply);
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    const QByteArray text = everythingIn(outcome.error()).toLower();
    QVERIFY2(!text.contains(QByteArray(kKeySecret).first(8).toLower()), text.constData());
}

void TestFaults::deadKeptConnectionRepeatsNothing_data()
{
    QTest::addColumn<LifecycleAction>("action");
    QTest::addColumn<QByteArray>("method");
    QTest::newRow("POST") << LifecycleAction::Pause << "POST"_ba;
    QTest::newRow("DELETE") << LifecycleAction::Delete << "DELETE"_ba;
}

void TestFaults::deadKeptConnectionRepeatsNothing()
{
    QFETCH(const LifecycleAction, action);
    QFETCH(const QByteArray, method);
    ApiFixture f;
    // The first answer keeps the connection; the second request on it meets a reset.
    f.server.enqueue(ScriptedReply::json("{}"));
    f.server.enqueue(ScriptedReply::reset());
    f.server.setDefault(ScriptedReply::json("{}"));
    for (const bool good : {true, false}) {
        Outcome<ActionAnswer> outcome;
        const RequestHandle handle = f.client.act(u"a"_s, action, outcome.callback());
        QTRY_COMPARE(outcome.calls, 1);
        QCOMPARE(outcome.result->has_value(), good);
    }
    QCOMPARE(f.server.connections(), 1);
    QCOMPARE(f.server.count(method), 2);
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestFaults)

#include "tst_api_faults.moc"
