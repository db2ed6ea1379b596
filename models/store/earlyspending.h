// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <optional>

namespace sandglass {

/// What many actions do not get of the server's minutes, though the limit would allow it: what other programs
/// with the same key take, and our own reads. Only what is spent while the many leave is a hindrance to them,
/// and that is the beginning of a minute; so it can be learnt before there are any. A value.
class EarlySpending
{
public:
    /// By then many have left, or it is not the limit they wait for.
    static constexpr std::chrono::milliseconds kBeginning{6'000};

    struct Requests
    {
        double ofOthers = 0;
        double ownReads = 0;
    };

    /// The minute in which we came tells nothing: what was spent of it before may have been ours.
    void beginMinute();
    /// So much is spent of the minute, which is @p old by now. @p isThrough: nothing is left for many.
    void note(const Requests &spent, std::chrono::milliseconds old, bool isThrough);

    /// Of the beginning of each minute, as far as it was seen; the later ones count more.
    [[nodiscard]] const Requests &usual() const { return m_usual; }

private:
    void settle();

    std::optional<Requests> m_inThisMinute;
    bool m_isSettled = true;     ///< what comes later in this minute does not count
    bool m_sawBeginning = false; ///< of this minute
    bool m_isKnown = false;
    Requests m_usual;
};

} // namespace sandglass
