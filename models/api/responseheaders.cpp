// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/responseheaders.h"

#include "api/redaction.h"
#include "api/timestamps.h"

#include <algorithm>
#include <cmath>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

std::optional<qint64> wholeNumber(const QByteArray &text)
{
    bool ok = false;
    const qint64 value = text.trimmed().toLongLong(&ok);
    return ok && value >= 0 ? std::optional{value} : std::nullopt;
}

std::optional<int> smallNumber(const QByteArray &text)
{
    constexpr qint64 kMost = 1'000'000;
    const std::optional<qint64> value = wholeNumber(text);
    return value && *value <= kMost ? std::optional{static_cast<int>(*value)} : std::nullopt;
}

/// Unix seconds near @p serverNow; a reset days away is another unit or a mistake.
std::optional<UtcTime> resetTime(const QByteArray &text, UtcTime serverNow)
{
    constexpr qint64 kLastBelievable = 100'000'000'000; // the year 5138; keeps the arithmetic in range
    const std::optional<qint64> seconds = wholeNumber(text);
    if (!seconds || *seconds > kLastBelievable)
        return std::nullopt;
    const UtcTime at{std::chrono::seconds{*seconds}};
    if (at > serverNow + 24h || at < serverNow - 24h)
        return std::nullopt;
    return at;
}

std::optional<std::chrono::milliseconds> retryAfter(const QByteArray &text, UtcTime serverNow)
{
    bool isNumber = false;
    const double seconds = text.trimmed().toDouble(&isNumber);
    if (isNumber)
        return toldWait(seconds);
    if (const std::optional<UtcTime> at = parseHttpDate(text))
        return toldWait(std::max(0.0, std::chrono::duration<double>(*at - serverNow).count()));
    return std::nullopt;
}

} // namespace

std::optional<std::chrono::milliseconds> toldWait(double seconds)
{
    constexpr double kLongest = std::chrono::duration<double>(24h).count();
    if (!std::isfinite(seconds) || seconds < 0)
        return std::nullopt;
    const auto wait = static_cast<qint64>(std::ceil(std::clamp(seconds, 1.0, kLongest) * 1'000));
    return std::chrono::milliseconds{wait};
}

ResponseHeaders readResponseHeaders(const HeaderLookup &header, UtcTime now, const KnownSecrets &secrets)
{
    ResponseHeaders read;
    read.requestId = safeLine(QString::fromUtf8(header("X-Request-ID")), kLongestRequestId, secrets);
    read.serverDate = parseHttpDate(header("Date"));
    const UtcTime serverNow = read.serverDate.value_or(now);
    read.rate.limitPerMinute = smallNumber(header("X-RateLimit-Limit"));
    read.rate.remaining = smallNumber(header("X-RateLimit-Remaining"));
    read.rate.resetAt = resetTime(header("X-RateLimit-Reset"), serverNow);
    read.retryAfter = retryAfter(header("Retry-After"), serverNow);
    if (read.rate.resetAt)
        read.untilReset = std::clamp<std::chrono::milliseconds>(*read.rate.resetAt - serverNow, 1s, 120s);
    return read;
}

} // namespace sandglass
