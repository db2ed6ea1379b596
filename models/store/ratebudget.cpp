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

std::chrono::milliseconds RateForecast::waitOf(int place) const
{
    if (place < now)
        return 0ms;
    return untilMore + (place - now) / std::max(1, perMinute) * kMinute;
}

RateBudget::UnderWay::UnderWay(std::shared_ptr<int> count, int requests)
    : m_count(std::move(count)), m_requests(requests)
{
    *m_count += m_requests;
}

RateBudget::UnderWay::UnderWay(UnderWay &&other) noexcept
    : m_count(std::move(other.m_count)), m_requests(other.m_requests)
{}

RateBudget::UnderWay &RateBudget::UnderWay::operator=(UnderWay &&other) noexcept
{
    if (this != &other) {
        end();
        m_count = std::move(other.m_count);
        m_requests = other.m_requests;
    }
    return *this;
}

void RateBudget::UnderWay::end()
{
    if (const auto count = std::exchange(m_count, nullptr))
        *count -= m_requests;
}

RateBudget::UnderWay RateBudget::begin(int requests)
{
    return {m_underWay, requests};
}

RateBudget::UnderWay RateBudget::beginPoll(int requests)
{
    return {m_pollUnderWay, requests};
}

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
    // A moment that is only a little later may be the same one, named anew.
    const bool isLater = rate.resetAt && m_toldReset && *rate.resetAt - *m_toldReset > kMinute / 2;
    if (rate.remaining && (isLater || !serverTells(now))) {
        m_early.beginMinute();
        m_minuteBegan = now;
        m_ownActions = 0;
    }
    if (exchange.method == QLatin1StringView("GET"))
        m_reads.push_back(now);
    else
        ++m_ownActions;
    if (rate.remaining) {
        const int told = std::max(0, *rate.remaining);
        const MonoTime resetAt = now + bounded(untilReset.value_or(exchange.retryAfter.value_or(kMinute)));
        // Answers overtake each other. Within one minute of the server's the lower number is the newer, and
        // the earlier moment the better guess, for every error of it is on the late side.
        const bool sameMinute = rate.resetAt && rate.resetAt == m_toldReset && serverTells(now);
        m_remaining = sameMinute ? std::min(*m_remaining, told) : told;
        m_resetAt = sameMinute ? std::min(resetAt, m_resetAt) : resetAt;
        m_toldReset = rate.resetAt;
        noteSpent(now);
    } else if (serverTells(now)) {
        m_remaining = std::max(0, *m_remaining - 1);
    }
    if (exchange.httpStatus == 429)
        refuse(exchange.retryAfter ? exchange.retryAfter : untilReset, now);
}

void RateBudget::noteSpent(MonoTime now)
{
    // What the server says may be of a request of ours whose answer is yet to come.
    const int open = std::max(0, *m_underWay - 1);
    const int own = ownSince(std::max(m_minuteBegan, now - kMinute + 1ms));
    const int others = std::max(0, m_limit - *m_remaining - own - open);
    const int reads = std::clamp(own - m_ownActions, 0, mostReadsWhileMany());
    m_early.note({static_cast<double>(others), static_cast<double>(reads)}, kMinute - (m_resetAt - now),
                 *m_remaining <= share(kBulkReserve) && open == 0);
}

int RateBudget::mostReadsWhileMany() const
{
    // There will be fewer polls when there are many actions.
    return m_load == Load::Many ? m_limit : share(kPollingShareWhileMany);
}

int RateBudget::readsWhileMany(MonoTime now) const
{
    const auto first = std::upper_bound(m_reads.begin(), m_reads.end(), now - kMinute);
    return std::min(static_cast<int>(m_reads.end() - first), mostReadsWhileMany());
}

void RateBudget::refuse(std::optional<std::chrono::milliseconds> retryAfter, MonoTime now)
{
    const auto wait = std::clamp<std::chrono::milliseconds>(retryAfter.value_or(kBlockWithoutHint),
                                                            kShortestBlock, kLongestWait);
    m_blockedUntil = std::max(m_blockedUntil, now + wait);
}

void RateBudget::sleptFor(std::chrono::milliseconds length)
{
    for (MonoTime &sent : m_sent)
        sent -= length;
    for (MonoTime &sent : m_reads)
        sent -= length;
    m_resetAt -= length;
    m_minuteBegan -= length;
    m_blockedUntil -= length;
}

int RateBudget::usedInLastMinute(MonoTime now) const
{
    // A number beyond the limit tells nothing about this key.
    const int used =
        serverTells(now) && *m_remaining <= m_limit ? m_limit - *m_remaining : ownSince(now - kMinute + 1ms);
    return std::min(used, m_limit);
}

