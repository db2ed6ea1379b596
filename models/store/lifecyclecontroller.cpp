// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lifecyclecontroller.h"

#include "domain/transitiontable.h"
#include "store/lifecycleoperation.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSet>

#include <algorithm>

Q_LOGGING_CATEGORY(lcStore, "hopx.store", QtWarningMsg)

namespace sandglass {

using namespace std::chrono_literals;

namespace {

// Expected waiting times are told again only when they differ by more than a person notices.
constexpr auto kSameWait = 1'500ms;
// Nor, where these are many, more often: answers come many at a time, and each may change what all are told.
constexpr auto kWaitsPause = 250ms;
constexpr std::size_t kManyWaits = 100;
// A server that answered 5xx has decided; one we lost contact with may still be at it.
constexpr int kReadsAfterServerError = 1;
constexpr int kReadsAfterSilence = 4;

} // namespace

LifecycleController::LifecycleController(Clock &clock, SandboxApi &api, SandboxStore &store,
                                         RateBudget &budget, const ServerClock &serverClock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_api(api)
    , m_store(store)
    , m_budget(budget)
    , m_serverClock(serverClock)
    , m_departures(
          clock, budget, [this](const ActionQueue::Entry &entry) { leave(entry); }, [this] { startQueued(); })
{
    connect(&m_store, &SandboxStore::sandboxRead, this, &LifecycleController::onSandboxRead);
    connect(&m_store, &SandboxStore::listRead, this, &LifecycleController::onListRead);
    connect(&m_store, &SandboxStore::sandboxGone, this, &LifecycleController::onSandboxGone);
    connect(&m_store, &SandboxStore::rereadWanted, this, &LifecycleController::reread);
}

LifecycleController::~LifecycleController() = default;

Verdict LifecycleController::verdict(LifecycleAction action, const QString &id) const
{
    const SandboxRow *row = m_store.findEver(id);
    return row ? judge(action, *row, m_facts) : Verdict{false, tr("This sandbox is no longer there")};
}

std::vector<const SandboxRow *> LifecycleController::rowsOf(const QStringList &ids) const
{
    std::vector<const SandboxRow *> rows;
    rows.reserve(static_cast<std::size_t>(ids.size()));
    for (const QString &id : ids) {
        if (const SandboxRow *row = m_store.findEver(id))
            rows.push_back(row);
    }
    return rows;
}

SelectionVerdict LifecycleController::verdict(LifecycleAction action, const QStringList &ids) const
{
    return judge(action, rowsOf(ids), m_facts);
}

Verdict LifecycleController::verdict(const Extension &wish, const QString &id) const
{
    const SandboxRow *row = m_store.findEver(id);
    return row ? judge(wish, *row, m_facts) : Verdict{false, tr("This sandbox is no longer there")};
}

SelectionVerdict LifecycleController::verdict(const Extension &wish, const QStringList &ids) const
{
    return judge(wish, rowsOf(ids), m_facts);
}

RowTally LifecycleController::tally(const QStringList &ids) const
{
    RowTally tally;
    for (const SandboxRow *row : rowsOf(ids))
        tally.add(*row);
    return tally;
}

bool LifecycleController::mustTypeNumber(LifecycleAction action, const QStringList &ids) const
{
    return sandglass::mustTypeNumber(action, rowsOf(ids), m_facts);
}

QStringList LifecycleController::request(LifecycleAction action, const QStringList &ids)
{
    return action == LifecycleAction::Extend ? QStringList() : begin(action, ids, std::nullopt);
}

QStringList LifecycleController::extend(const Extension &wish, const QStringList &ids)
{
    return begin(LifecycleAction::Extend, ids, wish);
}

QStringList LifecycleController::begin(LifecycleAction action, const QStringList &ids,
                                       const std::optional<Extension> &wish)
{
    QStringList eligible;
    QSet<QString> seen;
    for (const QString &id : ids) {
        const SandboxRow *row = m_store.find(id);
        if (!row || seen.contains(id) || !verdictFor(action, *row, wish).allowed)
            continue;
        seen.insert(id);
        eligible.append(id);
    }
    const ActionQueue::Lane lane = ActionQueue::laneFor(eligible.size());
    QStringList begun;
    const SandboxStore::Batch batch(m_store);
    for (const QString &id : std::as_const(eligible)) {
        abandonOverdue(id);
        // Whoever heard of that may have been quicker.
        const SandboxRow *row = m_store.find(id);
        if (!row || !verdictFor(action, *row, wish).allowed)
            continue;
        enqueue(action, *row, lane).extension = wish;
        begun.append(id);
    }
    if (begun.isEmpty())
        return begun;
    Q_EMIT actionsBegun(action, begun);
    m_waitsPause.reset(); // a person waits to be told
    startQueued();
    return begun;
}

LifecycleController::Operation &LifecycleController::enqueue(LifecycleAction action, const SandboxRow &row,
                                                             ActionQueue::Lane lane)
{
    const QString id = row.sandbox->id;
    const SandboxStatus from = row.sandbox->status;
    auto operation = std::make_unique<Operation>();
    operation->id = id;
    operation->number = ++m_lastNumber;
    operation->lane = lane;
    operation->op = {action,
                     from,
                     transition(from, action).to.value_or(from),
                     PendingOp::Phase::Queued,
                     m_clock.monoNow(),
                     m_durations.usual(action),
                     operation->number};
    m_store.setPending(id, operation->op);
    m_departures.add(lane, {operation->number, id});
    return *(m_operations[id] = std::move(operation));
}

Verdict LifecycleController::verdictFor(LifecycleAction action, const SandboxRow &row,
                                        const std::optional<Extension> &wish) const
{
    return wish ? judge(*wish, row, m_facts) : judge(action, row, m_facts);
}

QStringList LifecycleController::cancelQueued(const QStringList &ids)
{
    QStringList cancelled;
    const SandboxStore::Batch batch(m_store);
    for (const QString &id : ids) {
        const auto found = m_operations.find(id);
        if (found == m_operations.end() || found->second->op.phase != PendingOp::Phase::Queued)
            continue;
        cancelled.append(id);
        drop(*found->second, ActionDrop::Cancelled, tr("Was not sent"));
    }
    m_waitsPause.reset();
    startQueued(); // the others may come sooner
    return cancelled;
}

void LifecycleController::abandonOverdue(const QString &id)
{
    const auto found = m_operations.find(id);
    if (found != m_operations.end() && found->second->op.phase == PendingOp::Phase::Overdue)
        abandon(*found->second, ActionAbandon::Replaced);
}

bool LifecycleController::reread(const QString &id)
{
    if (isProvisionalId(id) || m_rereads.contains(id) || m_facts.keyRefused ||
        m_budget.actionMustWait(m_clock.monoNow()) > 0ms)
        return false;
    const MonoTime began = m_clock.monoNow();
    Reread &reread = m_rereads[id];
    reread.underWay = m_budget.begin();
    reread.request = m_api.get(id, [this, id, began](const ApiResult<Sandbox> &answer) {
        const auto keep = m_rereads.extract(id);
        m_store.applyRead(id, answer, began);
        if (!answer && answer.error().kind == ApiErrorKind::Unauthorized)
            onKeyRefused(answer.error());
    });
    return true;
}

void LifecycleController::setKeyRefused(bool refused)
{
    if (m_facts.keyRefused == refused)
        return;
    m_facts.keyRefused = refused;
    if (refused) {
        ApiError error;
        error.kind = ApiErrorKind::Unauthorized;
        error.httpStatus = 401;
        error.at = m_clock.utcNow();
        failQueued(error);
    }
    Q_EMIT factsChanged();
}

void LifecycleController::setSafety(bool readOnly, bool careful)
{
    if (m_facts.readOnly == readOnly && m_facts.careful == careful)
        return;
    m_facts.readOnly = readOnly;
    m_facts.careful = careful;
    if (readOnly) {
        // Not failures: nobody wants these any more.
        const SandboxStore::Batch batch(m_store);
        for (const ActionQueue::Entry &entry : m_departures.takeAll()) {
            if (Operation *operation = find(entry.id, entry.number))
                drop(*operation, ActionDrop::Cancelled, changeRefusal(m_facts));
        }
    }
    Q_EMIT factsChanged();
}

std::optional<std::chrono::milliseconds> LifecycleController::usualDuration(LifecycleAction action) const
{
    return m_durations.usual(action);
}

void LifecycleController::startQueued()
{
    const SandboxStore::Batch batch(m_store);
    const std::chrono::milliseconds wait = m_departures.start();
    tellWaitsInTime();
    tellLoad();
    // A short wait is for answers that are under way.
    const bool held = wait > RateBudget::kAwaitAnswers;
    if (std::exchange(m_heldByLimit, held) != held && held)
        Q_EMIT heldByLimit(static_cast<int>(m_departures.queue().size()), wait);
}

void LifecycleController::leave(const ActionQueue::Entry &entry)
{
    Operation *operation = find(entry.id, entry.number);
    // Of several that went at once, this one's turn may come before it is told that it went too.
    if (operation && m_store.find(entry.id))
        send(*operation);
}

void LifecycleController::tellWaitsInTime()
{
    if (m_waitsPause) {
        m_waitsChanged = true;
        return;
    }
    m_waitsChanged = false;
    tellWaits();
    if (!m_toldWaits || m_departures.queue().size() < kManyWaits)
        return;
    m_waitsPause = m_clock.after(kWaitsPause, [this] {
        m_waitsPause.reset();
        const SandboxStore::Batch batch(m_store);
        if (m_waitsChanged)
            tellWaitsInTime();
    });
}

/// Rows that have to wait for the rate limit say for how long.
void LifecycleController::tellWaits()
{
    const MonoTime now = m_clock.monoNow();
    const RateForecast forecast = m_budget.forecast(now);
    const std::chrono::milliseconds rest = m_departures.rest(now);
    const bool blocked = std::max(rest, m_budget.actionMustWait(now)) > RateBudget::kAwaitAnswers;
    // Of a thousand that need not wait, each answer would look at all of those still to come.
    const int beyondLast = static_cast<int>(m_departures.queue().size()) * kMostRequests;
    if (!m_toldWaits && rest == 0ms && forecast.waitOf(beyondLast) == 0ms)
        return;
    m_toldWaits = false;
    int place = 0;
    for (const ActionQueue::Entry &entry : m_departures.queue().entries()) {
        Operation *operation = find(entry.id, entry.number);
        if (!operation)
            continue;
        const std::chrono::milliseconds wait = operation->lane == ActionQueue::Lane::Click && !blocked
                                                   ? 0ms
                                                   : std::max(rest, forecast.waitOf(place));
        place += requestsFor(operation->op.action);
        const auto due = wait > 0ms ? std::optional(now + wait) : std::nullopt;
        m_toldWaits |= due.has_value();
        const std::optional<MonoTime> told = operation->op.due;
        const bool same = told && due ? std::chrono::abs(*told - *due) <= kSameWait : !told && !due;
        if (same)
            continue;
        operation->op.due = due;
        m_store.setPending(operation->id, operation->op);
    }
}

void LifecycleController::tellLoad()
{
    using Load = RateBudget::Load;
    // Once all have left, the reads that show how they end may use the whole minute again.
    const bool many = m_departures.queue().size(ActionQueue::Lane::Bulk) > 0;
    m_budget.setLoad(many ? Load::Many : m_operations.empty() ? Load::None : Load::Some);
}

void LifecycleController::send(Operation &operation)
{
    SandboxRow row = *m_store.find(operation.id);
    row.pending.reset();
    // It may have waited for long.
    if (const Verdict verdict = verdictFor(operation.op.action, row, operation.extension); !verdict.allowed) {
        drop(operation, ActionDrop::Overtaken, verdict.reason);
        return;
    }
    const MonoTime now = m_clock.monoNow();
    operation.inFlight = true;
    operation.isSlow = false;
    operation.wasRead = false;
    operation.effect.sent(now);
    operation.wasUnseen = m_store.isUnseen(operation.id);
    operation.op.since = now;
    operation.op.from = row.sandbox->status;
    operation.op.expected =
        transition(row.sandbox->status, operation.op.action).to.value_or(row.sandbox->status);
    operation.op.due.reset();
    operation.underWay = m_budget.begin();
    m_departures.left(operation.lane);
    qCInfo(lcStore) << wordOfAction(operation.op.action) << operation.id;
    if (operation.extension) {
        sendExtension(operation);
        return;
    }
    operation.request =
        m_api.act(operation.id, operation.op.action,
                  [this, id = operation.id, number = operation.number](
                      const ApiResult<ActionAnswer> &answer) { onAnswer(id, number, answer); });
    operation.timer = m_clock.after(
        kSlowAnswer, [this, id = operation.id, number = operation.number] { onSlowAnswer(id, number); });
    setPhase(operation, PendingOp::Phase::Sending);
}

void LifecycleController::onSlowAnswer(const QString &id, quint64 number)
{
    Operation *operation = find(id, number);
    if (!operation || operation->op.phase != PendingOp::Phase::Sending)
        return;
    // The answer may never come; what the server shows from now on is as good.
    count(*operation, -1);
    operation->isSlow = true;
    count(*operation, 1);
}

void LifecycleController::land(Operation &operation, const ApiError *error)
{
    leaveFlight(operation);
    if (!error)
        m_departures.answered(m_clock.monoNow() - operation.effect.sentAt());
    // Without an answer nobody knows whether the server takes requests again.
    if (!error || (error->httpStatus > 0 && error->kind != ApiErrorKind::RateLimited))
        m_departures.taken(operation.effect.sentAt());
}

void LifecycleController::leaveFlight(Operation &operation)
{
    operation.underWay.end();
    if (!std::exchange(operation.inFlight, false))
        return;
    m_departures.landed(operation.lane);
    Q_EMIT answersCame();
}

int LifecycleController::unanswered() const
{
    return m_departures.inFlight() + m_unsure;
}

void LifecycleController::onAnswer(const QString &id, quint64 number, const ApiResult<ActionAnswer> &answer)
{
    Operation *operation = find(id, number);
    if (!operation)
        return;
    land(*operation, answer ? nullptr : &answer.error());
    if (answer)
        onAccepted(*operation, answer->status == operation->op.expected);
    else
        onRefused(*operation, answer.error());
    startQueued();
}

void LifecycleController::onAccepted(Operation &operation, bool saysDone)
{
    // The answer is a promise, not a proof; but when it says "done" the proof is likely there already.
    if (saysDone)
        operation.effect.toldDone(m_clock.monoNow());
    else
        operation.effect.notYet(m_clock.monoNow());
    if (operation.op.action == LifecycleAction::Delete)
        m_store.expectGone(operation.id);
    readAfter(operation, saysDone ? 0ms : std::exchange(operation.nextDelay, 2 * kFirstReread));
    setPhase(operation, PendingOp::Phase::Accepted);
}

void LifecycleController::onRefused(Operation &operation, const ApiError &error)
{
    using Kind = ApiErrorKind;
    qCInfo(lcStore) << wordOfAction(operation.op.action) << operation.id << "failed, HTTP status"
                    << error.httpStatus << error.serverCode << error.requestId;
    switch (error.kind) {
    case Kind::Unauthorized:
        fail(operation, error);
        onKeyRefused(error);
        return;
    case Kind::RateLimited:
        waitForRateLimit(operation, error);
        return;
    case Kind::PaymentRequired:
    case Kind::PlanLimit:
        fail(operation, error);
        return;
    case Kind::NotFound:
        operation.readsLeft =
            operation.op.action == LifecycleAction::Delete ? kReadsAfterSilence : kReadsAfterServerError;
        break;
    case Kind::RouteMissing:
    case Kind::Conflict:
    case Kind::BadRequest:
    case Kind::Forbidden:
        // The server's word for it; one read shows the real state, or that there is none.
        operation.readsLeft = kReadsAfterServerError;
        break;
    case Kind::ServerError:
    case Kind::Unavailable:
        operation.readsLeft = isGatewaysWord(error) ? kReadsAfterSilence : kReadsAfterServerError;
        break;
    case Kind::Unreachable:
    case Kind::ConnectionLost:
    case Kind::Timeout:
    case Kind::Tls:
    case Kind::ProxyFailed:
    case Kind::Redirected:
    case Kind::NotHopx:
    case Kind::Malformed:
    case Kind::TooLarge:
        if (!error.maybeExecuted) {
            fail(operation, error);
            return;
        }
        operation.readsLeft = kReadsAfterSilence;
        break;
    }
    operation.error = error;
    readAfter(operation, 0ms);
    setPhase(operation, PendingOp::Phase::Unsure);
}

/// What was refused with 429 was not carried out, so it may be sent again (contract 2.4).
void LifecycleController::waitForRateLimit(Operation &operation, const ApiError &error)
{
    const MonoTime now = m_clock.monoNow();
    m_budget.refuse(error.retryAfter, now);
    m_departures.refused(operation.effect.sentAt(), m_budget.actionMustWait(now));
    const bool isForLong = error.retryAfter > RateBudget::kLongestWait;
    if (++operation.refusals >= kMostRefusals || isForLong) {
        fail(operation, error);
        // Each of the others would be refused for as long.
        if (m_departures.refusalsInARow() >= kMostRefusals || isForLong)
            failQueued(error);
        return;
    }
    operation.request = {};
    m_departures.add(operation.lane, {operation.number, operation.id});
    setPhase(operation, PendingOp::Phase::Queued);
}

void LifecycleController::drop(Operation &operation, ActionDrop why, const QString &reason)
{
    const QString id = operation.id;
    const LifecycleAction action = operation.op.action;
    forget(operation);
    Q_EMIT actionDropped(id, action, why, reason);
}

void LifecycleController::abandon(Operation &operation, ActionAbandon why)
{
    const QString id = operation.id;
    const LifecycleAction action = operation.op.action;
    forget(operation);
    Q_EMIT actionAbandoned(id, action, why);
}

void LifecycleController::onKeyRefused(const ApiError &error)
{
    // Nothing more is sent with this key: what still waits for its turn fails for the same cause.
    failQueued(error);
    setKeyRefused(true);
    Q_EMIT keyRefused(error);
}

void LifecycleController::failQueued(const ApiError &error)
{
    const SandboxStore::Batch batch(m_store);
    for (const ActionQueue::Entry &entry : m_departures.takeAll()) {
        if (Operation *operation = find(entry.id, entry.number))
            fail(*operation, error);
    }
}

void LifecycleController::noteMissingRoute(LifecycleAction action)
{
    const ConnectionFacts before = m_facts;
    if (action == LifecycleAction::Stop || action == LifecycleAction::Start)
        m_facts.stopStartMissing = true;
    else if (action == LifecycleAction::Extend)
        m_facts.extendMissing = true;
    if (m_facts != before)
        Q_EMIT factsChanged();
}

void LifecycleController::succeed(Operation &operation)
{
    const QString id = operation.id;
    const LifecycleAction action = operation.op.action;
    const MonoTime now = m_clock.monoNow();
    const SandboxRow *shown = m_store.find(id);
    // Of one whose answer never came nobody knows when it was done.
    const auto took =
        !operation.isSlow ? operation.effect.doneAt(shown ? shown->readAt : now, now) : std::nullopt;
    if (took)
        m_durations.add(action, *took);
    const bool extends = operation.extension.has_value();
    const UtcTime wished = operation.wishedEnd;
    {
        const SandboxStore::Batch batch(m_store);
        forget(operation);
        m_store.clearFault(id);
        if (action == LifecycleAction::Delete)
            m_store.applyDeleted(id);
    }
    const SandboxRow *row = extends ? m_store.find(id) : nullptr;
    if (row)
        Q_EMIT extended(id, row->sandbox->expiry.at, wished);
    Q_EMIT actionDone(id, action, took);
}

void LifecycleController::fail(Operation &operation, const ApiError &error, bool gone)
{
    ActionFailure failure;
    failure.action = operation.op.action;
    failure.extension = operation.extension;
    failure.sandboxId = operation.id;
    failure.gone = gone;
    failure.error = error;
    if (const SandboxRow *row = m_store.find(operation.id)) {
        // Where reads had to decide, only they tell how it stands.
        failure.unseen = operation.error && !operation.wasRead && row->readAt <= operation.effect.sentAt();
        if (!failure.unseen) {
            failure.statusNow = row->sandbox->status;
            failure.statusWord = row->sandbox->statusWord;
        }
    }
    const QString fault = tr("%1: %2").arg(headlineOf(failure), causeOf(std::span(&failure, 1), {}));
    {
        const SandboxStore::Batch batch(m_store);
        forget(operation);
        m_store.setFault(failure.sandboxId, {failure.action, fault, m_clock.utcNow()});
    }
    Q_EMIT actionFailed(failure);
}

void LifecycleController::forget(Operation &operation)
{
    const QString id = operation.id;
    const bool freesPlace = operation.inFlight;
    const bool wasAnswered = !freesPlace && !operation.isUnsure();
    leaveFlight(operation);
    m_departures.remove(operation.number);
    // Kept until the end of this call: it may be the operation's own timer or answer that led here.
    const auto keep = m_operations.extract(id);
    setReading(*keep.mapped(), false);
    count(*keep.mapped(), -1);
    keep.mapped()->request.cancel();
    m_store.clearPending(id);
    tellLoad();
    if (freesPlace)
        startQueued();
    if (!wasAnswered)
        Q_EMIT answersCame();
}

void LifecycleController::setPhase(Operation &operation, PendingOp::Phase phase)
{
    count(operation, -1);
    operation.op.phase = phase;
    count(operation, 1);
    // Copies: whoever hears of it may end the operation.
    const QString id = operation.id;
    const PendingOp op = operation.op;
    m_store.setPending(id, op);
    if (find(id, op.operation))
        Q_EMIT actionMoved(id, op);
}

void LifecycleController::setReading(Operation &operation, bool reading)
{
    if (std::exchange(operation.reading, reading) != reading)
        m_reading += reading ? 1 : -1;
}

void LifecycleController::count(const Operation &operation, int by)
{
    m_accepted += operation.isAccepted() ? by : 0;
    m_unsure += operation.isUnsure() ? by : 0;
    if (!operation.awaitsProof())
        return;
    if (by > 0)
        m_awaitingProof.insert(operation.id);
    else
        m_awaitingProof.erase(operation.id);
}

LifecycleController::Operation *LifecycleController::find(const QString &id, quint64 number) const
{
    const auto found = m_operations.find(id);
    return found != m_operations.end() && found->second->number == number ? found->second.get() : nullptr;
}

} // namespace sandglass
