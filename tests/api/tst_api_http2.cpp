// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "support/http2server.h"
#include "support/testauthority.h"

#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = ApiErrorKind;

// As RFC 9113 numbers them.
constexpr int kNoError = 0;
constexpr int kInternalError = 2;
constexpr int kRefusedStream = 7;
constexpr int kCancel = 8;
constexpr int kEnhanceYourCalm = 11;

QJsonObject answer(int status, const QString &body = u"{}"_s)
{
    return {{u"do"_s, u"answer"_s}, {u"status"_s, status}, {u"body"_s, body}};
}

QJsonObject fault(const QString &what)
{
    return {{u"do"_s, what}};
}

QJsonObject fault(const QString &what, int code)
{
    return {{u"do"_s, what}, {u"code"_s, code}};
}

QJsonObject going(int code, int last, bool answers)
{
    return {{u"do"_s, u"goaway"_s}, {u"code"_s, code}, {u"last"_s, last}, {u"answers"_s, answers}};
}

} // namespace

/// HTTP/2 over TLS, as most servers of the world speak it, and HTTP/1.1 against the same server.
class TestHttp2 final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bothVersionsWork_data();
    void bothVersionsWork();
    void bigAnswersArriveWhole_data();
    void bigAnswersArriveWhole();
    void actionsAreSeenOnce_data();
    void actionsAreSeenOnce();
    void statusesAreTold_data();
    void statusesAreTold();
    void hangMeetsTheDeadline_data();
    void hangMeetsTheDeadline();
    void manyShareOneConnection();
    void redirectsSendNothingElsewhere();
    void floodsAreCutOff_data();
    void floodsAreCutOff();

private:
    [[nodiscard]] TransportOptions trusting(bool http2 = true) const;

    TlsIdentity m_identity;
};

void TestHttp2::initTestCase()
{
    m_identity = TlsIdentity::make("local test", "IP:127.0.0.1");
    QVERIFY2(!m_identity.keyPem.isEmpty(), "the openssl program is needed");
    QVERIFY2(!Http2Server(m_identity).url().isEmpty(), "node is needed");
}

TransportOptions TestHttp2::trusting(bool http2) const
{
    TransportOptions options;
    options.allowHttp2 = http2;
    options.route.authorities = {QSslCertificate{m_identity.certificatePem}};
    return options;
}

void TestHttp2::bothVersionsWork_data()
{
    QTest::addColumn<bool>("http2");
    QTest::newRow("HTTP/2") << true;
    QTest::newRow("HTTP/1.1") << false;
}

void TestHttp2::bothVersionsWork()
{
    QFETCH(const bool, http2);
    ManualClock clock;
    Http2Server server{
        m_identity,
        {answer(200, u"{\"object\":\"list\",\"data\":[{\"id\":\"a\",\"status\":\"running\"}]}"_s),
         answer(202, u"{\"status\":\"paused\"}"_s), answer(200, u"{\"timeout_seconds\":3600}"_s)}};
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting(http2)};
    HopxClient client{transport};
    Outcome<ListPage> list;
    const RequestHandle one = client.list({}, list.callback());
    QTRY_COMPARE(list.calls, 1);
    QVERIFY2(list.result->has_value(),
             qPrintable(list.result->has_value() ? QString() : list.error().transportText));
    QCOMPARE((*list.result)->sandboxes.size(), 1);
    Outcome<ActionAnswer> act;
    const RequestHandle two = client.act(u"a"_s, LifecycleAction::Pause, act.callback());
    QTRY_COMPARE(act.calls, 1);
    QVERIFY(act.result->has_value());
    QCOMPARE((*act.result)->status, std::optional(SandboxStatus::Paused));
    Outcome<TimeoutAnswer> timeout;
    const RequestHandle three = client.setTimeout(u"a"_s, 1h, timeout.callback());
    QTRY_COMPARE(timeout.calls, 1);
    QVERIFY(timeout.result->has_value());

    QCOMPARE(server.requests().size(), 3);
    for (const Http2Server::Seen &seen : server.requests()) {
        QCOMPARE(seen.http, http2 ? 2 : 1);
        QCOMPARE(seen.header("x-api-key"), QByteArray(kKey));
        QCOMPARE(seen.connection, 0);
    }
    QCOMPARE(server.requests()[1].method, "POST"_ba);
    QCOMPARE(server.requests()[2].body, "{\"timeout_seconds\":3600}"_ba);
}

void TestHttp2::bigAnswersArriveWhole_data()
{
    QTest::addColumn<bool>("http2");
    QTest::addColumn<bool>("packed");
    QTest::newRow("HTTP/2") << true << false;
    QTest::newRow("HTTP/1.1") << false << false;
    QTest::newRow("HTTP/2, packed") << true << true;
    QTest::newRow("HTTP/1.1, packed") << false << true;
}

