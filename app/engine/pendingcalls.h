// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <algorithm>
#include <map>

namespace sandglass::engine {

/// Calls to be made later, each once. None of them is made any more when this is gone.
class PendingCalls
{
public:
    /// Timers count in an int of milliseconds: whoever waits longer is woken early, and asks again.
    static constexpr std::chrono::milliseconds kLongest = std::chrono::hours{24};

    /// @p clock must outlive this.
    explicit PendingCalls(Clock &clock) : m_clock(clock) {}

    void after(std::chrono::milliseconds delay, std::function<void()> work)
    {
        const quint64 number = ++m_last;
        const auto wait = std::clamp(delay, std::chrono::milliseconds{0}, kLongest);
        m_timers[number] = m_clock.after(wait, [this, number, work = std::move(work)] {
            const auto done = m_timers.extract(number);
            work();
        });
    }

private:
    Clock &m_clock;
    std::map<quint64, Timer> m_timers;
    quint64 m_last = 0;
};

} // namespace sandglass::engine
