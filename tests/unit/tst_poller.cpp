// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/poller.h"
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
using Phase = PollStatus::Phase;
using Pace = PollStatus::Pace;

class PollerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsAtOnceAndThenInTurns();
    void whatMayBeUnreadableGrowsOld();
    void pollsNeverOverlap();
    void jitterIsLaterNeverEarlier();
    void slowerWhenHidden();
    void readsAtOnceWhenVisibleAgain();
    void visibleAgainDuringAWaitKeepsIt();
    void visibleAgainWithFreshDataKeepsThePace();
    void slowerWhenTheListIsLong();
    void backsOffWithinBounds();
    void obeysRetryAfter();
    void obeysA429OfAnAction();
    void waitsNoLongerThanItMust();
    void manyActionsGoFirst();
    void turnsAreSmallerWhileManyActionsLeave();
    void readsAsSoonAsItMayWhenAskedTo();
    void looksNotAllTheTimeForAnswersUnderWay();
    void aRefusedKeyStopsIt();
    void refusedElsewhere();
    void staleAnswersDoNotCount();
    void aStaleSnapshotIsStillALinkOfTheChain();
    void aFailureKeepsTheData();
    void readsNowWhenAskedTo();
    void theHiddenPaceCanBeChosen();
    void anotherWayIsTriedAtOnce();
    void anotherWayIsNoWayRoundTheLimit();
    void stopsInTheMiddleOfAReading();
    void mayBeStoppedByWhoHearsOfTheSnapshot();
    void noticesThatTheComputerSlept_data();
    void noticesThatTheComputerSlept();
    void aClockThatIsSetIsNoWayRoundTheLimit();
    void anotherWayThatHasToWaitForgetsNoFailure();
    void theServersTimeGoesOnDuringASleep();
    void aWaitAskedForAfterASleepIsWhole();
    void nothingWakesUpButThePoll();
    void aProcessThatStoodStillReadsAnew();
    void smallJumpsAreNoSleep();
    void sleepsWhileRefused();

private:
    void succeed(int requests = 1, const QVector<Sandbox> &changed = {}, quint64 poll = 0)
    {
        SnapshotDelta delta = deltaOf(*m_clock, changed);
        delta.poll = poll ? poll : m_wanted;
        delta.requests = requests;
        m_poller->onSnapshot(delta);
    }
    void fail(ApiErrorKind kind = ApiErrorKind::Unreachable,
              std::optional<std::chrono::milliseconds> retryAfter = std::nullopt)
    {
        ApiError error = apiError(kind);
        error.retryAfter = retryAfter;
        m_poller->onFailed(m_wanted, error);
    }
    [[nodiscard]] const PollStatus &status() const { return m_poller->status(); }
    [[nodiscard]] bool within(std::chrono::milliseconds least) const
    {
        return status().interval >= least && status().interval <= least + least / 10 &&
               status().next == m_clock->monoNow() + status().interval;
    }

    [[nodiscard]] bool nextWithin(std::chrono::milliseconds least) const
    {
        const auto left = status().next - m_clock->monoNow();
        return left >= least && left <= least + least / 10;
    }
    /// The server says how much of its minute is left, in answer to some other read.
    void tell(int remaining, std::chrono::milliseconds untilReset)
    {
        Exchange told;
        told.method = u"GET"_s;
        told.httpStatus = 200;
        told.answeredAt = m_clock->utcNow();
        told.rate = {100, remaining, m_clock->utcNow() + untilReset};
        m_budget->record(told, m_clock->monoNow());
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<RateBudget> m_budget;
    std::unique_ptr<Poller> m_poller;
    int m_polls = 0;
    int m_aborts = 0;
    quint64 m_wanted = 0;
};

