// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timetexts.h"

#include "item/formatting.h"

#include <QCoreApplication>
#include <QLocale>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct TimeText
{
    Q_DECLARE_TR_FUNCTIONS(TimeTexts)
};

} // namespace

QDateTime localTime(UtcTime moment)
{
    return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count());
}

QString timeOfDay(UtcTime moment)
{
    return localTime(moment).toString(u"HH:mm:ss"_s);
}

QString shortMoment(UtcTime moment, UtcTime now)
{
    const QDateTime local = localTime(moment);
    const QString time = local.time().toString(u"HH:mm"_s);
    if (local.date() == localTime(now).date())
        return time;
    return TimeText::tr("%1, %2", "date, time")
        .arg(QLocale().toString(local.date(), QLocale::ShortFormat), time);
}

QString spanText(std::chrono::milliseconds span)
{
    return durationText(span < 1min ? span : std::chrono::round<std::chrono::minutes>(span));
}

QString countdown(std::chrono::milliseconds left)
{
    return durationText(std::chrono::ceil<std::chrono::seconds>(std::max(left, 0ms)));
}

std::chrono::milliseconds untilCountdownChanges(std::chrono::milliseconds left)
{
    if (left <= 0ms)
        return 0ms;
    // ceil(left) shows until a whole second is reached.
    return left - (std::chrono::ceil<std::chrono::seconds>(left) - 1s);
}

} // namespace sandglass
