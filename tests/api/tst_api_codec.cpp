// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/codec.h"
#include "api/listdecoder.h"
#include "api/timestamps.h"

#include <QRandomGenerator>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using TimeKind = ReportedTime::Kind;

UtcTime utc(qint64 milliseconds)
{
    return UtcTime{std::chrono::milliseconds{milliseconds}};
}

/// The one sandbox of a list that holds @p row alone.
Sandbox listed(const QByteArray &row)
{
    const Decoded<ListPage> page = codec::decodeList("{\"data\":[" + row + "]}");
    if (!page || page->sandboxes.size() != 1) {
        qWarning("not one row");
        return {};
    }
    return page->sandboxes.first();
}

Sandbox single(const QByteArray &body)
{
    const Decoded<Sandbox> sandbox = codec::decodeSandbox(body);
    if (!sandbox) {
        qWarning("no sandbox");
        return {};
    }
    return *sandbox;
}

constexpr const char *kFull = R"({
  "object":"list","url":"/v1/sandboxes","has_more":true,"next_cursor":"c+/=2","request_id":"r",
  "data":[{
    "id":"1763382095i648uu1o","object":"sandbox","status":"Running","template_id":73,"template_name":"code-interpreter",
    "organization_id":4611686018427387905,"node_id":"node_1","region":"eu-1001",
    "public_host":"https:\/\/7777-1763382095i648uu1o.eu-1001.vms.hopx.dev","preview_url":"https:\/\/p.example",
    "resources":{"vcpu":2,"memory_mb":2048,"disk_mb":10240},"internet_access":true,"live_mode":false,
    "timeout_seconds":3600,"expires_at":"2025-11-17T13:21:35.5Z","created_at":"2025-11-17T12:21:35Z",
    "auth_token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl","token_expires_at":"2025-11-18T12:21:35Z"}]})";

} // namespace

class TestCodec final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timestamps_data();
    void timestamps();
    void everyMomentOfTheCalendarIsReadBack();
    void httpDates_data();
    void httpDates();

    void fullRow();
    void lists_data();
    void lists();
    void notLists_data();
    void notLists();
    void skippedRows();
    void ids_data();
    void ids();
    void statuses_data();
    void statuses();
    void sizes_data();
    void sizes();
    void expiries_data();
    void expiries();
    void wrongTypesAreAbsent();
    void textsArePlainAndBounded();
    void hostFallsBackToTheDirectAddress();
    void actions_data();
    void actions();
    void timeouts_data();
    void timeouts();
    void bothWaysReadTheSame();
    void whatChangedIsReadAgain();
    void rowsAreKnownWhereverTheyMoved();
    void damagedBytesNeverCrash();
    void deepNestingIsRefused();
};

