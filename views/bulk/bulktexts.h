// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/bulk/bulkplan.h"
#include "store/bulk/bulkrun.h"

namespace sandglass {

/// "a few seconds", "about 40 s", "about 3 min": as exact as such a guess can be.
QString roughTimeText(std::chrono::milliseconds time);

/// "Pause 3 of 5 sandboxes?"
QString planHeadline(const BulkPlan &plan);
/// What it means for them, in one or two sentences.
QString planConsequence(const BulkPlan &plan);
/// "3 will be paused", "2 are left out", "1 of them is hidden by the filter", …
QStringList planTotals(const BulkPlan &plan);
/// How long it takes, and why where that is the rate limit. Empty when nothing will be done.
QString planTime(const BulkPlan &plan, int limitPerMinute);
/// The button that begins: "&Pause 3 sandboxes"
QString planButton(const BulkPlan &plan);

/// What is known of a run that goes on, beside how many are done.
struct BulkOutlook
{
    std::chrono::milliseconds untilSent{0};
    /// While nothing may leave for the rate limit's sake: how long.
    std::chrono::milliseconds limitWait{0};
};

/// "Pausing 200 sandboxes"; when it is over, how it ended.
QString runHeadline(const BulkRun &run);
/// "12 of 200 done, 3 failed, about 40 s left"; when it is over, why some failed.
QString runText(const BulkRun &run, const BulkOutlook &outlook);

} // namespace sandglass
