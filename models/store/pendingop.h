// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "domain/sandboxstatus.h"
#include "domain/times.h"

#include <QMetaType>

#include <optional>

namespace sandglass {

/// What we asked of a sandbox and have not seen done: an overlay on its row, never written into the status,
/// so there is nothing to roll back.
struct PendingOp
{
    enum class Phase : quint8
    {
        Scheduled, ///< not to be sent before `due`, and may be taken back until then
        Queued,    ///< waits for its turn or for the request budget
        Sending,   ///< the request is on its way
        Accepted,  ///< the server agreed; waiting until it shows the new status
        Unsure,    ///< no clear answer; one read will tell
        Overdue,   ///< patience ended; the row says so and may be acted on again
    };

    LifecycleAction action = LifecycleAction::Start;
    SandboxStatus from = SandboxStatus::Unknown;
    SandboxStatus expected = SandboxStatus::Unknown;
    Phase phase = Phase::Queued;
    MonoTime since{};
    std::optional<std::chrono::milliseconds> usual; ///< how long this action took before, when known
    quint64 operation = 0;                          ///< tells late answers of an older click apart
    /// While Scheduled: when it goes out, empty while that waits for a person. While Queued: when the rate
    /// limit will probably let it go, empty where only its turn keeps it.
    std::optional<MonoTime> due{};

    /// While true the row takes no further action.
    [[nodiscard]] bool blocksActions() const { return phase != Phase::Overdue; }
    bool operator==(const PendingOp &) const = default;
};

} // namespace sandglass