void TestCodec::timestamps_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<TimeKind>("kind");
    QTest::addColumn<qint64>("milliseconds");
    constexpr qint64 kBase = 1'763'335'545'000; // 2025-11-16T23:25:45Z
    const auto known = [](const char *text, qint64 milliseconds) {
        QTest::newRow(text) << QString::fromLatin1(text) << TimeKind::Known << milliseconds;
    };
    const auto other = [](const char *text, TimeKind kind) {
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << kind << qint64{0};
    };
    known("2025-11-16T23:25:45Z", kBase);
    known("2025-11-16t23:25:45z", kBase);
    known("2025-11-16 23:25:45", kBase);
    known("2025-11-16T23:25:45", kBase);
    known("  2025-11-16T23:25:45Z\n", kBase);
    known("2025-11-16T23:25:45.1Z", kBase + 100);
    known("2025-11-16T23:25:45.123456789Z", kBase + 123);
    known("2025-11-16T23:25:45.999999999Z", kBase + 999);
    known("2025-11-16T23:25:45.000001", kBase);
    known("2025-11-17T01:25:45+02:00", kBase);
    known("2025-11-17T01:25:45.25+0200", kBase + 250);
    known("2025-11-17T01:25:45+02", kBase);
    known("2025-11-16T17:55:45-05:30", kBase);
    known("2025-11-16T23:25:45-00:00", kBase);
    known("1970-01-01T00:00:00Z", 0);
    known("1969-12-31T23:59:59.999Z", -1);
    known("2024-02-29T00:00:00Z", 1'709'164'800'000);
    known("2016-12-31T23:59:60Z", 1'483'228'800'000);
    known("9999-12-31T23:59:59Z", 253'402'300'799'000);
    other("", TimeKind::Absent);
    other("   ", TimeKind::Absent);
    other("0001-01-01T00:00:00Z", TimeKind::Absent);
    other("0001-01-01T00:00:00.000000000+00:00", TimeKind::Absent);
    for (const char *nonsense : {"null",
                                 "never",
                                 "0",
                                 "1763335545",
                                 "2025-11-16",
                                 "2025-11-16T",
                                 "2025-11-16T23:25",
                                 "2025-11-16T23:25Z",
                                 "2025-13-16T23:25:45Z",
                                 "2025-00-16T23:25:45Z",
                                 "2025-11-31T23:25:45Z",
                                 "2025-02-29T23:25:45Z",
                                 "2025-11-16T24:25:45Z",
                                 "2025-11-16T23:60:45Z",
                                 "2025-11-16T23:25:61Z",
                                 "2025-11-16T23:25:60Z",
                                 "2025-11-16T23:25:45.Z",
                                 "2025-11-16T23:25:45.1234567890Z",
                                 "2025-11-16T23:25:45ZZ",
                                 "2025-11-16T23:25:45Z trailing",
                                 "2025-11-16T23:25:45+",
                                 "2025-11-16T23:25:45+2",
                                 "2025-11-16T23:25:45+02:",
                                 "2025-11-16T23:25:45+24:00",
                                 "2025-11-16T23:25:45+02:60",
                                 "2025-11-16T23:25:45 +02:00",
                                 "25-11-16T23:25:45Z",
                                 "2025/11/16T23:25:45Z",
                                 "0000-01-01T00:00:00Z",
                                 "-2025-11-16T23:25:45Z",
                                 "2025-11-16X23:25:45Z",
                                 "2025-1-16T23:25:45Z",
                                 "2025-11-16T23:25:45,5Z"})
        other(nonsense, TimeKind::Unreadable);
    QTest::newRow("other digits") << u"٢٠٢٥-11-16T23:25:45Z"_s << TimeKind::Unreadable << qint64{0};
}

void TestCodec::timestamps()
{
    QFETCH(const QString, text);
    QFETCH(const TimeKind, kind);
    QFETCH(const qint64, milliseconds);
    const ReportedTime read = parseTimestamp(text);
    QCOMPARE(read.kind, kind);
    QCOMPARE(qint64{read.at.time_since_epoch().count()}, milliseconds);
    // A view into a longer text must not be read beyond its end.
    if (!text.isEmpty() && kind == TimeKind::Known) {
        const QString longer = text.trimmed() + u"9999"_s;
        QVERIFY(parseTimestamp(QStringView{longer}.chopped(4)) == read);
    }
}

void TestCodec::everyMomentOfTheCalendarIsReadBack()
{
    constexpr quint32 kSeed = 20260102;
    QRandomGenerator random{kSeed};
    for (int i = 0; i < 2000; ++i) {
        const qint64 milliseconds = random.bounded(qint64{253'402'300'799'999});
        const QString text =
            QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC).toString(Qt::ISODateWithMs);
        const ReportedTime read = parseTimestamp(text);
        QVERIFY2(read == ReportedTime::known(utc(milliseconds)),
                 qPrintable(u"seed %1: %2"_s.arg(kSeed).arg(text)));
    }
}

void TestCodec::httpDates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds"); // -1: none
    QTest::newRow("good") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << qint64{784'111'777};
    QTest::newRow("spaces") << " Sun, 06 Nov 1994 08:49:37 GMT "_ba << qint64{784'111'777};
    for (const char *bad :
         {"", "soon", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
          "06 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT x"})
        QTest::newRow(*bad ? bad : "empty") << QByteArray(bad) << qint64{-1};
}

void TestCodec::httpDates()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, seconds);
    const std::optional<UtcTime> read = parseHttpDate(text);
    QCOMPARE(read.has_value(), seconds >= 0);
    if (read)
        QVERIFY(*read == utc(seconds * 1000));
}

