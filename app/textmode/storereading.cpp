// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/storereading.h"

#include "domain/clock.h"
#include "item/formatting.h"
#include "store/sandboxstore.h"
#include "textmode/console.h"

#include <QCoreApplication>
#include <QSet>

namespace sandglass {

namespace {

struct ReadingText
{
    Q_DECLARE_TR_FUNCTIONS(StoreReading)
};

} // namespace

void bringIn(SandboxStore &store, const Clock &clock, ListOutcome outcome, MonoTime began)
{
    SnapshotDelta delta;
    delta.began = began;
    delta.readAt = clock.utcAt(began);
    delta.incompleteness = outcome.incompleteness;
    delta.skippedRows = outcome.skippedRows;
    delta.total = static_cast<int>(outcome.sandboxes.size());
    QSet<QString> named;
    for (const SandboxRef &sandbox : std::as_const(outcome.sandboxes)) {
        delta.changed.append(firstChange(sandbox));
        named.insert(sandbox->id);
    }
    for (int row = 0; row < store.size(); ++row) {
        if (const QString &id = store.at(row).sandbox->id; !named.contains(id))
            delta.missing.append({id, {}, {}});
    }
    store.applySnapshot(delta);
}

void bringIn(SandboxStore &store, const Clock &clock, const Sandbox &sandbox, MonoTime began)
{
    SnapshotDelta delta;
    delta.began = began;
    delta.readAt = clock.utcAt(began);
    delta.incompleteness = Incompleteness::NoCursor; // it is not the whole list
    delta.changed = {firstChange(sandbox)};
    if (!store.find(sandbox.id))
        store.applySnapshot(delta);
    store.applyDetails(sandbox, began);
}

WholeListReader::OnWait tellingWaits(Console &console)
{
    return [&console](std::chrono::milliseconds wait) {
        const QString left = durationText(std::chrono::ceil<std::chrono::seconds>(wait));
        console.err(
            ReadingText::tr("sandglass: The server gave only a part of the list; going on in %1.").arg(left));
    };
}

} // namespace sandglass
