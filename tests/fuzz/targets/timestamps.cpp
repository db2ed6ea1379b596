// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/timestamps.h"

#include "../target.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

QDateTime calendarOf(UtcTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
}

void readTimestamp(QByteArrayView input)
{
    const QString text = QString::fromUtf8(input);
    const ReportedTime read = parseTimestamp(text);
    // Nothing but no text at all, and Go's zero, is "not told".
    if (read.kind == ReportedTime::Kind::Absent)
        PROMISE(text.trimmed().isEmpty() || text.trimmed().startsWith("0001-"_L1));
    if (text.trimmed().isEmpty())
        PROMISE(read.kind == ReportedTime::Kind::Absent);
    if (read.isKnown()) {
        const QDateTime moment = calendarOf(read.at);
        PROMISE(moment.isValid());
        const int year = moment.date().year();
        if (year > 1 && year < 10'000)
            PROMISE(parseTimestamp(moment.toString(Qt::ISODateWithMs)) == read);
    }

    // Lists are read by the text as it comes.
    if (std::all_of(input.begin(), input.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        PROMISE(parseTimestamp(QLatin1StringView(input)) == read);

    if (const std::optional<UtcTime> date = parseHttpDate(input)) {
        const QDateTime moment = calendarOf(*date);
        PROMISE(moment.isValid());
        if (moment.date().year() > 0 && moment.date().year() < 10'000) {
            const QByteArray again =
                QLocale::c().toString(moment, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
            PROMISE(parseHttpDate(again) == date);
        }
    }
}

FUZZ_TARGET("timestamps", readTimestamp)

} // namespace