void TestCodec::fullRow()
{
    const Decoded<ListPage> page = codec::decodeList(kFull);
    QVERIFY(page.has_value());
    QCOMPARE(page->hasMore, true);
    QCOMPARE(page->nextCursor, u"c+/=2"_s);
    QCOMPARE(page->skipped, 0);
    QCOMPARE(page->sandboxes.size(), 1);
    Sandbox expected;
    expected.id = u"1763382095i648uu1o"_s;
    expected.status = SandboxStatus::Running;
    expected.statusWord = u"Running"_s;
    expected.templateName = u"code-interpreter"_s;
    expected.templateId = u"73"_s;
    expected.region = u"eu-1001"_s;
    expected.organizationId = u"4611686018427387905"_s; // a double would lose the last digits
    expected.nodeId = u"node_1"_s;
    expected.publicHost = u"https://7777-1763382095i648uu1o.eu-1001.vms.hopx.dev"_s;
    expected.previewUrl = u"https://p.example"_s;
    expected.vcpu = 2;
    expected.memoryMb = 2048;
    expected.diskMb = 10240;
    expected.internetAccess = true;
    expected.liveMode = false;
    expected.timeoutSeconds = 3600;
    expected.createdAt = ReportedTime::known(utc(1'763'382'095'000));
    expected.expiry = Expiry::atTime(utc(1'763'385'695'500));
    QVERIFY(page->sandboxes.first() == expected);
}

void TestCodec::lists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("hasMore");
    QTest::addColumn<QString>("cursor");
    QTest::newRow("null") << R"({"data":null,"has_more":false})"_ba << 0 << false << QString();
    QTest::newRow("empty") << R"({"data":[]})"_ba << 0 << false << QString();
    QTest::newRow("null error") << R"({"success":true,"error":null,"object":"list","data":null})"_ba << 0
                                << false << QString();
    QTest::newRow("left out") << R"({"object":"list","has_more":false})"_ba << 0 << false << QString();
    QTest::newRow("bare array") << R"([{"id":"a"},{"id":"b"}])"_ba << 2 << false << QString();
    QTest::newRow("bare empty array") << "[]"_ba << 0 << false << QString();
    QTest::newRow("byte order mark") << "\xef\xbb\xbf{\"data\":[{\"id\":\"a\"}]}"_ba << 1 << false
                                     << QString();
    QTest::newRow("more without cursor")
        << R"({"data":[{"id":"a"}],"has_more":true})"_ba << 1 << true << QString();
    QTest::newRow("null cursor") << R"({"data":[],"has_more":true,"next_cursor":null})"_ba << 0 << true
                                 << QString();
    QTest::newRow("cursor alone") << R"({"data":[],"next_cursor":"x"})"_ba << 0 << true << u"x"_s;
    QTest::newRow("numeric cursor") << R"({"data":[],"has_more":true,"next_cursor":200})"_ba << 0 << true
                                    << u"200"_s;
    QTest::newRow("end with cursor") << R"({"data":[],"has_more":false,"next_cursor":"x"})"_ba << 0 << false
                                     << u"x"_s;
    QTest::newRow("odd has_more") << R"({"data":[],"has_more":"yes"})"_ba << 0 << false << QString();
    QTest::newRow("null row alone") << R"({"data":[null]})"_ba << 0 << false << QString();
}

void TestCodec::lists()
{
    QFETCH(const QByteArray, body);
    const Decoded<ListPage> page = codec::decodeList(body);
    QVERIFY(page.has_value());
    QTEST(int(page->sandboxes.size()), "rows");
    QTEST(page->hasMore, "hasMore");
    QTEST(page->nextCursor, "cursor");
}

void TestCodec::notLists_data()
{
    using Kind = CodecError::Kind;
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("empty") << ""_ba << Kind::Malformed;
    QTest::newRow("blank") << " \n"_ba << Kind::Malformed;
    QTest::newRow("cut object") << R"({"data":[{"id":"a"})"_ba << Kind::Malformed;
    QTest::newRow("cut array") << R"([{"id")"_ba << Kind::Malformed;
    QTest::newRow("garbage behind") << R"({"data":[]} x)"_ba << Kind::Malformed;
    QTest::newRow("bad UTF-8") << "{\"data\":[{\"id\":\"\xff\xfe\"}]}"_ba << Kind::Malformed;
    QTest::newRow("page") << "<!DOCTYPE html><title>Log in</title>"_ba << Kind::NotHopx;
    QTest::newRow("text") << "OK"_ba << Kind::NotHopx;
    QTest::newRow("number") << "42"_ba << Kind::NotHopx;
    QTest::newRow("other object") << R"({"status":"healthy"})"_ba << Kind::NotHopx;
    QTest::newRow("empty object") << "{}"_ba << Kind::NotHopx;
    QTest::newRow("data is an object") << R"({"data":{"id":"a"}})"_ba << Kind::NotHopx;
    QTest::newRow("data is text") << R"({"data":"none"})"_ba << Kind::NotHopx;
    QTest::newRow("array of numbers") << "[1,2,3]"_ba << Kind::NotHopx;
    QTest::newRow("error with 200") << R"({"success":false,"message":"no"})"_ba << Kind::NotHopx;
    QTest::newRow("error with null") << R"({"success":false,"message":"no","data":null,"has_more":false})"_ba
                                     << Kind::NotHopx;
    QTest::newRow("error with none") << R"({"success":false,"data":[]})"_ba << Kind::NotHopx;
    QTest::newRow("error with rows") << R"({"success":false,"data":[{"id":"a"}]})"_ba << Kind::NotHopx;
    QTest::newRow("nested error") << R"({"object":"list","data":null,"error":{"message":"no"}})"_ba
                                  << Kind::NotHopx;
    QTest::newRow("flat error") << R"({"error":"no","data":[{"id":"a"}],"has_more":false})"_ba
                                << Kind::NotHopx;
    QTest::newRow("rows left out") << R"({"has_more":false,"message":"no"})"_ba << Kind::NotHopx;
    QTest::newRow("null, and no list") << R"({"data":null,"message":"no"})"_ba << Kind::NotHopx;
}

