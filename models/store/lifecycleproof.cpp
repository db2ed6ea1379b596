// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What comes after the server's answer: reads until it shows what was asked for, or something else.
#include "store/lifecycleoperation.h"
#include "store/sandboxstore.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr auto kLongestReread = 8'000ms;
constexpr auto kOverdueReread = 60'000ms;
constexpr auto kRetryRead = 250ms; // for a read that may not leave yet
// A row the list showed within this time needs no read of its own where many wait.
constexpr auto kListServes = 20'000ms;

} // namespace

void LifecycleController::readAfter(Operation &operation, std::chrono::milliseconds delay)
{
    operation.timer = m_clock.after(
        delay, [this, id = operation.id, number = operation.number] { readOperation(id, number); });
}

void LifecycleController::readOperation(const QString &id, quint64 number)
{
    Operation *operation = find(id, number);
    if (!operation)
        return;
    const MonoTime began = m_clock.monoNow();
    if (isLookedAfterByTheList(*operation)) {
        const MonoTime listed = m_store.find(id)->readAt;
        operation->effect.notYet(listed);
        if (began - listed < kListServes)
            operation->readHeldSince.reset();
        else if (!operation->readHeldSince)
            operation->readHeldSince = began; // its turn is yet to come
        readAgainOrGiveUp(*operation, kLongestReread);
        return;
    }
    if (operation->error && m_facts.keyRefused) {
        fail(*operation, *operation->error); // nothing can be read any more
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
    setReading(*operation, true);
    operation->underWay = m_budget.begin();
    operation->request = m_api.get(id, [this, id, number, began](const ApiResult<Sandbox> &answer) {
        onOperationRead(id, number, began, answer);
    });
}

bool LifecycleController::isLookedAfterByTheList(const Operation &operation) const
{
    const SandboxRow *row = m_store.find(operation.id);
    // A list may well leave out when a sandbox ends.
    if (operation.error || operation.extension || !row)
        return false;
    const MonoTime now = m_clock.monoNow();
    // For nine minutes more the list is enough, where it tells of this one.
    if (operation.op.phase == PendingOp::Phase::Overdue)
        return now - row->readAt < kListServes;
    const auto serves = std::max<std::chrono::milliseconds>(kListServes, m_turnsTake);
    return now - std::max(row->readAt, operation.effect.sentAt()) < serves && isCrowd();
}

void LifecycleController::setTurns(int requests, std::chrono::milliseconds duration)
{
    m_requestsInTurns = requests;
    m_turnsTake = duration;
}

bool LifecycleController::isCrowd() const
{
    return m_accepted >= std::max(kCrowd, m_requestsInTurns);
}

bool LifecycleController::readsAreBusy() const
{
    return m_reading >= kMostReads;
}

void LifecycleController::onOperationRead(const QString &id, quint64 number, MonoTime began,
                                          const ApiResult<Sandbox> &answer)
{
    if (answer && correctByRead(id, number, began, *answer))
        return;
    m_store.applyRead(id, answer, began); // may end it through onSandboxRead or onSandboxGone
    Operation *operation = find(id, number);
    if (!operation)
        return;
    setReading(*operation, false);
    operation->underWay.end();
    if (answer) {
        operation->effect.notYet(began);
        operation->wasRead = true;
    }
    if (answer && operation->extension && operation->isAccepted() &&
        endsTooSoon(*operation, answer->expiry)) {
        failShortened(*operation);
        return;
    }
    if (answer && operation->error) {
        ApiError error = *operation->error;
        if (operation->wasUnseen && error.kind == ApiErrorKind::NotFound) {
            fail(*operation, notYetKnown(error.at));
            return;
        }
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

ApiError LifecycleController::notYetKnown(UtcTime at)
{
    return ownFinding(tr("The server did not know the sandbox yet, which it had only just created."), at);
}

void LifecycleController::readAgainOrGiveUp(Operation &operation, std::chrono::milliseconds delay)
{
    const std::chrono::milliseconds elapsed = m_clock.monoNow() - operation.effect.sentAt();
    const bool isOverdue = operation.op.phase == PendingOp::Phase::Overdue;
    const auto until = isOverdue ? kGiveUp : kPatience;
    if (elapsed < until)
        readAfter(operation,
                  std::min<std::chrono::milliseconds>(isOverdue ? kOverdueReread : delay, until - elapsed));
    else if (operation.error)
        fail(operation, *operation.error);
    else if (operation.readHeldSince)
        readAfter(operation, delay); // where we could not look, the server is not to blame
    else if (isOverdue)
        giveUp(operation);
    else
        becomeOverdue(operation);
}

void LifecycleController::becomeOverdue(Operation &operation)
{
    readAfter(operation, kOverdueReread);
    // Last: whoever hears of it may act on the row again, which ends this operation.
    setPhase(operation, PendingOp::Phase::Overdue);
}

void LifecycleController::giveUp(Operation &operation)
{
    ApiError error = ownFinding(tr("The server accepted the request, but never showed the new state."),
                                m_clock.utcNow(), ApiErrorKind::Timeout);
    error.maybeExecuted = true;
    error.took = m_clock.monoNow() - operation.effect.sentAt();
    fail(operation, error);
}

bool LifecycleController::cameToSomethingElse(const Operation &operation, SandboxStatus status)
{
    // While it is deleted it may well be anything, until it is gone.
    if (operation.op.action == LifecycleAction::Delete)
        return false;
    if (status == SandboxStatus::Error)
        return true;
    // Another state than it came from may be one on the way, or of before; not after so long.
    const bool lasts = status == SandboxStatus::Running || status == SandboxStatus::Paused ||
                       status == SandboxStatus::Stopped;
    return operation.op.phase == PendingOp::Phase::Overdue && lasts && status != operation.op.from;
}

void LifecycleController::onSandboxRead(const QString &id)
{
    const auto found = m_operations.find(id);
    if (found == m_operations.end())
        return;
    const SandboxRow *row = m_store.find(id);
    if (!row)
        return;
    Operation &operation = *found->second;
    // What was asked for before the click proves nothing about the click.
    const MonoTime provesSince = operation.isSlowlyAnswered() ? operation.effect.sentAt() + kSlowAnswer
                                 : operation.extension        ? operation.effect.sentAt()
                                                              : operation.op.since;
    if (!operation.awaitsProof() || row->readAt < provesSince)
        return;
    const SandboxStatus status = row->sandbox->status;
    if (operation.isDoneBy(row->sandbox)) {
        succeed(operation);
    } else if (operation.isSlowlyAnswered()) {
        operation.effect.notYet(row->readAt); // the answer may still tell why
    } else if (status == SandboxStatus::Gone) {
        onSandboxGone(id); // still told of, but deleted
    } else if (!operation.extension && !operation.error && cameToSomethingElse(operation, status)) {
        fail(operation,
             ownFinding(tr("The server accepted the request, but something else became of the sandbox."),
                        m_clock.utcNow()));
    } else if (operation.op.phase == PendingOp::Phase::Overdue && status != operation.op.from) {
        abandon(operation, ActionAbandon::Overtaken);
    } else {
        operation.effect.notYet(row->readAt);
    }
}

void LifecycleController::onListRead()
{
    const QStringList ids(m_awaitingProof.begin(), m_awaitingProof.end()); // some end by this
    for (const QString &id : ids)
        onSandboxRead(id);
}

void LifecycleController::onSandboxGone(const QString &id)
{
    const auto found = m_operations.find(id);
    if (found == m_operations.end())
        return;
    Operation &operation = *found->second;
    if (operation.op.action == LifecycleAction::Delete) {
        // By whomever, once ours is on its way.
        if (operation.op.phase == PendingOp::Phase::Queued)
            drop(operation, ActionDrop::Overtaken, tr("Was gone before its turn"));
        else
            succeed(operation);
        return;
    }
    ApiError error = operation.error.value_or(ApiError{});
    if (!operation.error) {
        error.kind = ApiErrorKind::NotFound;
        error.at = m_clock.utcNow();
    }
    fail(operation, error, true);
}

} // namespace sandglass
