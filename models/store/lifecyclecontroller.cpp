// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lifecyclecontroller.h"

#include "domain/transitiontable.h"
#include "store/effecttime.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>

Q_LOGGING_CATEGORY(lcStore, "hopx.store", QtWarningMsg)

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr auto kFirstReread = 1'000ms;
constexpr auto kLongestReread = 8'000ms;
constexpr auto kRetryRead = 250ms; // for a read that may not leave yet
// A row the list showed within this time needs no read of its own where many wait.
constexpr auto kListServes = 20'000ms;
// Expected waiting times are told again only when they differ by more than a person notices.
constexpr auto kSameWait = 1'500ms;
// A server that answered 5xx has decided; one we lost contact with may still be at it.
constexpr int kReadsAfterServerError = 1;
constexpr int kReadsAfterSilence = 4;

/// A proxy that lost its server, or waited for it in vain, does not know what the server did.
bool isSilenceOfServer(const ApiError &error)
{
    return error.httpStatus == 502 || error.httpStatus == 504;
}

// Clocks differ by about as much, and an answer is under way.
constexpr auto kSameEnd = 10'000ms;

ApiError ownFinding(ApiErrorKind kind, const QString &text, UtcTime at)
{
    ApiError error;
    error.kind = kind;
    error.serverMessage = text;
    error.at = at;
    return error;
}

} // namespace

/// One click on one sandbox, from the table's answer to the server's proof.
struct LifecycleController::Operation
{
    QString id;
    quint64 number = 0;
    PendingOp op;
    ActionQueue::Lane lane = ActionQueue::Lane::Click;
    EffectTime effect; ///< patience begins with the sending, not with the click: the queue is ours
    RequestHandle request;
    RateBudget::UnderWay underWay;
    Timer timer;
    std::optional<ApiError> error; ///< what the reads have to decide about
    std::chrono::milliseconds nextDelay = kFirstReread;
    int readsLeft = 0;                       ///< counts only while `error` is set
    int refusals = 0;                        ///< for the rate limit's sake
    std::optional<MonoTime> readHeldSince{}; ///< a read is due, but the budget or other reads keep it
    bool inFlight = false;
    bool reading = false;
    std::optional<Extension> extension; ///< with Extend
    Expiry endBefore;                   ///< with Extend, once sent
    UtcTime wishedEnd{};
    UtcTime promisedEnd{}; ///< the wished one, unless the server's answer told another

    [[nodiscard]] bool isDoneBy(const Sandbox &sandbox) const
    {
        if (!extension)
            return sandbox.status == op.expected;
        if (sandbox.expiry.kind != Expiry::Kind::At)
            return false;
        // Somebody else may have moved it further still.
        const auto beyond = sandbox.expiry.at - promisedEnd;
        return isShorter(promisedEnd, endBefore) ? std::chrono::abs(beyond) <= kSameEnd : beyond >= -kSameEnd;
    }
};