void TestCodec::notLists()
{
    QFETCH(const QByteArray, body);
    const Decoded<ListPage> page = codec::decodeList(body);
    QVERIFY(!page.has_value());
    QTEST(page.error().kind, "kind");
    QVERIFY(!page.error().text.isEmpty());
    QVERIFY(!page.error().text.contains(u'<'));
    const Decoded<Sandbox> sandbox = codec::decodeSandbox(body);
    QVERIFY(!sandbox.has_value());
}

void TestCodec::skippedRows()
{
    const Decoded<ListPage> page = codec::decodeList(
        R"({"data":[{"id":"a"},null,{},{"id":""},{"id":null},{"status":"running"},7,{"id":".."},{"id":"b"}]})");
    QVERIFY(page.has_value());
    QCOMPARE(page->skipped, 7);
    QCOMPARE(page->sandboxes.size(), 2);
    QCOMPARE(page->sandboxes.last()->id, u"b"_s);
}

void TestCodec::ids_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("templateId");
    QTest::addColumn<QString>("organizationId");
    QTest::newRow("text") << R"({"id":"a","template_id":"73","organization_id":"org-abc123"})"_ba << u"a"_s
                          << u"73"_s << u"org-abc123"_s;
    QTest::newRow("numbers") << R"({"id":12,"template_id":73,"organization_id":5})"_ba << u"12"_s << u"73"_s
                             << u"5"_s;
    QTest::newRow("big")
        << R"({"id":9223372036854775807,"template_id":9007199254740993,"organization_id":0})"_ba
        << u"9223372036854775807"_s << u"9007199254740993"_s << u"0"_s;
    QTest::newRow("legacy") << R"({"sandbox_id":"a"})"_ba << u"a"_s << QString() << QString();
    QTest::newRow("older legacy") << R"({"sandboxId":"a","id":null})"_ba << u"a"_s << QString() << QString();
    QTest::newRow("null") << R"({"id":"a","template_id":null,"organization_id":null})"_ba << u"a"_s
                          << QString() << QString();
    QTest::newRow("no ids") << R"({"id":"a","template_id":1.5,"organization_id":[1]})"_ba << u"a"_s
                            << QString() << QString();
    QTest::newRow("beyond 64 bits")
        << R"({"id":"a","template_id":99999999999999999999,"organization_id":true})"_ba << u"a"_s << QString()
        << QString();
    QTest::newRow("case kept") << R"({"id":"AbC"})"_ba << u"AbC"_s << QString() << QString();
}

void TestCodec::ids()
{
    QFETCH(const QByteArray, row);
    const Sandbox sandbox = listed(row);
    QTEST(sandbox.id, "id");
    QTEST(sandbox.templateId, "templateId");
    QTEST(sandbox.organizationId, "organizationId");
}

void TestCodec::statuses_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<SandboxStatus>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("known") << R"({"id":"a","status":"paused"})"_ba << SandboxStatus::Paused << u"paused"_s;
    QTest::newRow("case") << R"({"id":"a","status":"STOPPED"})"_ba << SandboxStatus::Stopped << u"STOPPED"_s;
    QTest::newRow("unknown") << R"({"id":"a","status":"suspended"})"_ba << SandboxStatus::Unknown
                             << u"suspended"_s;
    QTest::newRow("missing") << R"({"id":"a"})"_ba << SandboxStatus::Unknown << QString();
    QTest::newRow("null") << R"({"id":"a","status":null})"_ba << SandboxStatus::Unknown << QString();
    QTest::newRow("number") << R"({"id":"a","status":3})"_ba << SandboxStatus::Unknown << QString();
}

