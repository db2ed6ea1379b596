// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"

#include <QFile>
#include <QProcess>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

using Kind = ApiErrorKind;

constexpr int kMegabyte = 1024 * 1024;
constexpr int kHuge = 200; // megabytes

QByteArray listWith(const QByteArray &field)
{
    return R"({"object":"list","has_more":false,"data":[{"id":"a","status":"running",)" + field + "}]}";
}

/// What the program of the system makes of so many blocks.
QByteArray packed(const QByteArray &block, int blocks)
{
    QProcess gzip;
    gzip.start(u"gzip"_s, {u"-9"_s});
    for (int i = 0; i < blocks; ++i) {
        gzip.write(block);
        gzip.waitForBytesWritten();
    }
    gzip.closeWriteChannel();
    gzip.waitForFinished();
    return gzip.readAllStandardOutput();
}

/// The most memory this program held since forgetPeakMemory(), in megabytes; 0 where that cannot be told.
qint64 peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmHWM:"))
            return line.simplified().split(' ').value(1).toLongLong() / 1024;
    }
    return 0;
}

/// The peak of before would hide every one that is no higher. Returns what is held now.
qint64 forgetPeakMemory()
{
    QFile references(u"/proc/self/clear_refs"_s);
    const bool isForgotten =
        references.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && references.write("5") == 1;
    return isForgotten ? peakMemory() : 0;
}

} // namespace

/// Answers no server should give: each is bounded, and what is wrong with it is said.
class TestHostileInput final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodiesOf200MegabytesAreCutOff_data();
    void bodiesOf200MegabytesAreCutOff();
    void packedBodiesAreUnpackedWithinTheBound_data();
    void packedBodiesAreUnpackedWithinTheBound();
    void headersWithoutEndMeetTheDeadline_data();
    void headersWithoutEndMeetTheDeadline();
    void textsOf10MegabytesAreCut();
    void longMessagesAreCut();
    void deepNestingIsRefused_data();
    void deepNestingIsRefused();
    void whatIsNoTextIsRefused_data();
    void whatIsNoTextIsRefused();
    void nulInTextsIsNotShown();
};

void TestHostileInput::bodiesOf200MegabytesAreCutOff_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QTest::addColumn<Kind>("kind");
    const QByteArray spaces(kMegabyte, ' ');
    const QByteArray chunk = QByteArray::number(kMegabyte, 16) + "\r\n" + spaces + "\r\n";
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    QTest::newRow("announced") << ScriptedReply::flood(head + "Content-Length: " +
                                                           QByteArray::number(kHuge * kMegabyte) + "\r\n\r\n",
                                                       spaces, kHuge)
                               << Kind::TooLarge;
    QTest::newRow("chunked") << ScriptedReply::flood(head + "Transfer-Encoding: chunked\r\n\r\n", chunk,
                                                     kHuge)
                             << Kind::TooLarge;
    QTest::newRow("without length") << ScriptedReply::flood(head + "\r\n", spaces, kHuge) << Kind::TooLarge;
    QTest::newRow("an error") << ScriptedReply::flood("HTTP/1.1 500 No\r\n\r\n", spaces, kHuge)
                              << Kind::ServerError;
}

void TestHostileInput::bodiesOf200MegabytesAreCutOff()
{
    QFETCH(const ScriptedReply, reply);
    ApiFixture f;
    f.server.setDefault(reply);
    const qint64 before = forgetPeakMemory();
    QVERIFY(before > 0);
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE_WITH_TIMEOUT(outcome.calls, 1, 60'000);
    QTEST(outcome.error().kind, "kind");
    QVERIFY(!outcome.error().transportText.isEmpty());
    // The bound is 32 MB; what lies in the buffers of the network comes on top.
    QVERIFY2(f.server.blocksSent() < 64, qPrintable(QString::number(f.server.blocksSent())));
    // Twice the bound while the body grows, and what AddressSanitizer keeps of what was freed; all of it
    // would be 400.
    QVERIFY2(peakMemory() - before < 150, qPrintable(QString::number(peakMemory() - before)));
}

void TestHostileInput::packedBodiesAreUnpackedWithinTheBound_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("status");
    QTest::addColumn<Kind>("kind");
    const QByteArray once = packed(QByteArray(kMegabyte, ' '), kHuge);
    QTest::newRow("200 MB") << once << "gzip"_ba << 200 << Kind::Malformed;
    QTest::newRow("an error of 200 MB") << once << "gzip"_ba << 409 << Kind::Conflict;
    QTest::newRow("broken off") << once.first(once.size() / 2) << "gzip"_ba << 200 << Kind::Malformed;
    // Nobody asked for these, so they are not unpacked at all.
    QTest::newRow("another name") << once << "x-gzip"_ba << 200 << Kind::NotHopx;
    QTest::newRow("packed twice") << packed(once, 1) << "gzip, gzip"_ba << 200 << Kind::NotHopx;
}

