// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/expiryradar.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ExpiryRadarTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tiers_data();
    void tiers();
    void tellsEachTierOnce();
    void tellsAgainAfterAnExtension();
    void severalAreToldTogether();
    void theSoonestComesFirst();
    void withoutAKnownEndThereIsNothingToSay();
    void whatIsBeingDeletedIsLeftOut();
    void goesByTheServersClock();
    void asksOnceWhatShouldBeOver();

private:
    void put(const QString &id, std::chrono::milliseconds left)
    {
        Sandbox one = sandbox(id, SandboxStatus::Running);
        one.expiry = Expiry::atTime(m_serverClock->now() + left);
        put(one);
    }
    void put(const Sandbox &one)
    {
        SnapshotDelta delta;
        delta.poll = ++m_poll;
        delta.began = m_clock->monoNow();
        delta.readAt = m_clock->utcNow();
        delta.changed = {one};
        delta.incompleteness = Incompleteness::None;
        m_store->applySnapshot(delta);
        QCoreApplication::processEvents();
    }
    void pass(std::chrono::milliseconds time)
    {
        m_clock->advance(time);
        QCoreApplication::processEvents();
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<ExpiryRadar> m_radar;
    quint64 m_poll = 0;
};

void ExpiryRadarTest::init()
{
    m_radar.reset();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock);
    m_radar = std::make_unique<ExpiryRadar>(*m_clock, *m_serverClock, *m_store);
    QCoreApplication::processEvents();
}

void ExpiryRadarTest::tiers_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("tier");
    const auto row = [](const char *name, int seconds, ExpiryTier tier) {
        QTest::newRow(name) << seconds << static_cast<int>(tier);
    };
    row("far", 901, ExpiryTier::Far);
    row("15 min", 900, ExpiryTier::Within15Min);
    row("just over 5 min", 301, ExpiryTier::Within15Min);
    row("5 min", 300, ExpiryTier::Within5Min);
    row("just over 1 min", 61, ExpiryTier::Within5Min);
    row("1 min", 60, ExpiryTier::Within1Min);
    row("over", -1, ExpiryTier::Within1Min);
}

void ExpiryRadarTest::tiers()
{
    QFETCH(int, seconds);
    QFETCH(int, tier);
    QCOMPARE(static_cast<int>(tierOf(std::chrono::seconds(seconds))), tier);
}

void ExpiryRadarTest::tellsEachTierOnce()
{
    const QSignalSpy told(m_radar.get(), &ExpiryRadar::approaching);
    put(u"a"_s, 20min);
    QVERIFY(told.isEmpty());
    QVERIFY(m_radar->within(ExpiryTier::Within15Min).isEmpty());
    pass(6min);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.at(0).at(0).value<ExpiryTier>(), ExpiryTier::Within15Min);
    QCOMPARE(m_radar->within(ExpiryTier::Within15Min), QStringList{u"a"_s});
    QVERIFY(m_radar->within(ExpiryTier::Within5Min).isEmpty());
    pass(10min);
    QCOMPARE(told.size(), 2);
    pass(3min);
    QCOMPARE(told.size(), 3);
    QCOMPARE(told.at(2).at(0).value<ExpiryTier>(), ExpiryTier::Within1Min);
    QCOMPARE(m_radar->within(ExpiryTier::Within15Min), QStringList{u"a"_s}); // the nearer is in the farther
    pass(30s);
    QCOMPARE(told.size(), 3);
}

void ExpiryRadarTest::tellsAgainAfterAnExtension()
{
    const QSignalSpy told(m_radar.get(), &ExpiryRadar::approaching);
    put(u"a"_s, 4min);
    QCOMPARE(told.size(), 1);
    put(u"a"_s, 1h);
    QVERIFY(m_radar->within(ExpiryTier::Within15Min).isEmpty());
    pass(56min);
    QCOMPARE(told.size(), 3); // 15 and 5 minutes, once more
    QCOMPARE(told.at(2).at(0).value<ExpiryTier>(), ExpiryTier::Within5Min);
}

void ExpiryRadarTest::severalAreToldTogether()
{
    put(u"a"_s, 20min);
    put(u"b"_s, 20min);
    const QSignalSpy told(m_radar.get(), &ExpiryRadar::approaching);
    pass(6min);
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.at(0).at(1).toStringList().size(), 2);
}

void ExpiryRadarTest::theSoonestComesFirst()
{
    put(u"late"_s, 4min);
    put(u"soon"_s, 3min);
    QCOMPARE(m_radar->within(ExpiryTier::Within5Min), (QStringList{u"soon"_s, u"late"_s}));
}

void ExpiryRadarTest::withoutAKnownEndThereIsNothingToSay()
{
    Sandbox never = sandbox(u"never"_s, SandboxStatus::Running);
    never.expiry = Expiry::never();
    put(never);
    Sandbox silent = sandbox(u"silent"_s, SandboxStatus::Running);
    silent.expiry = {};
    put(silent);
    QVERIFY(m_radar->within(ExpiryTier::Within15Min).isEmpty());
}

void ExpiryRadarTest::whatIsBeingDeletedIsLeftOut()
{
    put(u"a"_s, 4min);
    PendingOp op;
    op.action = LifecycleAction::Delete;
    m_store->setPending(u"a"_s, op);
    QCoreApplication::processEvents();
    QVERIFY(m_radar->within(ExpiryTier::Within15Min).isEmpty());
    m_store->clearPending(u"a"_s);
    QCoreApplication::processEvents();
    QCOMPARE(m_radar->within(ExpiryTier::Within5Min), QStringList{u"a"_s});
}

void ExpiryRadarTest::goesByTheServersClock()
{
    Exchange exchange;
    exchange.sentAt = m_clock->utcNow();
    exchange.answeredAt = m_clock->utcNow();
    exchange.serverDate = m_clock->utcNow() + 1h;
    m_serverClock->record(exchange);
    Sandbox one = sandbox(u"a"_s, SandboxStatus::Running);
    one.expiry = Expiry::atTime(m_clock->utcNow() + 1h + 4min);
    put(one);
    QCOMPARE(m_radar->within(ExpiryTier::Within5Min), QStringList{u"a"_s});
}

void ExpiryRadarTest::asksOnceWhatShouldBeOver()
{
    const QSignalSpy overdue(m_radar.get(), &ExpiryRadar::overdue);
    put(u"a"_s, 30s);
    pass(31s);
    QVERIFY(overdue.isEmpty());
    pass(2s);
    QCOMPARE(overdue.size(), 1);
    QCOMPARE(overdue.at(0).at(0).toString(), u"a"_s);
    put(u"b"_s, 1h); // any change makes it look again
    pass(1min);
    QCOMPARE(overdue.size(), 1);
    put(u"a"_s, 10s); // extended by somebody, and over again
    pass(13s);
    QCOMPARE(overdue.size(), 2);
}

SANDGLASS_REGISTER_TEST(ExpiryRadarTest)

} // namespace

#include "tst_expiryradar.moc"
