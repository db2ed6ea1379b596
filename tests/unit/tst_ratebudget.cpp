// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ratebudget.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RateBudgetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void assumesAHundredUntilTold();
    void pollingNeverTakesMoreThanItsShare_data();
    void pollingNeverTakesMoreThanItsShare();
    void hintsOf429_data();
    void hintsOf429();
    void a429HintEndsAnEmptyMinuteWithoutReset();
    void countsWhatOthersSpend();
    void resetIsOfTheServersClock();
    void anEmptyMinuteStopsEverything();
    void pollsLeaveAReserveForClicks();
    void aPollLargerThanTheAllowanceStillHappens();
    void withoutHeadersOwnRequestsCount();
    void absurdHeadersDoNoHarm();
    void whatIsUnderWayCountsAsSpent();
    void answersThatOvertakeEachOther();
    void neverMoreThanTheLimitIsShown();
    void aBulkLeavesRoom();
    void manyActionsSlowPollingDown();
    void forecasts();
    void othersAreReckonedWith();
    void whatOthersTakeLaterIsNoHindrance();
    void ourOwnRequestsAreNotTakenForOthers();
    void ofManyAtATimeTheLastAnswerTells();
    void aMinuteNamedAnewIsTheSame();
    void ownReadsCountWhereTheServerDoesNotTell();
    void aSleepMakesEverythingOlder();

private:
    /// An answer, one of ours, by which @p remaining of @p limit are left until @p reset.
    void tell(RateBudget &budget, int limit, int remaining, UtcTime reset) const;
    /// The minute in which it came is over; what was spent of it before tells nothing of others.
    void passFirstMinute(RateBudget &budget);
    [[nodiscard]] Exchange exchange(int status = 200) const;

    test::ManualClock m_clock;
};

Exchange RateBudgetTest::exchange(int status) const
{
    Exchange made;
    made.httpStatus = status;
    made.sentAt = m_clock.utcNow();
    made.answeredAt = m_clock.utcNow();
    return made;
}

void RateBudgetTest::tell(RateBudget &budget, int limit, int remaining, UtcTime reset) const
{
    Exchange told = exchange();
    told.rate = {limit, remaining, reset};
    budget.record(told, m_clock.monoNow());
}

void RateBudgetTest::passFirstMinute(RateBudget &budget)
{
    tell(budget, 100, 40, m_clock.utcNow() + 1s);
    QCOMPARE(budget.forecast(m_clock.monoNow()).others, 0);
    m_clock.advance(1s);
}

