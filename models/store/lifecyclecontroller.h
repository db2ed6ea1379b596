// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "domain/clock.h"
#include "store/actionrules.h"
#include "store/durationstats.h"
#include "store/errorreport.h"
#include "store/ratebudget.h"

#include <QObject>

#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace sandglass {

class SandboxStore;
class ServerClock;

/// The one way from a click to the server. Asks the table again per sandbox, lays a PendingOp over the row,
/// sends once, then re-reads until the server shows what was asked. Never sends anything twice.
/// GUI thread; @p api is the client of the actions, not that of the polls.
class LifecycleController final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMostInFlight =
        4; ///< of the six connections Qt opens to a host; the rest is for reads
    /// Reads of pending sandboxes at a time; thirty at once would outrun the budget.
    static constexpr int kMostReads = 2;
    /// After this the row may be acted on again and says how long it has been.
    static constexpr std::chrono::milliseconds kPatience{64'000};
    /// After this an accepted action that never showed counts as failed.
    static constexpr std::chrono::milliseconds kGiveUp{600'000};

    LifecycleController(Clock &clock, SandboxApi &api, SandboxStore &store, RateBudget &budget,
                        const ServerClock &serverClock, QObject *parent = nullptr);
    ~LifecycleController() override;

    [[nodiscard]] Verdict verdict(LifecycleAction action, const QString &id) const;
    [[nodiscard]] SelectionVerdict verdict(LifecycleAction action, const QStringList &ids) const;
    [[nodiscard]] bool mustTypeNumber(LifecycleAction action, const QStringList &ids) const;
    [[nodiscard]] SelectionVerdict verdict(const Extension &wish, const QStringList &ids) const;
    [[nodiscard]] const ConnectionFacts &facts() const { return m_facts; }

    /// Does @p action to those of @p ids for which the table allows it now; the others are left alone.
    /// Returns the ids it was begun for.
    /// Extend is asked for by extend().
    QStringList request(LifecycleAction action, const QStringList &ids);

    /// Moves the end of those of @p ids for which that is possible, each reckoned from a read made for it, as
    /// others may have moved it meanwhile. Returns the ids it was begun for.
    QStringList extend(const Extension &wish, const QStringList &ids);

    /// Lets go of an action on @p id that is overdue, so that another overlay may be laid over the row.
    void abandonOverdue(const QString &id);

    /// Reads one sandbox by a plain GET, which wakes nothing.
    void reread(const QString &id);

    void setKeyRefused(bool refused);
    /// How the person wants this connection treated. Read-only: nothing more is begun; what was sent goes on.
    void setSafety(bool readOnly, bool careful);

    /// How long this action usually took in this session; nullopt before the first time.
    [[nodiscard]] std::optional<std::chrono::milliseconds> usualDuration(LifecycleAction action) const;

Q_SIGNALS:
    /// Facts changed, so verdicts may have.
    void factsChanged();
    void actionFailed(const sandglass::ActionFailure &failure);
    /// The server shows what was asked for.
    void actionDone(const QString &id, sandglass::LifecycleAction action, std::chrono::milliseconds took);
    /// Comes right before actionDone: @p id will be deleted at @p end, where @p wished was asked for.
    void extended(const QString &id, sandglass::UtcTime end, sandglass::UtcTime wished);
    /// A read or an action answered 401.
    void keyRefused(const sandglass::ApiError &error);

private:
    struct Operation;

    [[nodiscard]] std::vector<const SandboxRow *> rowsOf(const QStringList &ids) const;
    Operation &enqueue(LifecycleAction action, const SandboxRow &row);
    void startQueued();
    void send(Operation &operation);
    void onAnswer(const QString &id, quint64 number, const ApiResult<ActionAnswer> &answer);
    void sendExtension(Operation &operation);
    void onExtensionRead(const QString &id, quint64 number, MonoTime began, const ApiResult<Sandbox> &answer);
    void sendTimeout(Operation &operation, const ExtensionPlan &plan);
    void onTimeoutAnswer(const QString &id, quint64 number, const ApiResult<TimeoutAnswer> &answer);
    void onAccepted(Operation &operation, bool saysDone);
    void onRefused(Operation &operation, const ApiError &error);
    void onKeyRefused(const ApiError &error);
    void failQueued(const ApiError &error);
    /// Remembers what the server turned out not to offer.
    void noteMissingRoute(LifecycleAction action);
    [[nodiscard]] bool readsAreBusy() const;
    void readAfter(Operation &operation, std::chrono::milliseconds delay);
    void readOperation(const QString &id, quint64 number);
    void onOperationRead(const QString &id, quint64 number, MonoTime began, const ApiResult<Sandbox> &answer);
    void readAgainOrGiveUp(Operation &operation, std::chrono::milliseconds delay);
    void onSandboxRead(const QString &id);
    void onSandboxGone(const QString &id);
    void becomeOverdue(Operation &operation);
    void giveUp(Operation &operation);
    void succeed(Operation &operation);
    void fail(Operation &operation, const ApiError &error, bool gone = false);
    void forget(Operation &operation);
    void setPhase(Operation &operation, PendingOp::Phase phase);
    [[nodiscard]] Operation *find(const QString &id, quint64 number) const;
    [[nodiscard]] Operation *find(quint64 number) const;

    Clock &m_clock;
    SandboxApi &m_api;
    SandboxStore &m_store;
    RateBudget &m_budget;
    const ServerClock &m_serverClock;
    ConnectionFacts m_facts;
    DurationStats m_durations;
    std::unordered_map<QString, std::unique_ptr<Operation>> m_operations; ///< at most one for a sandbox
    std::deque<quint64> m_queue; ///< operation numbers, first come first
    std::unordered_map<QString, RequestHandle> m_rereads;
    Timer m_budgetTimer;
    quint64 m_lastNumber = 0;
    int m_inFlight = 0;
};

} // namespace sandglass
