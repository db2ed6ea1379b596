// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/expirytexts.h"

#include "item/formatting.h"
#include "store/expiryradar.h"
#include "widgets/timetexts.h"

#include <QCoreApplication>

namespace sandglass {

namespace {

struct ExpiryText
{
    Q_DECLARE_TR_FUNCTIONS(ExpiryTexts)
};

} // namespace

QString livesUntilText(const QString &id, UtcTime end, UtcTime now)
{
    return ExpiryText::tr("%1 lives until %2 (in %3)").arg(id, shortMoment(end, now), spanText(end - now));
}

QString expiryHeadline(const ExpirySummary &summary)
{
    const QString within = durationText(summary.within);
    return summary.ids.size() == 1
               ? ExpiryText::tr("%1 expires within %2").arg(summary.ids.constFirst(), within)
               : ExpiryText::tr("%1 sandboxes expire within %2").arg(countText(summary.ids.size()), within);
}

QString expiryLaterText(const ExpirySummary &summary)
{
    if (summary.later == 0)
        return {};
    return ExpiryText::tr("%1 more within %2")
        .arg(countText(summary.later), durationText(boundOf(ExpiryTier::Soon)));
}

QString standstillText(qsizetype count)
{
    if (count > 1)
        return ExpiryText::tr("Whether time runs on for those that are paused or stopped is not known.");
    return ExpiryText::tr("Whether its time runs on while it is paused or stopped is not known.");
}

} // namespace sandglass
