// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/errorhistory.h"
#include "diagnostics/eventtrail.h"
#include "diagnostics/requesttimes.h"

namespace sandglass {

/// What is kept of a run of the program for whoever has to find out what went wrong. In memory alone, and
/// over all connections, for the one before may be the one that failed.
struct Logbook
{
    explicit Logbook(const Clock &clock) : events(clock) {}

    EventTrail events;
    ErrorHistory errors;
    RequestTimes requests;
};

} // namespace sandglass