void PollerTest::init()
{
    m_poller.reset();
    m_store.reset();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_budget = std::make_unique<RateBudget>();
    m_poller = std::make_unique<Poller>(*m_clock, *m_store, *m_budget, 1);
    m_polls = 0;
    m_aborts = 0;
    m_wanted = 0;
    connect(m_poller.get(), &Poller::pollWanted, this, [this](quint64 poll) {
        ++m_polls;
        m_wanted = poll;
    });
    connect(m_poller.get(), &Poller::abortWanted, this, [this] { ++m_aborts; });
}

void PollerTest::readsAtOnceAndThenInTurns()
{
    QCOMPARE(status().phase, Phase::Idle);
    QVERIFY(!status().hasData());
    m_poller->start();
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().phase, Phase::Reading);
    succeed(3, {sandbox(u"a"_s)});
    QCOMPARE(status().phase, Phase::Waiting);
    QCOMPARE(status().pace, Pace::Normal);
    QCOMPARE(status().lastReadUtc, std::optional(m_clock->utcNow()));
    QCOMPARE(status().requestsPerPoll, 3);
    QVERIFY(within(5s));
    QCOMPARE(m_store->size(), 1);
    m_clock->advance(status().interval - 1ms);
    QCOMPARE(m_polls, 1);
    m_clock->advance(1ms);
    QCOMPARE(m_polls, 2);
    QCOMPARE(status().phase, Phase::Reading);
}

void PollerTest::whatMayBeUnreadableGrowsOld()
{
    const auto isOld = [this](const QString &id) {
        return m_store->find(id)->readAt < status().freshSince();
    };
    m_poller->start();
    succeed(1, {sandbox(u"a"_s), sandbox(u"b"_s)});
    for (int i = 0; i < 4; ++i) {
        m_clock->advance(status().interval);
        SnapshotDelta delta = deltaOf(*m_clock, {}, {u"b"_s});
        delta.poll = m_wanted;
        delta.skippedRows = 1;
        m_poller->onSnapshot(delta);
    }
    QVERIFY(!isOld(u"a"_s));
    QVERIFY(isOld(u"b"_s)); // it may be the one entry that nobody can read
    m_clock->advance(status().interval);
    succeed(1, {sandbox(u"b"_s)});
    QVERIFY(!isOld(u"b"_s));
}