/// More than Transport lets Qt read ahead, and less than it accepts.
void TestHttp2::bigAnswersArriveWhole()
{
    QFETCH(const bool, http2);
    QFETCH(const bool, packed);
    constexpr int kMany = 120'000;
    QString rows;
    for (int i = 0; i < kMany; ++i)
        rows += u"{\"id\":\"s%1\",\"status\":\"running\"},"_s.arg(i, 8, 10, QLatin1Char('0'));
    rows.chop(1);
    ManualClock clock;
    QJsonObject reply = answer(200, "{\"data\":["_L1 % rows % "]}"_L1);
    reply[u"packed"_s] = packed;
    Http2Server server{m_identity, {reply}};
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting(http2)};
    HopxClient client{transport};
    Outcome<ListPage> list;
    const RequestHandle handle = client.list({}, list.callback());
    QTRY_COMPARE_WITH_TIMEOUT(list.calls, 1, 60'000);
    QVERIFY2(list.result->has_value(),
             qPrintable(list.result->has_value() ? QString() : list.error().transportText));
    QCOMPARE((*list.result)->sandboxes.size(), kMany);
}

void TestHttp2::actionsAreSeenOnce_data()
{
    QTest::addColumn<QJsonObject>("reply");
    QTest::addColumn<LifecycleAction>("action");
    const std::pair<const char *, QJsonObject> faults[] = {
        {"closed", fault(u"close"_s)},
        {"cut in the body", fault(u"cut"_s)},
        {"ended in the body", fault(u"cut"_s, kInternalError)},
        {"reset in the body", QJsonObject{{u"do"_s, u"cut"_s}, {u"torn"_s, true}}},
        {"reset without an error", fault(u"reset"_s, kNoError)},
        {"reset as internal error", fault(u"reset"_s, kInternalError)},
        {"reset as refused", fault(u"reset"_s, kRefusedStream)},
        {"reset as cancelled", fault(u"reset"_s, kCancel)},
        {"reset as too much", fault(u"reset"_s, kEnhanceYourCalm)},
        {"going, not looked at", going(kNoError, 0, false)},
        {"going, looked at", going(kNoError, 1, false)},
        {"going with an error", going(kInternalError, 0, false)},
    };
    for (const auto &[name, reply] : faults)
        QTest::addRow("POST %s", name) << reply << LifecycleAction::Pause;
    // Another way through Qt.
    QTest::newRow("DELETE closed") << fault(u"close"_s) << LifecycleAction::Delete;
    QTest::newRow("DELETE refused") << fault(u"reset"_s, kRefusedStream) << LifecycleAction::Delete;
    QTest::newRow("DELETE going") << going(kNoError, 0, false) << LifecycleAction::Delete;
}

void TestHttp2::actionsAreSeenOnce()
{
    QFETCH(const QJsonObject, reply);
    QFETCH(const LifecycleAction, action);
    ManualClock clock;
    Http2Server server{m_identity, {reply}};
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting()};
    HopxClient client{transport};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = client.act(u"a"_s, action, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QCOMPARE(outcome.error().kind, Kind::ConnectionLost);
    QVERIFY(outcome.error().maybeExecuted);
    QCOMPARE(server.requests().size(), 1);
    // The next one finds a way, and not over what Qt is closing: there it would at times wait for ever.
    Outcome<ActionAnswer> next;
    const RequestHandle another = client.act(u"b"_s, action, next.callback());
    QTRY_COMPARE(next.calls, 1);
    QVERIFY(next.result->has_value());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests()[1].connection, 1);
}

void TestHttp2::statusesAreTold_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("maybeExecuted");
    QTest::newRow("401") << 401 << Kind::Unauthorized << false;
    QTest::newRow("404") << 404 << Kind::NotFound << false;
    QTest::newRow("409") << 409 << Kind::Conflict << false;
    QTest::newRow("429") << 429 << Kind::RateLimited << false;
    QTest::newRow("503") << 503 << Kind::Unavailable << true;
}

void TestHttp2::statusesAreTold()
{
    QFETCH(const int, status);
    QFETCH(const bool, maybeExecuted);
    ManualClock clock;
    QJsonObject reply = answer(status, u"{\"error\":\"no\",\"request_id\":\"r1\"}"_s);
    reply[u"headers"_s] = QJsonObject{{u"retry-after"_s, u"7"_s}};
    Http2Server server{m_identity, {reply}};
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting()};
    HopxClient client{transport};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(!outcome.result->has_value());
    QTEST(outcome.error().kind, "kind");
    QCOMPARE(outcome.error().httpStatus, status);
    QCOMPARE(outcome.error().maybeExecuted, maybeExecuted);
    QCOMPARE(outcome.error().serverMessage, u"no"_s);
    QCOMPARE(outcome.error().requestId, u"r1"_s);
    QVERIFY(outcome.error().retryAfter == 7s);
    QCOMPARE(server.requests().size(), 1);
}

