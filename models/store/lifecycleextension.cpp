// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a click on Extend is carried out: a read, then the timeout reckoned from it.
#include "domain/transitiontable.h"
#include "store/lifecycleoperation.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"

#include <algorithm>

namespace sandglass {

namespace {

using namespace std::chrono_literals;

// Beyond the noise of a Date header: the server's clock is another one than was reckoned with.
constexpr std::chrono::milliseconds kOtherClock = 1min;

/// The end that must not be taken away from: what the read made for it says, which a list that came meanwhile
/// may know to be later, but cannot make sooner, for lists lag. What the read leaves open stays open.
Expiry endToMove(const Expiry &read, const Expiry &shown)
{
    if (read.kind != Expiry::Kind::At)
        return read;
    if (shown.kind == Expiry::Kind::Never)
        return shown;
    return shown.kind == Expiry::Kind::At ? Expiry::atTime(std::max(read.at, shown.at)) : read;
}

} // namespace

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
    m_store.applyRead(id, answer, began); // may end it through onSandboxGone
    Operation *operation = find(id, number);
    if (!operation)
        return;
    if (!answer) {
        // Nothing was asked for yet, so there is nothing to be unsure about.
        const ApiError &error = answer.error();
        if (error.kind == ApiErrorKind::RateLimited) {
            land(*operation, &error);
            waitForRateLimit(*operation, error);
            startQueued();
            return;
        }
        const bool isNotYetKnown = error.kind == ApiErrorKind::NotFound && m_store.isUnseen(id);
        fail(*operation, isNotYetKnown ? notYetKnown(error.at) : error);
        if (error.kind == ApiErrorKind::Unauthorized)
            onKeyRefused(error);
        return;
    }
    const SandboxStatus status = answer->status;
    if (!transition(status, LifecycleAction::Extend).isAllowed()) {
        fail(*operation, ownFinding(tr("Its state changed before it could be extended."), m_clock.utcNow()));
        return;
    }
    const SandboxRow *row = m_store.find(id);
    const Expiry end = row ? endToMove(answer->expiry, row->sandbox->expiry) : answer->expiry;
    const ExtensionPlan plan = planOf(*operation->extension, end, m_serverClock.now());
    if (!plan.isPossible()) {
        fail(*operation, ownFinding(tr("%1.").arg(extensionProblemText(plan.problem)), m_clock.utcNow(),
                                    ApiErrorKind::BadRequest));
        return;
    }
    operation->endBefore = end;
    sendTimeout(*operation, plan);
}

/// What to send instead, where the server took the timeout as it was sent and yet set a far other end than
/// was reckoned: it said no or a wrong Date. Both ends are by its own clock, so their difference is right.
std::optional<ExtensionPlan> LifecycleController::corrected(const Operation &operation,
                                                            const TimeoutAnswer &answer)
{
    const std::chrono::milliseconds off = answer.expiry.at - operation.wishedEnd;
    const bool isAsSent =
        answer.timeoutSeconds.value_or(operation.timeout.count()) == operation.timeout.count();
    const auto timeout = std::chrono::ceil<std::chrono::seconds>(operation.timeout - off);
    if (operation.isCorrected || !isAsSent || std::chrono::abs(off) <= kOtherClock || timeout <= 0s)
        return {};
    return ExtensionPlan{timeout, operation.wishedEnd, ExtensionProblem::None};
}

bool LifecycleController::correctByRead(const QString &id, quint64 number, MonoTime began,
                                        const Sandbox &read)
{
    Operation *operation = find(id, number);
    // A read that lags shows the end of before, and one that somebody else set is none of ours.
    if (!operation || !operation->extension || !operation->isAccepted() || !read.timeoutSeconds ||
        read.expiry.kind != Expiry::Kind::At || read.expiry == operation->endBefore)
        return false;
    const auto plan = corrected(*operation, {read.timeoutSeconds, read.expiry});
    if (!plan)
        return false;
    setReading(*operation, false);
    operation->underWay.end();
    operation->isCorrected = true;
    setPhase(*operation, PendingOp::Phase::Sending); // or what was read would end it
    m_store.applyDetails(read, began);
    operation = find(id, number);
    if (operation)
        sendTimeout(*operation, *plan);
    return true;
}

void LifecycleController::sendTimeout(Operation &operation, const ExtensionPlan &plan)
{
    operation.timeout = plan.timeout;
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
    const bool told = answer && answer->expiry.kind == Expiry::Kind::At;
    if (const auto plan = told ? corrected(*operation, *answer) : std::nullopt) {
        operation->isCorrected = true;
        sendTimeout(*operation, *plan);
        return;
    }
    land(*operation, answer ? nullptr : &answer.error());
    if (!answer) {
        onRefused(*operation, answer.error());
    } else {
        const MonoTime sentAt = operation->effect.sentAt();
        const bool isLost = told && endsTooSoon(*operation, answer->expiry);
        const SandboxStore::Batch batch(m_store);
        if (told && !isLost)
            operation->promisedEnd = answer->expiry.at; // it may allow less than was asked for
        onAccepted(*operation, true);
        if (told)
            m_store.applyTimeout(id, answer->expiry, answer->timeoutSeconds, sentAt); // ends the operation
        if (isLost)
            failShortened(*operation);
    }
    startQueued();
}

bool LifecycleController::endsTooSoon(const Operation &operation, const Expiry &end)
{
    // A person may have wished for less.
    return end.kind == Expiry::Kind::At && isShorter(end.at, operation.endBefore) &&
           !isShorter(operation.wishedEnd, operation.endBefore);
}

void LifecycleController::failShortened(Operation &operation)
{
    fail(operation, ownFinding(tr("The server made it end sooner than it would have."), m_clock.utcNow(),
                               ApiErrorKind::BadRequest));
}

} // namespace sandglass
