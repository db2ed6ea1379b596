// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QDateTime>
#include <QString>

namespace sandglass {

/// In the computer's time zone, as are all texts below.
QDateTime localTime(UtcTime moment);

/// "14:02:11"
QString timeOfDay(UtcTime moment);

/// "16:02", with the date where that is not today.
QString shortMoment(UtcTime moment, UtcTime now);

/// "2 h 3 min", to the nearest minute: what was just set to an hour should read as an hour.
QString spanText(std::chrono::milliseconds span);

/// Whole seconds, rounded up, for countdowns: "8 s". Never negative.
QString countdown(std::chrono::milliseconds left);

/// How long until countdown() of @p left reads differently; zero when it will not.
std::chrono::milliseconds untilCountdownChanges(std::chrono::milliseconds left);

} // namespace sandglass
