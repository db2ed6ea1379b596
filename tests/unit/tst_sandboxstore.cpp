// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/eventlog.h"
#include "support/fakeapi.h"
#include "support/listening.h"
#include "support/manualclock.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;

class SandboxStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void insertsChangesAndRemoves();
    void unchangedRowsGetFresh();
    void incompleteListsKeepRowsAndTheirAge();
    void rowsReadAfterThePollBeganAreLeftAlone();
    void missingRowsReadAfterThePollBeganStay();
    void rowsThatCannotBeReadProveNobodyGone();
    void aListThatContradictsARecentReadIsAskedAbout();
    void aListThatAgreesWithARecentReadIsBelieved();
    void anOlderReadIsDropped();
    void aLateReadRevivesNothing();
    void aGoneSandboxIsNotRevivedByALaggingList();
    void anOlderGoneIsDropped();
    void sparseListsEraseNothing();
    void detailedOnlyAfterOwnRead();
    void overlaysAreNoStatus();
    void overlaysOfMissingRowsDoNothing();
    void countsFollow();
    void batchesAnnounceOnceWithMergedRanges();
    void touchedRowsAreToldExactly();
    void manyThatGoAreMovedToTheEndFirst();
    void whatComesChangesAndGoesIsToldTogether();
    void oneOfVeryManyLeavesTheOthersAlone();
    void manyChangesAreOneRange();
    void removalsAreExactRuns();
    void aNamedOneIsFoundByItsName();
    void indexStaysRightThroughRandomLife();

private:
    [[nodiscard]] SnapshotDelta delta(const QVector<Sandbox> &changed, const QStringList &missing = {},
                                      std::chrono::milliseconds ago = 0ms) const
    {
        return deltaOf(*m_clock, changed, missing, ago);
    }
    [[nodiscard]] QString shown(const QString &id) const
    {
        const SandboxRow *row = m_store->find(id);
        return row ? EventLog::describe(*row) : u"–"_s;
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<EventLog> m_log;
};

void SandboxStoreTest::init()
{
    m_log.reset();
    m_store.reset();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_log = std::make_unique<EventLog>(*m_clock);
    m_log->watch(*m_store);
}

void SandboxStoreTest::insertsChangesAndRemoves()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s), sandbox(u"b"_s, Paused), sandbox(u"c"_s, Stopped)}));
    QCOMPARE(m_log->take(), (QStringList{u"0 a: Running"_s, u"0 b: Paused"_s, u"0 c: Stopped"_s}));
    m_clock->advance(5s);
    m_store->applySnapshot(delta({sandbox(u"b"_s), sandbox(u"d"_s, Creating)}, {u"a"_s}));
    QCOMPARE(m_log->take(), (QStringList{u"5000 d: Creating"_s, u"5000 b: Running"_s, u"5000 a: –"_s}));
    QCOMPARE(m_store->size(), 3);
    QCOMPARE(m_store->at(0).sandbox->id, u"b"_s);
    QCOMPARE(m_store->rowOf(u"d"_s), 2);
    QCOMPARE(m_store->rowOf(u"a"_s), -1);
    QCOMPARE(m_store->find(u"a"_s), nullptr);
}

void SandboxStoreTest::unchangedRowsGetFresh()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s), sandbox(u"b"_s)}));
    const MonoTime first = m_clock->monoNow();
    m_clock->advance(5s);
    QSignalSpy changed(m_store.get(), &SandboxStore::rowsChanged);
    m_store->applySnapshot(delta({sandbox(u"b"_s, Paused)}, {}, 200ms));
    QCOMPARE(m_store->find(u"a"_s)->readAt, first + 4'800ms);
    QCOMPARE(m_store->find(u"a"_s)->readAtUtc, m_clock->utcNow() - 200ms);
    QCOMPARE(m_store->find(u"b"_s)->readAt, first + 4'800ms);
    // Freshness alone is no change of the row.
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().constFirst().toInt(), 1);
}

void SandboxStoreTest::incompleteListsKeepRowsAndTheirAge()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s), sandbox(u"b"_s)}));
    const MonoTime first = m_clock->monoNow();
    m_clock->advance(5s);
    SnapshotDelta partial = delta({}, {u"a"_s});
    partial.incompleteness = Incompleteness::NoCursor;
    m_store->applySnapshot(partial);
    QCOMPARE(m_store->size(), 2);
    QCOMPARE(m_store->find(u"a"_s)->readAt, first);
    QCOMPARE(m_store->find(u"b"_s)->readAt, first + 5s);
    // Only a complete list can say that it is gone.
    m_clock->advance(5s);
    m_store->applySnapshot(delta({}, {u"a"_s}));
    QCOMPARE(shown(u"a"_s), u"–"_s);
}

