// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/expiryradar.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/fakeapi.h"
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
using Tier = ExpiryTier;

QString nameOf(Tier tier)
{
    return QStringList{u"none"_s, u"soon"_s, u"very soon"_s, u"last"_s, u"over"_s}.at(static_cast<int>(tier));
}

/// Who is warned of what, when, and how often.
class ExpiryRadarTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tiersHaveSharpEdges_data();
    void tiersHaveSharpEdges();
    void nextTierIsWhereTheTierChanges();
    void warnsOnceAtEachBound();
    void mergesWhatComesTogether();
    void saysAtOnceHowThingsStandAtTheBeginning();
    void isArmedAgainWhenTheEndMoves();
    void aRoundedEndIsNoOtherEnd();
    void countsByTheServersClock();
    void aClockThatIsCorrectedWarnsWithinHalfAMinute();
    void leavesOutWhatNobodyCanExtend();
    void leavesOutWhatWeDelete();
    void pausedSandboxesAreWarnedAboutButNeverOver();
    void asksOnceTheEndHasPassed();
    void asksAgainWhileNothingIsHeard();
    void askingEndsWithAnAnswer();
    void summaryNamesTheNarrowestBoundWorthNaming();
    void tellsWhichRowsLookDifferent();
    void sleepsWhileNothingEnds();
    void manyEndsOneAfterTheOtherAreToldTogether();
    void restingMissesNothing();
    void pausedOnesPastTheirEndWakeNobody();

private:
    Sandbox ending(const QString &id, std::chrono::milliseconds left, SandboxStatus status = Running) const
    {
        Sandbox one = sandbox(id, status);
        one.expiry = Expiry::atTime(m_clock->utcNow() + left);
        return one;
    }
    void list(const QVector<Sandbox> &changed, const QStringList &missing = {})
    {
        m_store->applySnapshot(deltaOf(*m_clock, changed, missing));
        m_clock->advance(0ms);
    }
    /// What was told since the last call: "SECONDS tier ids".
    QStringList told() { return std::exchange(m_told, {}); }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<ExpiryRadar> m_radar;
    QStringList m_told;
};

void ExpiryRadarTest::init()
{
    m_radar.reset();
    m_store.reset();
    m_told.clear();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_radar = std::make_unique<ExpiryRadar>(*m_clock, *m_serverClock, *m_store);
    const auto at = [this] { return QString::number(m_clock->elapsed() / 1s); };
    connect(m_radar.get(), &ExpiryRadar::warned, this, [this, at](Tier tier, const QStringList &ids) {
        m_told += at() + u' ' + nameOf(tier) + u": "_s + ids.join(u' ');
    });
    connect(m_radar.get(), &ExpiryRadar::rereadWanted, this,
            [this, at](const QString &id) { m_told += at() + u" read "_s + id; });
}

