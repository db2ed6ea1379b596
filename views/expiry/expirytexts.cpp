// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/expirytexts.h"

#include "item/formatting.h"
#include "store/expiryradar.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ExpiryTexts", text);
}

} // namespace

QDateTime localTime(UtcTime moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count());
}

QString endText(UtcTime end, UtcTime now)
{
    const QDateTime local = localTime(end);
    QString time = local.time().toString(u"HH:mm"_s);
    if (local.date() == localTime(now).date())
        return time;
    return tr("%1 %2").arg(QLocale().toString(local.date(), QLocale::ShortFormat), time);
}

QString spanText(std::chrono::milliseconds span)
{
    return durationText(span < 1min ? span : std::chrono::round<std::chrono::minutes>(span));
}

QString livesUntilText(const QString &id, UtcTime end, UtcTime now)
{
    return tr("%1 lives until %2 (in %3)").arg(id, endText(end, now), spanText(end - now));
}

QString expiryHeadline(const ExpirySummary &summary)
{
    const QString within = durationText(summary.within);
    return summary.ids.size() == 1
               ? tr("%1 expires within %2").arg(summary.ids.constFirst(), within)
               : tr("%1 sandboxes expire within %2").arg(countText(summary.ids.size()), within);
}

QString expiryLaterText(const ExpirySummary &summary)
{
    if (summary.later == 0)
        return {};
    return tr("%1 more within %2").arg(countText(summary.later), durationText(boundOf(ExpiryTier::Soon)));
}

QString standstillText(qsizetype count)
{
    if (count > 1)
        return tr("Whether time runs on for those that are paused or stopped is not known.");
    return tr("Whether its time runs on while it is paused or stopped is not known.");
}

} // namespace sandglass
