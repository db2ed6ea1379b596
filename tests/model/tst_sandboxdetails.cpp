// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/formatting.h"
#include "item/sandboxdetails.h"
#include "item/selectionsummary.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/setfield.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr UtcTime kNow = ManualClock::kStartUtc;

SandboxRow fullRow()
{
    Sandbox sandbox;
    sandbox.id = u"1763382095i648uu1o"_s;
    sandbox.status = SandboxStatus::Running;
    sandbox.templateName = u"code-interpreter"_s;
    sandbox.templateId = u"73"_s;
    sandbox.region = u"eu-1001"_s;
    sandbox.liveMode = true;
    sandbox.vcpu = 2;
    sandbox.memoryMb = 2048;
    sandbox.diskMb = 512;
    sandbox.createdAt = ReportedTime::known(kNow - 90min);
    sandbox.expiry = Expiry::atTime(kNow + 3h + 19min + 30s);
    sandbox.timeoutSeconds = 3600;
    sandbox.publicHost = u"https://7777-1763382095i648uu1o.eu-1001.vms.hopx.dev"_s;
    sandbox.internetAccess = false;
    sandbox.nodeId = u"node_1"_s;
    sandbox.organizationId = u"42"_s;
    SandboxRow row;
    row.sandbox = sandbox;
    row.detailed = true;
    return row;
}

DetailField field(const SandboxRow &row, DetailKey key, UtcTime now = kNow)
{
    return detailsOf(row, now).at(static_cast<int>(key));
}

class SandboxDetailsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldHasItsPlace();
    void timesAreBothRelativeAndAbsolute();
    void absentSaysWhy();
    void whatIsBeingCreatedHasNoId();
    void expiryIsNeverGuessed_data();
    void expiryIsNeverGuessed();
    void extrasKeepTheirNames();
    void textsChangeExactlyThen();
    void previewSaysWhy_data();
    void previewSaysWhy();
    void everyStateMeansSomething();
    void summaryAddsWhatIsReported();
    void summaryOrdersShares();
    void summaryOfNone();
};

void SandboxDetailsTest::everyFieldHasItsPlace()
{
    const SandboxRow row = fullRow();
    const QVector<DetailField> fields = detailsOf(row, kNow);
    QCOMPARE(fields.size(), kDetailCount);
    QStringList labels;
    for (const DetailField &one : fields) {
        QVERIFY2(!one.value.isEmpty(), qPrintable(one.label));
        QVERIFY2(!labels.contains(one.label), qPrintable(one.label));
        labels += one.label;
    }
    QCOMPARE(field(row, DetailKey::Id).value, row.sandbox->id);
    QVERIFY(field(row, DetailKey::Id).isCode);
    QCOMPARE(field(row, DetailKey::Mode).value, u"Production"_s);
    QCOMPARE(field(row, DetailKey::Memory).value, u"2 GB"_s);
    QCOMPARE(field(row, DetailKey::Disk).value, u"512 MB"_s);
    QCOMPARE(field(row, DetailKey::Internet).value, u"Blocked"_s);
    QCOMPARE(field(row, DetailKey::TimeLimit).value, u"1 h"_s);
    QCOMPARE(field(row, DetailKey::Host).value, row.sandbox->publicHost);
    QCOMPARE(field(row, DetailKey::Organization).label, u"Organisation"_s);
    QCOMPARE(field(row, DetailKey::Organization).value, u"42"_s);
}

void SandboxDetailsTest::timesAreBothRelativeAndAbsolute()
{
    const SandboxRow row = fullRow();
    const DetailField created = field(row, DetailKey::Created);
    QCOMPARE(created.relative, u"1 h 30 min ago"_s);
    QCOMPARE(created.value, u"Fri 2 Jan 2026 01:34:05 UTC"_s);
    QCOMPARE(created.copied(), u"2026-01-02T01:34:05Z"_s);
    const DetailField expires = field(row, DetailKey::Expires);
    QCOMPARE(expires.relative, u"in 3 h 19 min"_s);
    QCOMPARE(expires.value, u"Fri 2 Jan 2026 06:23:35 UTC"_s);
    QVERIFY(expires.note.contains(u"deletes"_s));
    const DetailField over = field(row, DetailKey::Expires, kNow + 4h);
    QCOMPARE(over.relative, u"40 min ago"_s);
    QVERIFY2(over.note.contains(u"over"_s), qPrintable(over.note));
}

