// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/exchange.h"
#include "domain/times.h"

#include <deque>
#include <optional>

namespace sandglass {

/// The requests a minute the key may spend (contract 2.4): learnt from the server's headers, 100 until told
/// otherwise. Polling may use a part of it; the rest is kept for clicks. A value; GUI thread.
class RateBudget
{
public:
    static constexpr int kDefaultPerMinute = 100;
    /// A hint to wait longer is not believed.
    static constexpr std::chrono::milliseconds kLongestWait{120'000};
    static constexpr double kPollingShare = 0.6;

    /// Counts one request and learns from its answer. @p now is when the answer came.
    void record(const Exchange &exchange, MonoTime now);

    [[nodiscard]] int limitPerMinute() const { return m_limit; }
    [[nodiscard]] bool isLimitKnown() const { return m_limitKnown; }
    /// Our own requests in the minute before @p now; or what the headers say was spent, where that is more,
    /// for others may use the same key.
    [[nodiscard]] int usedInLastMinute(MonoTime now) const;
    /// The shortest interval at which polls of @p requests each stay within the share of polling.
    [[nodiscard]] std::chrono::milliseconds shortestPollInterval(int requests) const;
    /// How long nothing may be sent: after a 429, or when the minute is spent; polls keep a reserve for
    /// clicks.
    [[nodiscard]] std::chrono::milliseconds pollMustWait(int requests, MonoTime now) const;
    [[nodiscard]] std::chrono::milliseconds actionMustWait(MonoTime now) const;

private:
    void forgetOld(MonoTime now);
    /// Where the server never told what remains: how long until @p requests fit into the minute.
    [[nodiscard]] std::chrono::milliseconds untilOwnLeave(int requests, MonoTime now) const;
    [[nodiscard]] std::optional<int> remainingAt(MonoTime now) const;

    int m_limit = kDefaultPerMinute;
    bool m_limitKnown = false;
    std::deque<MonoTime> m_sent;
    std::optional<int> m_remaining; ///< as last told; until m_resetAt
    MonoTime m_resetAt{};
    MonoTime m_blockedUntil{};
};

} // namespace sandglass