void TestCodec::statuses()
{
    QFETCH(const QByteArray, row);
    const Sandbox sandbox = listed(row);
    QTEST(sandbox.status, "status");
    QTEST(sandbox.statusWord, "word");
}

void TestCodec::sizes_data()
{
    QTest::addColumn<QByteArray>("resources");
    QTest::addColumn<int>("vcpu"); // -1: absent
    QTest::addColumn<int>("memoryMb");
    QTest::addColumn<int>("diskMb");
    QTest::newRow("all") << R"({"vcpu":4,"memory_mb":512,"disk_mb":10})"_ba << 4 << 512 << 10;
    QTest::newRow("partial") << R"({"memory_mb":512})"_ba << -1 << 512 << -1;
    QTest::newRow("gigabytes") << R"({"disk_gb":10})"_ba << -1 << -1 << 10240;
    QTest::newRow("half a gigabyte") << R"({"disk_gb":0.5})"_ba << -1 << -1 << 512;
    QTest::newRow("both") << R"({"disk_gb":10,"disk_mb":7})"_ba << -1 << -1 << 7;
    QTest::newRow("whole double") << R"({"vcpu":2.0})"_ba << 2 << -1 << -1;
    QTest::newRow("fraction") << R"({"vcpu":0.5})"_ba << -1 << -1 << -1;
    QTest::newRow("text") << R"({"vcpu":"2","memory_mb":"512","disk_gb":"10"})"_ba << -1 << -1 << -1;
    QTest::newRow("negative") << R"({"vcpu":-2,"memory_mb":-1,"disk_gb":-10})"_ba << -1 << -1 << -1;
    QTest::newRow("zero") << R"({"vcpu":0,"memory_mb":0,"disk_mb":0})"_ba << -1 << -1 << -1;
    QTest::newRow("huge") << R"({"vcpu":1e300,"memory_mb":4294967296,"disk_gb":1e300})"_ba << -1 << -1 << -1;
    QTest::newRow("null") << "null"_ba << -1 << -1 << -1;
    QTest::newRow("array") << "[2,512]"_ba << -1 << -1 << -1;
    QTest::newRow("bool") << R"({"vcpu":true})"_ba << -1 << -1 << -1;
}

void TestCodec::sizes()
{
    QFETCH(const QByteArray, resources);
    const Sandbox sandbox = listed(R"({"id":"a","resources":)" + resources + "}");
    QTEST(sandbox.vcpu.value_or(-1), "vcpu");
    QTEST(sandbox.memoryMb.value_or(-1), "memoryMb");
    QTEST(sandbox.diskMb.value_or(-1), "diskMb");
}

void TestCodec::expiries_data()
{
    using Kind = Expiry::Kind;
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<Kind>("inList");
    QTest::addColumn<Kind>("inSingle");
    QTest::newRow("absent") << ""_ba << Kind::NotReported << Kind::Never;
    QTest::newRow("null") << R"(,"expires_at":null)"_ba << Kind::Never << Kind::Never;
    QTest::newRow("both null") << R"(,"expires_at":null,"timeout_seconds":null)"_ba << Kind::Never
                               << Kind::Never;
    QTest::newRow("a moment") << R"(,"expires_at":"2026-01-02T03:04:05Z")"_ba << Kind::At << Kind::At;
    QTest::newRow("nanoseconds") << R"(,"expires_at":"2026-01-02T05:04:05.123456789+02:00")"_ba << Kind::At
                                 << Kind::At;
    QTest::newRow("garbage") << R"(,"expires_at":"tomorrow")"_ba << Kind::Unreadable << Kind::Unreadable;
    QTest::newRow("number") << R"(,"expires_at":1767323045)"_ba << Kind::Unreadable << Kind::Unreadable;
    QTest::newRow("object") << R"(,"expires_at":{})"_ba << Kind::Unreadable << Kind::Unreadable;
    QTest::newRow("empty") << R"(,"expires_at":"")"_ba << Kind::NotReported << Kind::NotReported;
    QTest::newRow("zero time") << R"(,"expires_at":"0001-01-01T00:00:00Z")"_ba << Kind::NotReported
                               << Kind::NotReported;
    QTest::newRow("timeout alone") << R"(,"timeout_seconds":3600)"_ba << Kind::NotReported
                                   << Kind::NotReported;
    QTest::newRow("null, but a timeout")
        << R"(,"expires_at":null,"timeout_seconds":3600)"_ba << Kind::NotReported << Kind::NotReported;
    QTest::newRow("odd timeout") << R"(,"timeout_seconds":"1h")"_ba << Kind::NotReported << Kind::NotReported;
}

