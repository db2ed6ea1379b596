// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

#include <chrono>

namespace sandglass {

/// A moment of the calendar, UTC, in milliseconds.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// A moment of the clock that never jumps; differences of it are durations. Not comparable between runs.
using MonoTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

/// A moment the server reported, or the reason why it is not known.
struct ReportedTime
{
    enum class Kind : quint8
    {
        Absent,     ///< the server did not send the field, or sent it empty
        Unreadable, ///< the server sent something that is no timestamp
        Known,
    };

    Kind kind = Kind::Absent;
    UtcTime at{};

    [[nodiscard]] bool isKnown() const { return kind == Kind::Known; }
    static ReportedTime known(UtcTime at) { return {Kind::Known, at}; }
    bool operator==(const ReportedTime &) const = default;
};

/// What ends within this may be over: the server may be a little early, and its clock is known to the second.
inline constexpr std::chrono::milliseconds kExpiryIsNear{2'000};

/// When the server will delete a sandbox by itself. "Not reported" and "unreadable" are not "never":
/// taking one for the other would hide a coming loss of data (contract 6, traps 4 and 6).
struct Expiry
{
    enum class Kind : quint8
    {
        NotReported,
        Unreadable,
        Never,
        At
    };

    Kind kind = Kind::NotReported;
    UtcTime at{};

    static Expiry never() { return {Kind::Never, {}}; }
    static Expiry atTime(UtcTime at) { return {Kind::At, at}; }
    bool operator==(const Expiry &) const = default;
};

} // namespace sandglass
