// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/storereading.h"

#include "domain/clock.h"
#include "store/sandboxstore.h"

namespace sandglass {

void bringIn(SandboxStore &store, const Clock &clock, ListOutcome outcome, MonoTime began)
{
    SnapshotDelta delta;
    delta.began = began;
    delta.readAt = clock.utcNow();
    delta.incompleteness = outcome.incompleteness;
    delta.skippedRows = outcome.skippedRows;
    delta.total = static_cast<int>(outcome.sandboxes.size());
    for (const SandboxRef &sandbox : std::as_const(outcome.sandboxes))
        delta.changed.append(firstChange(sandbox));
    store.applySnapshot(delta);
}

void bringIn(SandboxStore &store, const Clock &clock, const Sandbox &sandbox, MonoTime began)
{
    SnapshotDelta delta;
    delta.began = began;
    delta.readAt = clock.utcNow();
    delta.incompleteness = Incompleteness::NoCursor; // it is not the whole list
    delta.changed = {firstChange(sandbox)};
    if (!store.find(sandbox.id))
        store.applySnapshot(delta);
    store.applyDetails(sandbox, began);
}

} // namespace sandglass
