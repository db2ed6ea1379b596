// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/orderahead.h"
#include "store/snapshot.h"

namespace sandglass::test {

/// Whether the table took the order that was worked out while @p delta was read, and did not find it by
/// itself. Asked once, after it was applied. False as well where no row had to move, for both ways leave that
/// order as it is.
inline bool wasShownAsForeseen(const SnapshotDelta &delta)
{
    const auto *ahead = dynamic_cast<const OrderAhead *>(delta.foreseen.get());
    return ahead && ahead->isMoved() && !ahead->takeOrder();
}

} // namespace sandglass::test
