// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/idhash.h"
#include "domain/sandbox.h"

namespace sandglass {

/// What of a sandbox all rows are put in order by, in little room: for a hundred thousand of them that is one
/// run through memory instead of a hundred thousand looks at sandboxes that lie far apart.
struct SandboxFacts
{
    UtcTime end{};       ///< where expiry says so
    UtcTime createdAt{}; ///< where created says so
    IdHash idHash = 0;
    Expiry::Kind expiry = Expiry::Kind::NotReported;
    ReportedTime::Kind created = ReportedTime::Kind::Absent;
    SandboxStatus status = SandboxStatus::Unknown;
    bool usualWord : 1 = false; ///< the status was told by the word it is known by
    bool whole : 1 = false;     ///< nothing the table shows was left out

    bool operator==(const SandboxFacts &) const = default;
};

inline SandboxFacts factsOf(const Sandbox &sandbox)
{
    return {sandbox.expiry.at,
            sandbox.createdAt.at,
            hashOf(sandbox.id),
            sandbox.expiry.kind,
            sandbox.createdAt.kind,
            sandbox.status,
            isWordOfStatus(sandbox.status, sandbox.statusWord),
            sandbox.expiry.kind != Expiry::Kind::NotReported && sandbox.vcpu && sandbox.memoryMb &&
                sandbox.diskMb};
}

/// When the server deletes it; UtcTime::max() where it does not, is not known to or has done so.
inline UtcTime endOf(const SandboxFacts &facts)
{
    const bool ends = facts.expiry == Expiry::Kind::At && facts.status != SandboxStatus::Gone;
    return ends ? facts.end : UtcTime::max();
}

} // namespace sandglass