void RateBudgetTest::assumesAHundredUntilTold()
{
    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    QCOMPARE(budget.limitPerMinute(), 100);
    QVERIFY(!budget.isLimitKnown());
    QCOMPARE(budget.usedInLastMinute(now), 0);
    QCOMPARE(budget.pollMustWait(3, now), 0ms);
    QCOMPARE(budget.actionMustWait(now), 0ms);
    // 250 sandboxes are three requests: well within a poll every five seconds.
    QCOMPARE(budget.shortestPollInterval(1), 1'000ms);
    QCOMPARE(budget.shortestPollInterval(3), 3'000ms);
    QCOMPARE(budget.shortestPollInterval(0), 1'000ms);

    Exchange told = exchange();
    told.rate.limitPerMinute = 200;
    budget.record(told, now);
    QVERIFY(budget.isLimitKnown());
    QCOMPARE(budget.shortestPollInterval(3), 1'500ms);
    QCOMPARE(budget.usedInLastMinute(now), 1);
    QCOMPARE(budget.usedInLastMinute(now + 59'999ms), 1);
    QCOMPARE(budget.usedInLastMinute(now + 60s), 0);
}

void RateBudgetTest::pollingNeverTakesMoreThanItsShare_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("requests");
    for (const int limit : {1, 7, 10, 60, 90, 100, 101, 200, 999}) {
        for (const int requests : {1, 2, 3, 7, 30, 250})
            QTest::addRow("%d a minute, %d a poll", limit, requests) << limit << requests;
    }
}

void RateBudgetTest::pollingNeverTakesMoreThanItsShare()
{
    QFETCH(int, limit);
    QFETCH(int, requests);
    RateBudget budget;
    Exchange told = exchange();
    told.rate.limitPerMinute = limit;
    budget.record(told, m_clock.monoNow());
    const auto interval = static_cast<double>(budget.shortestPollInterval(requests).count());
    const double perMinute = requests * 60'000.0 / interval;
    QVERIFY2(perMinute <= 0.6 * limit + 1e-9, qPrintable(QString::number(perMinute, 'f', 6)));
    // And no slower than needed: one millisecond less would be too fast.
    QVERIFY(requests * 60'000.0 / (interval - 1) > 0.6 * limit - 1e-9);
}

void RateBudgetTest::hintsOf429_data()
{
    QTest::addColumn<int>("retryAfter"); // -1: none
    QTest::addColumn<int>("reset");      // after the server's Date
    QTest::addColumn<int>("wait");
    QTest::newRow("retry after") << 5'000 << -1 << 5'000;
    QTest::newRow("reset") << -1 << 30'000 << 30'000;
    QTest::newRow("both: the hint for this request") << 5'000 << 30'000 << 5'000;
    QTest::newRow("none") << -1 << -1 << 10'000;
    QTest::newRow("zero") << 0 << -1 << 1'000;
    QTest::newRow("reset is past") << -1 << -30'000 << 1'000;
    QTest::newRow("an hour") << 3'600'000 << -1 << 120'000;
    QTest::newRow("reset in an hour") << -1 << 3'600'000 << 120'000;
}

void RateBudgetTest::hintsOf429()
{
    QFETCH(int, retryAfter);
    QFETCH(int, reset);
    QFETCH(int, wait);
    RateBudget budget;
    Exchange limited = exchange(429);
    // The server's clock is ahead by two hours: only distances count.
    limited.serverDate = m_clock.utcNow() + 2h;
    if (retryAfter >= 0)
        limited.retryAfter = std::chrono::milliseconds{retryAfter};
    if (reset != -1)
        limited.rate.resetAt = *limited.serverDate + std::chrono::milliseconds{reset};
    const MonoTime now = m_clock.monoNow();
    budget.record(limited, now);
    const std::chrono::milliseconds expected{wait};
    QCOMPARE(budget.actionMustWait(now), expected);
    QCOMPARE(budget.pollMustWait(1, now), expected);
    QCOMPARE(budget.actionMustWait(now + expected - 1ms), 1ms);
    QCOMPARE(budget.actionMustWait(now + expected), 0ms);
    QCOMPARE(budget.pollMustWait(1, now + expected), 0ms);
}

void RateBudgetTest::a429HintEndsAnEmptyMinuteWithoutReset()
{
    RateBudget budget;
    Exchange limited = exchange(429);
    limited.retryAfter = 5s;
    limited.rate.limitPerMinute = 100;
    limited.rate.remaining = 0;
    const MonoTime now = m_clock.monoNow();
    budget.record(limited, now);
    QCOMPARE(budget.actionMustWait(now), 5'000ms);
    QCOMPARE(budget.actionMustWait(now + 5s), 0ms);
    QCOMPARE(budget.pollMustWait(1, now + 5s), 0ms);
}

void RateBudgetTest::countsWhatOthersSpend()
{
    RateBudget budget;
    Exchange told = exchange();
    told.rate = {100, 15, m_clock.utcNow() + 40s};
    const MonoTime now = m_clock.monoNow();
    budget.record(told, now);
    QCOMPARE(budget.usedInLastMinute(now), 85);
    QCOMPARE(budget.pollMustWait(1, now), 40'000ms);
    QCOMPARE(budget.actionMustWait(now), 0ms);
    QCOMPARE(budget.usedInLastMinute(now + 40s), 1);
    QCOMPARE(budget.pollMustWait(1, now + 40s), 0ms);
}

void RateBudgetTest::resetIsOfTheServersClock()
{
    for (const auto skew : {-48h, -1h, 0h, 1h, 48h}) {
        RateBudget budget;
        Exchange told = exchange();
        told.serverDate = m_clock.utcNow() + skew;
        told.rate = {100, 0, *told.serverDate + 25s};
        const MonoTime now = m_clock.monoNow();
        budget.record(told, now);
        QCOMPARE(budget.actionMustWait(now), 25'000ms);
    }
    // Without a Date there is only our own clock, and a bound for when it is wrong.
    RateBudget budget;
    Exchange told = exchange();
    told.rate = {100, 0, told.answeredAt + 5h};
    budget.record(told, m_clock.monoNow());
    QCOMPARE(budget.actionMustWait(m_clock.monoNow()), 120'000ms);
}

void RateBudgetTest::anEmptyMinuteStopsEverything()
{
    RateBudget budget;
    Exchange told = exchange();
    told.rate = {100, 0, std::nullopt};
    const MonoTime now = m_clock.monoNow();
    budget.record(told, now);
    QCOMPARE(budget.actionMustWait(now), 60'000ms);
    QCOMPARE(budget.pollMustWait(1, now + 59s), 1'000ms);
    QCOMPARE(budget.actionMustWait(now + 60s), 0ms);
}

void RateBudgetTest::pollsLeaveAReserveForClicks()
{
    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    Exchange told = exchange();
    told.rate = {100, 23, m_clock.utcNow() + 10s};
    budget.record(told, now);
    QCOMPARE(budget.pollMustWait(3, now), 0ms);
    told.rate.remaining = 22;
    budget.record(told, now);
    QCOMPARE(budget.pollMustWait(3, now), 10'000ms);
    QCOMPARE(budget.pollMustWait(2, now), 0ms);
    QCOMPARE(budget.actionMustWait(now), 0ms);
}

void RateBudgetTest::aPollLargerThanTheAllowanceStillHappens()
{
    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    Exchange told = exchange();
    told.rate = {10, 10, m_clock.utcNow() + 10s};
    budget.record(told, now);
    QCOMPARE(budget.pollMustWait(40, now), 0ms);
    told.rate.remaining = 9;
    budget.record(told, now);
    QCOMPARE(budget.pollMustWait(40, now), 10'000ms);
    QCOMPARE(budget.pollMustWait(40, now + 10s), 0ms);
    QCOMPARE(budget.shortestPollInterval(40), 400'000ms);
}

/// A server that sends no headers still has a limit: the documented one is assumed.
void RateBudgetTest::withoutHeadersOwnRequestsCount()
{
    RateBudget budget;
    const MonoTime start = m_clock.monoNow();
    for (int i = 0; i < 80; ++i)
        budget.record(exchange(), start + std::chrono::milliseconds{100 * i});
    const MonoTime now = start + 8s;
    QCOMPARE(budget.actionMustWait(now), 0ms);
    // One more and the reserve would be touched; the first leaves the minute in 52 seconds.
    QCOMPARE(budget.pollMustWait(1, now), 52'000ms);
    for (int i = 80; i < 100; ++i)
        budget.record(exchange(), now);
    QCOMPARE(budget.actionMustWait(now), 52'000ms);
    QCOMPARE(budget.actionMustWait(start + 60s), 0ms);

    // Where headers tell, they are believed: a new minute may have begun there.
    Exchange told = exchange();
    told.rate = {100, 99, m_clock.utcNow() + 60s};
    budget.record(told, now);
    QCOMPARE(budget.actionMustWait(now), 0ms);
    QCOMPARE(budget.pollMustWait(1, now), 0ms);
}

void RateBudgetTest::absurdHeadersDoNoHarm()
{
    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    Exchange told = exchange();
    told.rate = {0, -5, m_clock.utcNow() - 1h};
    budget.record(told, now);
    QCOMPARE(budget.limitPerMinute(), 100);
    QCOMPARE(budget.actionMustWait(now), 0ms);
    told.rate = {-3, 1'000'000, m_clock.utcNow() + 10s};
    budget.record(told, now);
    QCOMPARE(budget.limitPerMinute(), 100);
    QCOMPARE(budget.usedInLastMinute(now), 2);
    QCOMPARE(budget.pollMustWait(1, now), 0ms);
}

void RateBudgetTest::whatIsUnderWayCountsAsSpent()
{
    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    Exchange told = exchange();
    told.rate = {100, 2, m_clock.utcNow() + 30s};
    budget.record(told, now);
    RateBudget::UnderWay first = budget.begin();
    QCOMPARE(budget.actionMustWait(now), 0ms);
    {
        const RateBudget::UnderWay second = budget.begin();
        // The answers will tell; until then nothing that may be one too many.
        QCOMPARE(budget.actionMustWait(now), RateBudget::kAwaitAnswers);
        RateBudget::UnderWay moved = std::move(first);
        QCOMPARE(budget.actionMustWait(now), RateBudget::kAwaitAnswers);
        first = std::move(moved);
    }
    QCOMPARE(budget.actionMustWait(now), 0ms);
    told.rate.remaining = 0;
    budget.record(told, now);
    first.end();
    QCOMPARE(budget.actionMustWait(now), 30'000ms);
    // The same where the server tells nothing, and at the beginning of a minute it told nothing about yet.
    QCOMPARE(budget.actionMustWait(now + 30s), 0ms);
    std::vector<RateBudget::UnderWay> many;
    for (int i = 0; i < 100; ++i)
        many.push_back(budget.begin());
    QCOMPARE(budget.actionMustWait(now + 30s), RateBudget::kAwaitAnswers);
    QCOMPARE(RateBudget().actionMustWait(now), 0ms);
}

void RateBudgetTest::answersThatOvertakeEachOther()
{
    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    const UtcTime reset = m_clock.utcNow() + 30s;
    Exchange told = exchange();
    told.rate = {20, 0, reset};
    budget.record(told, now);
    told.rate.remaining = 1;
    budget.record(told, now);
    QCOMPARE(budget.actionMustWait(now), 30'000ms);
    // An answer without the headers cost one too.
    told.rate = {20, 1, reset + 60s};
    budget.record(told, now + 30s);
    budget.record(exchange(), now + 31s);
    QVERIFY(budget.actionMustWait(now + 31s) > 0ms);
    // A new minute begins anew.
    told.rate = {20, 19, reset + 90s};
    budget.record(told, now + 61s);
    QCOMPARE(budget.usedInLastMinute(now + 61s), 1);
}

/// Sixty seconds of ours touch two minutes of the server's.
void RateBudgetTest::neverMoreThanTheLimitIsShown()
{
    RateBudget budget;
    const MonoTime start = m_clock.monoNow();
    Exchange told = exchange();
    for (int i = 0; i < 20; ++i) {
        told.rate = {20, 19 - i, told.answeredAt + 10s};
        budget.record(told, start);
        QCOMPARE(budget.usedInLastMinute(start), i + 1);
    }
    QCOMPARE(budget.usedInLastMinute(start + 10s), 20);
    for (int i = 0; i < 5; ++i) {
        told.rate = {20, 19 - i, told.answeredAt + 70s};
        budget.record(told, start + 11s);
        QCOMPARE(budget.usedInLastMinute(start + 11s), i + 1);
    }
    RateBudget silent;
    Exchange limited = exchange(429);
    limited.rate.limitPerMinute = 5;
    for (int i = 0; i < 9; ++i)
        silent.record(limited, start);
    QCOMPARE(silent.usedInLastMinute(start), 5);
}

void RateBudgetTest::aBulkLeavesRoom()
{
    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    Exchange told = exchange();
    told.rate = {100, 21, m_clock.utcNow() + 30s};
    budget.record(told, now);
    QCOMPARE(budget.bulkMustWait(now), 0ms);
    told.rate.remaining = 20;
    budget.record(told, now);
    QCOMPARE(budget.bulkMustWait(now), 30'000ms);
    QCOMPARE(budget.actionMustWait(now), 0ms);
    // A limit of one leaves nothing, but moves.
    told.rate = {1, 1, m_clock.utcNow() + 40s};
    budget.record(told, now);
    QCOMPARE(budget.bulkMustWait(now), 0ms);
    told.rate = {2, 1, m_clock.utcNow() + 50s};
    budget.record(told, now);
    QCOMPARE(budget.bulkMustWait(now), 50'000ms);
    QCOMPARE(budget.actionMustWait(now), 0ms);
}

void RateBudgetTest::manyActionsSlowPollingDown()
{
    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    QCOMPARE(budget.shortestPollInterval(3), 3'000ms);
    budget.setLoad(RateBudget::Load::Many);
    QCOMPARE(budget.shortestPollInterval(3), 12'000ms);
    // But what the many leave, polls may use.
    Exchange told = exchange();
    told.rate = {100, 20, m_clock.utcNow() + 30s};
    budget.record(told, now);
    QCOMPARE(budget.pollMustWait(3, now), 0ms);
    told.rate.remaining = 7;
    budget.record(told, now);
    QCOMPARE(budget.pollMustWait(3, now), 30'000ms);
    // A few are shown to be done by reads that leave as little, but as often as ever.
    budget.setLoad(RateBudget::Load::Some);
    QCOMPARE(budget.shortestPollInterval(3), 3'000ms);
    QCOMPARE(budget.pollMustWait(2, now), 0ms);
    budget.setLoad(RateBudget::Load::None);
    QCOMPARE(budget.pollMustWait(2, now), 30'000ms);
}

void RateBudgetTest::forecasts()
{
    const RateForecast forecast{16, 40s, 80};
    QCOMPARE(forecast.waitOf(0), 0ms);
    QCOMPARE(forecast.waitOf(15), 0ms);
    QCOMPARE(forecast.waitOf(16), 40'000ms);
    QCOMPARE(forecast.waitOf(95), 40'000ms);
    QCOMPARE(forecast.waitOf(96), 100'000ms);
    QCOMPARE(forecast.waitOf(16 + 800), 640'000ms);

    RateBudget budget;
    const MonoTime now = m_clock.monoNow();
    QCOMPARE(budget.forecast(now), (RateForecast{80, 60s, 80}));
    Exchange told = exchange();
    told.rate = {20, 12, m_clock.utcNow() + 30s};
    budget.record(told, now);
    QCOMPARE(budget.forecast(now), (RateForecast{8, 30s, 16}));
    const RateBudget::UnderWay two = budget.begin(2);
    QCOMPARE(budget.forecast(now), (RateForecast{6, 30s, 16}));
    QCOMPARE(budget.forecast(now + 30s), (RateForecast{14, 60s, 16}));
    told.rate.remaining = 3;
    budget.record(told, now);
    QCOMPARE(budget.forecast(now), (RateForecast{0, 30s, 16}));
    budget.refuse(12s, now);
    QCOMPARE(budget.forecast(now), (RateForecast{0, 30s, 16}));
    budget.refuse(45s, now);
    QCOMPARE(budget.forecast(now), (RateForecast{0, 45s, 16}));
}

void RateBudgetTest::othersAreReckonedWith()
{
    RateBudget budget;
    passFirstMinute(budget);
    for (int minute = 0; minute < 3; ++minute) {
        const UtcTime reset = m_clock.utcNow() + 60s;
        tell(budget, 100, 49, reset); // half of it is gone when the minute begins
        m_clock.advance(10s);
        tell(budget, 100, 48, reset);
        QCOMPARE(budget.forecast(m_clock.monoNow()), (RateForecast{28, 50s, 30, 50}));
        m_clock.advance(50s);
    }
    // They need less by and by; what was seen last counts most.
    for (const int others : {25, 13, 7, 4, 2, 1}) {
        const UtcTime reset = m_clock.utcNow() + 60s;
        tell(budget, 100, 99, reset);
        m_clock.advance(10s);
        tell(budget, 100, 98, reset);
        QVERIFY(std::abs(budget.forecast(m_clock.monoNow()).others - others) <= 1);
        m_clock.advance(50s);
    }
    // Where they take all there is for many, it goes on all the same.
    for (int minute = 0; minute < 8; ++minute) {
        tell(budget, 100, 0, m_clock.utcNow() + 60s);
        m_clock.advance(60s);
    }
    QCOMPARE(budget.forecast(m_clock.monoNow()).perMinute, 1);
}

/// By then many of ours have left, or would have.
void RateBudgetTest::whatOthersTakeLaterIsNoHindrance()
{
    RateBudget budget;
    passFirstMinute(budget);
    for (int minute = 0; minute < 3; ++minute) {
        const UtcTime reset = m_clock.utcNow() + 60s;
        for (int second = 0; second < 60; second += 5) {
            tell(budget, 100, 99 - second, reset); // one every second, and one of ours every five
            m_clock.advance(5s);
        }
    }
    QCOMPARE(budget.forecast(m_clock.monoNow()).others, 4);

    // And whoever comes when the part of many is spent takes nothing of it.
    RateBudget spent;
    passFirstMinute(spent);
    const UtcTime reset = m_clock.utcNow() + 60s;
    for (int remaining = 99; remaining >= 20; --remaining)
        tell(spent, 100, remaining, reset);
    tell(spent, 100, 0, reset);
    QCOMPARE(spent.forecast(m_clock.monoNow()).others, 0);
}

void RateBudgetTest::ourOwnRequestsAreNotTakenForOthers()
{
    RateBudget budget;
    passFirstMinute(budget);
    for (int minute = 0; minute < 3; ++minute) {
        const UtcTime reset = m_clock.utcNow() + 60s;
        // Answers overtake each other, and some come without a word about the limit.
        for (const int remaining : {18, 19, 17, 15, 16, 13})
            tell(budget, 20, remaining, reset);
        budget.record(exchange(), m_clock.monoNow());
        tell(budget, 20, 12, reset);
        m_clock.advance(60s);
    }
    QCOMPARE(budget.forecast(m_clock.monoNow()).others, 0);
}

/// Over HTTP/2 the first answer may come when the server has counted them all.
void RateBudgetTest::ofManyAtATimeTheLastAnswerTells()
{
    RateBudget budget;
    passFirstMinute(budget);
    const UtcTime reset = m_clock.utcNow() + 60s;
    std::vector<RateBudget::UnderWay> open;
    for (int i = 0; i < 50; ++i)
        open.push_back(budget.begin());
    while (!open.empty()) {
        tell(budget, 100, 20, reset); // thirty are somebody else's
        QCOMPARE(budget.forecast(m_clock.monoNow()).others, open.size() == 1 ? 30 : 0);
        open.pop_back();
    }
    tell(budget, 100, 0, reset);
    QCOMPARE(budget.forecast(m_clock.monoNow()).others, 30);
}

/// Some servers name the end of their minute to the second, as seen by whoever answers.
void RateBudgetTest::aMinuteNamedAnewIsTheSame()
{
    RateBudget budget;
    passFirstMinute(budget);
    for (int minute = 0; minute < 3; ++minute) {
        const UtcTime reset = m_clock.utcNow() + 60s;
        for (int i = 1; i <= 40; ++i)
            tell(budget, 100, 100 - i, reset + (i % 3) * 1s);
        m_clock.advance(62s);
    }
    QCOMPARE(budget.forecast(m_clock.monoNow()).others, 0);
}

/// Nothing is known of others then, but our own reads take their part all the same.
void RateBudgetTest::ownReadsCountWhereTheServerDoesNotTell()
{
    RateBudget budget;
    const auto send = [&](const QString &method) {
        Exchange silent = exchange();
        silent.method = method;
        budget.record(silent, m_clock.monoNow());
    };
    for (int i = 0; i < 10; ++i)
        send(u"GET"_s);
    for (int i = 0; i < 5; ++i)
        send(u"POST"_s);
    QCOMPARE(budget.forecast(m_clock.monoNow()).perMinute, 70);
    QCOMPARE(budget.forecast(m_clock.monoNow()).others, 0);
    // Polls will be fewer, as soon as there are many actions,
    for (int i = 0; i < 20; ++i)
        send(u"GET"_s);
    QCOMPARE(budget.forecast(m_clock.monoNow()).perMinute, 65);
    // and what is read then is needed.
    budget.setLoad(RateBudget::Load::Many);
    QCOMPARE(budget.forecast(m_clock.monoNow()).perMinute, 50);
    m_clock.advance(60s);
    QCOMPARE(budget.forecast(m_clock.monoNow()).perMinute, 80);
}

void RateBudgetTest::aSleepMakesEverythingOlder()
{
    // Where the server tells,
    RateBudget told;
    tell(told, 100, 0, m_clock.utcNow() + 50s);
    told.refuse(100s, m_clock.monoNow());
    told.sleptFor(20s);
    QCOMPARE(told.actionMustWait(m_clock.monoNow()), std::chrono::milliseconds(80s));
    told.sleptFor(80s);
    QVERIFY(!told.isRefused(m_clock.monoNow()));
    QCOMPARE(told.actionMustWait(m_clock.monoNow()), 0ms);
    QCOMPARE(told.usedInLastMinute(m_clock.monoNow()), 0);
    // and where only our own requests count.
    RateBudget silent;
    for (int i = 0; i < 100; ++i)
        silent.record(exchange(), m_clock.monoNow());
    silent.sleptFor(20s);
    QCOMPARE(silent.actionMustWait(m_clock.monoNow()), std::chrono::milliseconds(40s));
    silent.sleptFor(40s);
    QCOMPARE(silent.actionMustWait(m_clock.monoNow()), 0ms);
    QCOMPARE(silent.usedInLastMinute(m_clock.monoNow()), 0);
}

SANDGLASS_REGISTER_TEST(RateBudgetTest)

} // namespace

#include "tst_ratebudget.moc"