void SandboxDetailsTest::absentSaysWhy()
{
    SandboxRow row;
    setField(row.sandbox, &Sandbox::id, u"a"_s);
    for (const bool detailed : {false, true}) {
        row.detailed = detailed;
        const QVector<DetailField> fields = detailsOf(row, kNow);
        for (int i = 1; i < fields.size(); ++i) {
            QVERIFY2(fields.at(i).value.isEmpty(), qPrintable(fields.at(i).label));
            QVERIFY2(fields.at(i).note.contains(detailed ? u"not reported"_s : u"not read yet"_s),
                     qPrintable(fields.at(i).note));
        }
    }
    setField(row.sandbox, &Sandbox::createdAt, {ReportedTime::Kind::Unreadable, {}});
    QVERIFY(field(row, DetailKey::Created).note.contains(u"cannot be read"_s));
}

/// Nothing of ours is shown as if it were the server's.
void SandboxDetailsTest::whatIsBeingCreatedHasNoId()
{
    SandboxRow row;
    setField(row.sandbox, &Sandbox::id, provisionalId(7));
    setField(row.sandbox, &Sandbox::status, SandboxStatus::Creating);
    row.creation = CreationMark{};
    const DetailField id = field(row, DetailKey::Id);
    QCOMPARE(id.value, QString());
    QVERIFY(id.note.contains(u"once the server"_s));
    QVERIFY(stateMeaning(row).contains(u"not said yet"_s));
}

void SandboxDetailsTest::expiryIsNeverGuessed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("note");
    QTest::newRow("not reported") << int(Expiry::Kind::NotReported) << u""_s << u"may well have"_s;
    QTest::newRow("unreadable") << int(Expiry::Kind::Unreadable) << u""_s << u"may well have"_s;
    QTest::newRow("never") << int(Expiry::Kind::Never) << u"Never"_s << u"costs until"_s;
}

void SandboxDetailsTest::expiryIsNeverGuessed()
{
    QFETCH(const int, kind);
    QFETCH(const QString, note);
    SandboxRow row = fullRow();
    setField(row.sandbox, &Sandbox::timeoutSeconds, {});
    setField(row.sandbox, &Sandbox::expiry, {static_cast<Expiry::Kind>(kind), {}});
    const DetailField expires = field(row, DetailKey::Expires);
    QTEST(expires.value, "value");
    QVERIFY2(expires.note.contains(note), qPrintable(expires.note));
    const bool never = row.sandbox->expiry.kind == Expiry::Kind::Never;
    QCOMPARE(field(row, DetailKey::TimeLimit).value, never ? u"None"_s : QString());
}

void SandboxDetailsTest::extrasKeepTheirNames()
{
    const QVector<ExtraField> extras{{u"updated_at"_s, u"raw"_s, ReportedTime::known(kNow - 5s)},
                                     {u"boot_ms"_s, u"1200"_s, {}}};
    const QVector<DetailField> fields = detailsOf(extras, kNow);
    QCOMPARE(fields.size(), 2);
    QCOMPARE(fields.at(0).label, u"updated_at"_s);
    QCOMPARE(fields.at(0).relative, u"5 s ago"_s);
    QCOMPARE(fields.at(0).value, fullMomentText(kNow - 5s));
    QCOMPARE(fields.at(1).value, u"1200"_s);
}