void TestHttp2::hangMeetsTheDeadline_data()
{
    QTest::addColumn<bool>("othersAnswered");
    QTest::addColumn<int>("nextConnection");
    QTest::newRow("silent connection") << false << 1;
    QTest::newRow("slow action") << true << 0;
}

void TestHttp2::hangMeetsTheDeadline()
{
    QFETCH(const bool, othersAnswered);
    ManualClock clock;
    Http2Server server{m_identity, {fault(u"hang"_s)}};
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting()};
    HopxClient client{transport};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(server.requests().size(), 1);
    clock.advance(1s);
    Outcome<ActionAnswer> meanwhile;
    RequestHandle other;
    if (othersAnswered) {
        other = client.act(u"c"_s, LifecycleAction::Stop, meanwhile.callback());
        QTRY_COMPARE(meanwhile.calls, 1);
    }
    clock.advance(HopxClient::kActionDeadline);
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::Timeout);
    QVERIFY(outcome.error().maybeExecuted);
    Outcome<ActionAnswer> next;
    const RequestHandle another = client.act(u"b"_s, LifecycleAction::Stop, next.callback());
    QTRY_COMPARE(next.calls, 1);
    QVERIFY(next.result->has_value());
    QTEST(server.requests().constLast().connection, "nextConnection");
}

void TestHttp2::manyShareOneConnection()
{
    constexpr int kMany = 60;
    ManualClock clock;
    Http2Server server{m_identity};
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting()};
    HopxClient client{transport};
    Outcome<ActionAnswer> outcome;
    std::vector<RequestHandle> handles;
    for (int i = 0; i < kMany; ++i)
        handles.push_back(client.act(u"s%1"_s.arg(i), LifecycleAction::Stop, outcome.callback()));
    QTRY_COMPARE(outcome.calls, kMany);
    QSet<QByteArray> targets;
    for (const Http2Server::Seen &seen : server.requests()) {
        QCOMPARE(seen.http, 2);
        QCOMPARE(seen.connection, 0);
        targets.insert(seen.target);
    }
    QCOMPARE(targets.size(), kMany);
    QCOMPARE(server.requests().size(), kMany);
}

void TestHttp2::redirectsSendNothingElsewhere()
{
    ManualClock clock;
    ScriptedServer elsewhere;
    QJsonObject reply = answer(307);
    reply[u"headers"_s] = QJsonObject{{u"location"_s, elsewhere.url().toString()}};
    Http2Server server{m_identity, {reply}};
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting()};
    HopxClient client{transport};
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = client.act(u"a"_s, LifecycleAction::Stop, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::Redirected);
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(elsewhere.connections(), 0);
}

void TestHttp2::floodsAreCutOff_data()
{
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("200 MB") << QJsonObject{{u"megabytes"_s, 200}} << Kind::TooLarge;
    QTest::newRow("200 MB, packed") << QJsonObject{{u"packedMegabytes"_s, 200}} << Kind::Malformed;
    QTest::newRow("200 MB, packed by brotli")
        << QJsonObject{{u"packedMegabytes"_s, 200}, {u"packing"_s, u"br"_s}} << Kind::Malformed;
    QTest::newRow("2,000 headers") << QJsonObject{{u"manyHeaders"_s, 2000}} << Kind::ConnectionLost;
}

void TestHttp2::floodsAreCutOff()
{
    QFETCH(const QJsonObject, more);
    ManualClock clock;
    QJsonObject reply = answer(200);
    for (auto one = more.begin(); one != more.end(); ++one)
        reply[one.key()] = *one;
    Http2Server server{m_identity, {reply, answer(200, u"{\"data\":null,\"has_more\":false}"_s)}};
    Transport transport{clock, {server.url()}, ApiKey{kKey}, trusting()};
    HopxClient client{transport};
    Outcome<ListPage> outcome;
    const RequestHandle handle = client.list({}, outcome.callback());
    QTRY_COMPARE_WITH_TIMEOUT(outcome.calls, 1, 60'000);
    QVERIFY(!outcome.result->has_value());
    QTEST(outcome.error().kind, "kind");
    QVERIFY(outcome.error().transportText.size() > 30);
    Outcome<ListPage> next;
    const RequestHandle another = client.list({}, next.callback());
    QTRY_COMPARE(next.calls, 1);
    QVERIFY(next.result->has_value());
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestHttp2)

#include "tst_api_http2.moc"
