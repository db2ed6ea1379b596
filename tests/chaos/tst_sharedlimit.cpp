// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard.h"
#include "neighbour.h"
#include "store/bulk/bulkplan.h"

#include <QTest>

#include <numeric>

namespace sandglass::chaos {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kActions = 1'000;
constexpr int kSeeded = 2 * kActions + 100;
constexpr int kPart = Server::kRequestsPerMinute / 2;
constexpr quint32 kSeed = 20'261'128;

/// The dashboard, a server with a limit, 1,000 running sandboxes, and somebody else with the same key.
class SharedKey
{
public:
    explicit SharedKey(std::optional<Neighbour::Habit> habit)
        : m_weather(kSeed)
        , m_server(clock, kSeed, kSeeded)
        , dashboard({clock, clock, m_server, m_weather}, Mistake::None, kSeed)
    {
        keepRunning();
        dashboard.actionWire.onSent = [this](const HttpRequest &request) {
            if (request.method == HttpRequest::Method::Post)
                ++m_sent[request.path];
        };
        dashboard.actionWire.onAnswer = [this](const HttpRequest &request, MonoTime,
                                               const Wire::Answer &answer) {
            if (answer.status != 429)
                return;
            ++refused;
            if (request.method == HttpRequest::Method::Post)
                --m_sent[request.path]; // was not carried out
        };
        dashboard.poller.start();
        // As it was for a while before anybody clicked.
        if (habit)
            neighbour.emplace(clock, m_server, *habit, kPart);
        passUntil([] { return false; }, 150s);
    }

    /// Whether @p condition came true within @p most.
    template<typename Condition>
    bool passUntil(Condition condition, std::chrono::milliseconds most)
    {
        const MonoTime end = clock.monoNow() + most;
        while (!condition()) {
            if (clock.monoNow() >= end)
                return false;
            clock.advance(std::min(clock.untilNextTimer().value_or(1s), end - clock.monoNow()));
        }
        return true;
    }

    BulkRun *pauseAll()
    {
        QStringList ids;
        for (int row = 0; row < dashboard.store.size(); ++row)
            ids += dashboard.store.at(row).sandbox->id;
        dashboard.bulk.request(LifecycleAction::Pause, ids);
        const QVector<BulkRun *> runs = dashboard.bulk.shown();
        return runs.isEmpty() ? nullptr : runs.last();
    }

    /// What the window would say now of @p waiting ones.
    [[nodiscard]] std::chrono::milliseconds foretold(int waiting) const
    {
        return timeToSend(waiting, dashboard.budget.forecast(clock.monoNow()),
                          dashboard.controller.answerTime(), dashboard.controller.placesFor(kActions));
    }

    /// Requests for actions that the server took, or may have taken.
    [[nodiscard]] int sent() const { return std::accumulate(m_sent.begin(), m_sent.end(), 0); }
    /// The most that went for one sandbox.
    [[nodiscard]] int mostForOne() const
    {
        return m_sent.isEmpty() ? 0 : *std::max_element(m_sent.begin(), m_sent.end());
    }
    [[nodiscard]] int pausedAtTheServer() const
    {
        return static_cast<int>(m_server.runtime().page({kSeeded, u"paused"_s, {}, {}}).rows.size());
    }
    [[nodiscard]] int pausedInTheWindow() const
    {
        return dashboard.store.counts().at(static_cast<std::size_t>(SandboxStatus::Paused));
    }

    test::ManualClock clock;

private:
    /// Of what a server is seeded with, half is running; some of that is about to expire.
    void keepRunning()
    {
        int kept = 0;
        const auto all = m_server.runtime().page({kSeeded, {}, {}, {}});
        for (const engine::Instance &instance : all.rows) {
            const bool lasts = !instance.expiresAt || *instance.expiresAt > clock.utcNow() + 90min;
            if (instance.statusWord != u"running"_s || !lasts || ++kept > kActions)
                m_server.runtime().remove(instance.id, [](const auto &) {});
        }
        clock.advance(5s);
    }

    Weather m_weather;
    Server m_server;
    QHash<QByteArray, int> m_sent; ///< by path

public:
    Dashboard dashboard;
    std::optional<Neighbour> neighbour;
    int refused = 0;
};

} // namespace

/// 1,000 actions at 100 requests a minute, half of which somebody else spends: each is carried out once, the
/// window says how long that takes, and whoever stops it is obeyed at once.
class SharedLimitTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allAreDoneOnceInTheTimeForetold_data();
    void allAreDoneOnceInTheTimeForetold();
    void stopIsObeyedWithinOneRequest_data();
    void stopIsObeyedWithinOneRequest();