void SandboxDetailsTest::textsChangeExactlyThen()
{
    // Followed from change to change, no text differs a moment before and some text differs at it.
    SandboxRow row = fullRow();
    setField(row.sandbox, &Sandbox::createdAt, ReportedTime::known(kNow - 58s));
    setField(row.sandbox, &Sandbox::expiry, Expiry::atTime(kNow + 2min + 500ms));
    const QVector<ExtraField> extras{{u"x_at"_s, {}, ReportedTime::known(kNow + 1'250ms)}};
    const auto texts = [&](UtcTime now) {
        QStringList all;
        for (const DetailField &one : detailsOf(row, now) + detailsOf(extras, now))
            all += one.relative;
        return all;
    };
    UtcTime now = kNow;
    while (now < kNow + 4min) {
        const auto wait = untilDetailsChange(row, extras, now);
        QVERIFY(wait && *wait > 0ms);
        QCOMPARE(texts(now + *wait - 1ms), texts(now));
        QVERIFY(texts(now + *wait) != texts(now));
        now += *wait;
    }
    setField(row.sandbox, &Sandbox::createdAt, {});
    setField(row.sandbox, &Sandbox::expiry, Expiry::never());
    QVERIFY(!untilDetailsChange(row, {}, now));
}

void SandboxDetailsTest::previewSaysWhy_data()
{
    QTest::addColumn<SandboxStatus>("status");
    QTest::addColumn<bool>("mayOpen");
    for (const SandboxStatus status : kAllStatuses) {
        QTest::addRow("%s", qPrintable(wordOfStatus(status) + u"status"_s))
            << status << (status == SandboxStatus::Running || status == SandboxStatus::Unknown);
    }
}

void SandboxDetailsTest::previewSaysWhy()
{
    QFETCH(const SandboxStatus, status);
    SandboxRow row = fullRow();
    setField(row.sandbox, &Sandbox::status, status);
    const PreviewDetail detail = previewOf(row, 3000, false);
    QVERIFY(!detail.preview.url.isEmpty()); // to be copied in any state
    QTEST(detail.mayOpen(), "mayOpen");
    QCOMPARE(detail.refusal.isEmpty(), detail.mayOpen());
    QVERIFY2(detail.note.isEmpty(), qPrintable(detail.note));
    QVERIFY(!previewOf(row, kAgentPort, false).note.isEmpty());
    QVERIFY(!previewOf(row, 3000, true).mayOpen());
    QVERIFY(previewOf(row, 0, false).note.contains(u"65535"_s));

    setField(row.sandbox, &Sandbox::publicHost, u"http://127.0.0.1/agent/a"_s);
    const PreviewDetail foreign = previewOf(row, 3000, false);
    QVERIFY(!foreign.mayOpen());
    QVERIFY(foreign.note.contains(u"vms.hopx.dev"_s));
    setField(row.sandbox, &Sandbox::previewUrl, u"https://p.example/"_s);
    QVERIFY(previewOf(row, 3000, false).note.contains(u"does not depend"_s));
    setField(row.sandbox, &Sandbox::publicHost, {});
    setField(row.sandbox, &Sandbox::previewUrl, {});
    QVERIFY(previewOf(row, 3000, false).note.contains(u"no host"_s));
}

void SandboxDetailsTest::everyStateMeansSomething()
{
    QStringList seen;
    for (const SandboxStatus status : kAllStatuses) {
        SandboxRow row;
        setField(row.sandbox, &Sandbox::status, status);
        const QString meaning = stateMeaning(row);
        QVERIFY(meaning.endsWith(u'.'));
        QVERIFY2(!seen.contains(meaning), qPrintable(meaning));
        seen += meaning;
    }
    SandboxRow odd;
    setField(odd.sandbox, &Sandbox::statusWord, u"hibernating"_s);
    QVERIFY(stateMeaning(odd).contains(u"does not know"_s));
}

void SandboxDetailsTest::summaryAddsWhatIsReported()
{
    SandboxRow a = fullRow();
    SandboxRow b = fullRow();
    setField(b.sandbox, &Sandbox::status, SandboxStatus::Paused);
    setField(b.sandbox, &Sandbox::memoryMb, 1024);
    setField(b.sandbox, &Sandbox::diskMb, {});
    setField(b.sandbox, &Sandbox::expiry, Expiry::never());
    b.fault = RowFault{};
    SandboxRow c;
    setField(c.sandbox, &Sandbox::status, SandboxStatus::Stopped);
    c.pending = PendingOp{};
    const std::array rows{static_cast<const SandboxRow *>(&a), static_cast<const SandboxRow *>(&b),
                          static_cast<const SandboxRow *>(&c)};
    const SelectionSummary summary = summaryOf(rows);
    QCOMPARE(summary.total, 3);
    QCOMPARE(summary.counts.at(static_cast<std::size_t>(SandboxStatus::Running)), 1);
    QCOMPARE(summary.counts.at(static_cast<std::size_t>(SandboxStatus::Paused)), 1);
    QCOMPARE(summary.pending, 1);
    QCOMPARE(summary.failed, 1);
    QCOMPARE(summary.vcpu, (SelectionSummary::Sum{4, 2, 2}));
    QCOMPARE(summary.memoryMb, (SelectionSummary::Sum{3072, 2, 2048}));
    QCOMPARE(summary.diskMb, (SelectionSummary::Sum{512, 1, 512}));
    QCOMPARE(summary.firstExpiry, std::optional(a.sandbox->expiry.at));
    QCOMPARE(summary.neverExpire, 1);
    QCOMPARE(summary.expiryUnknown, 1);

    const QVector<DetailField> fields = detailsOf(summary, kNow);
    QStringList lines;
    for (const DetailField &one : fields)
        lines += QStringList{one.label, one.value, one.relative, one.note}.join(u'|').replace(u'\n', u'/');
    const QStringList wanted{
        u"vCPU|4, not reported for 1 of 3||Running: 2"_s,
        u"Memory|3 GB, not reported for 1 of 3||Running: 2 GB"_s,
        u"Disk|512 MB, not reported for 2 of 3||"_s,
        u"First to expire|Fri 2 Jan 2026 06:23:35 UTC|in 3 h 19 min|Without a time limit: 1/Time limit not known: 1"_s,
        u"Templates|code-interpreter (2), not reported (1)||"_s,
        u"Regions|eu-1001 (2), not reported (1)||"_s,
        u"Changing|1||"_s,
        u"Last action failed|1||"_s};
    QCOMPARE(lines, wanted);

    const auto number = [](qint64 value) { return QString::number(value); };
    QCOMPARE(sumText(summary.vcpu, 3, number), u"4, not reported for 1 of 3"_s);
    QCOMPARE(sumText(summary.vcpu, 2, number), u"4"_s);
    QCOMPARE(sumText({}, 3, number), u"–"_s);
}

void SandboxDetailsTest::summaryOrdersShares()
{
    std::vector<SandboxRow> rows(12);
    for (std::size_t i = 0; i < rows.size(); ++i)
        setField(rows[i].sandbox, &Sandbox::templateName,
                 u"t%1"_s.arg(i < 5 ? 1 : static_cast<int>(i), 2, 10, QChar(u'0')));
    setField(rows[11].sandbox, &Sandbox::templateName, {});
    std::vector<const SandboxRow *> pointers;
    for (const SandboxRow &row : rows)
        pointers.push_back(&row);
    const SelectionSummary summary = summaryOf(pointers);
    QCOMPARE(summary.templates.first(), (SelectionSummary::Share{u"t01"_s, 5}));
    QCOMPARE(sharesText(summary.templates),
             u"t01 (5), not reported (1), t05 (1), t06 (1), t07 (1), t08 (1), others (2)"_s);
    QCOMPARE(sharesText(summary.regions), u"not reported (12)"_s);
}

void SandboxDetailsTest::summaryOfNone()
{
    QCOMPARE(summaryOf({}), SelectionSummary{});
}

SANDGLASS_REGISTER_TEST(SandboxDetailsTest)

} // namespace

#include "tst_sandboxdetails.moc"
