// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "domain/clock.h"
#include "store/actiondepartures.h"
#include "store/actionrules.h"
#include "store/durationstats.h"
#include "store/errorreport.h"
#include "store/ratebudget.h"

#include <QObject>

#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace sandglass {

class SandboxStore;
class ServerClock;

/// Why an action ended without having been sent.
enum class ActionDrop : quint8
{
    Overtaken, ///< when its turn came, the sandbox's state no longer allowed it, or it was gone before
    Cancelled, ///< by cancelQueued()
};

/// Why an action that is overdue is waited for no longer.
enum class ActionAbandon : quint8
{
    Overtaken, ///< the sandbox did something else since
    Replaced,  ///< a person asked for something anew
};

/// The one way from a click to the server. Asks the table again per sandbox, lays a PendingOp over the row,
/// sends within the request budget, then re-reads until the server shows what was asked. Never sends anything
/// twice but what the server refused for the rate limit's sake, which it did not carry out. GUI thread; @p
/// api is the client of the actions, not that of the polls.
class LifecycleController final : public QObject
{
    Q_OBJECT

public:
    /// Reads of pending sandboxes at a time; thirty at once would outrun the budget.
    static constexpr int kMostReads = 2;
    /// After this the row may be acted on again and says how long it has been.
    static constexpr std::chrono::milliseconds kPatience{64'000};
    /// From so many pending sandboxes on the list proves what was done; it is one read for all of them. See
    /// setTurns() for a list that is not.
    static constexpr int kCrowd = 5;
    /// So often a request is sent again that the server refused for the rate limit's sake.
    static constexpr int kMostRefusals = 6;
    /// How soon the first read looks whether an accepted action shows.
    static constexpr std::chrono::milliseconds kFirstReread{1'000};
    /// From then on what the server shows counts, though it has not answered the action.
    static constexpr std::chrono::milliseconds kSlowAnswer{10'000};
    /// After this an accepted action that never showed counts as failed.
    static constexpr std::chrono::milliseconds kGiveUp{600'000};

    /// An extension reads first.
    static constexpr int kMostRequests = 2;
    static constexpr int requestsFor(LifecycleAction action)
    {
        return action == LifecycleAction::Extend ? kMostRequests : 1;
    }

    LifecycleController(Clock &clock, SandboxApi &api, SandboxStore &store, RateBudget &budget,
                        const ServerClock &serverClock, QObject *parent = nullptr);
    ~LifecycleController() override;

    [[nodiscard]] Verdict verdict(LifecycleAction action, const QString &id) const;
    [[nodiscard]] SelectionVerdict verdict(LifecycleAction action, const QStringList &ids) const;
    [[nodiscard]] bool mustTypeNumber(LifecycleAction action, const QStringList &ids) const;
    [[nodiscard]] Verdict verdict(const Extension &wish, const QString &id) const;
    [[nodiscard]] SelectionVerdict verdict(const Extension &wish, const QStringList &ids) const;
    /// For many questions about the same sandboxes; to be asked before the store changes.
    [[nodiscard]] RowTally tally(const QStringList &ids) const;
    [[nodiscard]] const ConnectionFacts &facts() const { return m_facts; }

    /// Does @p action to those of @p ids for which the table allows it now; the others are left alone.
    /// Returns the ids it was begun for.
    /// Extend is asked for by extend().
    QStringList request(LifecycleAction action, const QStringList &ids);

    /// Moves the end of those of @p ids for which that is possible, each reckoned from a read made for it, as
    /// others may have moved it meanwhile. Returns the ids it was begun for.
    QStringList extend(const Extension &wish, const QStringList &ids);

    /// Takes back those of @p ids that have not been sent yet, and returns them.
    QStringList cancelQueued(const QStringList &ids);

    /// Lets go of an action on @p id that is overdue, so that another overlay may be laid over the row.
    void abandonOverdue(const QString &id);

    /// Reads one sandbox by a plain GET, which wakes nothing. False where that may not be now, or goes on
    /// already.
    bool reread(const QString &id);

    void setKeyRefused(bool refused);
    /// The list is read in turns, by @p requests all in all and within @p duration: it proves no fewer
    /// pending sandboxes than that, for each turn may be of others. 0 where every poll reads all of it.
    void setTurns(int requests, std::chrono::milliseconds duration);
    /// How the person wants this connection treated. Read-only: nothing more is begun; what was sent goes on.
    void setSafety(bool readOnly, bool careful);

    /// How long this action usually took in this session; nullopt before the first time.
    [[nodiscard]] std::optional<std::chrono::milliseconds> usualDuration(LifecycleAction action) const;
    /// How long the server lately took to answer an action; for foretelling how long many will take.
    [[nodiscard]] std::chrono::milliseconds answerTime() const { return m_departures.answerTime(); }
    /// How many actions were sent of which nobody knows yet whether the server takes them.
    [[nodiscard]] int unanswered() const;
    /// Whether the rate limit keeps what is next in the queue.
    [[nodiscard]] bool isHeldByLimit() const { return m_heldByLimit; }
    /// How long it keeps the next of @p actions asked for by one request.
    [[nodiscard]] std::chrono::milliseconds limitWait(int actions) const
    {
        return m_departures.mustWait(ActionQueue::laneFor(actions));
    }
    /// How many of @p actions asked for by one request are on their way at a time.
    [[nodiscard]] int placesFor(int actions) const
    {
        return m_departures.places(ActionQueue::laneFor(actions));
    }
    /// A request to the server ended so; of one of @p api, before its answer.
    void note(const Exchange &exchange) { m_departures.note(exchange); }

Q_SIGNALS:
    /// Facts changed, so verdicts may have.
    void factsChanged();
    /// Actions were begun, all by one request(); before any of them can have ended.
    void actionsBegun(sandglass::LifecycleAction action, const QStringList &ids);
    /// An action that was begun came a step further: it left, or went back to wait for the rate limit.
    void actionMoved(const QString &id, const sandglass::PendingOp &op);
    /// The request limit keeps @p count actions from leaving; the first may go in @p wait. Once each time.
    void heldByLimit(int count, std::chrono::milliseconds wait);
    void actionFailed(const sandglass::ActionFailure &failure);
    /// The server shows what was asked for. @p took is how long it needed, where that is known.
    void actionDone(const QString &id, sandglass::LifecycleAction action,
                    std::optional<std::chrono::milliseconds> took);
    /// Comes right before actionDone: @p id will be deleted at @p end, where @p wished was asked for.
    void extended(const QString &id, sandglass::UtcTime end, sandglass::UtcTime wished);
    /// Was never sent; @p reason is one sentence.
    void actionDropped(const QString &id, sandglass::LifecycleAction action, sandglass::ActionDrop drop,
                       const QString &reason);
    /// Nobody waits for it any longer, though it is overdue.
    void actionAbandoned(const QString &id, sandglass::LifecycleAction action, sandglass::ActionAbandon why);
    /// One may not be unanswered() any more; what follows from that is not done yet.
    void answersCame();
    /// A read or an action answered 401.
    void keyRefused(const sandglass::ApiError &error);

private:
    struct Operation;
    struct Reread
    {
        RequestHandle request;
        RateBudget::UnderWay underWay;
    };

    [[nodiscard]] std::vector<const SandboxRow *> rowsOf(const QStringList &ids) const;
    QStringList begin(LifecycleAction action, const QStringList &ids, const std::optional<Extension> &wish);
    Operation &enqueue(LifecycleAction action, const SandboxRow &row, ActionQueue::Lane lane);
    [[nodiscard]] Verdict verdictFor(LifecycleAction action, const SandboxRow &row,
                                     const std::optional<Extension> &wish) const;
    /// An answer came: others may have its place, and it tells whether the server takes requests.
    void land(Operation &operation, const ApiError *error);
    void startQueued();
    void leave(const ActionQueue::Entry &entry);
    void tellWaits();
    void tellWaitsInTime();
    void tellLoad();
    void send(Operation &operation);
    void leaveFlight(Operation &operation);
    void waitForRateLimit(Operation &operation, const ApiError &error);
    void drop(Operation &operation, ActionDrop why, const QString &reason);
    void abandon(Operation &operation, ActionAbandon why);
    /// Whether the server did something else instead.
    [[nodiscard]] static bool cameToSomethingElse(const Operation &operation, SandboxStatus status);
    void onSlowAnswer(const QString &id, quint64 number);
    void onAnswer(const QString &id, quint64 number, const ApiResult<ActionAnswer> &answer);
    void sendExtension(Operation &operation);
    void onExtensionRead(const QString &id, quint64 number, MonoTime began, const ApiResult<Sandbox> &answer);
    [[nodiscard]] static std::optional<ExtensionPlan> corrected(const Operation &operation,
                                                                const TimeoutAnswer &answer);
    /// The same where the answer told no end: the first read that does. Returns whether it was sent anew.
    bool correctByRead(const QString &id, quint64 number, MonoTime began, const Sandbox &read);
    void sendTimeout(Operation &operation, const ExtensionPlan &plan);
    /// Whether @p end, by the server's word, takes away from what the sandbox had, which nobody wished.
    [[nodiscard]] static bool endsTooSoon(const Operation &operation, const Expiry &end);
    void failShortened(Operation &operation);
    void onTimeoutAnswer(const QString &id, quint64 number, const ApiResult<TimeoutAnswer> &answer);
    void onAccepted(Operation &operation, bool saysDone);
    void onRefused(Operation &operation, const ApiError &error);
    void onKeyRefused(const ApiError &error);
    void failQueued(const ApiError &error);
    /// Remembers what the server turned out not to offer.
    void noteMissingRoute(LifecycleAction action);
    [[nodiscard]] bool readsAreBusy() const;
    [[nodiscard]] bool isLookedAfterByTheList(const Operation &operation) const;
    /// So many were accepted and have not shown yet that the list proves them.
    [[nodiscard]] bool isCrowd() const;
    void readAfter(Operation &operation, std::chrono::milliseconds delay);
    void readOperation(const QString &id, quint64 number);
    void onOperationRead(const QString &id, quint64 number, MonoTime began, const ApiResult<Sandbox> &answer);
    void readAgainOrGiveUp(Operation &operation, std::chrono::milliseconds delay);
    void onSandboxRead(const QString &id);
    void onListRead();
    void onSandboxGone(const QString &id);
    void becomeOverdue(Operation &operation);
    void giveUp(Operation &operation);
    /// Refused at @p at for a sandbox that no answer had told of since the one that named it.
    [[nodiscard]] static ApiError notYetKnown(UtcTime at);
    void succeed(Operation &operation);
    void fail(Operation &operation, const ApiError &error, bool gone = false);
    void forget(Operation &operation);
    void setPhase(Operation &operation, PendingOp::Phase phase);
    void setReading(Operation &operation, bool reading);
    /// Adds its phase to what is known of all operations, or takes it out.
    void count(const Operation &operation, int by);
    [[nodiscard]] Operation *find(const QString &id, quint64 number) const;

    Clock &m_clock;
    SandboxApi &m_api;
    SandboxStore &m_store;
    RateBudget &m_budget;
    const ServerClock &m_serverClock;
    ConnectionFacts m_facts;
    DurationStats m_durations;
    std::unordered_map<QString, std::unique_ptr<Operation>> m_operations; ///< at most one for a sandbox
    ActionDepartures m_departures;
    std::unordered_map<QString, Reread> m_rereads;
    int m_requestsInTurns = 0;
    std::chrono::milliseconds m_turnsTake{0};
    quint64 m_lastNumber = 0;
    bool m_heldByLimit = false;
    bool m_toldWaits = false; ///< some that wait have been told for how long
    Timer m_waitsPause;       ///< until very many are told again
    bool m_waitsChanged = false;
    // Of ten thousand nearly all are only queued, and each answer and each read asks for these.
    std::set<QString> m_awaitingProof; ///< sandboxes for which something was sent
    int m_accepted = 0;                ///< that have not shown yet, overdue or not
    int m_unsure = 0;
    int m_reading = 0;
};

} // namespace sandglass
