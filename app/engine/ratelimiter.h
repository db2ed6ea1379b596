// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <algorithm>

namespace sandglass::engine {

/// So many requests a minute, counted in fixed windows that begin with their first request.
class RateLimiter
{
public:
    struct State
    {
        bool allowed = true;
        int limit = 0;
        int remaining = 0;
        std::chrono::sys_seconds reset{}; ///< when the window ends, rounded up

        /// Whole seconds until the window ends, at least 1.
        [[nodiscard]] qint64 retryAfter(UtcTime now) const
        {
            return std::max<qint64>(1, std::chrono::ceil<std::chrono::seconds>(reset - now).count());
        }
    };

    explicit RateLimiter(int perMinute) : m_limit(perMinute) {}

    /// Counts one request, if there is room for it.
    State spend(UtcTime now)
    {
        openWindow(now);
        const bool allowed = m_used < m_limit;
        if (allowed)
            ++m_used;
        State state = look(now);
        state.allowed = allowed;
        return state;
    }

    /// The state without counting anything.
    [[nodiscard]] State look(UtcTime now) const
    {
        const bool isOpen = m_used > 0 && now < m_begin + kWindow && now >= m_begin;
        const UtcTime end = (isOpen ? m_begin : now) + kWindow;
        return {true, m_limit, isOpen ? m_limit - m_used : m_limit,
                std::chrono::ceil<std::chrono::seconds>(end)};
    }

private:
    static constexpr std::chrono::seconds kWindow{60};

    void openWindow(UtcTime now)
    {
        if (m_used > 0 && now < m_begin + kWindow && now >= m_begin)
            return;
        m_begin = now;
        m_used = 0;
    }

    const int m_limit;
    int m_used = 0;
    UtcTime m_begin{};
};

} // namespace sandglass::engine
