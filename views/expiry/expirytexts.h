// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QString>

namespace sandglass {

struct ExpirySummary;

/// "17953… lives until 16:02 (in 2 h 3 min)"
QString livesUntilText(const QString &id, UtcTime end, UtcTime now);

/// "3 sandboxes expire within 5 min"
QString expiryHeadline(const ExpirySummary &summary);

/// "5 more within 15 min", or nothing.
QString expiryLaterText(const ExpirySummary &summary);

/// That nobody knows whether time runs on meanwhile, of so many.
QString standstillText(qsizetype count);

} // namespace sandglass
