// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/exchange.h"
#include "domain/times.h"
#include "store/earlyspending.h"

#include <deque>
#include <memory>
#include <optional>

namespace sandglass {

/// When the requests of a large number of actions may leave, as far as can be known now.
struct RateForecast
{
    int now = 0; ///< may leave at once
    std::chrono::milliseconds untilMore{0};
    int perMinute = 1; ///< from then on
    int others = 0;    ///< requests a minute that are reckoned to go to other programs with the same key

    /// How long the request with this place in the queue has to wait for the rate limit; 0 is the first.
    [[nodiscard]] std::chrono::milliseconds waitOf(int place) const;
    bool operator==(const RateForecast &) const = default;
};

/// The requests a minute the key may spend (contract 2.4): learnt from the server's headers, 100 until told
/// otherwise. Polling may use a part of it and a large number of actions leaves a part, so that a click
/// finds room at any time. GUI thread.
class RateBudget
{
public:
    static constexpr int kDefaultPerMinute = 100;
    /// A hint to wait longer is not believed.
    static constexpr std::chrono::milliseconds kLongestWait{120'000};
    /// What a server told us to wait, as far as we do so by ourselves.
    static std::chrono::milliseconds bounded(std::chrono::milliseconds told)
    {
        return std::min(told, kLongestWait);
    }
    static constexpr double kPollingShare = 0.6;
    /// While many actions are under way, the list is read less often,
    static constexpr double kPollingShareWhileMany = 0.15;
    /// and this much of the limit is left for those reads and for single clicks.
    static constexpr double kBulkReserve = 0.2;
    /// How soon to look again where answers under way decide whether more may leave.
    static constexpr std::chrono::milliseconds kAwaitAnswers{250};

    /// Requests that have left and whose answers have not come: as long as this lives they count as spent.
    class UnderWay
    {
    public:
        UnderWay() = default;
        UnderWay(UnderWay &&other) noexcept;
        UnderWay &operator=(UnderWay &&other) noexcept;
        UnderWay(const UnderWay &) = delete;
        UnderWay &operator=(const UnderWay &) = delete;
        ~UnderWay() { end(); }

        void end();

    private:
        friend class RateBudget;
        UnderWay(std::shared_ptr<int> count, int requests);

        std::shared_ptr<int> m_count;
        int m_requests = 0;
    };

    RateBudget() = default;
    RateBudget(const RateBudget &) = delete;
    RateBudget &operator=(const RateBudget &) = delete;

    [[nodiscard]] UnderWay begin(int requests = 1);
    /// The same for a poll, most of whose requests are yet to leave.
    [[nodiscard]] UnderWay beginPoll(int requests);

    /// Counts one request and learns from its answer. @p now is when the answer came.
    void record(const Exchange &exchange, MonoTime now);
    /// The server refused a request for the limit's sake (429): nothing leaves for as long as it says.
    void refuse(std::optional<std::chrono::milliseconds> retryAfter, MonoTime now);
    /// The computer slept for so long, which the clock did not count: what was known before is older by it.
    void sleptFor(std::chrono::milliseconds length);
    /// Whether a 429 is the reason why nothing may leave.
    [[nodiscard]] bool isRefused(MonoTime now) const { return m_blockedUntil > now; }
    /// What actions are under way. Some: the reads that show how they end may use what is kept for clicks,
    /// but for a twentieth. Many: polls are fewer as well.
    enum class Load : quint8
    {
        None,
        Some,
        Many
    };
    void setLoad(Load load) { m_load = load; }
    [[nodiscard]] Load load() const { return m_load; }

    [[nodiscard]] int limitPerMinute() const { return m_limit; }
    [[nodiscard]] bool isLimitKnown() const { return m_limitKnown; }
    /// What is spent of the minute, at most the limit: what the headers say, for others may use the same
    /// key; our own requests in the minute before @p now where the server does not tell.
    [[nodiscard]] int usedInLastMinute(MonoTime now) const;
    /// The shortest interval at which polls of @p requests each stay within the share of polling.
    [[nodiscard]] std::chrono::milliseconds shortestPollInterval(int requests) const;
    /// How long nothing may be sent: after a 429, or when the minute is spent. Polls keep a reserve for
    /// clicks; one of many actions keeps one for clicks and polls.
    [[nodiscard]] std::chrono::milliseconds pollMustWait(int requests, MonoTime now) const;
    /// The most requests one poll may be of, which is what polls may use of a minute,
    [[nodiscard]] int largestPoll() const;
    /// and of that what is there now; at least 1.
    [[nodiscard]] int pollAllowance(MonoTime now) const;
    /// What polls and the reserve for clicks leave of a minute.
    [[nodiscard]] int spareReads() const;
    [[nodiscard]] std::chrono::milliseconds actionMustWait(MonoTime now) const;
    [[nodiscard]] std::chrono::milliseconds bulkMustWait(MonoTime now) const;
    /// The same for many actions in a row.
    [[nodiscard]] RateForecast forecast(MonoTime now) const;

private:
    void forgetOld(MonoTime now);
    /// What the answer that has just come tells of who spends the minute.
    void noteSpent(MonoTime now);
    [[nodiscard]] std::chrono::milliseconds mustWait(int needed, MonoTime now) const;
    [[nodiscard]] int ownSince(MonoTime since) const;
    /// Our own reads of a minute in which many actions leave, at most,
    [[nodiscard]] int mostReadsWhileMany() const;
    /// and going by those of the last minute, where the server never told what remains.
    [[nodiscard]] int readsWhileMany(MonoTime now) const;
    [[nodiscard]] int underWay() const { return *m_underWay + *m_pollUnderWay; }
    /// What may still be asked for in the present minute, apart from what is under way.
    [[nodiscard]] int left(MonoTime now) const;
    [[nodiscard]] bool serverTells(MonoTime now) const { return m_remaining && now < m_resetAt; }
    /// Where the server never told what remains: how long until @p requests fit into the minute.
    [[nodiscard]] std::chrono::milliseconds untilOwnLeave(int requests, MonoTime now) const;
    [[nodiscard]] int share(double part) const;
    [[nodiscard]] double pollingShare() const;
    [[nodiscard]] int pollReserve() const;

    int m_limit = kDefaultPerMinute;
    bool m_limitKnown = false;
    Load m_load = Load::None;
    std::deque<MonoTime> m_sent;
    std::deque<MonoTime> m_reads;   ///< those of m_sent that changed nothing
    std::optional<int> m_remaining; ///< as last told; until m_resetAt
    MonoTime m_resetAt{};
    std::optional<UtcTime> m_toldReset; ///< the same as the server named it
    MonoTime m_minuteBegan{};           ///< our first answer of this minute
    int m_ownActions = 0;               ///< of this minute
    EarlySpending m_early;
    MonoTime m_blockedUntil{};
    std::shared_ptr<int> m_underWay = std::make_shared<int>(0); ///< without those of polls
    std::shared_ptr<int> m_pollUnderWay = std::make_shared<int>(0);
};

} // namespace sandglass
