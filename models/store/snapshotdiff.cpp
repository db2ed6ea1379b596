// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/snapshotdiff.h"

namespace sandglass {

SnapshotDelta SnapshotDiff::take(ListOutcome outcome)
{
    if (outcome.isFirstTurn)
        ++m_list;
    if (outcome.isLastTurn)
        m_incompleteness = outcome.incompleteness;
    SnapshotDelta delta;
    delta.incompleteness = m_incompleteness;
    delta.skippedRows = outcome.skippedRows;
    delta.requests = outcome.requests;
    delta.earlierRequests = outcome.earlierRequests;
    delta.isTurn = !outcome.isFirstTurn || !outcome.isLastTurn;
    delta.isLastTurn = outcome.isLastTurn;

    for (Sandbox &sandbox : outcome.sandboxes) {
        if (delta.isTurn)
            delta.seen.append(sandbox.id);
        auto known = m_known.find(sandbox.id);
        if (known == m_known.end()) {
            delta.changed.append(sandbox);
            const QString id = sandbox.id;
            m_known.insert(id, {std::move(sandbox), m_list, false});
            continue;
        }
        known->seenIn = m_list;
        if (known->sendAgain || known->sandbox != sandbox) {
            delta.changed.append(sandbox);
            known->sandbox = std::move(sandbox);
            known->sendAgain = false;
        }
    }
    if (outcome.isLastTurn)
        takeMissing(delta);
    delta.total = static_cast<int>(delta.isTurn ? m_known.size() : outcome.sandboxes.size());
    return delta;
}

void SnapshotDiff::takeMissing(SnapshotDelta &delta)
{
    const bool complete = delta.isComplete();
    const quint64 seenLately = delta.isTurn ? m_list - 1 : m_list;
    m_known.removeIf([&](auto it) {
        if (it->seenIn >= seenLately)
            return false;
        delta.missing.append(it.key());
        // After an incomplete list nobody knows; it is reported missing again until it shows up or is gone.
        return complete;
    });
}

void SnapshotDiff::resend(const QStringList &ids)
{
    for (const QString &id : ids)
        m_known[id].sendAgain = true;
}

} // namespace sandglass
