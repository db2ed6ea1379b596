// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/durationstats.h"
#include "store/serverclock.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace std::chrono_literals;

class ServerClockTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOursUntilTold();
    void aRealSkewIsSeen();
    void wholeSecondsAreNoise();
    void aSlowAnswerProvesLittle();
    void aSkewThatEndsIsForgotten();
    void followsAJumpOfOurClock();
    void usualDurationIsTheMedianOfTheLast();

private:
    /// An answer from a server whose clock is ahead by @p skew.
    Exchange answer(std::chrono::milliseconds skew, std::chrono::milliseconds roundTrip = 100ms)
    {
        Exchange made;
        made.sentAt = m_clock.utcNow();
        m_clock.advance(roundTrip);
        made.answeredAt = m_clock.utcNow();
        made.serverDate = std::chrono::floor<std::chrono::seconds>(made.answeredAt + skew);
        return made;
    }

    test::ManualClock m_clock;
};

void ServerClockTest::isOursUntilTold()
{
    ServerClock clock(m_clock);
    QCOMPARE(clock.now(), m_clock.utcNow());
    QVERIFY(!clock.record(Exchange{}));
    QVERIFY(!clock.record(answer(0ms)));
    QCOMPARE(clock.offset(), 0ms);
    // Whoever shows times has to hear of it.
    QVERIFY(clock.record(answer(24h)));
    QVERIFY(!clock.record(answer(24h)));
    QVERIFY(clock.record(answer(0ms)));
}

void ServerClockTest::aRealSkewIsSeen()
{
    for (const std::chrono::milliseconds skew : {-26h, -5h, 4h, 40h}) {
        ServerClock clock(m_clock);
        clock.record(answer(skew));
        QVERIFY(std::chrono::abs(clock.offset() - skew) <= 1s);
        QCOMPARE(clock.now(), m_clock.utcNow() + clock.offset());
    }
    ServerClock clock(m_clock);
    clock.record(answer(-3s));
    QVERIFY(std::chrono::abs(clock.offset() + 3s) <= 1s);
}

void ServerClockTest::wholeSecondsAreNoise()
{
    ServerClock clock(m_clock);
    for (int i = 0; i < 200; ++i) {
        clock.record(answer(0ms, std::chrono::milliseconds{i * 10}));
        QCOMPARE(clock.offset(), 0ms);
        m_clock.advance(137ms);
    }
    // The same around a skew: the offset stays what it was, or every countdown would jitter.
    clock.record(answer(1h));
    const auto offset = clock.offset();
    for (int i = 0; i < 200; ++i) {
        clock.record(answer(1h, std::chrono::milliseconds{i * 10}));
        QCOMPARE(clock.offset(), offset);
        m_clock.advance(137ms);
    }
}

/// Date is of some moment between question and answer; with 20 s between them it may be 10 s off the middle.
void ServerClockTest::aSlowAnswerProvesLittle()
{
    ServerClock clock(m_clock);
    clock.record(answer(0ms, 20s));
    QCOMPARE(clock.offset(), 0ms);
    clock.record(answer(1h, 20s));
    QVERIFY(std::chrono::abs(clock.offset() - 1h) <= 11s);
}

void ServerClockTest::aSkewThatEndsIsForgotten()
{
    ServerClock clock(m_clock);
    clock.record(answer(1h));
    QVERIFY(clock.offset() > 59min);
    clock.record(answer(0ms));
    QCOMPARE(clock.offset(), 0ms);
}

void ServerClockTest::followsAJumpOfOurClock()
{
    ServerClock clock(m_clock);
    clock.record(answer(0ms));
    m_clock.jumpWall(-2h);
    clock.record(answer(2h));
    QVERIFY(std::chrono::abs(clock.offset() - 2h) <= 1s);
}

void ServerClockTest::usualDurationIsTheMedianOfTheLast()
{
    DurationStats stats;
    QCOMPARE(stats.usual(LifecycleAction::Pause), std::nullopt);
    for (const int seconds : {3, 100, 2})
        stats.add(LifecycleAction::Pause, std::chrono::seconds{seconds});
    QCOMPARE(stats.usual(LifecycleAction::Pause), std::optional<std::chrono::milliseconds>(3s));
    QCOMPARE(stats.usual(LifecycleAction::Resume), std::nullopt);
    // Only the last twenty count.
    for (int i = 0; i < 20; ++i)
        stats.add(LifecycleAction::Pause, 9s);
    QCOMPARE(stats.usual(LifecycleAction::Pause), std::optional<std::chrono::milliseconds>(9s));
    for (int i = 0; i < 11; ++i)
        stats.add(LifecycleAction::Pause, 4s);
    QCOMPARE(stats.usual(LifecycleAction::Pause), std::optional<std::chrono::milliseconds>(4s));
}

SANDGLASS_REGISTER_TEST(ServerClockTest)

} // namespace

#include "tst_serverclock.moc"
