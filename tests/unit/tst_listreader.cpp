// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/listreader.h"
#include "store/snapshotdiff.h"
#include "support/fakeapi.h"
#include "support/names.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

QVector<Sandbox> sandboxes(int first, int last, SandboxStatus status = SandboxStatus::Running)
{
    QVector<Sandbox> made;
    for (int i = first; i <= last; ++i)
        made.append(sandbox(u"s%1"_s.arg(i), status));
    return made;
}

ListPage pageWithoutCursor(const QVector<Sandbox> &rows)
{
    ListPage made = page(rows);
    made.hasMore = true;
    return made;
}

QVector<SandboxRef> shared(const QVector<Sandbox> &rows)
{
    return {rows.begin(), rows.end()};
}

QStringList idsOf(const QVector<SandboxRef> &rows)
{
    QStringList ids;
    for (const SandboxRef &row : rows)
        ids.append(row->id);
    return ids;
}

QStringList idsOf(const QVector<SandboxChange> &changes)
{
    QStringList ids;
    for (const SandboxChange &change : changes)
        ids.append(change.said->id);
    return ids;
}

class ListReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void threePages();
    void anEmptyAccount();
    void rowsWithoutIdAreCounted();
    void aRepeatedCursorEndsIt();
    void aPageWithNothingNewEndsIt();
    void endlessPagesEndAtTheBound();
    void withoutCursorItAsksByStatusAndRegion();
    void aCursorOfOnePartIsNotThatOfAnother();
    void laterPagesAreNewer();
    void aFailedPageFailsTheReading();
    void abortAndRestartNeverCallBack();
    void mayBeDestroyedInItsCallback();
    void diffSendsOnlyWhatChanged();
    void diffSendsAgainWhatWasNotUsed();
    void diffAfterIncompleteLists();
    void diffDoubtsThatMostIsGone();
    void diffBelievesWhatHasAReason();
    void diffReportsTheMissingAgainWhenAskedTo();
    void whatOnlyAFailedReadingNamedIsNeverMissing();

private:
    void start()
    {
        m_reader->start([this](const ApiResult<ListOutcome> &outcome) { m_outcomes.append(outcome); });
    }
    [[nodiscard]] const ListOutcome &outcome() const { return *m_outcomes.constLast(); }

    std::unique_ptr<FakeApi> m_api;
    std::unique_ptr<ListReader> m_reader;
    QVector<ApiResult<ListOutcome>> m_outcomes;
};

void ListReaderTest::init()
{
    m_outcomes.clear();
    m_reader.reset();
    m_api = std::make_unique<FakeApi>();
    m_reader = std::make_unique<ListReader>(*m_api);
}

void ListReaderTest::threePages()
{
    start();
    QCOMPARE(m_api->last().query.limit, 100);
    m_api->answer(1, page(sandboxes(1, 100), u"c2"_s));
    m_api->answer(2, page(sandboxes(101, 200), u"c3"_s));
    QCOMPARE(m_outcomes.size(), 0);
    m_api->answer(3, page(sandboxes(201, 250)));
    QCOMPARE(m_api->texts(), (QStringList{u"LIST"_s, u"LIST cursor=c2"_s, u"LIST cursor=c3"_s}));
    QCOMPARE(m_outcomes.size(), 1);
    QCOMPARE(outcome().sandboxes, shared(sandboxes(1, 250)));
    QCOMPARE(outcome().requests, 3);
    QCOMPARE(outcome().incompleteness, Incompleteness::None);

    // The next reading starts from nothing.
    start();
    QCOMPARE(m_api->last().text(), u"LIST"_s);
    m_api->answer(4, page(sandboxes(7, 7)));
    QCOMPARE(outcome().sandboxes, shared(sandboxes(7, 7)));
    QCOMPARE(outcome().requests, 1);
}

void ListReaderTest::anEmptyAccount()
{
    start();
    m_api->answer(1, ListPage{});
    QVERIFY(outcome().sandboxes.isEmpty());
    QCOMPARE(outcome().incompleteness, Incompleteness::None);
}