void TestHostileInput::packedBodiesAreUnpackedWithinTheBound()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, encoding);
    QFETCH(const int, status);
    QVERIFY(!body.isEmpty());
    ApiFixture f;
    f.server.setDefault(ScriptedReply::http(status, body, {{"Content-Encoding", encoding}}));
    const qint64 before = forgetPeakMemory();
    QVERIFY(before > 0);
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE_WITH_TIMEOUT(outcome.calls, 1, 60'000);
    QTEST(outcome.error().kind, "kind");
    if (outcome.error().kind == Kind::Malformed)
        QVERIFY2(outcome.error().transportText.contains("unpack"_L1),
                 qPrintable(outcome.error().transportText));
    // The bound is 32 MB; see bodiesOf200MegabytesAreCutOff().
    QVERIFY2(peakMemory() - before < 64, qPrintable(QString::number(peakMemory() - before)));
}

void TestHostileInput::headersWithoutEndMeetTheDeadline_data()
{
    QTest::addColumn<ScriptedReply>("reply");
    QByteArray lines;
    while (lines.size() < kMegabyte)
        lines += "X-Flood: " + QByteArray(90, 'f') + "\r\n";
    const QByteArray status = "HTTP/1.1 200 OK\r\n";
    const QByteArray line(kMegabyte, 'f');
    QTest::newRow("many") << ScriptedReply::flood(status, lines, kHuge);
    QTest::newRow("status line") << ScriptedReply::flood("HTTP/1.1 200 ", line, kHuge);
}

