// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/actionqueue.h"

#include <functional>

namespace sandglass {

class RateBudget;

/// Who may leave for the server, and when: clicks before one of many, only so many at a time, none beyond the
/// request budget. Knows whose turn it is, not what is sent. GUI thread; @p clock and @p budget outlive it.
class ActionDepartures
{
public:
    /// Of the six connections Qt opens to a host; the rest is for reads.
    static constexpr int kMostInFlight = 4;
    /// Of those, what one request for many sandboxes may take; a click always finds a place.
    static constexpr int kMostBulkInFlight = 3;

    /// @p send sends what has just left the queue, and calls left() if something went. @p due is called when
    /// the rate limit lets the next one go: time to call start().
    ActionDepartures(Clock &clock, RateBudget &budget, std::function<void(const ActionQueue::Entry &)> send,
                     std::function<void()> due);

    /// Puts it into the queue, at its old place if it was there before. Nothing leaves before start().
    void add(ActionQueue::Lane lane, const ActionQueue::Entry &entry) { m_queue.add(lane, entry); }
    void remove(quint64 number) { m_queue.remove(number); }
    /// Empties the queue.
    std::vector<ActionQueue::Entry> takeAll();
    [[nodiscard]] const ActionQueue &queue() const { return m_queue; }

    /// Lets go who may. How long the rate limit keeps the next one; 0 where it is not the limit that does.
    std::chrono::milliseconds start();
    void left(ActionQueue::Lane lane);
    /// It takes no place any more, answered or not.
    void landed(ActionQueue::Lane lane);
    /// An answer came after @p took.
    void answered(std::chrono::milliseconds took);
    /// After a refusal for the rate limit's sake they leave one at a time, until the server takes one.
    void setCareful(bool careful) { m_careful = careful; }

    /// How long the server lately took to answer.
    [[nodiscard]] std::chrono::milliseconds answerTime() const { return m_answerTime; }

private:
    /// The lane whose turn it is, if there is a place for it.
    [[nodiscard]] std::optional<ActionQueue::Lane> nextLane() const;

    Clock &m_clock;
    RateBudget &m_budget;
    std::function<void(const ActionQueue::Entry &)> m_send;
    std::function<void()> m_due;
    ActionQueue m_queue;
    Timer m_timer;
    std::chrono::milliseconds m_answerTime{500};
    int m_inFlight = 0;
    int m_bulkInFlight = 0;
    bool m_careful = false;
};

} // namespace sandglass
