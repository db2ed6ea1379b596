// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxfacts.h"
#include "domain/sandboxref.h"
#include "domain/times.h"
#include "store/foresight.h"

#include <QMetaType>
#include <QStringList>
#include <QVector>

#include <array>

namespace sandglass {

/// Why a list may not hold every sandbox of the account (contract 2.6).
enum class Incompleteness : quint8
{
    None,
    NoCursor,       ///< the server has more but gives no way to ask for it
    CursorRepeated, ///< the cursor came round again
    TooManyPages,   ///< beyond our bound
    InTurns,        ///< the first reading of a long list is not over yet
    MostMissing,    ///< of what was there before most is left out, which the next list has to confirm
};

/// What a poll says of one sandbox.
struct SandboxChange
{
    SandboxRef said;   ///< as the list has it
    SandboxRef before; ///< what the polling thread knew of it; null when it is new
    /// Both together, see updated(). Whoever applies the change takes it and leaves what it replaces, which
    /// the polling thread lets go of: that costs a look at memory nobody needs any more.
    mutable SandboxRef now;
    SandboxFacts facts; ///< of now
    int number = -1;    ///< a small one by which the polling thread calls it, until it went; -1: none
};

/// What a poll no longer names.
struct MissingSandbox
{
    QString id;
    SandboxRef before; ///< what the polling thread knew of it, if anything
    /// The same as what is gone, where the list is complete. Whoever applies it takes it.
    mutable SandboxRef gone;
    int number = -1; ///< see SandboxChange
    /// Left there by whoever applies it, for the polling thread to let go of.
    mutable std::array<SandboxRef, 2> left{};
};

/// What is told of a sandbox nothing was known of.
inline SandboxChange firstChange(const SandboxRef &said)
{
    return {said, {}, said, factsOf(said)};
}

/// What one poll found, as the difference to the poll before it. Made on the polling thread, applied on the
/// GUI thread.
struct SnapshotDelta
{
    quint64 poll = 0;
    MonoTime began{};     ///< answers may be as old as this
    MonoTime listBegan{}; ///< who is missing may be as old as this
    UtcTime readAt{};     ///< when it began
    Incompleteness incompleteness = Incompleteness::None;
    QVector<SandboxChange> changed;  ///< new, or different from the poll before
    QVector<MissingSandbox> missing; ///< in the poll before, not in this one; gone only if complete
    int total = 0;
    int skippedRows = 0;     ///< rows without id
    int requests = 0;        ///< what this poll cost
    int earlierRequests = 0; ///< what the turns of the same list before it cost
    /// A list that takes several polls: this one told of these sandboxes alone, changed or not.
    bool isTurn = false;
    bool isLastTurn = true;
    QStringList seen; ///< only where it is a turn
    ForeseenPtr foreseen;

    [[nodiscard]] QStringList missingIds() const
    {
        QStringList ids;
        for (const MissingSandbox &one : missing)
            ids.append(one.id);
        return ids;
    }
    [[nodiscard]] bool isComplete() const { return incompleteness == Incompleteness::None; }
};

} // namespace sandglass

Q_DECLARE_TYPEINFO(sandglass::SandboxChange, Q_RELOCATABLE_TYPE);
Q_DECLARE_TYPEINFO(sandglass::MissingSandbox, Q_RELOCATABLE_TYPE);
Q_DECLARE_METATYPE(sandglass::SnapshotDelta)
