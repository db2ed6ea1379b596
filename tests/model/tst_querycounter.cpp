// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/querycounter.h"
#include "item/sandboxlistmodel.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class QueryCounterTest final : public QObject
{
    Q_OBJECT

    struct Fixture
    {
        ManualClock clock;
        ServerClock serverClock{clock};
        SandboxStore store{clock, serverClock};
        SandboxListModel list{store, serverClock};
        QueryCounter counter{list, clock};

        void poll(const QVector<Sandbox> &changed, const QStringList &missing = {})
        {
            store.applySnapshot(deltaOf(clock, changed, missing));
        }
        void ask(const QStringList &texts)
        {
            QVector<SearchQuery> queries;
            for (const QString &text : texts)
                queries += SearchQuery::parse(text);
            counter.setQueries(queries);
        }
    };

private Q_SLOTS:
    void countsAndFollows()
    {
        Fixture f;
        f.poll({sandbox(u"a"_s), sandbox(u"b"_s), sandbox(u"c"_s, SandboxStatus::Paused)});
        f.ask({u""_s, u"state:running"_s, u"is:problem"_s, u"is:deleted"_s});
        QCOMPARE(f.counter.counts(), (QVector<int>{3, 2, 0, 0}));
        QSignalSpy changed(&f.counter, &QueryCounter::countsChanged);
        {
            const SandboxStore::Batch batch(f.store);
            f.store.setFault(u"a"_s, {});
            f.store.setFault(u"c"_s, {});
        }
        f.clock.advance(1s);
        f.poll({sandbox(u"d"_s, SandboxStatus::Error)}, {u"b"_s});
        QCOMPARE(changed.size(), 1); // the faults; the rest is counted in a moment
        f.clock.advance(0ms);
        QCOMPARE(f.counter.counts(), (QVector<int>{3, 1, 3, 1}));
        QCOMPARE(changed.size(), 2); // once for everything
        f.store.tombstones().clear();
        f.clock.advance(0ms);
        QCOMPARE(f.counter.counts().constLast(), 0);
        // Nothing new, no signal.
        f.store.setPending(u"a"_s, {});
        f.clock.advance(0ms);
        QCOMPARE(changed.size(), 3);
    }

    void countsNothingBeforeTheFirstList()
    {
        Fixture f;
        f.ask({u""_s});
        QCOMPARE(f.counter.counts(), QVector<int>{QueryCounter::kNotCounted});
        f.clock.advance(1s);
        QCOMPARE(f.counter.counts(), QVector<int>{QueryCounter::kNotCounted});
        f.poll({});
        f.clock.advance(0ms);
        QCOMPARE(f.counter.counts(), QVector<int>{0});
    }

    void timeAloneIsFollowed()
    {
        Fixture f;
        Sandbox soon = sandbox(u"a"_s);
        soon.expiry = Expiry::atTime(f.clock.utcNow() + 20min);
        f.poll({soon});
        f.ask({u"left:<15m"_s});
        QCOMPARE(f.counter.counts(), QVector<int>{0});
        f.clock.advance(6min);
        f.counter.followTime();
        f.clock.advance(0ms);
        QCOMPARE(f.counter.counts(), QVector<int>{1});
        // Not at once again, but in the end.
        f.poll({sandbox(u"b"_s)});
        f.clock.advance(0ms);
        f.counter.followTime();
        f.counter.followTime();
        QCOMPARE(f.clock.timerCount(), 1);
        f.clock.advance(QueryCounter::restFor(2));
        QCOMPARE(f.clock.timerCount(), 0);
        // Not a timer where time changes nothing.
        f.ask({u"state:running"_s});
        f.counter.followTime();
        QCOMPARE(f.clock.timerCount(), 0);
    }

    void theLookForTimeEndsWhileRowsGo()
    {
        Fixture f;
        constexpr int kRows = 3 * QueryCounter::kSlice;
        QVector<Sandbox> many;
        for (int i = 0; i < kRows; ++i) {
            many += sandbox(QString::number(i));
            many.last().expiry = Expiry::atTime(f.clock.utcNow() + 20min);
        }
        f.poll(many);
        f.ask({u"left:<15m"_s});
        for (int slice = 0; slice < 5; ++slice)
            f.clock.advance(0ms);
        QCOMPARE(f.counter.counts(), QVector<int>{0});

        // From among the first, so that the last ones take their places; between any two slices.
        constexpr int kMostPolls = 10;
        int polls = 0;
        Timer timer;
        const std::function<void()> poll = [&] {
            if (f.counter.counts() == QVector<int>{f.store.size()} || polls == kMostPolls)
                return;
            QStringList going;
            for (int i = 0; i < 20; ++i)
                going += QString::number(2 * (20 * polls + i));
            ++polls;
            f.poll({}, going);
            timer = f.clock.after(0ms, poll);
        };
        f.clock.advance(6min);
        f.counter.followTime();
        f.clock.advance(0ms);
        timer = f.clock.after(QueryCounter::kRest, poll);
        f.clock.advance(QueryCounter::kRest);
        QCOMPARE(f.counter.counts(), QVector<int>{f.store.size()});
        QVERIFY2(polls > 1 && polls < kMostPolls, qPrintable(QString::number(polls)));
    }

    void otherQueriesAreNotKnownUntilCounted()
    {
        Fixture f;
        QVector<Sandbox> many;
        for (int i = 0; i < 2 * QueryCounter::kSlice + 10; ++i)
            many += sandbox(QString::number(i));
        f.poll(many);
        f.clock.advance(10s);
        f.ask({u"state:running"_s});
        QCOMPARE(f.counter.counts(), QVector<int>{QueryCounter::kNotCounted});
        f.clock.advance(1ms);
        QCOMPARE(f.counter.counts(), QVector<int>{2 * QueryCounter::kSlice + 10});
    }

    void longListsAreCountedInSlices()
    {
        Fixture f;
        constexpr int kRows = 3 * QueryCounter::kSlice;
        QVector<Sandbox> many;
        for (int i = 0; i < kRows; ++i)
            many += sandbox(QString::number(i));
        f.ask({u"state:running"_s});
        f.poll(many);
        QSignalSpy changed(&f.counter, &QueryCounter::countsChanged);
        f.clock.advance(QueryCounter::kRest - 1ms);
        QCOMPARE(changed.size(), 0);
        QVERIFY(f.clock.advanceToNextTimer()); // the first slice
        QVERIFY(f.clock.advanceToNextTimer()); // the second
        QCOMPARE(changed.size(), 0);
        // The list goes on changing while it is counted; in the end the number is right.
        f.clock.advance(0ms);
        f.poll({sandbox(u"0"_s, SandboxStatus::Paused)}, {u"1"_s, u"2"_s});
        f.clock.advance(10s);
        QCOMPARE(f.counter.counts(), QVector<int>{kRows - 3});
        QCOMPARE(f.clock.timerCount(), 0);
    }
};

SANDGLASS_REGISTER_TEST(QueryCounterTest)

} // namespace

#include "tst_querycounter.moc"
