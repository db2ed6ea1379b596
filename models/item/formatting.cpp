// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/formatting.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Formatting
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::Formatting)
};

constexpr auto kMinute = 60'000ms;
constexpr auto kHour = 60 * kMinute;
constexpr auto kDay = 24 * kHour;

/// How coarse durationText is at this distance.
std::chrono::milliseconds resolution(std::chrono::milliseconds duration)
{
    if (duration < kMinute)
        return 1'000ms;
    if (duration < kDay)
        return kMinute;
    return kHour;
}

} // namespace

QString countText(qint64 count)
{
    return QLocale().toString(qlonglong{count});
}

QString shortCountText(qint64 count)
{
    if (count < 1'000)
        return countText(count);
    return count < 1'000'000 ? Formatting::tr("%1k", "thousands").arg(countText(count / 1'000))
                             : Formatting::tr("%1M", "millions").arg(countText(count / 1'000'000));
}

QString durationText(std::chrono::milliseconds duration)
{
    duration = std::max<std::chrono::milliseconds>(duration, 0ms);
    const auto days = duration / kDay;
    const auto hours = duration % kDay / kHour;
    const auto minutes = duration % kHour / kMinute;
    if (days > 0)
        return hours > 0 ? Formatting::tr("%1 d %2 h").arg(days).arg(hours)
                         : Formatting::tr("%1 d").arg(days);
    if (hours > 0)
        return minutes > 0 ? Formatting::tr("%1 h %2 min").arg(hours).arg(minutes)
                           : Formatting::tr("%1 h").arg(hours);
    if (minutes > 0)
        return Formatting::tr("%1 min").arg(minutes);
    return Formatting::tr("%1 s").arg(duration / 1'000ms);
}

QString sizeText(qint64 megabytes)
{
    const QLocale locale;
    if (megabytes < 1024)
        return Formatting::tr("%1 MB").arg(locale.toString(qlonglong{megabytes}));
    const double gigabytes = static_cast<double>(megabytes) / 1024.0;
    const int decimals = megabytes % 1024 == 0 ? 0 : 1;
    return Formatting::tr("%1 GB").arg(locale.toString(gigabytes, 'f', decimals));
}

QString momentText(UtcTime moment)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count());
    return Formatting::tr("%1 %2 %3")
        .arg(QLocale().toString(local.date(), QLocale::ShortFormat), local.time().toString(u"HH:mm:ss"_s),
             local.timeZoneAbbreviation());
}

QString fullMomentText(UtcTime moment)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count());
    return Formatting::tr("%1 %2 %3", "Tue 24 Nov 2026, 14:02:11, CET")
        .arg(QLocale().toString(local.date(), Formatting::tr("ddd d MMM yyyy", "format of a date")),
             local.time().toString(u"HH:mm:ss"_s), local.timeZoneAbbreviation());
}

QString relativeText(UtcTime moment, UtcTime now)
{
    const auto distance = moment - now;
    // Whole seconds, so that the text changes when durationText does.
    if (std::chrono::abs(distance) < 1'000ms)
        return Formatting::tr("just now");
    return distance > 0ms ? Formatting::tr("in %1").arg(durationText(distance))
                          : Formatting::tr("%1 ago").arg(durationText(-distance));
}

std::chrono::milliseconds untilTextChanges(std::chrono::milliseconds distance)
{
    const auto step = resolution(std::chrono::abs(distance));
    const auto into = std::chrono::abs(distance) % step;
    return distance > 0ms ? into + 1ms : step - into;
}

} // namespace sandglass