void PollerTest::pollsNeverOverlap()
{
    m_poller->start();
    m_clock->advance(10min);
    m_poller->pollNow();
    QCOMPARE(m_polls, 1);
    succeed();
    m_clock->advance(5'500ms);
    QCOMPARE(m_polls, 2);
    m_clock->advance(10min);
    QCOMPARE(m_polls, 2);
}

void PollerTest::jitterIsLaterNeverEarlier()
{
    m_poller->start();
    QSet<qint64> intervals;
    for (int i = 0; i < 200; ++i) {
        succeed();
        QVERIFY(within(5s));
        intervals.insert(status().interval.count());
        m_clock->advance(status().interval);
        QCOMPARE(m_polls, i + 2);
    }
    QVERIFY(intervals.size() > 50);
}

void PollerTest::slowerWhenHidden()
{
    m_poller->setVisible(false);
    m_poller->start();
    succeed();
    QCOMPARE(status().pace, Pace::Hidden);
    QVERIFY(within(30s));
    m_clock->advance(status().interval);
    QCOMPARE(m_polls, 2);
    succeed();
    // Hiding while waiting puts the next turn off.
    m_poller->setVisible(true);
    QVERIFY(within(5s));
    m_poller->setVisible(false);
    QVERIFY(within(30s));
    m_clock->advance(29s);
    QCOMPARE(m_polls, 2);
}

void PollerTest::readsAtOnceWhenVisibleAgain()
{
    m_poller->start();
    m_poller->setVisible(false);
    succeed();
    m_clock->advance(20s);
    QCOMPARE(m_polls, 1);
    m_poller->setVisible(true);
    QCOMPARE(m_polls, 2);
    QCOMPARE(status().phase, Phase::Reading);
}

void PollerTest::visibleAgainDuringAWaitKeepsIt()
{
    m_poller->start();
    m_poller->setVisible(false);
    succeed();
    m_clock->advance(20s);
    Exchange limited;
    limited.httpStatus = 429;
    limited.retryAfter = 3s;
    m_budget->record(limited, m_clock->monoNow());
    m_poller->setVisible(true);
    // Not now, but neither at the pace of a hidden window.
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().pace, Pace::RateLimited);
    QVERIFY(nextWithin(3s));
    m_clock->advance(3'300ms);
    QCOMPARE(m_polls, 2);
}

void PollerTest::visibleAgainWithFreshDataKeepsThePace()
{
    m_poller->start();
    succeed();
    m_poller->setVisible(false);
    m_clock->advance(2s);
    m_poller->setVisible(true);
    QCOMPARE(m_polls, 1);
    QVERIFY(within(5s));
}

void PollerTest::slowerWhenTheListIsLong()
{
    m_poller->start();
    succeed(3);
    QCOMPARE(status().pace, Pace::Normal);
    m_clock->advance(status().interval);
    succeed(30);
    QCOMPARE(status().pace, Pace::Budget);
    QVERIFY(within(30s));
    m_poller->setBaseInterval(90s);
    QCOMPARE(status().pace, Pace::Normal);
    QVERIFY(within(90s));
    // Bounded below.
    m_poller->setBaseInterval(1ms);
    m_clock->advance(5min);
    succeed(1);
    QVERIFY(within(1s));
}

void PollerTest::backsOffWithinBounds()
{
    m_poller->start();
    succeed();
    m_clock->advance(status().interval);
    for (const int seconds : {5, 10, 20, 40, 60, 60, 60}) {
        fail();
        QCOMPARE(status().phase, Phase::Waiting);
        QCOMPARE(status().pace, Pace::Backoff);
        QVERIFY2(within(std::chrono::seconds{seconds}),
                 qPrintable(QString::number(status().interval.count())));
        QVERIFY(status().error);
        m_clock->advance(status().interval);
    }
    QCOMPARE(status().failures, 7);
    for (int i = 0; i < 40; ++i) {
        fail();
        QVERIFY(within(60s));
        m_clock->advance(status().interval);
    }
    succeed();
    QCOMPARE(status().failures, 0);
    QVERIFY(!status().error);
    QVERIFY(within(5s));
}

void PollerTest::obeysRetryAfter()
{
    m_poller->start();
    fail(ApiErrorKind::Unavailable, 45s);
    QCOMPARE(status().pace, Pace::RateLimited);
    QVERIFY(within(45s));
    // Asking by hand does not get round it.
    m_clock->advance(10s);
    m_poller->pollNow();
    m_poller->setVisible(false);
    m_poller->setVisible(true);
    QCOMPARE(m_polls, 1);
    m_clock->advance(status().interval - 10s);
    QCOMPARE(m_polls, 2);
    // A hint of hours is not believed.
    fail(ApiErrorKind::RateLimited, 5h);
    QVERIFY(within(120s));
    m_clock->advance(status().interval);
    QCOMPARE(m_polls, 3);
    fail(ApiErrorKind::RateLimited, 1s);
    QVERIFY(status().interval >= 5s);
}

/// The key is one, whoever used it up: a turn that was fixed before has to wait too.
void PollerTest::obeysA429OfAnAction()
{
    m_poller->start();
    succeed();
    m_clock->advance(1s);
    Exchange limited;
    limited.httpStatus = 429;
    limited.retryAfter = 40s;
    m_budget->record(limited, m_clock->monoNow());
    m_clock->advance(39s);
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().phase, Phase::Waiting);
    QCOMPARE(status().pace, Pace::RateLimited);
    m_clock->advance(6s);
    QCOMPARE(m_polls, 2);
}

