// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/snapshotdiff.h"

namespace sandglass {

namespace {

constexpr int kFew = 3; // fewer go together every day

} // namespace

SnapshotDelta SnapshotDiff::take(ListOutcome outcome, UtcTime now)
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

    const std::vector<int> numbers =
        outcome.numbers.empty() ? numbersOf(outcome) : std::move(outcome.numbers);
    if (m_named == 0)
        delta.changed.reserve(outcome.sandboxes.size()); // all of them
    for (qsizetype i = 0; i < outcome.sandboxes.size(); ++i) {
        const SandboxRef &said = outcome.sandboxes.at(i);
        if (delta.isTurn)
            delta.seen.append(said->id);
        const int number = numbers[static_cast<std::size_t>(i)];
        Known &known = at(number);
        const bool isNew = known.seenIn == 0;
        m_named += isNew ? 1 : 0;
        known.seenIn = m_list;
        SandboxRef both = isNew ? said : updated(known.sandbox, said);
        if (!isNew && !known.sendAgain && both.isSame(known.sandbox))
            continue;
        known.sendAgain = false;
        SandboxRef before = std::exchange(known.sandbox, both);
        const SandboxFacts facts = factsOf(both);
        delta.changed.append({said, std::move(before), std::move(both), facts, number});
    }
    const bool wasMostMissing = std::exchange(m_wasMostMissing, false);
    const bool isMostThere = 2 * outcome.sandboxes.size() > m_named;
    if (!isMostThere && !delta.isTurn && delta.isComplete()) {
        m_wasMostMissing = isMostMissing(wasMostMissing, now);
        if (m_wasMostMissing)
            delta.incompleteness = Incompleteness::MostMissing;
    }
    if (outcome.isLastTurn)
        takeMissing(delta);
    delta.total = static_cast<int>(delta.isTurn ? m_named : outcome.sandboxes.size());
    return delta;
}

std::vector<int> SnapshotDiff::numbersOf(const ListOutcome &outcome)
{
    if (outcome.isFirstTurn)
        m_numbers.beginList();
    std::vector<int> numbers;
    numbers.reserve(static_cast<std::size_t>(outcome.sandboxes.size()));
    for (const SandboxRef &sandbox : outcome.sandboxes)
        numbers.push_back(m_numbers.numberOf(sandbox));
    return numbers;
}

SnapshotDiff::Known &SnapshotDiff::at(int number)
{
    if (number >= static_cast<int>(m_known.size()))
        m_known.resize(static_cast<std::size_t>(m_numbers.bound()));
    return m_known[static_cast<std::size_t>(number)];
}

bool SnapshotDiff::isMostMissing(bool wasMostMissing, UtcTime now)
{
    int missing = 0;
    int justNamed = 0;
    int explained = 0;
    for (int number = 0; number < m_numbers.bound(); ++number) {
        if (m_numbers.isFree(number))
            continue;
        const Known &known = at(number);
        if (known.seenIn == m_list || known.seenIn == 0)
            continue;
        const Expiry &expiry = known.sandbox->expiry;
        const bool isOver = expiry.kind == Expiry::Kind::At && expiry.at <= now + kExpiryIsNear;
        if (known.goneExpected || isOver) {
            ++explained;
            continue;
        }
        ++missing;
        justNamed += known.seenIn == m_list - 1 ? 1 : 0;
    }
    // A list that leaves out what the doubtful one before named does not say the same.
    return missing >= kFew && missing * 2 >= m_named - explained && (!wasMostMissing || justNamed >= kFew);
}

void SnapshotDiff::takeMissing(SnapshotDelta &delta)
{
    const quint64 seenLately = delta.isTurn ? m_list - 1 : m_list;
    for (int number = 0; number < m_numbers.bound(); ++number) {
        if (at(number).seenIn >= seenLately || m_numbers.isFree(number))
            continue;
        if (at(number).seenIn == 0 && !at(number).sendAgain) {
            forget(number); // of a reading that never ended
            continue;
        }
        const SandboxRef &before = at(number).sandbox;
        delta.missing.append({m_numbers.at(number)->id, before, {}, number});
        // After an incomplete list nobody knows; it is reported missing again until it shows up or is gone.
        if (!delta.isComplete())
            continue;
        if (!before.isNull())
            delta.missing.constLast().gone = ended(before);
        forget(number);
    }
}

void SnapshotDiff::forget(int number)
{
    m_named -= at(number).seenIn > 0 ? 1 : 0;
    at(number) = {};
    m_numbers.remove(number);
}

void SnapshotDiff::resend(const QStringList &ids)
{
    for (const QString &id : ids)
        at(m_numbers.numberOf(id)).sendAgain = true;
}

void SnapshotDiff::expectGone(const QStringList &ids)
{
    for (const QString &id : ids)
        at(m_numbers.numberOf(id)).goneExpected = true;
}

} // namespace sandglass