void SandboxStoreTest::rowsReadAfterThePollBeganAreLeftAlone()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s), sandbox(u"b"_s)}));
    m_clock->advance(5s);
    QVERIFY(m_store->applyDetails(sandbox(u"a"_s, Paused), m_clock->monoNow()));
    m_clock->advance(1s);
    (void)m_log->take();
    // Began before that read: whatever it says of a is older.
    m_store->applySnapshot(delta({sandbox(u"a"_s, Stopped), sandbox(u"b"_s, Stopped)}, {}, 2s));
    QCOMPARE(shown(u"a"_s), u"Paused"_s);
    QCOMPARE(shown(u"b"_s), u"Stopped"_s);
    QStringList events = m_log->take();
    events.sort();
    QCOMPARE(events, (QStringList{u"6000 b: Stopped"_s, u"6000 resend a"_s}));
    QCOMPARE(m_store->find(u"a"_s)->readAt, m_clock->monoNow() - 1s);
}

void SandboxStoreTest::missingRowsReadAfterThePollBeganStay()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    m_clock->advance(5s);
    m_store->applyDetails(sandbox(u"a"_s), m_clock->monoNow());
    m_clock->advance(1s);
    (void)m_log->take();
    m_store->applySnapshot(delta({}, {u"a"_s}, 2s));
    QCOMPARE(m_log->take(), QStringList{u"6000 resend a"_s});
    QCOMPARE(shown(u"a"_s), u"Running"_s);
    // The next poll is newer than the read, and says so again because it was asked to.
    m_clock->advance(5s);
    m_store->applySnapshot(delta({}, {u"a"_s}));
    QCOMPARE(shown(u"a"_s), u"–"_s);
}

void SandboxStoreTest::rowsThatCannotBeReadProveNobodyGone()
{
    QVector<Sandbox> all;
    QStringList ids;
    for (const QChar name : QStringView(u"abcdefg")) {
        ids += QString(name);
        all += sandbox(ids.last());
    }
    m_store->applySnapshot(delta(all));
    m_clock->advance(5s);
    QSignalSpy asked(m_store.get(), &SandboxStore::rereadWanted);
    SnapshotDelta unread = delta({}, ids);
    unread.skippedRows = 1;
    m_store->applySnapshot(unread);
    QCOMPARE(m_store->size(), 7);
    QCOMPARE(asked.size(), 5);
    QStringList answered;
    for (const QList<QVariant> &one : std::as_const(asked))
        answered += one.constFirst().toString();
    for (const QString &id : std::as_const(answered))
        m_store->applyDetails(sandbox(id), m_clock->monoNow());
    asked.clear();
    m_clock->advance(20s);

    // First those nobody has told of for longer.
    unread = delta({}, ids);
    unread.skippedRows = 1;
    m_store->applySnapshot(unread);
    QCOMPARE(m_store->size(), 7);
    QCOMPARE(asked.size(), 5);
    QVERIFY(!answered.contains(asked.at(0).constFirst().toString()));
    QVERIFY(!answered.contains(asked.at(1).constFirst().toString()));

    m_clock->advance(20s);
    m_store->applySnapshot(delta({}, ids));
    QCOMPARE(m_store->size(), 0);
}

void SandboxStoreTest::aListThatContradictsARecentReadIsAskedAbout()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    m_clock->advance(5s);
    m_store->applyDetails(sandbox(u"a"_s, Paused), m_clock->monoNow());
    m_clock->advance(10s);
    (void)m_log->take();
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    QCOMPARE(m_log->take(), (QStringList{u"15000 reread wanted a"_s, u"15000 resend a"_s}));
    QCOMPARE(shown(u"a"_s), u"Paused"_s);
    // The row is as old as the read that it still shows.
    QCOMPARE(m_store->find(u"a"_s)->readAt, m_clock->monoNow() - 10s);
    // Past the trust of ten seconds the list counts.
    m_clock->advance(1ms);
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    QCOMPARE(shown(u"a"_s), u"Running"_s);
}