/// A turn that finds the minute spent comes when the next one begins, not a whole interval later.
void PollerTest::waitsNoLongerThanItMust()
{
    m_poller->start();
    succeed(60);
    QCOMPARE(status().pace, Pace::Budget);
    QVERIFY(within(60s));
    const auto interval = status().interval;
    // Details are read a few seconds before the turn, and the server's minute ends a moment after it.
    m_clock->advance(interval - 5s);
    tell(30, 7s);
    m_clock->advance(5s);
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().phase, Phase::Waiting);
    QCOMPARE(status().pace, Pace::Spent);
    QVERIFY(nextWithin(2s));
    QCOMPARE(status().interval, interval); // rows grow old by it
    m_clock->advance(2200ms);
    QCOMPARE(m_polls, 2);
}

/// What the next minute brings is for the actions that wait for it; the list gets what they leave.
void PollerTest::manyActionsGoFirst()
{
    m_poller->start();
    m_budget->setLoad(RateBudget::Load::Many);
    succeed(10);
    QVERIFY(within(40s)); // polls have 15 of 100 then
    m_clock->advance(status().interval - 2s);
    tell(5, 4s);
    m_clock->advance(2s);
    QCOMPARE(m_polls, 1);
    const auto left = status().next - m_clock->monoNow();
    QVERIFY2(left >= 22s && left <= 25s, qPrintable(QString::number(left / 1ms)));
    m_clock->advance(left);
    QCOMPARE(m_polls, 2);
}

/// Many actions leave a poll less of a minute, so it is of fewer requests and need not wait for more.
void PollerTest::turnsAreSmallerWhileManyActionsLeave()
{
    m_poller->start();
    succeed(200);
    QCOMPARE(status().requestsPerPoll, 60);
    m_clock->advance(status().interval);
    QCOMPARE(m_polls, 2);
    m_budget->setLoad(RateBudget::Load::Many);
    succeed(200);
    QCOMPARE(status().requestsPerPoll, 15);
    QVERIFY(within(60s));
    QCOMPARE(status().pace, Pace::Busy);
    m_clock->advance(status().interval - 1s);
    tell(20, 30s); // which is what many actions leave
    m_clock->advance(1s);
    QCOMPARE(m_polls, 3);
}

void PollerTest::readsAsSoonAsItMayWhenAskedTo()
{
    m_poller->start();
    succeed(60);
    QVERIFY(nextWithin(60s));
    m_clock->advance(10s);
    tell(30, 7s);
    m_poller->pollNow();
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().pace, Pace::Spent);
    QVERIFY(nextWithin(7s));
    // Later than the turn that was fixed, where the server asks for that.
    Exchange limited;
    limited.httpStatus = 429;
    limited.retryAfter = 100s;
    m_budget->record(limited, m_clock->monoNow());
    m_poller->pollNow();
    QCOMPARE(status().pace, Pace::RateLimited);
    QVERIFY(nextWithin(100s));
}

void PollerTest::looksNotAllTheTimeForAnswersUnderWay()
{
    m_poller->start();
    succeed(60);
    tell(85, 5min);
    auto others = m_budget->begin(40);
    int times = 0;
    const auto listener = listen(m_poller.get(), &Poller::statusChanged, [&times] { ++times; });
    m_clock->advance(status().interval);
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().pace, Pace::Budget); // the minute is not spent
    m_clock->advance(10s);
    QVERIFY2(times <= 11, qPrintable(QString::number(times)));
    others.end();
    m_clock->advance(1'100ms);
    QCOMPARE(m_polls, 2);
}

void PollerTest::aRefusedKeyStopsIt()
{
    m_poller->start();
    succeed(1, {sandbox(u"a"_s)});
    m_clock->advance(status().interval);
    QCOMPARE(m_polls, 2);
    fail(ApiErrorKind::Unauthorized);
    QCOMPARE(status().phase, Phase::Refused);
    QCOMPARE(status().failures, 1);
    m_clock->advance(1h);
    QCOMPARE(m_polls, 2);
    QCOMPARE(m_store->size(), 1);
    m_poller->start();
    QCOMPARE(m_polls, 3);
    succeed();
    QCOMPARE(status().phase, Phase::Waiting);
}

