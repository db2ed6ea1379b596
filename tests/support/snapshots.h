// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/snapshot.h"

namespace sandglass::test {

/// What a poll that began @p ago brings: the difference to the poll before it.
inline SnapshotDelta deltaOf(const Clock &clock, const QVector<Sandbox> &changed,
                             const QStringList &missing = {},
                             std::chrono::milliseconds ago = std::chrono::milliseconds{0})
{
    SnapshotDelta delta;
    delta.began = clock.monoNow() - ago;
    delta.readAt = clock.utcNow() - ago;
    for (const Sandbox &sandbox : changed)
        delta.changed.append(firstChange(sandbox));
    for (const QString &id : missing)
        delta.missing.append({id, {}, {}, -1});
    return delta;
}

} // namespace sandglass::test
