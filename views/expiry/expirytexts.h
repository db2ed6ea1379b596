// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QDateTime>
#include <QString>

namespace sandglass {

struct ExpirySummary;

/// In the computer's time zone.
QDateTime localTime(UtcTime moment);

/// "16:02", with the date where that is not today; in the computer's time zone.
QString endText(UtcTime end, UtcTime now);

/// "2 h 3 min", to the nearest minute: what was just set to an hour should read as an hour.
QString spanText(std::chrono::milliseconds span);

/// "17953… lives until 16:02 (in 2 h 3 min)"
QString livesUntilText(const QString &id, UtcTime end, UtcTime now);

/// "3 sandboxes expire within 5 min"
QString expiryHeadline(const ExpirySummary &summary);

/// "5 more within 15 min", or nothing.
QString expiryLaterText(const ExpirySummary &summary);

/// That nobody knows whether time runs on meanwhile, of so many.
QString standstillText(qsizetype count);

} // namespace sandglass