void PollerTest::refusedElsewhere()
{
    m_poller->start();
    m_poller->refuse(apiError(ApiErrorKind::Unauthorized));
    QCOMPARE(m_aborts, 1);
    QCOMPARE(status().phase, Phase::Refused);
    QCOMPARE(status().failures, 1);
    // The reading that was under way does not bring it back.
    succeed();
    QCOMPARE(status().phase, Phase::Refused);
    m_clock->advance(1h);
    QCOMPARE(m_polls, 1);
}

void PollerTest::staleAnswersDoNotCount()
{
    m_poller->start();
    const quint64 old = m_wanted;
    m_poller->stop();
    m_poller->start();
    QVERIFY(m_wanted != old);
    m_poller->onFailed(old, apiError(ApiErrorKind::Unauthorized));
    QCOMPARE(status().phase, Phase::Reading);
    QCOMPARE(status().failures, 0);
    succeed(9, {}, old);
    QCOMPARE(status().phase, Phase::Reading);
    QVERIFY(!status().hasData());
    succeed();
    QCOMPARE(status().phase, Phase::Waiting);
    QCOMPARE(status().requestsPerPoll, 1);
    // The same answer twice moves nothing either.
    m_clock->advance(1s);
    const MonoTime next = status().next;
    succeed(9, {}, old);
    QCOMPARE(status().next, next);
}

/// Each difference is to the one before: the polling thread will not send these rows again by itself.
void PollerTest::aStaleSnapshotIsStillALinkOfTheChain()
{
    m_poller->start();
    const quint64 old = m_wanted;
    m_clock->advance(1s);
    m_clock->suspend(1h);
    m_clock->advance(10s);
    QVERIFY(m_wanted != old);
    QCOMPARE(m_aborts, 1);
    // It was under way to this thread already when the sleep was noticed.
    succeed(1, {sandbox(u"a"_s)}, old);
    QCOMPARE(m_store->size(), 1);
    QCOMPARE(status().phase, Phase::Reading);
}

void PollerTest::aFailureKeepsTheData()
{
    m_poller->start();
    succeed(1, {sandbox(u"a"_s)});
    const auto read = status().lastReadUtc;
    m_clock->advance(status().interval);
    fail(ApiErrorKind::ServerError);
    QCOMPARE(m_store->size(), 1);
    QVERIFY(status().hasData());
    QCOMPARE(status().lastReadUtc, read);
    QCOMPARE(status().error->httpStatus, 500);
}

void PollerTest::readsNowWhenAskedTo()
{
    m_poller->pollNow();
    QCOMPARE(m_polls, 0); // never started
    m_poller->start();
    succeed();
    m_poller->pollNow();
    QCOMPARE(m_polls, 2);
    fail();
    m_poller->pollNow();
    QCOMPARE(m_polls, 3);
    // The turn that was fixed is gone.
    m_clock->advance(10min);
    QCOMPARE(m_polls, 3);
    succeed();
    Exchange limited;
    limited.httpStatus = 429;
    limited.retryAfter = 30s;
    m_budget->record(limited, m_clock->monoNow());
    m_poller->pollNow();
    QCOMPARE(m_polls, 3);
}

void PollerTest::theHiddenPaceCanBeChosen()
{
    m_poller->start();
    succeed();
    m_poller->setVisible(false);
    QVERIFY(within(30s));
    m_poller->setHiddenInterval(2min);
    QVERIFY(within(2min)); // the turn that was fixed as well
    QCOMPARE(status().pace, Pace::Hidden);
    m_poller->setHiddenInterval(1s);
    QVERIFY(within(5s)); // never more often than when seen
    QCOMPARE(status().pace, Pace::Normal);
}

