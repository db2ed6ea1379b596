// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QMetaType>
#include <QString>

#include <optional>

namespace sandglass {

/// What the server said about the key's rate limit (contract 2.4).
struct RateInfo
{
    std::optional<int> limitPerMinute;
    std::optional<int> remaining;
    std::optional<UtcTime> resetAt; ///< by the server's clock

    bool operator==(const RateInfo &) const = default;
};

/// The outside of one finished request: enough to keep the budget and the server's clock, no content.
struct Exchange
{
    QString method;
    QString path;
    int httpStatus = 0;
    RateInfo rate;
    std::optional<std::chrono::milliseconds> retryAfter; ///< only on 429 and 503
    std::optional<UtcTime> serverDate;                   ///< the Date header
    bool overHttp2 = false; ///< many requests may share the connection it came by
    UtcTime sentAt{};
    UtcTime answeredAt{};

    bool operator==(const Exchange &) const = default;
};

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::Exchange)