void TestCodec::expiries()
{
    QFETCH(const QByteArray, fields);
    const QByteArray row = R"({"id":"a")" + fields + "}";
    QTEST(listed(row).expiry.kind, "inList");
    QTEST(single(row).expiry.kind, "inSingle");
    if (listed(row).expiry.kind == Expiry::Kind::At)
        QVERIFY(std::chrono::floor<std::chrono::seconds>(listed(row).expiry.at) == utc(1'767'323'045'000));
}

void TestCodec::wrongTypesAreAbsent()
{
    const Sandbox sandbox = listed(
        R"({"id":"a","template_name":5,"region":{},"node_id":[],"public_host":false,"internet_access":"yes",)"
        R"("live_mode":1,"timeout_seconds":-5,"created_at":17,"resources":"big"})");
    Sandbox expected;
    expected.id = u"a"_s;
    expected.createdAt = {ReportedTime::Kind::Unreadable, {}};
    QVERIFY(sandbox == expected);
}

void TestCodec::textsArePlainAndBounded()
{
    const Sandbox sandbox =
        listed(R"({"id":"a","template_name":"x\u0000y\n\tz \u202egnp.exe\u2066","region":")" +
               QByteArray(5000, 'r') + R"(","status":")" + QByteArray(500, 's') +
               R"(","node_id":"lone \ud800 half"})");
    QCOMPARE(sandbox.templateName, u"x y z gnp.exe"_s);
    QVERIFY(sandbox.region.size() <= 257);
    QVERIFY(sandbox.region.endsWith(u'…'));
    QVERIFY(sandbox.statusWord.size() <= 65);
    QVERIFY(sandbox.nodeId.isValidUtf16());
    // What is sent back to the server is never changed: an id like this counts as none.
    const Decoded<ListPage> page =
        codec::decodeList(R"({"data":[{"id":"a\u0000b"},{"id":"a\u202eb"},{"id":"a\u2028b"},{"id":")" +
                          QByteArray(300, 'i') + "\"}]}");
    QVERIFY(page.has_value());
    QCOMPARE(page->skipped, 4);
}

void TestCodec::hostFallsBackToTheDirectAddress()
{
    const Sandbox direct = listed(R"({"id":"a","public_host":"","direct_url":"d.example"})");
    QCOMPARE(direct.publicHost, u"d.example"_s);
    const Sandbox both = listed(R"({"id":"a","public_host":"p.example","direct_url":"d.example"})");
    QCOMPARE(both.publicHost, u"p.example"_s);
}

void TestCodec::actions_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("good");
    QTest::addColumn<QString>("status"); // empty: none
    const QByteArray json = "application/json";
    QTest::newRow("usual") << R"({"id":"a","status":"paused","request_id":"r"})"_ba << json << true
                           << u"paused"_s;
    QTest::newRow("empty") << ""_ba
                           << ""_ba << true << QString();
    QTest::newRow("empty page type") << ""_ba
                                     << "text/html"_ba << true << QString();
    QTest::newRow("no status") << R"({"ok":true})"_ba << json << true << QString();
    QTest::newRow("odd status") << R"({"status":200})"_ba << json << true << QString();
    QTest::newRow("text") << "accepted"_ba
                          << "text/plain"_ba << true << QString();
    QTest::newRow("JSON called a page") << R"({"status":"running"})"_ba
                                        << "text/html"_ba << true << u"running"_s;
    QTest::newRow("page") << "  <html><title>Hotel</title>"_ba
                          << "text/html; charset=utf-8"_ba << false << QString();
    QTest::newRow("page called JSON") << "<html>"_ba << json << false << QString();
}

void TestCodec::actions()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    QFETCH(const bool, good);
    QFETCH(const QString, status);
    const Decoded<ActionAnswer> answer = codec::decodeAction(body, type);
    QCOMPARE(answer.has_value(), good);
    if (!answer) {
        QCOMPARE(answer.error().kind, CodecError::Kind::NotHopx);
        return;
    }
    QCOMPARE(answer->status.has_value(), !status.isEmpty());
    if (answer->status)
        QCOMPARE(*answer->status, statusFromWord(status));
}