void ListReaderTest::rowsWithoutIdAreCounted()
{
    start();
    ListPage first = page(sandboxes(1, 2), u"c2"_s);
    first.skipped = 3;
    m_api->answer(1, first);
    ListPage second = page(sandboxes(3, 3));
    second.skipped = 1;
    m_api->answer(2, second);
    QCOMPARE(outcome().skippedRows, 4);
    QCOMPARE(outcome().sandboxes.size(), 3);
}

void ListReaderTest::aRepeatedCursorEndsIt()
{
    start();
    m_api->answer(1, page(sandboxes(1, 2), u"x"_s));
    m_api->answer(2, page(sandboxes(3, 4), u"y"_s));
    m_api->answer(3, page(sandboxes(5, 6), u"x"_s));
    QCOMPARE(m_outcomes.size(), 1);
    QCOMPARE(outcome().incompleteness, Incompleteness::CursorRepeated);
    QCOMPARE(outcome().sandboxes.size(), 6);
    QCOMPARE(m_api->count(), 3);
}

void ListReaderTest::aPageWithNothingNewEndsIt()
{
    start();
    m_api->answer(1, page(sandboxes(1, 2), u"c1"_s));
    m_api->answer(2, page(sandboxes(1, 2), u"c2"_s));
    QCOMPARE(m_outcomes.size(), 1);
    QCOMPARE(outcome().incompleteness, Incompleteness::CursorRepeated);
    QCOMPARE(outcome().sandboxes.size(), 2);
}