void PollerTest::anotherWayIsTriedAtOnce()
{
    m_poller->readAnew();
    QCOMPARE(m_polls, 0); // not begun yet
    m_poller->start();
    const quint64 first = m_wanted;
    m_poller->readAnew();
    QCOMPARE(m_aborts, 1);
    QCOMPARE(m_polls, 2);
    m_poller->onFailed(first, apiError(ApiErrorKind::Unreachable));
    QCOMPARE(status().failures, 0);
    fail();
    fail();
    QCOMPARE(status().phase, Phase::Waiting);
    m_poller->readAnew();
    QCOMPARE(m_polls, 3);
    QCOMPARE(status().failures, 0);
    QVERIFY(!status().error);
}

void PollerTest::anotherWayIsNoWayRoundTheLimit()
{
    m_poller->start();
    fail(ApiErrorKind::RateLimited, 40s);
    m_poller->readAnew();
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().phase, Phase::Waiting);
    QVERIFY(nextWithin(40s));
    fail(ApiErrorKind::Unauthorized);
    QCOMPARE(status().phase, Phase::Refused);
    m_poller->readAnew();
    QCOMPARE(m_polls, 1);
}

void PollerTest::stopsInTheMiddleOfAReading()
{
    m_poller->start();
    m_poller->stop();
    QCOMPARE(m_aborts, 1);
    QCOMPARE(status().phase, Phase::Idle);
    m_clock->advance(1h);
    QCOMPARE(m_polls, 1);
    QCOMPARE(m_clock->timerCount(), 0);
    m_poller->start();
    succeed();
    m_poller->stop();
    QCOMPARE(m_aborts, 1);
    m_clock->advance(1h);
    QCOMPARE(m_polls, 2);
}

void PollerTest::mayBeStoppedByWhoHearsOfTheSnapshot()
{
    m_poller->start();
    connect(m_store.get(), &SandboxStore::rowsInserted, this, [this] { m_poller->stop(); });
    succeed(1, {sandbox(u"a"_s)});
    QCOMPARE(status().phase, Phase::Idle);
    m_clock->advance(1h);
    QCOMPARE(m_polls, 1);
}

void PollerTest::noticesThatTheComputerSlept_data()
{
    QTest::addColumn<int>("wall");
    QTest::addColumn<int>("mono");
    QTest::newRow("monotonic clock stood still") << 3'600'000 << 0;
    QTest::newRow("monotonic clock went on") << 3'600'000 << 3'600'000;
}

void PollerTest::noticesThatTheComputerSlept()
{
    QFETCH(int, wall);
    QFETCH(int, mono);
    // While waiting: the turn would be far away.
    m_poller->setBaseInterval(60s);
    m_poller->start();
    succeed();
    m_clock->advance(7s);
    m_clock->suspend(std::chrono::milliseconds{wall}, std::chrono::milliseconds{mono});
    m_clock->advance(5s);
    QCOMPARE(m_polls, 2);
    QCOMPARE(m_aborts, 1);
    // While reading: what was asked for before the sleep never comes.
    m_clock->suspend(std::chrono::milliseconds{wall}, std::chrono::milliseconds{mono});
    m_clock->advance(5s);
    QCOMPARE(m_polls, 3);
    QCOMPARE(m_aborts, 2);
    succeed();
    QCOMPARE(status().phase, Phase::Waiting);
    // Failures from before the sleep do not slow the start after it.
    m_poller->pollNow();
    for (int i = 0; i < 5; ++i) {
        fail();
        m_clock->advance(status().interval);
    }
    m_clock->suspend(std::chrono::milliseconds{wall}, std::chrono::milliseconds{mono});
    m_clock->advance(5s);
    fail();
    QCOMPARE(status().failures, 1);
}

