// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ratebudget.h"

#include <algorithm>
#include <cmath>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr auto kMinute = 60'000ms;
constexpr auto kShortestBlock = 1'000ms;
constexpr auto kBlockWithoutHint = 10'000ms;

} // namespace

void RateBudget::record(const Exchange &exchange, MonoTime now)
{
    m_sent.push_back(now);
    forgetOld(now);

    const RateInfo &rate = exchange.rate;
    if (rate.limitPerMinute && *rate.limitPerMinute > 0) {
        m_limit = *rate.limitPerMinute;
        m_limitKnown = true;
    }
    // The reset is a moment of the server's clock; only its distance to the server's own Date can be used.
    const UtcTime serverNow = exchange.serverDate.value_or(exchange.answeredAt);
    std::optional<std::chrono::milliseconds> untilReset;
    if (rate.resetAt)
        untilReset = std::clamp<std::chrono::milliseconds>(*rate.resetAt - serverNow, 0ms, kLongestWait);
    if (rate.remaining) {
        m_remaining = std::max(0, *rate.remaining);
        m_resetAt = now + untilReset.value_or(exchange.retryAfter.value_or(kMinute));
    }
    if (exchange.httpStatus == 429) {
        const auto wait = exchange.retryAfter.value_or(untilReset.value_or(kBlockWithoutHint));
        m_blockedUntil = now + std::clamp<std::chrono::milliseconds>(wait, kShortestBlock, kLongestWait);
    }
}

int RateBudget::usedInLastMinute(MonoTime now) const
{
    const auto own = static_cast<int>(
        std::count_if(m_sent.begin(), m_sent.end(), [now](MonoTime at) { return now - at < kMinute; }));
    const std::optional<int> remaining = remainingAt(now);
    return remaining ? std::max(own, m_limit - *remaining) : own;
}

std::chrono::milliseconds RateBudget::shortestPollInterval(int requests) const
{
    const double pollsPerMinute = m_limit * kPollingShare / std::max(1, requests);
    return std::chrono::milliseconds{
        static_cast<qint64>(std::ceil(static_cast<double>(kMinute.count()) / pollsPerMinute))};
}

std::chrono::milliseconds RateBudget::pollMustWait(int requests, MonoTime now) const
{
    if (m_blockedUntil > now)
        return m_blockedUntil - now;
    const int reserve = static_cast<int>(m_limit * (1 - kPollingShare) / 2);
    const std::optional<int> remaining = remainingAt(now);
    // A poll larger than the whole allowance must still happen some day: then only an untouched minute will
    // do.
    const int needed = std::min(requests + reserve, m_limit);
    if (remaining && *remaining < needed)
        return m_resetAt - now;
    return untilOwnLeave(needed, now);
}

std::chrono::milliseconds RateBudget::actionMustWait(MonoTime now) const
{
    if (m_blockedUntil > now)
        return m_blockedUntil - now;
    if (const std::optional<int> remaining = remainingAt(now); remaining && *remaining <= 0)
        return m_resetAt - now;
    return untilOwnLeave(1, now);
}

std::chrono::milliseconds RateBudget::untilOwnLeave(int requests, MonoTime now) const
{
    if (m_remaining)
        return 0ms; // the server counts, and its minutes are not ours
    const auto firstInMinute = std::upper_bound(m_sent.begin(), m_sent.end(), now - kMinute);
    const auto excess = (m_sent.end() - firstInMinute) + requests - m_limit;
    if (excess <= 0)
        return 0ms;
    const auto last = std::min(firstInMinute + (excess - 1), m_sent.end() - 1);
    return *last + kMinute - now;
}

void RateBudget::forgetOld(MonoTime now)
{
    while (!m_sent.empty() && now - m_sent.front() >= kMinute)
        m_sent.pop_front();
}

std::optional<int> RateBudget::remainingAt(MonoTime now) const
{
    if (!m_remaining || now >= m_resetAt)
        return std::nullopt;
    return m_remaining;
}

} // namespace sandglass
