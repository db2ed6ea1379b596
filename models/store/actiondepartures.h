// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/actionqueue.h"

#include <functional>

namespace sandglass {

class RateBudget;
struct Exchange;

/// Who may leave for the server, and when: clicks before one of many, only so many at a time, none beyond the
/// request budget. Knows whose turn it is, not what is sent. GUI thread; @p clock and @p budget outlive it.
class ActionDepartures
{
public:
    /// Of the six connections Qt opens to a host for HTTP/1.1; the rest is for reads.
    static constexpr int kMostInFlight = 4;
    /// Over HTTP/2 they share one connection. What is beyond waits inside Qt, at a cost that grows with the
    /// square of their number (measured with 6.4), and usual servers take no more at a time.
    static constexpr int kMostStreams = 100;
    /// What a server that answers reads over HTTP/2 is given to begin with,
    static constexpr int kFirstStreams = 64;
    /// and so many more at a time for each good answer: a server that answers is asked for more.
    static constexpr int kWiden = 8;
    /// Of all places, what many actions leave free, so that a click always finds one.
    static constexpr int kKeptForClicks = 1;
    /// The longest that refusals, of which none asks for more, keep them.
    static constexpr std::chrono::milliseconds kLongestRest{60'000};

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
    /// How a request to the same server ended; of one that was sent here, before it lands.
    void note(const Exchange &exchange);
    /// The server refused one sent at @p sent for the rate limit's sake and is to be left alone for @p wait.
    /// Until it takes one they leave one at a time, each after a read that waits as well and, where one
    /// refusal follows another, after twice the time: else they would keep the list from being read for as
    /// long as they try.
    void refused(MonoTime sent, std::chrono::milliseconds wait);
    /// The server took one that was sent at @p sent, or refused it for another reason.
    void taken(MonoTime sent);
    [[nodiscard]] int refusalsInARow() const { return m_refusals; }
    /// How long refusals keep all of them,
    [[nodiscard]] std::chrono::milliseconds rest(MonoTime now) const;
    /// and what else keeps the next one, while the rate limit is what does.
    [[nodiscard]] std::chrono::milliseconds mustWait(ActionQueue::Lane lane) const;

    /// How long the server lately took to answer.
    [[nodiscard]] std::chrono::milliseconds answerTime() const { return m_answerTime; }
    [[nodiscard]] int inFlight() const { return m_inFlight; }
    /// How many may be on their way at a time.
    [[nodiscard]] int places(ActionQueue::Lane lane) const;

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
    int m_places = kMostInFlight;
    int m_inFlight = 0;
    int m_bulkInFlight = 0;
    bool m_metActions = false; ///< the server has answered one
    bool m_careful = false;
    int m_refusals = 0;        ///< in a row
    MonoTime m_refusedSince{}; ///< when the last one that was refused had left
    MonoTime m_restsUntil{};
};

} // namespace sandglass
