// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"

#include <QString>

#include <chrono>

namespace sandglass {

/// "1,000", as the person's language writes it.
QString countText(qint64 count);

/// The same where there is room for four characters: "999", "6k", "100k", rounded down.
QString shortCountText(qint64 count);

/// "12 s", "5 min", "3 h 20 min", "2 d 4 h": at most two units, rounded down, so it never promises more than
/// there is. Negative durations count as zero.
QString durationText(std::chrono::milliseconds duration);

/// "2 GB", "512 MB" of mebibytes as the API counts them.
QString sizeText(qint64 megabytes);

/// A moment with date, time and zone, for tooltips.
QString momentText(UtcTime moment);

/// The same with the day of the week, for where there is room: "Tue 24 Nov 2026 14:02:11 CET".
QString fullMomentText(UtcTime moment);

/// "in 3 h 19 min", "3 h 19 min ago", "just now", as seen at @p now.
QString relativeText(UtcTime moment, UtcTime now);

/// How long until durationText of a moment @p distance away reads differently: positive for a moment to come,
/// whose distance shrinks, negative for one that is past.
std::chrono::milliseconds untilTextChanges(std::chrono::milliseconds distance);

} // namespace sandglass