private:
    static void addHabits();
};

void SharedLimitTest::addHabits()
{
    QTest::addColumn<std::optional<Neighbour::Habit>>("habit");
    using Habit = Neighbour::Habit;
    const auto row = [](const char *name, std::optional<Habit> habit) { QTest::newRow(name) << habit; };
    row("nobody else", {});
    row("evenly", Habit::Evenly);
    row("hastily", Habit::Hastily);
    row("at once", Habit::AtOnce);
}

void SharedLimitTest::allAreDoneOnceInTheTimeForetold_data()
{
    addHabits();
}

void SharedLimitTest::allAreDoneOnceInTheTimeForetold()
{
    QFETCH(const std::optional<Neighbour::Habit>, habit);
    constexpr double kShortest = 0.7;
    constexpr double kLongest = 1.4;
    constexpr auto kTooLateToTell = 2min; // a minute of the server's comes or goes as a whole
    SharedKey world(habit);
    QCOMPARE(world.dashboard.store.size(), kActions);
    struct Point
    {
        std::chrono::milliseconds at;
        std::chrono::milliseconds foretold;
        int waiting;
    };
    QList<Point> points{{world.clock.elapsed(), world.foretold(kActions), kActions}};
    const int takenBefore = world.neighbour ? world.neighbour->taken() : 0;
    const BulkRun *run = world.pauseAll();
    QVERIFY(run);
    const auto allSent = [run] { return run->counts().queued == 0; };
    while (!world.passUntil(allSent, 47s)) {
        points.append({world.clock.elapsed(), world.foretold(run->counts().queued), run->counts().queued});
        QVERIFY2(points.size() < 200, "it does not get on");
    }
    const auto end = world.clock.elapsed();

    QStringList told;
    double least = 10;
    double most = 0;
    for (const Point &point : std::as_const(points)) {
        const auto needed = end - point.at;
        if (needed < kTooLateToTell)
            break;
        const double ratio =
            static_cast<double>(point.foretold.count()) / static_cast<double>(needed.count());
        least = std::min(least, ratio);
        most = std::max(most, ratio);
        told += u"%1 waiting: %2 s foretold, %3 s needed"_s.arg(point.waiting)
                    .arg(point.foretold / 1s)
                    .arg(needed / 1s);
    }
    const auto minutes = static_cast<double>((end - points.first().at).count()) / 60'000;
    qInfo("%s", qPrintable(told.join(u'\n')));
    qInfo("%.1f minutes, %d refused, the other had %.0f a minute, foretold %.2f to %.2f of what was needed",
          minutes, world.refused, world.neighbour ? (world.neighbour->taken() - takenBefore) / minutes : 0.0,
          least, most);
    QVERIFY(told.size() > 5);
    QVERIFY2(least >= kShortest && most <= kLongest, "the time foretold is too far from the time needed");

    // None lost, none doubled.
    QVERIFY(world.passUntil([run] { return run->isOver(); }, 15min));
    QCOMPARE(run->counts().done, kActions);
    QCOMPARE(world.sent(), kActions);
    QCOMPARE(world.mostForOne(), 1);
    QCOMPARE(world.pausedAtTheServer(), kActions);
    QVERIFY(world.passUntil([&world] { return world.pausedInTheWindow() == kActions; }, 5min));
}

void SharedLimitTest::stopIsObeyedWithinOneRequest_data()
{
    addHabits();
}

void SharedLimitTest::stopIsObeyedWithinOneRequest()
{
    QFETCH(const std::optional<Neighbour::Habit>, habit);
    SharedKey world(habit);
    BulkRun *run = world.pauseAll();
    QVERIFY(run);
    // In the midst of a minute's requests, not while all wait for the next.
    QVERIFY(world.passUntil([&world] { return world.sent() >= 110; }, 30min));
    QVERIFY(run->counts().queued > 0);
    const int before = world.sent();
    world.dashboard.bulk.stopRest(*run);
    QCOMPARE(run->counts().queued, 0);
    QCOMPARE(run->counts().cancelled, kActions - before);
    QVERIFY(world.passUntil([run] { return run->isOver(); }, 15min));
    world.passUntil([] { return false; }, 5min);
    QCOMPARE(world.sent(), before);
    QCOMPARE(world.mostForOne(), 1);
    QCOMPARE(run->counts().done, before);
    QCOMPARE(world.pausedAtTheServer(), before);
    QVERIFY(world.passUntil([&] { return world.pausedInTheWindow() == before; }, 5min));
}

} // namespace sandglass::chaos

QTEST_GUILESS_MAIN(sandglass::chaos::SharedLimitTest)

#include "tst_sharedlimit.moc"
