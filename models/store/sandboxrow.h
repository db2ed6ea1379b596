// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxref.h"
#include "store/creationmark.h"
#include "store/pendingop.h"
#include "store/rare.h"

namespace sandglass {

/// The mark an action that failed leaves on its row until the next success.
struct RowFault
{
    LifecycleAction action = LifecycleAction::Start;
    QString text; ///< one translated sentence
    UtcTime at{};

    bool operator==(const RowFault &) const = default;
};

/// How a sandbox that is no longer there went.
struct Ending
{
    enum class Cause : quint8
    {
        DeletedHere, ///< by us
        Expired,     ///< its time was over
        Elsewhere,   ///< by somebody else, or in a way we do not know
        NeverShown,  ///< the server said that it had created it for us, and nothing else ever
    };

    Cause cause = Cause::Elsewhere;
    SandboxStatus last = SandboxStatus::Unknown; ///< what it was before
    UtcTime at{};                                ///< when that became known, by the server's clock

    bool operator==(const Ending &) const = default;
};

/// One line of the table: what the server said, what we asked, and how old the knowledge is. Small, for there
/// may be a hundred thousand: what most rows do not have lies elsewhere.
struct SandboxRow
{
    SandboxRef sandbox;
    MonoTime readAt{}; ///< when the answer this row shows was asked for
    UtcTime readAtUtc{};
    bool detailed = false; ///< a read of this one sandbox has answered, so absent fields are really absent
    Rare<PendingOp> pending;
    Rare<RowFault> fault;
    Rare<CreationMark> creation; ///< it stands for a sandbox the server has not named yet
    Rare<Ending> ending;         ///< set on tombstones and on nothing else

    bool operator==(const SandboxRow &) const = default;
};

} // namespace sandglass

Q_DECLARE_TYPEINFO(sandglass::SandboxRow, Q_RELOCATABLE_TYPE);
