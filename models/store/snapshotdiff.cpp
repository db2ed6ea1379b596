// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/snapshotdiff.h"

namespace sandglass {

SnapshotDelta SnapshotDiff::take(ListOutcome outcome)
{
    ++m_round;
    SnapshotDelta delta;
    delta.incompleteness = outcome.incompleteness;
    delta.skippedRows = outcome.skippedRows;
    delta.requests = outcome.requests;
    delta.total = static_cast<int>(outcome.sandboxes.size());

    for (Sandbox &sandbox : outcome.sandboxes) {
        auto known = m_known.find(sandbox.id);
        if (known == m_known.end()) {
            delta.changed.append(sandbox);
            const QString id = sandbox.id;
            m_known.insert(id, {std::move(sandbox), m_round, false});
            continue;
        }
        known->seenIn = m_round;
        if (known->sendAgain || known->sandbox != sandbox) {
            delta.changed.append(sandbox);
            known->sandbox = std::move(sandbox);
            known->sendAgain = false;
        }
    }
    const bool complete = delta.isComplete();
    m_known.removeIf([&](auto it) {
        if (it->seenIn == m_round)
            return false;
        delta.missing.append(it.key());
        // After an incomplete list nobody knows; it is reported missing again until it shows up or is gone.
        return complete;
    });
    return delta;
}

void SnapshotDiff::resend(const QStringList &ids)
{
    for (const QString &id : ids)
        m_known[id].sendAgain = true;
}

} // namespace sandglass
