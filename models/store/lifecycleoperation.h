// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/effecttime.h"
#include "store/lifecyclecontroller.h"

namespace sandglass {

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
    std::chrono::milliseconds nextDelay = LifecycleController::kFirstReread;
    int readsLeft = 0;                       ///< counts only while `error` is set
    int refusals = 0;                        ///< for the rate limit's sake
    std::optional<MonoTime> readHeldSince{}; ///< a read is due, but the budget or other reads keep it
    bool inFlight = false;
    bool reading = false;
    bool wasRead = false;               ///< since it was sent, whatever that showed
    bool isSlow = false;                ///< the answer to it is: reads may tell what it would
    bool wasUnseen = false;             ///< when it was sent, by no answer since the sandbox was created
    std::optional<Extension> extension; ///< with Extend
    Expiry endBefore;                   ///< with Extend, once sent
    UtcTime wishedEnd{};
    std::chrono::seconds timeout{0}; ///< as it was sent
    bool isCorrected = false;        ///< sent once more, by the server's own clock
    UtcTime promisedEnd{};           ///< the wished one, unless the server's answer told another

    [[nodiscard]] bool isAccepted() const
    {
        return op.phase == PendingOp::Phase::Accepted || op.phase == PendingOp::Phase::Overdue;
    }
    [[nodiscard]] bool isUnsure() const { return op.phase == PendingOp::Phase::Unsure; }
    [[nodiscard]] bool isSlowlyAnswered() const { return isSlow && op.phase == PendingOp::Phase::Sending; }
    [[nodiscard]] bool awaitsProof() const { return isAccepted() || isUnsure() || isSlowlyAnswered(); }

    /// Clocks differ by about as much, and an answer is under way.
    static constexpr std::chrono::milliseconds kSameEnd{10'000};

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

} // namespace sandglass
