// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QMetaType>

namespace sandglass {

/// A wish to move the moment at which the server deletes a sandbox. The API counts a timeout from the moment
/// it is set (contract 4.7), so what to send is worked out at that moment, by planOf().
struct Extension
{
    enum class Kind : quint8
    {
        By,    ///< later by `by` than it would be
        Until, ///< at `until`
    };

    Kind kind = Kind::By;
    std::chrono::seconds by{0};
    UtcTime until{};
    bool mayShorten = false; ///< a person agreed that the sandbox may live shorter than it would; for Until

    static Extension later(std::chrono::seconds by) { return {Kind::By, by, {}, false}; }
    static Extension at(UtcTime until, bool mayShorten = false)
    {
        return {Kind::Until, {}, until, mayShorten};
    }
    bool operator==(const Extension &) const = default;
};

/// Why a wish cannot be sent as things stand.
enum class ExtensionProblem : quint8
{
    None,
    NoEnd,        ///< the sandbox lives until it is deleted: there is nothing to move
    EndNotKnown,  ///< nothing can be added to an end that was not told, nor compared with it
    TimePassed,   ///< the wished end is over, and the API takes only what is to come
    WouldShorten, ///< the sandbox would live shorter, and nobody agreed to that
    WouldEnd,     ///< the sandbox has no end, would get one, and nobody agreed to that
    TooFar,       ///< beyond any calendar
};

/// What to send for a wish: always positive, as the API asks for (contract 4.7).
struct ExtensionPlan
{
    std::chrono::seconds timeout{0}; ///< from now on; 0 where there is a problem
    UtcTime end{};                   ///< when the server will delete the sandbox
    ExtensionProblem problem = ExtensionProblem::None;

    [[nodiscard]] bool isPossible() const { return problem == ExtensionProblem::None; }
    bool operator==(const ExtensionPlan &) const = default;
};

/// The plan for @p wish at @p now, the server's time, where the end is @p current. An end that is past but
/// has not come true counts as now.
ExtensionPlan planOf(const Extension &wish, const Expiry &current, UtcTime now);

/// Whether @p end is clearly sooner than @p current: clocks that differ by seconds do not shorten anything.
bool isShorter(UtcTime end, const Expiry &current);

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::Extension)
