// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/snapshotdiff.h"

namespace sandglass::bench {

/// What the first poll of an account that holds @p all brings.
inline SnapshotDelta firstPoll(const QVector<SandboxRef> &all, const Clock &clock)
{
    ListOutcome outcome;
    outcome.sandboxes = all;
    SnapshotDiff diff;
    SnapshotDelta delta = diff.take(std::move(outcome));
    delta.began = clock.monoNow();
    delta.readAt = clock.utcNow();
    return delta;
}

} // namespace sandglass::bench
