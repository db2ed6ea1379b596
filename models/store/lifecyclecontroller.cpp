// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lifecyclecontroller.h"

#include "domain/transitiontable.h"
#include "store/sandboxstore.h"

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
// A server that answered 5xx has decided; one we lost contact with may still be at it.
constexpr int kReadsAfterServerError = 1;
constexpr int kReadsAfterSilence = 4;

/// A proxy that lost its server, or waited for it in vain, does not know what the server did.
bool isSilenceOfServer(const ApiError &error)
{
    return error.httpStatus == 502 || error.httpStatus == 504;
}

} // namespace

/// One click on one sandbox, from the table's answer to the server's proof.
struct LifecycleController::Operation
{
    QString id;
    quint64 number = 0;
    PendingOp op;
    MonoTime sentAt{}; ///< patience begins here, not with the click: the queue is ours, not the server's
    RequestHandle request;
    Timer timer;
    std::optional<ApiError> error; ///< what the reads have to decide about
    std::chrono::milliseconds nextDelay = kFirstReread;
    int readsLeft = 0; ///< counts only while `error` is set
    bool inFlight = false;
    bool reading = false;
};

LifecycleController::LifecycleController(Clock &clock, SandboxApi &api, SandboxStore &store,
                                         RateBudget &budget, QObject *parent)
    : QObject(parent), m_clock(clock), m_api(api), m_store(store), m_budget(budget)
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

bool LifecycleController::mustTypeNumber(LifecycleAction action, const QStringList &ids) const
{
    return sandglass::mustTypeNumber(action, rowsOf(ids), m_facts);
}

QStringList LifecycleController::request(LifecycleAction action, const QStringList &ids)
{
    QStringList begun;
    {
        const SandboxStore::Batch batch(m_store);
        for (const QString &id : ids) {
            const SandboxRow *row = m_store.find(id);
            if (!row || !judge(action, *row, m_facts).allowed)
                continue;
            auto operation = std::make_unique<Operation>();
            operation->id = id;
            operation->number = ++m_lastNumber;
            const SandboxStatus from = row->sandbox.status;
            operation->op = {action,
                             from,
                             transition(from, action).to.value_or(from),
                             PendingOp::Phase::Queued,
                             m_clock.monoNow(),
                             m_durations.usual(action),
                             operation->number};
            m_store.setPending(id, operation->op);
            m_queue.push_back(operation->number);
            m_operations[id] = std::move(operation);
            begun.append(id);
        }
        startQueued();
    }
    return begun;
}

void LifecycleController::abandonOverdue(const QString &id)
{
    const auto found = m_operations.find(id);
    if (found != m_operations.end() && found->second->op.phase == PendingOp::Phase::Overdue)
        forget(*found->second);
}

