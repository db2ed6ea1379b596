// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation.h"

namespace sandglass::chaos {

using namespace std::chrono_literals;

namespace {

/// Two computers with a clock each: the dashboard's may be set or put to sleep, the other is the world's.
class Simulation
{
public:
    explicit Simulation(const Course &course)
        : m_course(course)
        , m_random(course.seed * 7U + 1)
        , m_weather(course.seed * 31U + 3)
        , m_server(m_truth, course.seed)
        , m_dashboard({m_client, m_truth, m_server, m_weather}, course.mistake, course.seed)
        , m_user(m_dashboard, course.seed * 17U + 5)
        , m_watcher(m_dashboard, m_user)
    {}

    QStringList run()
    {
        m_dashboard.poller.start();
        m_dashboard.templates.want();
        turnWeather();
        turnUser();
        turnFate();
        runFor(m_course.length);

        // Fine weather, and nobody clicks any more.
        m_weatherTimer.reset();
        m_userTimer.reset();
        m_fateTimer.reset();
        m_weather.clear();
        m_dashboard.deletions.undo();
        m_dashboard.poller.setVisible(true);
        // What began within a sleep is slept first, or the dashboard had no time at all between it and the
        // end.
        while (m_slept > 0ms && m_watcher.violations().isEmpty())
            step();
        // Until whatever was under way is over, and no recent read is trusted more than a list.
        runFor(70s);
        m_watcher.expectTruth();
        runFor(30min);
        if (m_watcher.violations().isEmpty())
            m_watcher.expectPeace();
        return m_watcher.violations();
    }

    Tally tally() const
    {
        Tally tally = m_tally;
        tally.faults = m_weather.counts();
        tally.clicks = m_user.clicks();
        tally.events = m_watcher.checks();
        tally.requests = m_watcher.requests();
        tally.foreseen = m_watcher.foreseenPolls();
        return tally;
    }

private:
    void runFor(std::chrono::milliseconds duration)
    {
        const MonoTime end = m_truth.monoNow() + duration;
        while (m_truth.monoNow() < end && m_watcher.violations().isEmpty())
            step();
    }

    void step()
    {
        // Whoever is due first; there always is a poll or a user.
        const auto client = m_client.untilNextTimer();
        const auto world = m_truth.untilNextTimer();
        if (client && (!world || *client < *world)) {
            m_truth.advance(*client);
            m_client.advanceToNextTimer();
        } else {
            m_client.advance(world.value_or(1s));
            m_truth.advanceToNextTimer();
        }
        if (m_slept > 0ms) {
            // The world goes on meanwhile.
            m_truth.advance(std::exchange(m_slept, 0ms));
        }
        m_watcher.check();
    }

    void turnWeather()
    {
        m_weatherTimer = m_truth.after(m_weather.change(), [this] { turnWeather(); });
    }
    void turnUser()
    {
        m_userTimer = m_client.after(m_user.act(), [this] { turnUser(); });
    }

    /// What happens rarely and to everything at once.
    void turnFate()
    {
        m_fateTimer = m_truth.after(1min + 1s * m_random.below(600), [this] {
            switch (m_random.below(4)) {
            case 0:
                ++m_tally.restarts;
                m_dashboard.actionWire.cutAll();
                m_dashboard.pollWire.cutAll();
                m_server.restart(m_course.seed + 1'000U * static_cast<quint32>(m_tally.restarts));
                break;
            case 1:
                ++m_tally.clockJumps;
                m_client.jumpWall(m_random.chance(50) ? 24h : -24h);
                break;
            default:
                ++m_tally.sleeps;
                m_slept = 20s + 1s * m_random.below(m_random.chance(30) ? 7'200 : 300);
                m_dashboard.actionWire.forgetAll();
                m_dashboard.pollWire.forgetAll();
                m_client.suspend(m_slept);
                break;
            }
            turnFate();
        });
    }

    const Course m_course;
    test::Random m_random;
    test::ManualClock m_client;
    test::ManualClock m_truth;
    Weather m_weather;
    Server m_server;
    Dashboard m_dashboard;
    User m_user;
    Watcher m_watcher;
    Timer m_weatherTimer;
    Timer m_userTimer;
    Timer m_fateTimer;
    std::chrono::milliseconds m_slept{0};
    Tally m_tally;
};

} // namespace

void Tally::add(const Tally &other)
{
    for (std::size_t i = 0; i < kFaults; ++i)
        faults.at(i) += other.faults.at(i);
    restarts += other.restarts;
    clockJumps += other.clockJumps;
    sleeps += other.sleeps;
    clicks += other.clicks;
    events += other.events;
    requests += other.requests;
    foreseen += other.foreseen;
}

QStringList run(const Course &course, Tally &tally)
{
    Simulation simulation(course);
    QStringList violations = simulation.run();
    tally.add(simulation.tally());
    return violations;
}

} // namespace sandglass::chaos
