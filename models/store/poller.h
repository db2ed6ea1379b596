// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "domain/clock.h"
#include "store/ratebudget.h"
#include "store/snapshot.h"

#include <QMetaType>
#include <QObject>

#include <functional>
#include <optional>

namespace sandglass {

class SandboxStore;

/// What the status line and the banner show about reading the list.
struct PollStatus
{
    enum class Phase : quint8
    {
        Idle,    ///< not started
        Reading, ///< a poll is under way
        Waiting, ///< for the next one
        Refused, ///< 401: stopped until a key works
    };
    enum class Pace : quint8
    {
        Normal,
        Hidden,      ///< slower: nobody is looking
        Budget,      ///< slower: the list needs many requests
        Busy,        ///< slower: many actions need the requests
        Spent,       ///< the requests of this minute are spent
        RateLimited, ///< the server asked us to wait
        Backoff,     ///< after failures
    };

    Phase phase = Phase::Idle;
    Pace pace = Pace::Normal;
    std::optional<UtcTime> lastReadUtc;    ///< when the last poll that worked was asked for
    MonoTime lastAsked{};                  ///< the same
    MonoTime lastRead{};                   ///< when it had been read
    MonoTime next{};                       ///< meaningful while Waiting
    std::chrono::milliseconds interval{0}; ///< between polls at present; the next may have to wait longer
    int failures = 0;                      ///< in a row
    std::optional<ApiError> error;         ///< of the last poll, while failures > 0
    Incompleteness incompleteness = Incompleteness::None;
    int skippedRows = 0;
    int requestsPerPoll = 1;
    int requestsPerList = 1;    ///< of the last whole one, or of the present one so far
    bool isReadInTurns = false; ///< the list takes several polls

    [[nodiscard]] bool hasData() const { return lastReadUtc.has_value(); }
    [[nodiscard]] bool isComplete() const { return incompleteness == Incompleteness::None; }
    /// What the list takes to be read once, as far as it is known by now.
    [[nodiscard]] std::chrono::milliseconds listDuration() const
    {
        return (requestsPerList + requestsPerPoll - 1) / requestsPerPoll * interval;
    }
    /// A row that was read before this is old, for two turns have passed it by. Nothing is older than the
    /// list where that is always read as a whole, and every entry of it can be.
    [[nodiscard]] MonoTime freshSince() const
    {
        const bool isAllOneAge = isComplete() && skippedRows == 0 && !isReadInTurns;
        return isAllOneAge ? MonoTime{} : lastAsked - 2 * interval;
    }
};

/// Decides when the list is read: single shots, so polls never overlap; slower when hidden, within the
/// budget, backing off after failures, obeying Retry-After. The reading itself happens on the polling thread,
/// reached through the signals. GUI thread.
class Poller final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kNormalInterval{5'000};
    static constexpr std::chrono::milliseconds kHiddenInterval{30'000};
    static constexpr std::chrono::milliseconds kLongestBackoff{60'000};

    Poller(Clock &clock, SandboxStore &store, RateBudget &budget, quint32 jitterSeed,
           QObject *parent = nullptr);
    ~Poller() override;

    [[nodiscard]] const PollStatus &status() const { return m_status; }

    /// Reads at once and goes on. Also the way back after Refused.
    void start();
    void stop();
    /// Reads now instead of at the next turn, or as soon as the server and the budget allow; nothing if a
    /// poll is already under way.
    void pollNow();
    /// Whether anybody can see the table.
    void setVisible(bool visible);
    [[nodiscard]] bool isVisible() const { return m_visible; }
    void setBaseInterval(std::chrono::milliseconds interval);
    /// How often while nobody can see the table; never more often than otherwise.
    void setHiddenInterval(std::chrono::milliseconds interval);
    /// What is under way leads nowhere any more: drops it and reads anew, unless the server asked to wait.
    void readAnew();

    /// Asked for at the beginning of each poll.
    void setForesight(std::function<Foresight()> foresight) { m_foresight = std::move(foresight); }

    /// The key was refused elsewhere: stops until start().
    void refuse(const ApiError &error);

    // Answers from the polling thread. One that belongs to an older poll changes no status; its snapshot goes
    // to the store all the same, for every snapshot is the difference to the one before.
    void onSnapshot(const SnapshotDelta &delta);
    void onFailed(quint64 poll, const ApiError &error);

Q_SIGNALS:
    void statusChanged();
    /// The computer slept, or its clock was set, by about so much; the list is read anew, as soon as it may.
    void sleepNoticed(std::chrono::milliseconds length);
    /// To the polling thread.
    void pollWanted(quint64 poll, int mostRequests, const sandglass::Foresight &foresight);
    void abortWanted();

private:
    void followInterval();
    void beginPoll();
    void beginPollIfAllowed();
    /// Nothing that was asked for before is waited for. What failed is forgotten if it can be tried at once.
    void beginAnew();
    void noteCost(const SnapshotDelta &delta);
    void scheduleNext();
    void scheduleIn(std::chrono::milliseconds delay);
    /// Reads as soon as it may, which is not before @p wait is over.
    void waitFor(std::chrono::milliseconds wait);
    /// Looks whether the computer slept since the last look, or this process did not run for a while, so that
    /// it comes too @p late, and reads anew if so.
    bool noticeSleep(std::chrono::milliseconds late);
    [[nodiscard]] std::chrono::milliseconds nextDelay();
    /// Up to a tenth later, never earlier: what the server asked for is a minimum.
    [[nodiscard]] std::chrono::milliseconds withJitter(std::chrono::milliseconds delay);
    /// Requests of one poll: the whole list, where the share of reading is enough for that.
    [[nodiscard]] int pollSize() const;
    /// How long the server or the budget wants us to wait.
    [[nodiscard]] std::chrono::milliseconds mustWait() const;

    Clock &m_clock;
    SandboxStore &m_store;
    RateBudget &m_budget;
    std::function<Foresight()> m_foresight;
    PollStatus m_status;
    RateBudget::UnderWay m_underWay;
    Timer m_timer;
    Timer m_watch;
    std::chrono::milliseconds m_baseInterval = kNormalInterval;
    std::chrono::milliseconds m_hiddenInterval = kHiddenInterval;
    MonoTime m_notBefore{}; ///< what the last failure asked for
    quint64 m_poll = 0;
    quint32 m_jitter;
    bool m_visible = true;
    MonoTime m_watchedMono{};
    UtcTime m_watchedUtc{};
    std::chrono::milliseconds m_watchedSlept{0};
};

} // namespace sandglass