void ListReaderTest::endlessPagesEndAtTheBound()
{
    start();
    for (int i = 1; m_outcomes.isEmpty() && i < 10'000; ++i)
        m_api->answer(i, page(sandboxes(i, i), u"c%1"_s.arg(i)));
    QCOMPARE(m_outcomes.size(), 1);
    QCOMPARE(m_api->count(), ListReader::kMostPages);
    QCOMPARE(outcome().incompleteness, Incompleteness::TooManyPages);
}

void ListReaderTest::withoutCursorItAsksByStatusAndRegion()
{
    start();
    QVector<Sandbox> first = sandboxes(1, 3);
    first[0].region = u"us-east"_s;
    first[1].region = u"eu-1001"_s;
    m_api->answer(1, pageWithoutCursor(first));
    // Running has more than one answer holds, and is asked for region by region.
    m_api->answer(2, pageWithoutCursor(sandboxes(2, 4)));
    m_api->answer(3, page(sandboxes(5, 5, SandboxStatus::Paused)));
    m_api->answer(4, page({}));
    m_api->answer(5, page(sandboxes(6, 6, SandboxStatus::Creating)));
    QCOMPARE(m_outcomes.size(), 0);
    m_api->answer(6, page(sandboxes(7, 7)));
    m_api->answer(7, pageWithoutCursor(sandboxes(8, 8)));
    QCOMPARE(m_api->texts(),
             (QStringList{u"LIST"_s, u"LIST status=running"_s, u"LIST status=paused"_s,
                          u"LIST status=stopped"_s, u"LIST status=creating"_s,
                          u"LIST status=running region=eu-1001"_s, u"LIST status=running region=us-east"_s}));
    QCOMPARE(m_outcomes.size(), 1);
    QCOMPARE(outcome().incompleteness, Incompleteness::NoCursor);
    QCOMPARE(outcome().requests, 7);
    QStringList ids = idsOf(outcome().sandboxes);
    ids.sort();
    QCOMPARE(ids, (QStringList{u"s1"_s, u"s2"_s, u"s3"_s, u"s4"_s, u"s5"_s, u"s6"_s, u"s7"_s, u"s8"_s}));
}

void ListReaderTest::aCursorOfOnePartIsNotThatOfAnother()
{
    start();
    m_api->answer(1, pageWithoutCursor(sandboxes(1, 1)));
    m_api->answer(2, page(sandboxes(2, 2), u"next"_s));
    m_api->answer(3, page(sandboxes(3, 3)));
    m_api->answer(4, page(sandboxes(4, 4, SandboxStatus::Paused), u"next"_s));
    QCOMPARE(m_api->last().text(), u"LIST status=paused cursor=next"_s);
    m_api->answer(5, page({}));
    m_api->answer(6, page({}));
    m_api->answer(7, page({}));
    QCOMPARE(m_outcomes.size(), 1);
    QCOMPARE(outcome().sandboxes.size(), 4);
}

void ListReaderTest::laterPagesAreNewer()
{
    start();
    m_api->answer(1, page(sandboxes(1, 3), u"c2"_s));
    m_api->answer(2, page(sandboxes(3, 4, SandboxStatus::Paused)));
    QCOMPARE(idsOf(outcome().sandboxes), (QStringList{u"s1"_s, u"s2"_s, u"s3"_s, u"s4"_s}));
    QCOMPARE(outcome().sandboxes.at(2)->status, SandboxStatus::Paused);
}

void ListReaderTest::aFailedPageFailsTheReading()
{
    start();
    m_api->answer(1, page(sandboxes(1, 2), u"c2"_s));
    m_api->fail(2, apiError(ApiErrorKind::Unavailable));
    QCOMPARE(m_outcomes.size(), 1);
    QVERIFY(!m_outcomes.first());
    QCOMPARE(nameOf(m_outcomes.first().error().kind), nameOf(ApiErrorKind::Unavailable));
    QCOMPARE(m_api->count(), 2);
}

void ListReaderTest::abortAndRestartNeverCallBack()
{
    start();
    m_reader->abort();
    QVERIFY(!m_api->answer(1, page(sandboxes(1, 1))));
    start();
    start();
    QVERIFY(!m_api->answer(2, page(sandboxes(1, 1))));
    QCOMPARE(m_outcomes.size(), 0);
    QVERIFY(m_api->answer(3, page(sandboxes(2, 2))));
    QCOMPARE(m_outcomes.size(), 1);
    QCOMPARE(outcome().sandboxes, shared(sandboxes(2, 2)));
}

void ListReaderTest::mayBeDestroyedInItsCallback()
{
    bool called = false;
    m_reader->start([&](const ApiResult<ListOutcome> &) {
        called = true;
        m_reader.reset();
    });
    m_api->answer(1, page(sandboxes(1, 1)));
    QVERIFY(called);
}

ListOutcome outcomeOf(const QVector<Sandbox> &rows, Incompleteness incompleteness = Incompleteness::None)
{
    ListOutcome outcome;
    outcome.sandboxes = shared(rows);
    outcome.incompleteness = incompleteness;
    outcome.requests = 2;
    outcome.skippedRows = 1;
    return outcome;
}

void ListReaderTest::diffSendsOnlyWhatChanged()
{
    SnapshotDiff diff;
    SnapshotDelta delta = diff.take(outcomeOf(sandboxes(1, 3)));
    QCOMPARE(idsOf(delta.changed), (QStringList{u"s1"_s, u"s2"_s, u"s3"_s}));
    QCOMPARE(delta.total, 3);
    QCOMPARE(delta.requests, 2);
    QCOMPARE(delta.skippedRows, 1);

    delta = diff.take(outcomeOf(sandboxes(1, 3)));
    QVERIFY(delta.changed.isEmpty());
    QVERIFY(delta.missing.isEmpty());

    QVector<Sandbox> rows = sandboxes(2, 4);
    rows[1].region = u"eu"_s;
    delta = diff.take(outcomeOf(rows));
    QCOMPARE(idsOf(delta.changed), (QStringList{u"s3"_s, u"s4"_s}));
    QCOMPARE(delta.missingIds(), QStringList{u"s1"_s});

    // What came back is new again.
    delta = diff.take(outcomeOf(sandboxes(1, 1)));
    QCOMPARE(idsOf(delta.changed), QStringList{u"s1"_s});
    QStringList missing = delta.missingIds();
    missing.sort();
    QCOMPARE(missing, (QStringList{u"s2"_s, u"s3"_s, u"s4"_s}));
}

void ListReaderTest::diffSendsAgainWhatWasNotUsed()
{
    SnapshotDiff diff;
    (void)diff.take(outcomeOf(sandboxes(1, 3)));
    diff.resend({u"s2"_s, u"new"_s});
    SnapshotDelta delta = diff.take(outcomeOf(sandboxes(1, 3) + QVector<Sandbox>{sandbox(u"new"_s)}));
    QCOMPARE(idsOf(delta.changed), (QStringList{u"s2"_s, u"new"_s}));
    // Once is enough.
    delta = diff.take(outcomeOf(sandboxes(1, 3) + QVector<Sandbox>{sandbox(u"new"_s)}));
    QVERIFY(delta.changed.isEmpty());
}

void ListReaderTest::diffAfterIncompleteLists()
{
    SnapshotDiff diff;
    (void)diff.take(outcomeOf(sandboxes(1, 3)));
    SnapshotDelta delta = diff.take(outcomeOf(sandboxes(1, 1), Incompleteness::NoCursor));
    QVERIFY(!delta.isComplete());
    QCOMPARE(delta.missing.size(), 2);
    // Still missing, and said again; one that comes back unchanged is no news.
    delta = diff.take(outcomeOf(sandboxes(1, 2), Incompleteness::NoCursor));
    QVERIFY(delta.changed.isEmpty());
    QCOMPARE(delta.missingIds(), QStringList{u"s3"_s});
    delta = diff.take(outcomeOf(sandboxes(1, 2)));
    QCOMPARE(delta.missingIds(), QStringList{u"s3"_s});
    delta = diff.take(outcomeOf(sandboxes(1, 2)));
    QVERIFY(delta.missing.isEmpty());
}

/// A server in trouble answers with an empty list, and has them all back in the next.
void ListReaderTest::diffDoubtsThatMostIsGone()
{
    SnapshotDiff diff;
    (void)diff.take(outcomeOf(sandboxes(1, 6)));
    SnapshotDelta delta = diff.take(outcomeOf({}));
    QCOMPARE(delta.incompleteness, Incompleteness::MostMissing);
    QCOMPARE(delta.missing.size(), 6); // no list told of them, so they are not fresh
    delta = diff.take(outcomeOf(sandboxes(1, 6)));
    QVERIFY(delta.isComplete() && delta.changed.isEmpty() && delta.missing.isEmpty());
    // Said twice, it is so.
    QVERIFY(!diff.take(outcomeOf(sandboxes(1, 2))).isComplete());
    delta = diff.take(outcomeOf(sandboxes(1, 2)));
    QVERIFY(delta.isComplete());
    QCOMPARE(delta.missingIds(), (QStringList{u"s3"_s, u"s4"_s, u"s5"_s, u"s6"_s}));
    // A list that leaves out others does not say the same.
    SnapshotDiff turns;
    (void)turns.take(outcomeOf(sandboxes(1, 10)));
    QVERIFY(!turns.take(outcomeOf(sandboxes(1, 4))).isComplete());
    QVERIFY(!turns.take(outcomeOf(sandboxes(5, 8))).isComplete());
    QVERIFY(!turns.take(outcomeOf(sandboxes(1, 4))).isComplete());
    QCOMPARE(turns.take(outcomeOf(sandboxes(1, 4))).missing.size(), 6);
    // Nor does one that says it much later, after one that was only incomplete.
    SnapshotDiff later;
    (void)later.take(outcomeOf(sandboxes(1, 6)));
    QVERIFY(!later.take(outcomeOf({})).isComplete());
    (void)later.take(outcomeOf(sandboxes(1, 6), Incompleteness::NoCursor));
    QCOMPARE(later.take(outcomeOf({})).incompleteness, Incompleteness::MostMissing);
    // So does one that leaves out exactly half.
    SnapshotDiff half;
    (void)half.take(outcomeOf(sandboxes(1, 6)));
    QCOMPARE(half.take(outcomeOf(sandboxes(1, 3))).incompleteness, Incompleteness::MostMissing);
    QCOMPARE(half.take(outcomeOf(sandboxes(1, 3))).missing.size(), 3);
    // Fewer may go, and so may few.
    QVERIFY(turns.take(outcomeOf(sandboxes(1, 3))).isComplete());
    QVERIFY(diff.take(outcomeOf(sandboxes(1, 1))).isComplete());
    QVERIFY(diff.take(outcomeOf({})).isComplete());
}

/// What else tells that they are gone needs no second list.
void ListReaderTest::diffBelievesWhatHasAReason()
{
    SnapshotDiff diff;
    (void)diff.take(outcomeOf(sandboxes(1, 6)));
    diff.expectGone({u"s1"_s, u"s2"_s, u"s3"_s, u"s4"_s, u"s5"_s});
    QVERIFY(diff.take(outcomeOf(sandboxes(6, 6))).isComplete());
    // It explains no others: those are compared with what is left.
    SnapshotDiff both;
    (void)both.take(outcomeOf(sandboxes(1, 10)));
    both.expectGone({u"s1"_s, u"s2"_s, u"s3"_s, u"s4"_s, u"s5"_s, u"s6"_s});
    QCOMPARE(both.take(outcomeOf({})).incompleteness, Incompleteness::MostMissing);
    // That a read found them is none.
    SnapshotDiff read;
    (void)read.take(outcomeOf(sandboxes(1, 6)));
    read.resend({u"s1"_s, u"s2"_s, u"s3"_s, u"s4"_s, u"s5"_s});
    QVERIFY(!read.take(outcomeOf({})).isComplete());

    QVector<Sandbox> shortLived = sandboxes(1, 6);
    for (Sandbox &one : shortLived)
        one.expiry = Expiry::atTime(UtcTime{} + std::chrono::hours{1});
    SnapshotDiff other;
    (void)other.take(outcomeOf(shortLived), UtcTime{});
    QVERIFY(other.take(outcomeOf({}), UtcTime{} + std::chrono::hours{1} - kExpiryIsNear).isComplete());
}

void ListReaderTest::diffReportsTheMissingAgainWhenAskedTo()
{
    SnapshotDiff diff;
    (void)diff.take(outcomeOf(sandboxes(1, 2)));
    QCOMPARE(diff.take(outcomeOf(sandboxes(1, 1))).missingIds(), QStringList{u"s2"_s});
    diff.resend({u"s2"_s});
    QCOMPARE(diff.take(outcomeOf(sandboxes(1, 1))).missingIds(), QStringList{u"s2"_s});
    QVERIFY(diff.take(outcomeOf(sandboxes(1, 1))).missing.isEmpty());
}

void ListReaderTest::whatOnlyAFailedReadingNamedIsNeverMissing()
{
    SnapshotDiff diff;
    m_reader = std::make_unique<ListReader>(*m_api, &diff.numbers());
    const auto take = [this, &diff] { return diff.take(outcome()); };
    start();
    m_api->answer(1, page(sandboxes(1, 2)));
    QCOMPARE(idsOf(take().changed), (QStringList{u"s1"_s, u"s2"_s}));

    start();
    m_api->answer(2, page(sandboxes(1, 4), u"c2"_s));
    m_api->fail(3, apiError(ApiErrorKind::Unavailable));
    QVERIFY(!m_outcomes.constLast());

    start();
    m_api->answer(4, page(sandboxes(2, 3)));
    const SnapshotDelta delta = take();
    QCOMPARE(idsOf(delta.changed), QStringList{u"s3"_s});
    QCOMPARE(delta.missingIds(), QStringList{u"s1"_s});
    QCOMPARE(diff.numbers().size(), 2);

    // Its number may be another one's now.
    start();
    m_api->answer(5, page(sandboxes(2, 5)));
    QCOMPARE(idsOf(take().changed), (QStringList{u"s4"_s, u"s5"_s}));
}

SANDGLASS_REGISTER_TEST(ListReaderTest)

} // namespace

#include "tst_listreader.moc"