/// Qt 6.4 has no bound of its own. It reads byte by byte, which holds back who sends them, but on for as long
/// as they come: what is ours is that nobody waits for it.
void TestHostileInput::headersWithoutEndMeetTheDeadline()
{
    QFETCH(const ScriptedReply, reply);
    ApiFixture f;
    f.server.setDefault(reply);
    const qint64 before = forgetPeakMemory();
    QVERIFY(before > 0);
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_VERIFY_WITH_TIMEOUT(f.server.blocksSent() >= 4, 30'000);
    QCOMPARE(outcome.calls, 0);
    f.clock.advance(HopxClient::kReadDeadline);
    QTRY_COMPARE(outcome.calls, 1);
    QCOMPARE(outcome.error().kind, Kind::Timeout);
    QVERIFY2(peakMemory() - before < 32, qPrintable(QString::number(peakMemory() - before)));
    f.server.shutDown();
}

void TestHostileInput::textsOf10MegabytesAreCut()
{
    ApiFixture f;
    const QByteArray text(10 * kMegabyte, 'x');
    f.server.setDefault(
        ScriptedReply::json(listWith("\"template_name\":\"" + text + "\",\"region\":\"" + text + '"')));
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE_WITH_TIMEOUT(outcome.calls, 1, 60'000);
    QVERIFY(outcome.result->has_value());
    const Sandbox &sandbox = outcome.result->value().sandboxes.first();
    QCOMPARE(sandbox.templateName.size(), 257);
    QVERIFY(sandbox.templateName.endsWith(u'…'));
    QCOMPARE(sandbox.region.size(), 257);

    // As an id it is none: nothing could be asked for with it.
    f.server.setDefault(ScriptedReply::json(R"({"data":[{"id":")" + text + R"("},{"id":"b"}]})"));
    Outcome<ListPage> ids;
    const RequestHandle another = f.client.list({}, ids.callback());
    QTRY_COMPARE_WITH_TIMEOUT(ids.calls, 1, 60'000);
    QCOMPARE(ids.result->value().sandboxes.size(), 1);
    QCOMPARE(ids.result->value().skipped, 1);
}

void TestHostileInput::longMessagesAreCut()
{
    ApiFixture f;
    const QByteArray text(300'000, 'x');
    f.server.setDefault(ScriptedReply::http(409, R"({"error":{"message":")" + text + R"(","code":")" + text +
                                                     R"(","request_id":")" + text + R"("}})"));
    Outcome<ActionAnswer> outcome;
    const RequestHandle handle = f.client.act(u"a"_s, LifecycleAction::Pause, outcome.callback());
    QTRY_COMPARE_WITH_TIMEOUT(outcome.calls, 1, 60'000);
    QCOMPARE(outcome.error().kind, Kind::Conflict);
    QCOMPARE(outcome.error().serverMessage.size(), 501);
    QVERIFY(outcome.error().serverCode.size() <= 65);
    QVERIFY(outcome.error().requestId.size() <= 129);
}

void TestHostileInput::deepNestingIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    constexpr int kDepth = 100'000; // within what one sandbox may be told in
    QTest::newRow("arrays") << "{\"data\":" + QByteArray(kDepth, '[') + QByteArray(kDepth, ']') + '}';
    QTest::newRow("objects") << QByteArray("{\"data\":").repeated(kDepth) + "null" + QByteArray(kDepth, '}');
    QTest::newRow("never closed") << QByteArray(kDepth, '[');
}

void TestHostileInput::deepNestingIsRefused()
{
    QFETCH(const QByteArray, body);
    ApiFixture f;
    f.server.setDefault(ScriptedReply::json(body));
    Outcome<ListPage> list;
    Outcome<Inspection> inspection;
    const RequestHandle one = f.client.list({}, list.callback());
    const RequestHandle two = f.client.inspect(u"a"_s, inspection.callback());
    QTRY_COMPARE_WITH_TIMEOUT(list.calls + inspection.calls, 2, 60'000);
    for (const ApiError *error : {&list.error(), &inspection.error()}) {
        QCOMPARE(error->kind, Kind::Malformed);
        QVERIFY2(error->transportText.contains("nested"_L1), qPrintable(error->transportText));
    }
    // The same as the reason of a refusal: its beginning is told, which is the best there is.
    f.server.setDefault(ScriptedReply::http(400, body));
    Outcome<ActionAnswer> act;
    const RequestHandle three = f.client.act(u"a"_s, LifecycleAction::Pause, act.callback());
    QTRY_COMPARE_WITH_TIMEOUT(act.calls, 1, 60'000);
    QCOMPARE(act.error().kind, Kind::BadRequest);
    QVERIFY(act.error().serverMessage.size() <= 201);
}

void TestHostileInput::whatIsNoTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("invalid UTF-8 in a text") << listWith("\"region\":\"\xff\xfe\"");
    QTest::newRow("half a character") << listWith("\"region\":\"\xe2\x82\"");
    QTest::newRow("surrogate as UTF-8") << listWith("\"region\":\"\xed\xa0\x80\"");
    QTest::newRow("NUL between fields") << listWith(QByteArray("\"region\":\0\"x\"", 14));
    QTest::newRow("NUL at the end") << listWith("\"region\":\"x\"") + '\0';
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0}\0", 6);
}

void TestHostileInput::whatIsNoTextIsRefused()
{
    QFETCH(const QByteArray, body);
    ApiFixture f;
    f.server.setDefault(ScriptedReply::json(body));
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    QVERIFY(outcome.result && !*outcome.result);
    QVERIFY(outcome.error().kind == Kind::Malformed || outcome.error().kind == Kind::NotHopx);
    QVERIFY(!outcome.error().transportText.isEmpty());
}

void TestHostileInput::nulInTextsIsNotShown()
{
    ApiFixture f;
    f.server.setDefault(ScriptedReply::json(
        R"({"data":[{"id":"a\u0000b","status":"running"},{"id":"c","status":"run\u0000ning","region":"x\u0000y"}]})"));
    Outcome<ListPage> outcome;
    const RequestHandle handle = f.client.list({}, outcome.callback());
    QTRY_COMPARE(outcome.calls, 1);
    const ListPage &page = outcome.result->value();
    QCOMPARE(page.skipped, 1);
    QCOMPARE(page.sandboxes.size(), 1);
    QCOMPARE(page.sandboxes.first()->region, u"x y"_s);
    // What it becomes is no word we know.
    QCOMPARE(page.sandboxes.first()->status, SandboxStatus::Unknown);
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestHostileInput)

#include "tst_api_hostile_input.moc"