void SandboxStoreTest::aListThatAgreesWithARecentReadIsBelieved()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    m_clock->advance(5s);
    m_store->applyDetails(sandbox(u"a"_s, Paused), m_clock->monoNow());
    m_clock->advance(1s);
    (void)m_log->take();
    Sandbox listed = sandbox(u"a"_s, Paused);
    listed.region = u"eu"_s;
    m_store->applySnapshot(delta({listed}));
    QCOMPARE(m_log->take(), QStringList());
    QCOMPARE(m_store->find(u"a"_s)->sandbox->region, u"eu"_s);
    // A status that came from a list is not trusted longer than the next list.
    m_clock->advance(10'001ms);
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    m_clock->advance(1s);
    m_store->applySnapshot(delta({sandbox(u"a"_s, Stopped)}));
    QCOMPARE(shown(u"a"_s), u"Stopped"_s);
}

void SandboxStoreTest::anOlderReadIsDropped()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    m_clock->advance(5s);
    const MonoTime early = m_clock->monoNow();
    m_clock->advance(1s);
    QVERIFY(m_store->applyDetails(sandbox(u"a"_s, Paused), m_clock->monoNow()));
    (void)m_log->take();
    QVERIFY(!m_store->applyDetails(sandbox(u"a"_s, Running), early));
    QCOMPARE(m_log->take(), QStringList());
    QCOMPARE(shown(u"a"_s), u"Paused"_s);
}

void SandboxStoreTest::aLateReadRevivesNothing()
{
    QVERIFY(!m_store->applyDetails(sandbox(u"a"_s), m_clock->monoNow()));
    QCOMPARE(m_store->size(), 0);
    QCOMPARE(m_log->take(), QStringList());
}

void SandboxStoreTest::aGoneSandboxIsNotRevivedByALaggingList()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s), sandbox(u"b"_s)}));
    m_clock->advance(5s);
    QSignalSpy gone(m_store.get(), &SandboxStore::sandboxGone);
    m_store->applyGone(u"a"_s, m_clock->monoNow());
    QCOMPARE(gone.size(), 1);
    QCOMPARE(gone.first().constFirst().toString(), u"a"_s);
    (void)m_log->take();

    // A list that began before and one that lags.
    m_clock->advance(1s);
    m_store->applySnapshot(delta({sandbox(u"a"_s)}, {}, 3s));
    m_clock->advance(5s);
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    QCOMPARE(m_log->take(), (QStringList{u"6000 resend a"_s, u"11000 resend a"_s}));
    QCOMPARE(m_store->size(), 1);

    // Later it is worth a read, and only that decides: somebody's restore, perhaps.
    m_clock->advance(5s);
    m_store->applySnapshot(delta({sandbox(u"a"_s, Stopped)}));
    QCOMPARE(m_log->take(), (QStringList{u"16000 reread wanted a"_s, u"16000 resend a"_s}));
    m_store->applyDetails(sandbox(u"a"_s, Stopped), m_clock->monoNow());
    QCOMPARE(m_log->take(), (QStringList{u"16000 a: Stopped"_s, u"16000 resend a"_s}));
    // But never one that was asked for before.
    m_store->applyGone(u"b"_s, m_clock->monoNow());
    m_clock->advance(1min);
    m_store->applySnapshot(delta({sandbox(u"b"_s)}, {}, 61s));
    QCOMPARE(shown(u"b"_s), u"–"_s);
}

void SandboxStoreTest::anOlderGoneIsDropped()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    m_store->applyGone(u"a"_s, m_clock->monoNow() - 1ms);
    QCOMPARE(shown(u"a"_s), u"Running"_s);
    m_store->applyGone(u"nobody"_s, m_clock->monoNow());
    QCOMPARE(m_store->size(), 1);
}

void SandboxStoreTest::sparseListsEraseNothing()
{
    Sandbox full = sandbox(u"a"_s);
    full.vcpu = 4;
    full.expiry = Expiry::atTime(m_clock->utcNow() + 1h);
    full.templateName = u"base"_s;
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    m_store->applyDetails(full, m_clock->monoNow());
    m_clock->advance(20s);
    m_store->applySnapshot(delta({sandbox(u"a"_s, Paused)}));
    Sandbox expected = full;
    expected.status = Paused;
    expected.statusWord = u"paused"_s;
    QCOMPARE(m_store->find(u"a"_s)->sandbox, expected);
}

void SandboxStoreTest::detailedOnlyAfterOwnRead()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    QVERIFY(!m_store->find(u"a"_s)->detailed);
    m_store->applyDetails(sandbox(u"a"_s), m_clock->monoNow());
    QVERIFY(m_store->find(u"a"_s)->detailed);
}

