// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actiondepartures.h"

#include "store/ratebudget.h"

#include <algorithm>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Lane = ActionQueue::Lane;

namespace {

// Polls come up to a tenth later than they might.
constexpr auto kReadsFirst = 250ms;
constexpr int kReadsFirstPart = 8;

} // namespace

ActionDepartures::ActionDepartures(Clock &clock, RateBudget &budget,
                                   std::function<void(const ActionQueue::Entry &)> send,
                                   std::function<void()> due)
    : m_clock(clock), m_budget(budget), m_send(std::move(send)), m_due(std::move(due))
{}

std::vector<ActionQueue::Entry> ActionDepartures::takeAll()
{
    return std::exchange(m_queue, {}).entries();
}

std::optional<Lane> ActionDepartures::nextLane() const
{
    if (m_inFlight >= places(Lane::Click))
        return std::nullopt;
    if (m_queue.size(Lane::Click) > 0)
        return Lane::Click;
    if (m_queue.size(Lane::Bulk) > 0 && m_bulkInFlight < places(Lane::Bulk))
        return Lane::Bulk;
    return std::nullopt;
}

int ActionDepartures::places(Lane lane) const
{
    if (m_careful)
        return 1;
    return lane == Lane::Bulk ? m_places - kKeptForClicks : m_places;
}

std::chrono::milliseconds ActionDepartures::start()
{
    m_timer.reset();
    while (const auto lane = nextLane()) {
        if (const auto wait = mustWait(*lane); wait > 0ms) {
            m_timer = m_clock.after(wait, m_due);
            return wait;
        }
        const auto entry = m_queue.first(*lane);
        m_queue.remove(entry->number);
        m_send(*entry);
    }
    return 0ms;
}

void ActionDepartures::refused(MonoTime sent, std::chrono::milliseconds wait)
{
    const MonoTime now = m_clock.monoNow();
    m_careful = true;
    m_refusedSince = std::max(m_refusedSince, sent);
    // Those that were on their way together are refused together.
    if (m_restsUntil <= now)
        ++m_refusals;
    const int doublings = std::min(m_refusals - 1, 4);
    const auto longer =
        std::max(wait, std::min<std::chrono::milliseconds>(wait * (1 << doublings), kLongestRest));
    m_restsUntil = std::max(m_restsUntil, now + longer + longer / kReadsFirstPart + kReadsFirst);
}

void ActionDepartures::taken(MonoTime sent)
{
    // What left together with the one that was refused says nothing of what comes now.
    if (sent <= m_refusedSince)
        return;
    m_careful = false;
    m_refusals = 0;
    m_restsUntil = {};
}

std::chrono::milliseconds ActionDepartures::rest(MonoTime now) const
{
    return std::max<std::chrono::milliseconds>(m_restsUntil - now, 0ms);
}

std::chrono::milliseconds ActionDepartures::mustWait(Lane lane) const
{
    const MonoTime now = m_clock.monoNow();
    return std::max(lane == Lane::Click ? m_budget.actionMustWait(now) : m_budget.bulkMustWait(now),
                    rest(now));
}

void ActionDepartures::left(Lane lane)
{
    ++m_inFlight;
    if (lane == Lane::Bulk)
        ++m_bulkInFlight;
}

void ActionDepartures::landed(Lane lane)
{
    --m_inFlight;
    if (lane == Lane::Bulk)
        --m_bulkInFlight;
}

void ActionDepartures::answered(std::chrono::milliseconds took)
{
    m_answerTime = (3 * m_answerTime + took) / 4; // the later ones count more
}

void ActionDepartures::note(const Exchange &exchange)
{
    const int status = exchange.httpStatus;
    const bool isGood = exchange.overHttp2 && status >= 200 && status < 300;
    if (exchange.method == "GET"_L1) {
        // Reads tell what the server speaks, and nothing of how it bears many actions.
        if (isGood && !m_metActions)
            m_places = kFirstStreams;
        return;
    }
    m_metActions = true;
    // A server in trouble gets no more than one that was never met.
    if (!exchange.overHttp2 || status < 200 || status == 429 || status >= 500)
        m_places = kMostInFlight;
    else if (isGood)
        m_places = std::min(m_places + kWiden, kMostStreams);
}

} // namespace sandglass