void ExpiryRadarTest::tiersHaveSharpEdges_data()
{
    QTest::addColumn<qint64>("leftMs");
    QTest::addColumn<Tier>("tier");
    QTest::newRow("a day") << qint64{86'400'000} << Tier::None;
    QTest::newRow("15 min") << qint64{900'000} << Tier::None;
    QTest::newRow("under 15 min") << qint64{899'999} << Tier::Soon;
    QTest::newRow("5 min") << qint64{300'000} << Tier::Soon;
    QTest::newRow("under 5 min") << qint64{299'999} << Tier::VerySoon;
    QTest::newRow("1 min") << qint64{60'000} << Tier::VerySoon;
    QTest::newRow("under 1 min") << qint64{59'999} << Tier::Last;
    QTest::newRow("a moment") << qint64{1} << Tier::Last;
    QTest::newRow("zero") << qint64{0} << Tier::Over;
    QTest::newRow("past") << qint64{-1} << Tier::Over;
}

void ExpiryRadarTest::tiersHaveSharpEdges()
{
    QFETCH(const qint64, leftMs);
    QFETCH(const Tier, tier);
    QCOMPARE(tierOf(std::chrono::milliseconds{leftMs}), tier);
}

void ExpiryRadarTest::nextTierIsWhereTheTierChanges()
{
    for (std::chrono::milliseconds left = 20min; left > 0ms;) {
        const auto wait = untilNextTier(left);
        QVERIFY(wait.has_value());
        QVERIFY(*wait > 0ms);
        QCOMPARE(tierOf(left - *wait + 1ms), tierOf(left));
        QVERIFY(tierOf(left - *wait) > tierOf(left));
        left -= *wait;
    }
    QVERIFY(!untilNextTier(0ms));
    QVERIFY(!untilNextTier(-1h));
}

void ExpiryRadarTest::warnsOnceAtEachBound()
{
    list({ending(u"a"_s, 20min)});
    m_clock->advance(19min + 59s);
    QCOMPARE(told(), (QStringList{u"300 soon: a"_s, u"900 very soon: a"_s, u"1140 last: a"_s}));
    // Reads that say the same again tell nobody anything new.
    list({ending(u"a"_s, 1s)});
    QCOMPARE(told(), QStringList());
}

void ExpiryRadarTest::mergesWhatComesTogether()
{
    list({ending(u"c"_s, 4min), ending(u"a"_s, 10min), ending(u"b"_s, 30s), ending(u"d"_s, 2h)});
    QCOMPARE(told(), QStringList{u"0 last: b c a"_s});
}

void ExpiryRadarTest::saysAtOnceHowThingsStandAtTheBeginning()
{
    list({ending(u"a"_s, 3min)});
    QCOMPARE(told(), QStringList{u"0 very soon: a"_s}); // and not of 15 minutes too
}

void ExpiryRadarTest::isArmedAgainWhenTheEndMoves()
{
    list({ending(u"a"_s, 4min)});
    QCOMPARE(told(), QStringList{u"0 very soon: a"_s});
    list({ending(u"a"_s, 64min)});
    QVERIFY(m_radar->summary().isEmpty());
    m_clock->advance(64min - 30s);
    QCOMPARE(told(), (QStringList{u"2940 soon: a"_s, u"3540 very soon: a"_s, u"3780 last: a"_s}));
    // Moved within the same bound: known already.
    list({ending(u"a"_s, 50s)});
    QCOMPARE(told(), QStringList());
    list({ending(u"a"_s, 4min)});
    QCOMPARE(told(), QStringList());
    m_clock->advance(3min + 1s);
    QCOMPARE(told(), QStringList{u"3990 last: a"_s});
}

void ExpiryRadarTest::aRoundedEndIsNoOtherEnd()
{
    list({ending(u"a"_s, 15min - 1s)});
    QCOMPARE(told(), QStringList{u"0 soon: a"_s});
    list({ending(u"a"_s, 15min + 1s)});
    m_clock->advance(10s);
    QCOMPARE(told(), QStringList());
}

void ExpiryRadarTest::countsByTheServersClock()
{
    Exchange exchange;
    exchange.sentAt = m_clock->utcNow();
    exchange.answeredAt = m_clock->utcNow();
    exchange.serverDate = m_clock->utcNow() + 1h; // this computer's clock is slow
    m_serverClock->record(exchange);
    list({ending(u"a"_s, 63min), ending(u"b"_s, 2h)});
    QCOMPARE(told(), QStringList{u"0 very soon: a"_s});
    QVERIFY(m_radar->summary().ids == QStringList{u"a"_s});
}

void ExpiryRadarTest::aClockThatIsCorrectedWarnsWithinHalfAMinute()
{
    list({ending(u"a"_s, 63min)});
    QCOMPARE(told(), QStringList());
    Exchange exchange;
    exchange.sentAt = m_clock->utcNow();
    exchange.answeredAt = m_clock->utcNow();
    exchange.serverDate = m_clock->utcNow() + 1h;
    m_serverClock->record(exchange);
    m_clock->advance(30s);
    QCOMPARE(told(), QStringList{u"30 very soon: a"_s});
}

void ExpiryRadarTest::leavesOutWhatNobodyCanExtend()
{
    Sandbox endless = sandbox(u"never"_s);
    endless.expiry = Expiry::never();
    list({ending(u"creating"_s, 1min, Creating), ending(u"error"_s, 1min, Error),
          ending(u"gone"_s, 1min, Gone), ending(u"unknown"_s, 1min, Unknown), sandbox(u"unread"_s), endless,
          ending(u"stopped"_s, 2min, Stopped)});
    QCOMPARE(told(), QStringList{u"0 very soon: stopped"_s});
    QCOMPARE(m_radar->summary().ids, QStringList{u"stopped"_s});
    // As soon as it runs there is something to be done.
    list({ending(u"creating"_s, 1min, Running)});
    QCOMPARE(told(), QStringList{u"0 very soon: creating"_s});
}

void ExpiryRadarTest::leavesOutWhatWeDelete()
{
    list({ending(u"a"_s, 16min)});
    PendingOp op;
    op.action = LifecycleAction::Delete;
    op.phase = PendingOp::Phase::Scheduled;
    m_store->setPending(u"a"_s, op);
    m_clock->advance(2min);
    QCOMPARE(told(), QStringList());
    QVERIFY(m_radar->summary().isEmpty());
    m_store->clearPending(u"a"_s);
    m_clock->advance(0ms);
    QCOMPARE(told(), QStringList{u"120 soon: a"_s});
}

void ExpiryRadarTest::pausedSandboxesAreWarnedAboutButNeverOver()
{
    list({ending(u"a"_s, 2min, Paused), ending(u"b"_s, 2min)});
    QCOMPARE(told(), QStringList{u"0 very soon: a b"_s});
    m_clock->advance(2min + 1s);
    const UtcTime now = m_radar->serverNow();
    QCOMPARE(tierOf(m_store->find(u"a"_s)->sandbox, now), Tier::None);
    QCOMPARE(tierOf(m_store->find(u"b"_s)->sandbox, now), Tier::Over);
    QVERIFY(m_radar->summary().isEmpty());
}

void ExpiryRadarTest::asksOnceTheEndHasPassed()
{
    list({ending(u"a"_s, 10s)});
    (void)told();
    m_clock->advance(11'999ms);
    QCOMPARE(told(), QStringList());
    m_clock->advance(1ms);
    QCOMPARE(told(), QStringList{u"12 read a"_s});
    // Somebody moved it meanwhile.
    m_store->applyDetails(ending(u"a"_s, 8h), m_clock->monoNow());
    m_clock->advance(1h);
    QCOMPARE(told(), QStringList());
}

void ExpiryRadarTest::asksAgainWhileNothingIsHeard()
{
    list({ending(u"a"_s, 10s)});
    (void)told();
    m_clock->advance(3min);
    QCOMPARE(told(), (QStringList{u"12 read a"_s, u"16 read a"_s, u"24 read a"_s, u"40 read a"_s,
                                  u"72 read a"_s, u"132 read a"_s}));
}

void ExpiryRadarTest::askingEndsWithAnAnswer()
{
    list({ending(u"a"_s, 10s)});
    (void)told();
    m_clock->advance(12s);
    QCOMPARE(told(), QStringList{u"12 read a"_s});
    // Still there, with the same end: it is said so, and not asked for ever.
    Sandbox same = m_store->find(u"a"_s)->sandbox;
    m_store->applyDetails(same, m_clock->monoNow());
    m_clock->advance(10min);
    QCOMPARE(told(), QStringList());
    // Gone: nothing is left of it here either.
    m_store->applyGone(u"a"_s, m_clock->monoNow());
    m_clock->advance(10min);
    QCOMPARE(told(), QStringList());
}

void ExpiryRadarTest::summaryNamesTheNarrowestBoundWorthNaming()
{
    QSignalSpy changed(m_radar.get(), &ExpiryRadar::summaryChanged);
    list({ending(u"a"_s, 12min), ending(u"b"_s, 10min)});
    QCOMPARE(changed.count(), 1);
    ExpirySummary summary = m_radar->summary();
    QCOMPARE(summary.ids, (QStringList{u"b"_s, u"a"_s}));
    QVERIFY(summary.within == 15min);
    QCOMPARE(summary.tier, Tier::Soon);
    QCOMPARE(summary.later, 0);

    // One of them is in the last minute, another in the last five: one number for both.
    list({ending(u"c"_s, 30s), ending(u"d"_s, 3min)});
    summary = m_radar->summary();
    QCOMPARE(summary.ids, (QStringList{u"c"_s, u"d"_s}));
    QVERIFY(summary.within == 5min);
    QCOMPARE(summary.tier, Tier::Last);
    QCOMPARE(summary.later, 2);
    QVERIFY(summary.first == m_clock->utcNow() + 30s);

    list({ending(u"d"_s, 40s)});
    QVERIFY(m_radar->summary().within == 1min);
    changed.clear();
    m_clock->advance(10s);
    QCOMPARE(changed.count(), 0);
    list({}, {u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    QVERIFY(m_radar->summary().isEmpty());
}

void ExpiryRadarTest::tellsWhichRowsLookDifferent()
{
    QSignalSpy restyled(m_radar.get(), &ExpiryRadar::tiersChanged);
    list({ending(u"a"_s, 16min), ending(u"e"_s, 16min, Error), ending(u"b"_s, 2h)});
    QCOMPARE(restyled.count(), 0);
    m_clock->advance(1min);
    QCOMPARE(restyled.count(), 0);
    m_clock->advance(1ms);
    // A failed one cannot be extended, but its row tells like any other.
    QCOMPARE(restyled.count(), 1);
    QCOMPARE(restyled.at(0).at(0).toStringList(), (QStringList{u"a"_s, u"e"_s}));
    Sandbox endless = sandbox(u"a"_s);
    endless.expiry = Expiry::never();
    list({endless});
    QCOMPARE(restyled.count(), 2);
    QCOMPARE(restyled.at(1).at(0).toStringList(), QStringList{u"a"_s});
}

void ExpiryRadarTest::sleepsWhileNothingEnds()
{
    Sandbox endless = sandbox(u"a"_s);
    endless.expiry = Expiry::never();
    list({endless, sandbox(u"b"_s)});
    QCOMPARE(m_clock->timerCount(), 0);
    list({ending(u"c"_s, 16min)});
    QCOMPARE(m_clock->timerCount(), 1);
    list({}, {u"c"_s});
    m_clock->advance(30s);
    QCOMPARE(m_clock->timerCount(), 0);
}

void ExpiryRadarTest::manyEndsOneAfterTheOtherAreToldTogether()
{
    // A hundred a second come within each bound, as those do that a program creates in a row.
    QVector<Sandbox> many;
    for (int i = 0; i < 1'000; ++i)
        many += ending(u"s%1"_s.arg(i, 4, 10, '0'_L1), 16min + i * 10ms);
    list(many);
    QSignalSpy restyled(m_radar.get(), &ExpiryRadar::tiersChanged);
    QSignalSpy summed(m_radar.get(), &ExpiryRadar::summaryChanged);
    QStringList warned;
    const auto heard = [&warned](Tier, const QStringList &ids) { warned += ids; };
    const auto listening = connect(m_radar.get(), &ExpiryRadar::warned, m_radar.get(), heard);
    for (const auto bound : {1min, 11min, 15min}) {
        m_clock->advance(bound - m_clock->elapsed());
        restyled.clear();
        summed.clear();
        warned.clear();
        m_clock->advance(12s);
        QVERIFY2(restyled.count() >= 10 && restyled.count() <= 12,
                 qPrintable(QString::number(restyled.count())));
        QVERIFY(summed.count() <= 12);
        // Each once, and in the order of their ends.
        QCOMPARE(warned.size(), many.size());
        for (int i = 0; i < warned.size(); ++i)
            QCOMPARE(warned.at(i), many.at(i).id);
    }
    QCOMPARE(m_radar->summary().ids.size(), many.size());
    disconnect(listening);
}

void ExpiryRadarTest::restingMissesNothing()
{
    list({ending(u"a"_s, 15min + 1s), ending(u"b"_s, 15min + 1'100ms), ending(u"c"_s, 16min)});
    m_clock->advance(1s + 1ms);
    QCOMPARE(told(), QStringList{u"1 soon: a"_s});
    m_clock->advance(999ms);
    QCOMPARE(told(), QStringList());
    m_clock->advance(1ms);
    QCOMPARE(told(), QStringList{u"2 soon: b"_s});
    // What changes meanwhile is looked at at once.
    list({ending(u"c"_s, 30s)});
    QCOMPARE(told(), QStringList{u"2 last: c"_s});
    QCOMPARE(m_radar->summary().ids, QStringList{u"c"_s});
    QCOMPARE(m_radar->summary().later, 2);
    // Moved away, and near again with all the others in its place.
    list({ending(u"c"_s, 20min)});
    QCOMPARE(m_radar->summary().ids, (QStringList{u"a"_s, u"b"_s}));
    m_clock->advance(5min + 1ms);
    QCOMPARE(told(), QStringList{u"302 soon: c"_s});
}

void ExpiryRadarTest::pausedOnesPastTheirEndWakeNobody()
{
    QVector<Sandbox> paused;
    for (int i = 0; i < 100; ++i)
        paused += ending(u"p%1"_s.arg(i), 1s + i * 10ms, Paused);
    list(paused);
    m_clock->advance(3s);
    // The list told of them after their ends: there is nothing to ask.
    list(paused);
    m_clock->advance(30s);
    (void)told();
    QSignalSpy restyled(m_radar.get(), &ExpiryRadar::tiersChanged);
    int wakes = 0;
    for (const auto until = m_clock->elapsed() + 5min; m_clock->elapsed() < until; ++wakes)
        QVERIFY(m_clock->advanceToNextTimer());
    QVERIFY2(wakes <= 12, qPrintable(QString::number(wakes)));
    QCOMPARE(restyled.count(), 0);
    QCOMPARE(told(), QStringList());
    // Nor are they forgotten: one that runs again has passed its end.
    Sandbox again = paused.constFirst();
    again.status = Running;
    list({again});
    QCOMPARE(restyled.count(), 1);
    QCOMPARE(tierOf(*m_store->find(u"p0"_s), m_radar->serverNow()), Tier::Over);
}

SANDGLASS_REGISTER_TEST(ExpiryRadarTest)

} // namespace

#include "tst_expiryradar.moc"