double RateBudget::pollingShare() const
{
    return m_load == Load::Many ? kPollingShareWhileMany : kPollingShare;
}

int RateBudget::pollReserve() const
{
    // Many actions leave more than polls do, or the list would stand still for as long as they last.
    return m_load == Load::None ? share((1 - kPollingShare) / 2) : share(kBulkReserve / 4);
}

std::chrono::milliseconds RateBudget::shortestPollInterval(int requests) const
{
    const double pollsPerMinute = m_limit * pollingShare() / std::max(1, requests);
    return std::chrono::milliseconds{
        static_cast<qint64>(std::ceil(static_cast<double>(kMinute.count()) / pollsPerMinute))};
}

std::chrono::milliseconds RateBudget::pollMustWait(int requests, MonoTime now) const
{
    return mustWait(requests + pollReserve(), now);
}

int RateBudget::largestPoll() const
{
    return std::max(1, share(pollingShare()));
}

int RateBudget::pollAllowance(MonoTime now) const
{
    return std::clamp(left(now) - underWay() - pollReserve(), 1, largestPoll());
}

int RateBudget::spareReads() const
{
    return std::max(0, m_limit - largestPoll() - share(kBulkReserve));
}

std::chrono::milliseconds RateBudget::actionMustWait(MonoTime now) const
{
    return mustWait(1, now);
}

std::chrono::milliseconds RateBudget::bulkMustWait(MonoTime now) const
{
    return mustWait(1 + share(kBulkReserve), now);
}

RateForecast RateBudget::forecast(MonoTime now) const
{
    RateForecast forecast;
    const EarlySpending::Requests &early = m_early.usual();
    forecast.others = static_cast<int>(std::lround(early.ofOthers));
    const int reads = m_remaining ? static_cast<int>(std::lround(early.ownReads)) : readsWhileMany(now);
    forecast.perMinute = std::max(1, m_limit - share(kBulkReserve) - forecast.others - reads);
    if (m_blockedUntil > now) {
        forecast.untilMore = m_blockedUntil - now;
        if (serverTells(m_blockedUntil))
            forecast.untilMore = m_resetAt - now;
        return forecast;
    }
    const int reserve = std::min(share(kBulkReserve), m_limit - 1);
    forecast.now = std::max(0, left(now) - underWay() - reserve);
    if (serverTells(now))
        forecast.untilMore = m_resetAt - now;
    else if (m_remaining)
        forecast.untilMore = kMinute;
    else
        forecast.untilMore = std::max(untilOwnLeave(forecast.now + reserve + 1, now), 0ms);
    if (forecast.untilMore == 0ms)
        forecast.untilMore = kMinute; // the minute begins with the first of them
    return forecast;
}

std::chrono::milliseconds RateBudget::mustWait(int needed, MonoTime now) const
{
    if (m_blockedUntil > now)
        return m_blockedUntil - now;
    // What is larger than the whole allowance must still happen some day: then only an untouched minute will
    // do.
    needed = std::min(needed, m_limit);
    const int free = left(now);
    if (free - underWay() >= needed)
        return 0ms;
    if (free >= needed)
        return kAwaitAnswers;
    return serverTells(now) ? m_resetAt - now : std::max(untilOwnLeave(needed, now), kAwaitAnswers);
}

int RateBudget::ownSince(MonoTime since) const
{
    return static_cast<int>(m_sent.end() - std::lower_bound(m_sent.begin(), m_sent.end(), since));
}

int RateBudget::left(MonoTime now) const
{
    if (serverTells(now))
        return *m_remaining;
    // The server counts, and its minutes are not ours: a new one has begun.
    const MonoTime since = m_remaining ? std::max(m_resetAt, now - kMinute + 1ms) : now - kMinute + 1ms;
    return m_limit - ownSince(since);
}

std::chrono::milliseconds RateBudget::untilOwnLeave(int requests, MonoTime now) const
{
    const auto firstInMinute = std::upper_bound(m_sent.begin(), m_sent.end(), now - kMinute);
    const auto excess = (m_sent.end() - firstInMinute) + requests - m_limit;
    if (excess <= 0 || firstInMinute == m_sent.end())
        return 0ms;
    const auto last = std::min(firstInMinute + (excess - 1), m_sent.end() - 1);
    return *last + kMinute - now;
}

void RateBudget::forgetOld(MonoTime now)
{
    while (!m_sent.empty() && now - m_sent.front() >= kMinute)
        m_sent.pop_front();
    while (!m_reads.empty() && now - m_reads.front() >= kMinute)
        m_reads.pop_front();
}

int RateBudget::share(double part) const
{
    return std::max(m_limit > 1 ? 1 : 0, static_cast<int>(m_limit * part));
}

} // namespace sandglass
