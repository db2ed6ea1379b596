// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/exchange.h"
#include "api/knownsecrets.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace sandglass {

/// Characters of a request's id that are kept, wherever it is read from.
inline constexpr qsizetype kLongestRequestId = 128;

/// The value of a header by its name in any case; empty when there is none.
using HeaderLookup = std::function<QByteArray(const char *name)>;

/// What the headers of an answer say beside its content (contract 2.1, 2.4).
struct ResponseHeaders
{
    QString requestId;
    RateInfo rate;
    std::optional<UtcTime> serverDate;
    std::optional<std::chrono::milliseconds> retryAfter; ///< from Retry-After, seconds or a date
    std::optional<std::chrono::milliseconds> untilReset; ///< from X-RateLimit-Reset
};

/// @p now stands in for the Date header where that is missing. No text repeats @p secrets.
ResponseHeaders readResponseHeaders(const HeaderLookup &header, UtcTime now,
                                    const KnownSecrets &secrets = {});

/// A server's wish that one waits, of a second to a day; who waits by itself bounds it further. nullopt for
/// what is no number of seconds.
std::optional<std::chrono::milliseconds> toldWait(double seconds);

} // namespace sandglass
