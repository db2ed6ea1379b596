// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/snapshotdiff.h"

namespace sandglass {

SnapshotDelta SnapshotDiff::take(ListOutcome outcome)
{
    if (outcome.isFirstTurn) {
        ++m_list;
        m_numbers.beginList();
    }
    if (outcome.isLastTurn)
        m_incompleteness = outcome.incompleteness;
    SnapshotDelta delta;
    delta.incompleteness = m_incompleteness;
    delta.skippedRows = outcome.skippedRows;
    delta.requests = outcome.requests;
    delta.earlierRequests = outcome.earlierRequests;
    delta.isTurn = !outcome.isFirstTurn || !outcome.isLastTurn;
    delta.isLastTurn = outcome.isLastTurn;

    for (const SandboxRef &said : std::as_const(outcome.sandboxes)) {
        if (delta.isTurn)
            delta.seen.append(said->id);
        const int number = m_numbers.numberOf(said);
        Known &known = at(number);
        const bool isNew = known.seenIn == 0;
        known.seenIn = m_list;
        SandboxRef now = isNew ? said : updated(known.sandbox, said);
        if (!isNew && !known.sendAgain && now.isSame(known.sandbox))
            continue;
        known.sendAgain = false;
        SandboxRef before = std::exchange(known.sandbox, now);
        const SandboxFacts facts = factsOf(now);
        delta.changed.append({said, std::move(before), std::move(now), facts, number});
    }
    if (outcome.isLastTurn)
        takeMissing(delta);
    delta.total = static_cast<int>(delta.isTurn ? m_numbers.size() : outcome.sandboxes.size());
    return delta;
}

SnapshotDiff::Known &SnapshotDiff::at(int number)
{
    if (number >= static_cast<int>(m_known.size()))
        m_known.resize(static_cast<std::size_t>(m_numbers.bound()));
    return m_known[static_cast<std::size_t>(number)];
}

void SnapshotDiff::takeMissing(SnapshotDelta &delta)
{
    const quint64 seenLately = delta.isTurn ? m_list - 1 : m_list;
    for (int number = 0; number < m_numbers.bound(); ++number) {
        if (at(number).seenIn >= seenLately || m_numbers.isFree(number))
            continue;
        delta.missing.append(m_numbers.at(number)->id);
        // After an incomplete list nobody knows; it is reported missing again until it shows up or is gone.
        if (!delta.isComplete())
            continue;
        at(number) = {};
        m_numbers.remove(number);
    }
}

void SnapshotDiff::resend(const QStringList &ids)
{
    for (const QString &id : ids)
        at(m_numbers.numberOf(id)).sendAgain = true;
}

} // namespace sandglass