void TestCodec::timeouts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("good");
    QTest::addColumn<Expiry::Kind>("kind");
    QTest::addColumn<qint64>("seconds");
    using Kind = Expiry::Kind;
    const QByteArray json = "application/json";
    QTest::newRow("as documented")
        << R"({"id":"a","timeout_seconds":3600,"expires_at":"2026-01-02T04:04:05Z"})"_ba << json << true
        << Kind::At << qint64{3600};
    QTest::newRow("no moment") << R"({"timeout_seconds":60})"_ba << json << true << Kind::NotReported
                               << qint64{60};
    // A moment was just set: null is no answer, and least of all "never".
    QTest::newRow("null") << R"({"timeout_seconds":null,"expires_at":null})"_ba << json << true
                          << Kind::NotReported << qint64{0};
    QTest::newRow("unreadable") << R"({"expires_at":"soon"})"_ba << json << true << Kind::Unreadable
                                << qint64{0};
    QTest::newRow("nothing") << ""_ba << QByteArray() << true << Kind::NotReported << qint64{0};
    QTest::newRow("page") << "<html><title>Hotel</title>"_ba
                          << "text/html"_ba << false << Kind::NotReported << qint64{0};
}

void TestCodec::timeouts()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    QFETCH(const bool, good);
    const Decoded<TimeoutAnswer> answer = codec::decodeTimeout(body, type);
    QCOMPARE(answer.has_value(), good);
    if (!answer)
        return;
    QTEST(answer->expiry.kind, "kind");
    QTEST(answer->timeoutSeconds.value_or(0), "seconds");
    QCOMPARE(codec::encodeTimeout(std::chrono::hours{100'000}), R"({"timeout_seconds":360000000})"_ba);
}

void TestCodec::bothWaysReadTheSame()
{
    // Of the usual form, and in each way beside it.
    const QByteArrayList rows{
        R"({"id":"a","status":"running","organization_id":4611686018427387905,"resources":{"vcpu":2,"disk_gb":1.5}})",
        R"({"id":"a","id":"b","resources":{"vcpu":1},"resources":{"memory_mb":1024}})",
        R"({"id":9223372036854775807,"timeout_seconds":1e2,"organization_id":18446744073709551616,"template_id":-0})",
        R"({"sandbox_id":"\u0061","region":"\ud83d\ude00\u0000","status":"\ud800","extra":[[{"deep":[1,{}]}]]})",
        R"({"id":"a","status":tru})",
        R"({"id":"a"]})",
        R"({"id":"a",})",
        "{\"id\":\"\xff\"}",
        R"({"id":"a","extra":[1})",
        R"({"id":"a","extra":{"b":1]})",
        R"({"id":"a","extra":{"b" 1}})",
        R"({"id":"a" "region":"eu"})",
        R"({"id":"a","extra":"\q"})",
        R"({"id":"a","extra":{"\q":1}})",
        R"({"i\u0064":"a","":1,"region":"e\u0075"})",
        R"({"region":"eu","resources":null,"id":"a","resources":[{"vcpu":1}]})",
        R"({"id":"a","extra":[1e-300]})",
        R"({"id":"a","extra":)" + QByteArray(70, '[') + QByteArray(70, ']') + '}',
        "null",
        "7",
        "{}"};
    ListDecoder remembering;
    for (const QByteArray &one : rows) {
        for (const QByteArray &other : rows) {
            for (const char *frame : {R"({"data":[%1,%2],"has_more":true,"next_cursor":3})",
                                      R"({"data":[%1],"data":[%2],"has_more":1})", R"([%1,%2])",
                                      R"({"d\u0061ta":[%1],"next_cursor":"%2"})", R"({"data":[%1 %2]})",
                                      R"({"data":[%1],"success":false,"error":%2})"}) {
                QByteArray body(frame);
                body.replace("%1", one).replace("%2", other);
                const Decoded<ListPage> plainly = codec::decodeListPlainly(body);
                remembering.beginList();
                for (const Decoded<ListPage> &fast : {ListDecoder().decode(body), remembering.decode(body)}) {
                    QVERIFY2(plainly.has_value() == fast.has_value(), body.constData());
                    if (!plainly) {
                        QCOMPARE(fast.error().text, plainly.error().text);
                        continue;
                    }
                    QVERIFY2(fast->sandboxes == plainly->sandboxes, body.constData());
                    QCOMPARE(fast->skipped, plainly->skipped);
                    QCOMPARE(fast->hasMore, plainly->hasMore);
                    QCOMPARE(fast->nextCursor, plainly->nextCursor);
                }
            }
        }
    }
}

void TestCodec::whatChangedIsReadAgain()
{
    ListDecoder decoder;
    const auto statusesOf = [&decoder](const QByteArray &first, const QByteArray &second) {
        decoder.beginList();
        const Decoded<ListPage> page = decoder.decode(R"({"data":[{"id":"a","status":")" + first +
                                                      R"("},{"id":"b","status":")" + second + R"("}]})");
        QString words;
        if (page) {
            for (const Sandbox &sandbox : page->sandboxes)
                words += sandbox.id + u'=' + sandbox.statusWord + u' ';
        }
        return words;
    };
    QCOMPARE(statusesOf("running", "paused"), u"a=running b=paused "_s);
    QCOMPARE(statusesOf("running", "paused"), u"a=running b=paused "_s);
    QCOMPARE(statusesOf("running", "stopped"), u"a=running b=stopped "_s);
    QCOMPARE(statusesOf("paused", "stopped"), u"a=paused b=stopped "_s);
    QCOMPARE(statusesOf("running", "paused"), u"a=running b=paused "_s);
}