void SandboxStoreTest::overlaysAreNoStatus()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    (void)m_log->take();
    PendingOp op;
    op.action = LifecycleAction::Pause;
    op.phase = PendingOp::Phase::Sending;
    m_store->setPending(u"a"_s, op);
    m_store->setPending(u"a"_s, op);
    QCOMPARE(m_store->find(u"a"_s)->sandbox->status, Running);
    QCOMPARE(m_store->counts().at(static_cast<std::size_t>(Running)), 1);
    m_store->setFault(u"a"_s, {LifecycleAction::Pause, u"failed"_s, m_clock->utcNow()});
    // News from the server leave both alone.
    m_clock->advance(5s);
    m_store->applySnapshot(delta({sandbox(u"a"_s, Stopped)}));
    m_store->clearPending(u"a"_s);
    m_store->clearPending(u"a"_s);
    m_store->clearFault(u"a"_s);
    m_store->clearFault(u"a"_s);
    QCOMPARE(m_log->take(), (QStringList{u"0 a: Running, pause sending"_s, u"0 a: Running, pause sending !"_s,
                                         u"5000 a: Stopped, pause sending !"_s, u"5000 a: Stopped !"_s,
                                         u"5000 a: Stopped"_s}));
}

void SandboxStoreTest::overlaysOfMissingRowsDoNothing()
{
    QSignalSpy changed(m_store.get(), &SandboxStore::rowsChanged);
    m_store->setPending(u"a"_s, {});
    m_store->clearPending(u"a"_s);
    m_store->setFault(u"a"_s, {});
    m_store->clearFault(u"a"_s);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_store->size(), 0);
}

void SandboxStoreTest::countsFollow()
{
    QSignalSpy counts(m_store.get(), &SandboxStore::countsChanged);
    m_store->applySnapshot(delta({sandbox(u"a"_s), sandbox(u"b"_s), sandbox(u"c"_s, Paused)}));
    QCOMPARE(counts.size(), 1);
    m_clock->advance(1s);
    m_store->applySnapshot(delta({sandbox(u"a"_s, Gone), sandbox(u"d"_s, Unknown)}, {u"c"_s}));
    QCOMPARE(counts.size(), 2);
    StatusCounts expected{};
    expected.at(static_cast<std::size_t>(Running)) = 1;
    expected.at(static_cast<std::size_t>(Gone)) = 1;
    expected.at(static_cast<std::size_t>(Unknown)) = 1;
    QCOMPARE(m_store->counts(), expected);
    // No news, no signal.
    m_clock->advance(1s);
    m_store->applySnapshot(delta({}));
    Sandbox other = sandbox(u"b"_s);
    other.region = u"eu"_s;
    m_store->applySnapshot(delta({other}));
    QCOMPARE(counts.size(), 2);
}

void SandboxStoreTest::batchesAnnounceOnceWithMergedRanges()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 10; ++i)
        rows.append(sandbox(u"s%1"_s.arg(i)));
    m_store->applySnapshot(delta(rows));
    QSignalSpy changed(m_store.get(), &SandboxStore::rowsChanged);
    {
        const SandboxStore::Batch outer(*m_store);
        for (const int i : {7, 2, 3, 1, 3, 9}) {
            const SandboxStore::Batch inner(*m_store);
            m_store->setPending(u"s%1"_s.arg(i), {});
        }
        QCOMPARE(changed.size(), 0);
        QVERIFY(m_store->at(7).pending);
    }
    const QList<QVariantList> expected{{1, 3}, {7, 7}, {9, 9}};
    QCOMPARE(changed, expected);
}

void SandboxStoreTest::touchedRowsAreToldExactly()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 300; ++i)
        rows.append(sandbox(u"s%1"_s.arg(i)));
    m_store->applySnapshot(delta(rows));
    QSignalSpy touched(m_store.get(), &SandboxStore::rowsTouched);
    QVector<int> expected;
    {
        const SandboxStore::Batch batch(*m_store);
        for (int i = 290; i >= 10; i -= 2) {
            m_store->setPending(u"s%1"_s.arg(i), {});
            m_store->setFault(u"s%1"_s.arg(i), {});
            expected.prepend(i);
        }
    }
    QCOMPARE(touched.size(), 1);
    QCOMPARE(touched.first().constFirst().value<TouchedRows>().changed, expected);
}

