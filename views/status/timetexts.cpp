// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/timetexts.h"

#include "item/formatting.h"

#include <QDateTime>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QString timeOfDay(UtcTime moment)
{
    const auto milliseconds = moment.time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds).toString(u"HH:mm:ss"_s);
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
