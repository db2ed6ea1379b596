// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "diagnostics/bundle.h"

namespace sandglass {

class Clock;

/// Everything that is known of the program and, if there is one, of @p dashboard.
DiagnosticsRequest diagnosticsRequest(const Logbook &log, const Clock &clock, const Dashboard *dashboard);

} // namespace sandglass
