// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/manualclock.h"

#include <algorithm>

namespace sandglass::test {

using namespace std::chrono_literals;

struct ManualClock::State
{
    using Key = std::pair<MonoTime, quint64>; ///< when, and in which order asked for

    UtcTime utc = kStartUtc;
    MonoTime mono = kStartMono;
    std::chrono::milliseconds slept{0};
    quint64 lastNumber = 0;
    std::map<Key, std::function<void()>> timers;
    std::map<quint64, std::function<void(std::chrono::milliseconds)>> watches;
    std::optional<std::chrono::milliseconds> jumped; ///< how long nothing ran, by mono
};

class ManualClock::Call final : public ScheduledCall
{
public:
    Call(std::weak_ptr<State> state, State::Key key) : m_state(std::move(state)), m_key(key) {}
    ~Call() override
    {
        if (const auto state = m_state.lock())
            state->timers.erase(m_key);
    }

private:
    std::weak_ptr<State> m_state;
    State::Key m_key;
};

class ManualClock::Watch final : public ScheduledCall
{
public:
    Watch(std::weak_ptr<State> state, quint64 key) : m_state(std::move(state)), m_key(key) {}
    ~Watch() override
    {
        if (const auto state = m_state.lock())
            state->watches.erase(m_key);
    }

private:
    std::weak_ptr<State> m_state;
    quint64 m_key;
};

ManualClock::ManualClock() : m_state(std::make_shared<State>()) {}

ManualClock::~ManualClock() = default;

UtcTime ManualClock::utcNow() const
{
    return m_state->utc;
}

MonoTime ManualClock::monoNow() const
{
    return m_state->mono;
}

std::chrono::milliseconds ManualClock::slept() const
{
    return m_state->slept;
}

Timer ManualClock::after(std::chrono::milliseconds delay, std::function<void()> callback)
{
    const State::Key key{m_state->mono + std::max<std::chrono::milliseconds>(delay, 0ms),
                         ++m_state->lastNumber};
    m_state->timers.emplace(key, std::move(callback));
    return std::make_unique<Call>(m_state, key);
}

Timer ManualClock::whenJumped(std::function<void(std::chrono::milliseconds)> callback)
{
    const quint64 key = ++m_state->lastNumber;
    m_state->watches.emplace(key, std::move(callback));
    return std::make_unique<Watch>(m_state, key);
}

void ManualClock::tellOfJump()
{
    const auto late = std::exchange(m_state->jumped, std::nullopt);
    if (!late)
        return;
    const auto watches = m_state->watches;
    for (const auto &[key, callback] : watches) {
        if (m_state->watches.contains(key))
            callback(*late);
    }
}

void ManualClock::advance(std::chrono::milliseconds duration)
{
    tellOfJump();
    const MonoTime end = m_state->mono + duration;
    while (!m_state->timers.empty() && m_state->timers.begin()->first.first <= end)
        fireFirst();
    m_state->utc += end - m_state->mono;
    m_state->mono = end;
}

bool ManualClock::advanceToNextTimer()
{
    tellOfJump();
    if (m_state->timers.empty())
        return false;
    fireFirst();
    return true;
}

void ManualClock::jumpWall(std::chrono::milliseconds by)
{
    m_state->utc += by;
    m_state->jumped = m_state->jumped.value_or(0ms);
}

void ManualClock::suspend(std::chrono::milliseconds wall, std::chrono::milliseconds monotonic)
{
    m_state->utc += wall;
    m_state->mono += monotonic;
    m_state->slept += wall - monotonic;
    m_state->jumped = m_state->jumped.value_or(0ms) + monotonic;
}

int ManualClock::timerCount() const
{
    return static_cast<int>(m_state->timers.size());
}

std::optional<std::chrono::milliseconds> ManualClock::untilNextTimer() const
{
    if (m_state->timers.empty())
        return std::nullopt;
    return std::max<std::chrono::milliseconds>(m_state->timers.begin()->first.first - m_state->mono, 0ms);
}

void ManualClock::fireFirst()
{
    // Out of the map before the call: what is called may destroy its own timer.
    const auto timer = m_state->timers.extract(m_state->timers.begin());
    // A timer found late, after a suspend, fires now.
    const auto step = std::max<std::chrono::milliseconds>(timer.key().first - m_state->mono, 0ms);
    m_state->mono += step;
    m_state->utc += step;
    timer.mapped()();
}

} // namespace sandglass::test