LifecycleController::LifecycleController(Clock &clock, SandboxApi &api, SandboxStore &store,
                                         RateBudget &budget, const ServerClock &serverClock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_api(api)
    , m_store(store)
    , m_budget(budget)
    , m_serverClock(serverClock)
{
    connect(&m_store, &SandboxStore::sandboxRead, this, &LifecycleController::onSandboxRead);
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
    const SandboxRow *row = m_store.find(id);
    return row ? judge(wish, *row, m_facts) : Verdict{false, tr("This sandbox is no longer there")};
}

SelectionVerdict LifecycleController::verdict(const Extension &wish, const QStringList &ids) const
{
    return judge(wish, rowsOf(ids), m_facts);
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
    for (const QString &id : ids) {
        const SandboxRow *row = m_store.find(id);
        if (row && verdictFor(action, *row, wish).allowed && !eligible.contains(id))
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
    startQueued();
    return begun;
}

LifecycleController::Operation &LifecycleController::enqueue(LifecycleAction action, const SandboxRow &row,
                                                             ActionQueue::Lane lane)
{
    const QString id = row.sandbox.id;
    const SandboxStatus from = row.sandbox.status;
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
    m_queue.add(lane, {operation->number, id});
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
    startQueued(); // the others may come sooner
    return cancelled;
}

void LifecycleController::abandonOverdue(const QString &id)
{
    const auto found = m_operations.find(id);
    if (found != m_operations.end() && found->second->op.phase == PendingOp::Phase::Overdue)
        abandon(*found->second);
}

void LifecycleController::reread(const QString &id)
{
    if (isProvisionalId(id) || m_rereads.contains(id) || m_facts.keyRefused ||
        m_budget.actionMustWait(m_clock.monoNow()) > 0ms)
        return;
    const MonoTime began = m_clock.monoNow();
    Reread &reread = m_rereads[id];
    reread.underWay = m_budget.begin();
    reread.request = m_api.get(id, [this, id, began](const ApiResult<Sandbox> &answer) {
        const auto keep = m_rereads.extract(id);
        if (answer)
            m_store.applyDetails(*answer, began);
        else if (answer.error().kind == ApiErrorKind::NotFound)
            m_store.applyGone(id, began);
        else if (answer.error().kind == ApiErrorKind::Unauthorized)
            onKeyRefused(answer.error());
    });
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
        for (const ActionQueue::Entry &entry : std::exchange(m_queue, {}).entries()) {
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
    using Lane = ActionQueue::Lane;
    const SandboxStore::Batch batch(m_store);
    m_budgetTimer.reset();
    std::chrono::milliseconds wait{0};
    while (m_inFlight < (m_careful ? 1 : kMostInFlight)) {
        const MonoTime now = m_clock.monoNow();
        if (m_queue.size(Lane::Click) > 0) {
            wait = m_budget.actionMustWait(now);
            if (!startOne(Lane::Click, wait))
                break;
        } else if (m_queue.size(Lane::Bulk) > 0 && m_bulkInFlight < kMostBulkInFlight) {
            wait = m_budget.bulkMustWait(now);
            if (!startOne(Lane::Bulk, wait))
                break;
        } else {
            break;
        }
    }
    if (wait > 0ms && !m_queue.isEmpty())
        m_budgetTimer = m_clock.after(wait, [this] { startQueued(); });
    tellWaits();
    tellLoad();
}

bool LifecycleController::startOne(ActionQueue::Lane lane, std::chrono::milliseconds mustWait)
{
    if (mustWait > 0ms)
        return false;
    const auto entry = m_queue.first(lane);
    m_queue.remove(entry->number);
    Operation *operation = find(entry->id, entry->number);
    // Of several that went at once, this one's turn may come before it is told that it went too.
    if (operation && m_store.find(entry->id))
        send(*operation);
    return true;
}

/// Rows that have to wait for the rate limit say for how long.
void LifecycleController::tellWaits()
{
    const MonoTime now = m_clock.monoNow();
    const RateForecast forecast = m_budget.forecast(now);
    const bool blocked = m_budget.actionMustWait(now) > RateBudget::kAwaitAnswers;
    int place = 0;
    for (const ActionQueue::Entry &entry : m_queue.entries()) {
        Operation *operation = find(entry.id, entry.number);
        if (!operation)
            continue;
        const std::chrono::milliseconds wait =
            operation->lane == ActionQueue::Lane::Click && !blocked ? 0ms : forecast.waitOf(place);
        place += requestsFor(operation->op.action);
        const auto due = wait > 0ms ? std::optional(now + wait) : std::nullopt;
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
    const bool many = m_queue.size(ActionQueue::Lane::Bulk) > 0 || m_operations.size() >= kCrowd;
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
    operation.effect.sent(now);
    operation.op.since = now;
    operation.op.from = row.sandbox.status;
    operation.op.expected =
        transition(row.sandbox.status, operation.op.action).to.value_or(row.sandbox.status);
    operation.op.due.reset();
    operation.underWay = m_budget.begin();
    ++m_inFlight;
    if (operation.lane == ActionQueue::Lane::Bulk)
        ++m_bulkInFlight;
    qCInfo(lcStore) << wordOfAction(operation.op.action) << operation.id;
    if (operation.extension) {
        sendExtension(operation);
        return;
    }
    operation.request =
        m_api.act(operation.id, operation.op.action,
                  [this, id = operation.id, number = operation.number](
                      const ApiResult<ActionAnswer> &answer) { onAnswer(id, number, answer); });
    setPhase(operation, PendingOp::Phase::Sending);
}

void LifecycleController::land(Operation &operation, const ApiError *error)
{
    leaveFlight(operation);
    if (!error) // the later ones count more
        m_answerTime = (3 * m_answerTime + (m_clock.monoNow() - operation.effect.sentAt())) / 4;
    if (!error || error->kind != ApiErrorKind::RateLimited)
        m_careful = false;
}

void LifecycleController::leaveFlight(Operation &operation)
{
    operation.underWay.end();
    if (!std::exchange(operation.inFlight, false))
        return;
    --m_inFlight;
    if (operation.lane == ActionQueue::Lane::Bulk)
        --m_bulkInFlight;
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
    readAfter(operation, saysDone ? 0ms : std::exchange(operation.nextDelay, 2 * kFirstReread));
    setPhase(operation, PendingOp::Phase::Accepted);
}

void LifecycleController::sendExtension(Operation &operation)
{
    // A timeout counts from now and replaces the end (contract 4.7). Reckoned from an old row, an hour more
    // would take away what somebody else gave meanwhile.
    const MonoTime began = m_clock.monoNow();
    operation.request = m_api.get(operation.id, [this, id = operation.id, number = operation.number,
                                                 began](const ApiResult<Sandbox> &answer) {
        onExtensionRead(id, number, began, answer);
    });
    setPhase(operation, PendingOp::Phase::Sending);
}

void LifecycleController::onExtensionRead(const QString &id, quint64 number, MonoTime began,
                                          const ApiResult<Sandbox> &answer)
{
    if (answer)
        m_store.applyDetails(*answer, began);
    else if (answer.error().kind == ApiErrorKind::NotFound)
        m_store.applyGone(id, began); // ends the operation through onSandboxGone
    Operation *operation = find(id, number);
    if (!operation)
        return;
    if (!answer) {
        // Nothing was asked for yet, so there is nothing to be unsure about.
        const ApiError error = answer.error();
        if (error.kind == ApiErrorKind::RateLimited) {
            land(*operation, &error);
            waitForRateLimit(*operation, error);
            startQueued();
            return;
        }
        fail(*operation, error);
        if (error.kind == ApiErrorKind::Unauthorized)
            onKeyRefused(error);
        return;
    }
    const SandboxStatus status = answer->status;
    if (!transition(status, LifecycleAction::Extend).isAllowed()) {
        fail(*operation, ownFinding(ApiErrorKind::Conflict,
                                    tr("Its state changed before it could be extended."), m_clock.utcNow()));
        return;
    }
    const SandboxRow *row = m_store.find(id);
    const ExtensionPlan plan =
        planOf(*operation->extension, row ? row->sandbox.expiry : answer->expiry, m_serverClock.now());
    if (!plan.isPossible()) {
        fail(*operation, ownFinding(ApiErrorKind::BadRequest,
                                    tr("%1.").arg(extensionProblemText(plan.problem)), m_clock.utcNow()));
        return;
    }
    operation->endBefore = row ? row->sandbox.expiry : answer->expiry;
    sendTimeout(*operation, plan);
}

void LifecycleController::sendTimeout(Operation &operation, const ExtensionPlan &plan)
{
    operation.wishedEnd = plan.end;
    operation.promisedEnd = plan.end;
    operation.effect.sent(m_clock.monoNow());
    operation.underWay = m_budget.begin();
    operation.request = m_api.setTimeout(
        operation.id, plan.timeout,
        [this, id = operation.id, number = operation.number](const ApiResult<TimeoutAnswer> &answer) {
            onTimeoutAnswer(id, number, answer);
        });
}

void LifecycleController::onTimeoutAnswer(const QString &id, quint64 number,
                                          const ApiResult<TimeoutAnswer> &answer)
{
    Operation *operation = find(id, number);
    if (!operation)
        return;
    land(*operation, answer ? nullptr : &answer.error());
    if (!answer) {
        onRefused(*operation, answer.error());
    } else {
        const bool told = answer->expiry.kind == Expiry::Kind::At;
        const MonoTime sentAt = operation->effect.sentAt();
        const SandboxStore::Batch batch(m_store);
        if (told)
            operation->promisedEnd = answer->expiry.at; // it may allow less than was asked for
        onAccepted(*operation, true);
        if (told)
            m_store.applyTimeout(id, answer->expiry, answer->timeoutSeconds, sentAt); // ends the operation
    }
    startQueued();
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
        operation.readsLeft = isSilenceOfServer(error) ? kReadsAfterSilence : kReadsAfterServerError;
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
    m_budget.refuse(error.retryAfter, m_clock.monoNow());
    m_careful = true;
    if (++operation.refusals >= kMostRefusals) {
        fail(operation, error);
        return;
    }
    operation.request = {};
    m_queue.add(operation.lane, {operation.number, operation.id});
    setPhase(operation, PendingOp::Phase::Queued);
}

void LifecycleController::drop(Operation &operation, ActionDrop why, const QString &reason)
{
    const QString id = operation.id;
    const LifecycleAction action = operation.op.action;
    forget(operation);
    Q_EMIT actionDropped(id, action, why, reason);
}

void LifecycleController::abandon(Operation &operation)
{
    const QString id = operation.id;
    const LifecycleAction action = operation.op.action;
    forget(operation);
    Q_EMIT actionAbandoned(id, action);
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
    for (const ActionQueue::Entry &entry : std::exchange(m_queue, {}).entries()) {
        if (Operation *operation = find(entry.id, entry.number))
            fail(*operation, error);
    }
}

void LifecycleController::readAfter(Operation &operation, std::chrono::milliseconds delay)
{
    operation.timer = m_clock.after(delay, [this, id = operation.id, number = operation.number] {
        Operation *waiting = find(id, number);
        if (waiting && waiting->op.phase == PendingOp::Phase::Overdue)
            giveUp(*waiting);
        else
            readOperation(id, number);
    });
}

void LifecycleController::readOperation(const QString &id, quint64 number)
{
    Operation *operation = find(id, number);
    if (!operation)
        return;
    const MonoTime began = m_clock.monoNow();
    if (isLookedAfterByTheList(*operation)) {
        operation->effect.notYet(m_store.find(id)->readAt);
        operation->readHeldSince.reset();
        readAgainOrGiveUp(*operation, kLongestReread);
        return;
    }
    // The one read that decides about a failure is part of the click; the others leave clicks their reserve.
    const auto wait = operation->error ? m_budget.actionMustWait(began) : m_budget.pollMustWait(1, began);
    if (wait > 0ms || m_facts.keyRefused || readsAreBusy()) {
        if (!operation->readHeldSince)
            operation->readHeldSince = began;
        readAgainOrGiveUp(*operation, std::max<std::chrono::milliseconds>(wait, kRetryRead));
        return;
    }
    operation->readHeldSince.reset();
    operation->reading = true;
    operation->underWay = m_budget.begin();
    operation->request = m_api.get(id, [this, id, number, began](const ApiResult<Sandbox> &answer) {
        onOperationRead(id, number, began, answer);
    });
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

bool LifecycleController::isLookedAfterByTheList(const Operation &operation) const
{
    const SandboxRow *row = m_store.find(operation.id);
    // A list may well leave out when a sandbox ends.
    return !operation.error && !operation.extension && row &&
           m_clock.monoNow() - std::max(row->readAt, operation.effect.sentAt()) < kListServes &&
           std::count_if(m_operations.begin(), m_operations.end(), [](const auto &entry) {
               return entry.second->op.phase == PendingOp::Phase::Accepted;
           }) >= kCrowd;
}

bool LifecycleController::readsAreBusy() const
{
    return std::count_if(m_operations.begin(), m_operations.end(),
                         [](const auto &entry) { return entry.second->reading; }) >= kMostReads;
}

void LifecycleController::onOperationRead(const QString &id, quint64 number, MonoTime began,
                                          const ApiResult<Sandbox> &answer)
{
    if (!answer && answer.error().kind == ApiErrorKind::NotFound)
        m_store.applyGone(id, began); // ends the operation through onSandboxGone
    else if (answer)
        m_store.applyDetails(*answer, began); // may end it through onSandboxRead

    Operation *operation = find(id, number);
    if (!operation)
        return;
    operation->reading = false;
    operation->underWay.end();
    if (answer)
        operation->effect.notYet(began);
    if (answer && operation->error) {
        ApiError error = *operation->error;
        // That a sandbox is not there to be deleted may reach the reads a moment later.
        const bool deleteLags = operation->op.action == LifecycleAction::Delete &&
                                error.kind == ApiErrorKind::NotFound && operation->readsLeft > 1;
        const bool routeMissing =
            !deleteLags && (error.kind == ApiErrorKind::NotFound || error.kind == ApiErrorKind::RouteMissing);
        if (routeMissing) {
            // The sandbox is there, so it is the route that is not (contract 5.3).
            error.kind = ApiErrorKind::RouteMissing;
            noteMissingRoute(operation->op.action);
            operation = find(id, number);
            if (operation)
                fail(*operation, error);
            return;
        }
        if (--operation->readsLeft <= 0) {
            fail(*operation, error);
            return;
        }
    }
    const auto delay = operation->nextDelay;
    operation->nextDelay = std::min<std::chrono::milliseconds>(2 * delay, kLongestReread);
    readAgainOrGiveUp(*operation, delay);
    if (!answer && answer.error().kind == ApiErrorKind::Unauthorized)
        onKeyRefused(answer.error());
}

void LifecycleController::readAgainOrGiveUp(Operation &operation, std::chrono::milliseconds delay)
{
    const std::chrono::milliseconds elapsed = m_clock.monoNow() - operation.effect.sentAt();
    // Where we could not look, the server is not to blame yet.
    const auto patience = operation.readHeldSince && !operation.error ? 2 * kPatience : kPatience;
    if (elapsed < patience)
        readAfter(operation, std::min<std::chrono::milliseconds>(delay, patience - elapsed));
    else if (operation.error)
        fail(operation, *operation.error);
    else
        becomeOverdue(operation);
}

void LifecycleController::becomeOverdue(Operation &operation)
{
    readAfter(operation, kGiveUp - kPatience);
    // Last: whoever hears of it may act on the row again, which ends this operation.
    setPhase(operation, PendingOp::Phase::Overdue);
}

void LifecycleController::giveUp(Operation &operation)
{
    ApiError error;
    error.kind = ApiErrorKind::Timeout;
    error.at = m_clock.utcNow();
    error.maybeExecuted = true;
    error.took = m_clock.monoNow() - operation.effect.sentAt();
    error.serverMessage = tr("The server accepted the request, but never showed the new state.");
    fail(operation, error);
}

void LifecycleController::onSandboxRead(const QString &id)
{
    const auto found = m_operations.find(id);
    const SandboxRow *row = m_store.find(id);
    if (found == m_operations.end() || !row)
        return;
    Operation &operation = *found->second;
    const PendingOp::Phase phase = operation.op.phase;
    const bool awaitsProof = phase == PendingOp::Phase::Accepted || phase == PendingOp::Phase::Unsure ||
                             phase == PendingOp::Phase::Overdue;
    // What was asked for before the click proves nothing about the click.
    const MonoTime provesSince = operation.extension ? operation.effect.sentAt() : operation.op.since;
    if (!awaitsProof || row->readAt < provesSince)
        return;
    const SandboxStatus status = row->sandbox.status;
    if (operation.isDoneBy(row->sandbox)) {
        succeed(operation);
    } else if (status == SandboxStatus::Gone) {
        onSandboxGone(id); // still told of, but deleted
    } else if (status == SandboxStatus::Error && operation.op.action != LifecycleAction::Delete &&
               !operation.extension && !operation.error) {
        ApiError error;
        error.kind = ApiErrorKind::Conflict;
        error.at = m_clock.utcNow();
        error.serverMessage = tr("The server accepted the request, but the sandbox is now in error.");
        fail(operation, error);
    } else if (phase == PendingOp::Phase::Overdue && status != operation.op.from) {
        abandon(operation);
    } else {
        operation.effect.notYet(row->readAt);
    }
}

void LifecycleController::onSandboxGone(const QString &id)
{
    const auto found = m_operations.find(id);
    if (found == m_operations.end())
        return;
    Operation &operation = *found->second;
    if (operation.op.action == LifecycleAction::Delete) {
        succeed(operation); // by whomever
        return;
    }
    ApiError error = operation.error.value_or(ApiError{});
    if (!operation.error) {
        error.kind = ApiErrorKind::NotFound;
        error.at = m_clock.utcNow();
    }
    fail(operation, error, true);
}

void LifecycleController::succeed(Operation &operation)
{
    const QString id = operation.id;
    const LifecycleAction action = operation.op.action;
    const bool wasSent = operation.op.phase != PendingOp::Phase::Queued;
    const MonoTime now = m_clock.monoNow();
    const SandboxRow *shown = m_store.find(id);
    const auto took = wasSent ? operation.effect.doneAt(shown ? shown->readAt : now, now) : std::nullopt;
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
        Q_EMIT extended(id, row->sandbox.expiry.at, wished);
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
        failure.statusNow = row->sandbox.status;
        failure.statusWord = row->sandbox.statusWord;
    }
    const ErrorReport report = reportOf(std::span(&failure, 1), {});
    {
        const SandboxStore::Batch batch(m_store);
        forget(operation);
        m_store.setFault(failure.sandboxId,
                         {failure.action, tr("%1: %2").arg(report.headline, report.cause), m_clock.utcNow()});
    }
    Q_EMIT actionFailed(failure);
}

void LifecycleController::forget(Operation &operation)
{
    const QString id = operation.id;
    const bool freesPlace = operation.inFlight;
    leaveFlight(operation);
    m_queue.remove(operation.number);
    // Kept until the end of this call: it may be the operation's own timer or answer that led here.
    const auto keep = m_operations.extract(id);
    keep.mapped()->request.cancel();
    m_store.clearPending(id);
    tellLoad();
    if (freesPlace)
        startQueued();
}

void LifecycleController::setPhase(Operation &operation, PendingOp::Phase phase)
{
    operation.op.phase = phase;
    // Copies: whoever hears of it may end the operation.
    const QString id = operation.id;
    const PendingOp op = operation.op;
    m_store.setPending(id, op);
    if (find(id, op.operation))
        Q_EMIT actionMoved(id, op);
}

LifecycleController::Operation *LifecycleController::find(const QString &id, quint64 number) const
{
    const auto found = m_operations.find(id);
    return found != m_operations.end() && found->second->number == number ? found->second.get() : nullptr;
}

} // namespace sandglass