void SandboxStoreTest::manyThatGoAreMovedToTheEndFirst()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 100; ++i)
        rows.append(sandbox(u"s%1"_s.arg(i)));
    m_store->applySnapshot(delta(rows));
    QSignalSpy swapped(m_store.get(), &SandboxStore::rowsSwapped);
    QSignalSpy removed(m_store.get(), &SandboxStore::rowsRemoved);
    QStringList going;
    QStringList staying;
    for (int i = 0; i < 100; ++i)
        (i % 3 == 1 ? going : staying).append(u"s%1"_s.arg(i));
    m_clock->advance(1s);
    const SnapshotDelta next = delta({}, going);
    QStringList gone;
    const auto listener =
        listen(m_store.get(), &SandboxStore::sandboxGone, [&gone](const QString &id) { gone += id; });
    m_store->applySnapshot(next);
    QCOMPARE(removed, (QList<QVariantList>{{67, 99}}));
    QCOMPARE(gone, going);
    QStringList left;
    for (int row = 0; row < m_store->size(); ++row) {
        left += m_store->at(row).sandbox->id;
        QCOMPARE(m_store->rowOf(left.constLast()), row);
    }
    // Each of the rows is told where it went; only those at the end move, to the places that became free.
    QCOMPARE(swapped.size(), 1);
    QStringList moved(100);
    for (int i = 0; i < 100; ++i)
        moved[i] = u"s%1"_s.arg(i);
    for (const auto &[one, other] : swapped.first().constFirst().value<QVector<RowSwap>>()) {
        QVERIFY(one < 67 && other >= 67);
        moved.swapItemsAt(one, other);
    }
    QCOMPARE(left, moved.first(67));
    QCOMPARE(QSet<QString>(left.begin(), left.end()), QSet<QString>(staying.begin(), staying.end()));
    for (int i = 0; i < 67; ++i)
        QCOMPARE(left.at(i) == u"s%1"_s.arg(i), i % 3 != 1);
}

void SandboxStoreTest::whatComesChangesAndGoesIsToldTogether()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 30; ++i)
        rows.append(sandbox(u"s%1"_s.arg(i)));
    m_store->applySnapshot(delta(rows));
    QStringList order;
    const auto came = listen(m_store.get(), &SandboxStore::rowsInserted,
                             [&](int first, int last) { order += u"+%1-%2"_s.arg(first).arg(last); });
    const auto went = listen(m_store.get(), &SandboxStore::rowsRemoved,
                             [&](int first, int last) { order += u"-%1-%2"_s.arg(first).arg(last); });
    const auto between = listen(m_store.get(), &SandboxStore::rowsTouched, [&](const TouchedRows &touched) {
        // Those that came are there, and those that go as well.
        QCOMPARE(m_store->size(), 32);
        QStringList ids;
        for (const int row : touched.changed)
            ids += m_store->at(row).sandbox->id;
        ids += u"|"_s;
        for (const int row : touched.going)
            ids += m_store->at(row).sandbox->id;
        order += ids.join(u' ');
    });
    m_clock->advance(1s);
    {
        const SandboxStore::Batch batch(*m_store);
        m_store->setFault(u"s4"_s, {}); // goes, so its mark is no news
        m_store->applySnapshot(
            delta({sandbox(u"x"_s), sandbox(u"s7"_s, Stopped), sandbox(u"y"_s)}, {u"s4"_s, u"s9"_s}));
    }
    QCOMPARE(order, (QStringList{u"+30-31"_s, u"s7 | s4 s9"_s, u"-9-9"_s, u"-4-4"_s}));
}

void SandboxStoreTest::oneOfVeryManyLeavesTheOthersAlone()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 5'000; ++i)
        rows.append(sandbox(u"s%1"_s.arg(i)));
    m_store->applySnapshot(delta(rows));
    QSignalSpy removed(m_store.get(), &SandboxStore::rowsRemoved);
    m_clock->advance(1s);
    m_store->applyGone(u"s7"_s, m_clock->monoNow());
    QCOMPARE(removed, (QList<QVariantList>{{4'999, 4'999}}));
    QCOMPARE(m_store->at(7).sandbox->id, u"s4999"_s);
    for (int row = 0; row < m_store->size(); ++row)
        QCOMPARE(m_store->rowOf(m_store->at(row).sandbox->id), row);
}