void TestCodec::rowsAreKnownWhereverTheyMoved()
{
    ListDecoder decoder;
    // A letter is a sandbox; a capital one runs, the others are paused.
    const auto readList = [&decoder](const QStringList &pages) {
        decoder.beginList();
        QStringList read;
        for (const QString &letters : pages) {
            QByteArray body = "{\"data\":[";
            for (qsizetype i = 0; i < letters.size(); ++i) {
                const QChar letter = letters.at(i);
                body += i > 0 ? "," : "";
                if (letter != u'?')
                    body += QByteArray("{\"id\":\"") + char(letter.toLower().unicode()) + "\",\"status\":\"" +
                            (letter.isUpper() ? "running" : "paused") + "\"}";
                else
                    body += "{\"status\":\"running\"}"; // no id: left out
            }
            const Decoded<ListPage> page = decoder.decode(body + "]}");
            QString text;
            if (page) {
                for (const Sandbox &one : page->sandboxes)
                    text += one.status == SandboxStatus::Running ? one.id.toUpper() : one.id;
            }
            read.append(text);
        }
        return read;
    };
    const QVector<QStringList> lists{{u"ABcd"_s, u"eF"_s},
                                     {u"ABcd"_s, u"eF"_s},
                                     {u"ABcd"_s, u"ef"_s},
                                     {u"fe"_s, u"dcBA"_s},
                                     {u"bA"_s},
                                     {u"bA"_s, u"bA"_s},
                                     {u"A?b"_s, u"cd"_s},
                                     {u"A?b"_s, u"cd"_s},
                                     {u"cd"_s, u"Ab"_s},
                                     {u"AAb"_s, u"Abb"_s},
                                     {u"bAA"_s}};
    for (const QStringList &list : lists) {
        QStringList expected = list;
        for (QString &page : expected)
            page.remove(u'?');
        QCOMPARE(readList(list), expected);
    }
}

void TestCodec::damagedBytesNeverCrash()
{
    constexpr quint32 kSeed = 7;
    constexpr int kRounds = 3000;
    const QByteArray whole = kFull;
    QRandomGenerator random{kSeed};
    int readable = 0;
    for (int round = 0; round < kRounds; ++round) {
        QByteArray body = whole;
        for (int change = random.bounded(1, 4); change > 0; --change)
            body[random.bounded(int(body.size()))] = char(random.bounded(256));
        if (random.bounded(4) == 0)
            body.truncate(random.bounded(int(body.size())));
        const Decoded<ListPage> page = codec::decodeList(body);
        readable += page ? 1 : 0;
        if (page) {
            for (const Sandbox &sandbox : page->sandboxes)
                QVERIFY2(codec::isUsableId(sandbox.id),
                         qPrintable(u"seed %1 round %2"_s.arg(kSeed).arg(round)));
        }
    }
    QVERIFY(readable > 0 && readable < kRounds);
}

void TestCodec::deepNestingIsRefused()
{
    const Decoded<ListPage> page = codec::decodeList(QByteArray(200'000, '['));
    QVERIFY(!page.has_value());
    QCOMPARE(page.error().kind, CodecError::Kind::Malformed);
}

} // namespace sandglass::test

QTEST_APPLESS_MAIN(sandglass::test::TestCodec)

#include "tst_api_codec.moc"