void LifecycleController::reread(const QString &id)
{
    if (m_rereads.contains(id) || m_facts.keyRefused || m_budget.actionMustWait(m_clock.monoNow()) > 0ms)
        return;
    const MonoTime began = m_clock.monoNow();
    m_rereads[id] = m_api.get(id, [this, id, began](const ApiResult<Sandbox> &answer) {
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
        for (const quint64 number : std::exchange(m_queue, {})) {
            if (Operation *operation = find(number))
                forget(*operation);
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
    while (!m_queue.empty() && m_inFlight < kMostInFlight) {
        if (const auto wait = m_budget.actionMustWait(m_clock.monoNow()); wait > 0ms) {
            m_budgetTimer = m_clock.after(wait, [this] { startQueued(); });
            return;
        }
        const quint64 number = m_queue.front();
        m_queue.pop_front();
        if (Operation *operation = find(number))
            send(*operation);
    }
}

void LifecycleController::send(Operation &operation)
{
    operation.inFlight = true;
    operation.sentAt = m_clock.monoNow();
    ++m_inFlight;
    qCInfo(lcStore) << wordOfAction(operation.op.action) << operation.id;
    operation.request =
        m_api.act(operation.id, operation.op.action,
                  [this, id = operation.id, number = operation.number](
                      const ApiResult<ActionAnswer> &answer) { onAnswer(id, number, answer); });
    setPhase(operation, PendingOp::Phase::Sending);
}

void LifecycleController::onAnswer(const QString &id, quint64 number, const ApiResult<ActionAnswer> &answer)
{
    Operation *operation = find(id, number);
    if (!operation)
        return;
    operation->inFlight = false;
    --m_inFlight;
    if (answer) {
        // The answer is a promise, not a proof; but when it says "done" the proof is likely there already.
        const bool saysDone = answer->status == operation->op.expected;
        readAfter(*operation, saysDone ? 0ms : std::exchange(operation->nextDelay, 2 * kFirstReread));
        setPhase(*operation, PendingOp::Phase::Accepted);
    } else {
        onRefused(*operation, answer.error());
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

void LifecycleController::onKeyRefused(const ApiError &error)
{
    // Nothing more is sent with this key: what still waits for its turn fails for the same cause.
    failQueued(error);
    setKeyRefused(true);
    Q_EMIT keyRefused(error);
}

void LifecycleController::failQueued(const ApiError &error)
{
    for (const quint64 number : std::exchange(m_queue, {})) {
        if (Operation *operation = find(number))
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
    // The one read that decides about a failure is part of the click; the others leave clicks their reserve.
    const auto wait = operation->error ? m_budget.actionMustWait(began) : m_budget.pollMustWait(1, began);
    if (wait > 0ms || m_facts.keyRefused || readsAreBusy()) {
        readAgainOrGiveUp(*operation, std::max<std::chrono::milliseconds>(wait, kRetryRead));
        return;
    }
    operation->reading = true;
    operation->request = m_api.get(id, [this, id, number, began](const ApiResult<Sandbox> &answer) {
        onOperationRead(id, number, began, answer);
    });
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
            const LifecycleAction action = operation->op.action;
            if ((action == LifecycleAction::Stop || action == LifecycleAction::Start) &&
                !m_facts.stopStartMissing) {
                m_facts.stopStartMissing = true;
                Q_EMIT factsChanged();
                operation = find(id, number);
            }
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
    const auto elapsed = m_clock.monoNow() - operation.sentAt;
    if (elapsed >= kPatience && operation.error) {
        fail(operation, *operation.error);
    } else if (elapsed >= kPatience) {
        becomeOverdue(operation);
    } else {
        readAfter(operation, std::min<std::chrono::milliseconds>(delay, kPatience - elapsed));
    }
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
    error.took = m_clock.monoNow() - operation.sentAt;
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
    if (!awaitsProof || row->readAt < operation.op.since)
        return;
    const SandboxStatus status = row->sandbox.status;
    if (status == operation.op.expected) {
        succeed(operation);
    } else if (status == SandboxStatus::Gone) {
        onSandboxGone(id); // still told of, but deleted
    } else if (status == SandboxStatus::Error && operation.op.action != LifecycleAction::Delete &&
               !operation.error) {
        ApiError error;
        error.kind = ApiErrorKind::Conflict;
        error.at = m_clock.utcNow();
        error.serverMessage = tr("The server accepted the request, but the sandbox is now in error.");
        fail(operation, error);
    } else if (phase == PendingOp::Phase::Overdue && status != operation.op.from) {
        forget(operation);
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
    const auto took = wasSent ? m_clock.monoNow() - operation.sentAt : std::chrono::milliseconds{0};
    if (wasSent)
        m_durations.add(action, took);
    {
        const SandboxStore::Batch batch(m_store);
        forget(operation);
        m_store.clearFault(id);
        if (action == LifecycleAction::Delete)
            m_store.applyDeleted(id);
    }
    Q_EMIT actionDone(id, action, took);
}

void LifecycleController::fail(Operation &operation, const ApiError &error, bool gone)
{
    ActionFailure failure;
    failure.action = operation.op.action;
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
    if (freesPlace)
        --m_inFlight;
    // Kept until the end of this call: it may be the operation's own timer or answer that led here.
    const auto keep = m_operations.extract(id);
    keep.mapped()->request.cancel();
    m_store.clearPending(id);
    if (freesPlace)
        startQueued();
}

void LifecycleController::setPhase(Operation &operation, PendingOp::Phase phase)
{
    operation.op.phase = phase;
    m_store.setPending(operation.id, operation.op);
}

LifecycleController::Operation *LifecycleController::find(const QString &id, quint64 number) const
{
    const auto found = m_operations.find(id);
    return found != m_operations.end() && found->second->number == number ? found->second.get() : nullptr;
}

LifecycleController::Operation *LifecycleController::find(quint64 number) const
{
    const auto found = std::find_if(m_operations.begin(), m_operations.end(),
                                    [number](const auto &entry) { return entry.second->number == number; });
    return found != m_operations.end() ? found->second.get() : nullptr;
}

} // namespace sandglass
