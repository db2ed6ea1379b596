// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QString>

namespace sandglass {

/// "14:02:11", in the computer's time zone.
QString timeOfDay(UtcTime moment);

/// Whole seconds, rounded up, for countdowns: "8 s". Never negative.
QString countdown(std::chrono::milliseconds left);

/// How long until countdown() of @p left reads differently; zero when it will not.
std::chrono::milliseconds untilCountdownChanges(std::chrono::milliseconds left);

} // namespace sandglass