void PollerTest::aClockThatIsSetIsNoWayRoundTheLimit()
{
    m_poller->start();
    fail(ApiErrorKind::RateLimited, 100s);
    m_clock->jumpWall(1h);
    m_clock->advance(5s);
    QCOMPARE(m_aborts, 1); // it may have been a sleep
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().phase, Phase::Waiting);
    QCOMPARE(status().pace, Pace::RateLimited);
    QVERIFY(nextWithin(95s));
    // Nothing has worked since.
    QCOMPARE(status().failures, 1);
    QVERIFY(status().error);
    m_clock->advance(status().next - m_clock->monoNow());
    QCOMPARE(m_polls, 2);
    // The same while a list is read, which is given up; that it ends is no failure.
    Exchange limited;
    limited.httpStatus = 429;
    limited.retryAfter = 40s;
    m_budget->record(limited, m_clock->monoNow());
    m_clock->jumpWall(1h);
    m_clock->advance(5s);
    QCOMPARE(m_polls, 2);
    m_poller->onFailed(m_wanted, apiError(ApiErrorKind::ConnectionLost));
    QCOMPARE(status().failures, 1);
}

void PollerTest::anotherWayThatHasToWaitForgetsNoFailure()
{
    m_poller->start();
    fail();
    const RateBudget::UnderWay actions = m_budget->begin(90);
    m_poller->readAnew();
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().failures, 1);
    QCOMPARE(status().pace, Pace::Backoff);
    QVERIFY(status().error);
}

void PollerTest::theServersTimeGoesOnDuringASleep()
{
    m_poller->start();
    fail(ApiErrorKind::RateLimited, 100s);
    m_clock->suspend(60s);
    m_clock->advance(5s);
    QCOMPARE(m_polls, 1);
    QVERIFY(nextWithin(35s));
    m_budget->refuse(120s, m_clock->monoNow());
    m_clock->suspend(1h);
    m_clock->advance(5s);
    QCOMPARE(m_polls, 2);
    QCOMPARE(status().failures, 0);
}

void PollerTest::aWaitAskedForAfterASleepIsWhole()
{
    m_poller->setBaseInterval(1s);
    m_poller->start();
    succeed();
    m_clock->suspend(1h);
    m_clock->advance(status().interval);
    QCOMPARE(m_polls, 2);
    QCOMPARE(m_aborts, 1);
    fail(ApiErrorKind::RateLimited, 100s);
    m_clock->advance(99s);
    QCOMPARE(m_polls, 2);
}

void PollerTest::nothingWakesUpButThePoll()
{
    m_poller->setBaseInterval(60s);
    m_poller->setHiddenInterval(300s);
    m_poller->start();
    m_poller->setVisible(false);
    succeed();
    QCOMPARE(m_clock->timerCount(), 1);
    QCOMPARE(m_clock->untilNextTimer(), status().next - m_clock->monoNow());
    // So it was late all the time, and that is no sleep.
    m_clock->advance(status().next - m_clock->monoNow());
    QCOMPARE(m_polls, 2);
    QCOMPARE(m_aborts, 0);
}

void PollerTest::aProcessThatStoodStillReadsAnew()
{
    m_poller->start();
    succeed();
    fail();
    m_clock->suspend(1h, 1h);
    m_clock->advance(0ms);
    QCOMPARE(m_polls, 2);
    QCOMPARE(m_aborts, 1);
}

void PollerTest::smallJumpsAreNoSleep()
{
    m_poller->setBaseInterval(60s);
    m_poller->start();
    succeed();
    m_clock->jumpWall(9s);
    m_clock->advance(5s);
    // Somebody set the clock back.
    m_clock->jumpWall(-5h);
    m_clock->advance(20s);
    QCOMPARE(m_polls, 1);
    QCOMPARE(m_aborts, 0);
}

void PollerTest::sleepsWhileRefused()
{
    m_poller->start();
    fail(ApiErrorKind::Unauthorized);
    m_clock->suspend(1h);
    m_clock->advance(1min);
    QCOMPARE(m_polls, 1);
    QCOMPARE(status().phase, Phase::Refused);
}

SANDGLASS_REGISTER_TEST(PollerTest)

} // namespace

#include "tst_poller.moc"
