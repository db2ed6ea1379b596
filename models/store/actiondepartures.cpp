// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actiondepartures.h"

#include "store/ratebudget.h"

#include <utility>

namespace sandglass {

using namespace std::chrono_literals;
using Lane = ActionQueue::Lane;

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
    if (m_inFlight >= (m_careful ? 1 : kMostInFlight))
        return std::nullopt;
    if (m_queue.size(Lane::Click) > 0)
        return Lane::Click;
    if (m_queue.size(Lane::Bulk) > 0 && m_bulkInFlight < kMostBulkInFlight)
        return Lane::Bulk;
    return std::nullopt;
}

std::chrono::milliseconds ActionDepartures::start()
{
    m_timer.reset();
    while (const auto lane = nextLane()) {
        const MonoTime now = m_clock.monoNow();
        const auto wait = *lane == Lane::Click ? m_budget.actionMustWait(now) : m_budget.bulkMustWait(now);
        if (wait > 0ms) {
            m_timer = m_clock.after(wait, m_due);
            return wait;
        }
        const auto entry = m_queue.first(*lane);
        m_queue.remove(entry->number);
        m_send(*entry);
    }
    return 0ms;
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

} // namespace sandglass