void SandboxStoreTest::manyChangesAreOneRange()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 300; ++i)
        rows.append(sandbox(u"s%1"_s.arg(i)));
    m_store->applySnapshot(delta(rows));
    QSignalSpy changed(m_store.get(), &SandboxStore::rowsChanged);
    {
        const SandboxStore::Batch batch(*m_store);
        for (int i = 10; i < 290; i += 2)
            m_store->setPending(u"s%1"_s.arg(i), {});
    }
    QCOMPARE(changed, (QList<QVariantList>{{10, 288}}));
}

void SandboxStoreTest::removalsAreExactRuns()
{
    QVector<Sandbox> rows;
    for (int i = 0; i < 8; ++i)
        rows.append(sandbox(u"s%1"_s.arg(i)));
    m_store->applySnapshot(delta(rows));
    QSignalSpy before(m_store.get(), &SandboxStore::rowsAboutToBeRemoved);
    QSignalSpy after(m_store.get(), &SandboxStore::rowsRemoved);
    QStringList gone;
    const auto listener = listen(m_store.get(), &SandboxStore::sandboxGone, [&](const QString &id) {
        // Everything is consistent by the time one hears of it.
        QCOMPARE(m_store->find(id), nullptr);
        QCOMPARE(m_store->rowOf(u"s7"_s), m_store->size() - 1);
        gone.append(id);
    });
    m_clock->advance(1s);
    m_store->applySnapshot(delta({}, {u"s5"_s, u"s0"_s, u"s2"_s, u"s1"_s}));
    const QList<QVariantList> runs{{5, 5}, {0, 2}};
    QCOMPARE(before, runs);
    QCOMPARE(after, runs);
    QCOMPARE(gone, (QStringList{u"s0"_s, u"s1"_s, u"s2"_s, u"s5"_s}));
    QCOMPARE(m_store->size(), 4);
    for (int row = 0; row < m_store->size(); ++row)
        QCOMPARE(m_store->rowOf(m_store->at(row).sandbox->id), row);
}

void SandboxStoreTest::aNamedOneIsFoundByItsName()
{
    m_store->applySnapshot(delta({sandbox(u"a"_s)}));
    const Sandbox draft = sandbox(u"draft"_s, Creating);
    m_store->addProvisional(draft, {});
    const int row = m_store->rowOf(u"draft"_s);
    QVERIFY(row >= 0);
    m_store->nameProvisional(u"draft"_s, sandbox(u"named"_s));
    QCOMPARE(m_store->rowOf(u"draft"_s), -1);
    QCOMPARE(m_store->rowOf(u"named"_s), row);
    m_store->applyDeleted(u"named"_s);
    QCOMPARE(m_store->rowOf(u"named"_s), -1);
    QCOMPARE(m_store->size(), 1);
    // Both names are free again.
    m_store->addProvisional(draft, {});
    QCOMPARE(m_store->rowOf(u"draft"_s), 1);
    m_store->nameProvisional(u"draft"_s, sandbox(u"other"_s));
    QCOMPARE(m_store->rowOf(u"other"_s), 1);
    QCOMPARE(m_store->rowOf(u"a"_s), 0);
}

void SandboxStoreTest::indexStaysRightThroughRandomLife()
{
    quint32 state = 7;
    const auto random = [&state](int below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8U) % static_cast<quint32>(below));
    };
    QHash<QString, SandboxStatus> expected;
    for (int round = 0; round < 500; ++round) {
        m_clock->advance(11s);
        QVector<Sandbox> changed;
        QStringList missing;
        for (int i = 0; i < 40; ++i) {
            const QString id = u"s%1"_s.arg(i);
            const int dice = random(10);
            if (dice == 0 && expected.remove(id))
                missing.append(id);
            else if (dice < 3) {
                changed.append(sandbox(id, kAllStatuses.at(static_cast<std::size_t>(random(7)))));
                expected.insert(id, changed.last().status);
            }
        }
        m_store->applySnapshot(delta(changed, missing));
        StatusCounts counts{};
        QCOMPARE(m_store->size(), expected.size());
        for (int row = 0; row < m_store->size(); ++row) {
            const Sandbox &shown = m_store->at(row).sandbox;
            QCOMPARE(m_store->rowOf(shown.id), row);
            QCOMPARE(shown.status, expected.value(shown.id));
            ++counts.at(static_cast<std::size_t>(shown.status));
        }
        QCOMPARE(m_store->counts(), counts);
    }
}

SANDGLASS_REGISTER_TEST(SandboxStoreTest)

} // namespace

#include "tst_sandboxstore.moc"
