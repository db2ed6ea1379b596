// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../target.h"
#include "api/responseheaders.h"

#include <QByteArrayList>
#include <QHash>

namespace {

using namespace sandglass;
using namespace std::chrono_literals;

bool isSane(const std::optional<std::chrono::milliseconds> &wait, std::chrono::milliseconds most)
{
    return !wait || (*wait >= 1s && *wait <= most);
}

bool isSmall(const std::optional<int> &number)
{
    return !number || (*number >= 0 && *number <= 1'000'000);
}

void readHeaders(QByteArrayView input)
{
    QHash<QByteArray, QByteArray> headers;
    const QByteArrayList lines = input.toByteArray().split('\n');
    for (const QByteArray &line : lines) {
        if (const qsizetype colon = line.indexOf(':'); colon >= 0)
            headers.insert(line.first(colon).toLower(), line.sliced(colon + 1));
    }
    constexpr UtcTime kNow{std::chrono::seconds{1'763'382'095}};
    const ResponseHeaders read = readResponseHeaders(
        [&](const char *name) { return headers.value(QByteArray(name).toLower()); }, kNow);
    PROMISE(fuzz::isPlainLine(read.requestId, 128));
    PROMISE(isSane(read.retryAfter, 24h));
    PROMISE(isSane(read.untilReset, 120s));
    PROMISE(isSmall(read.rate.limitPerMinute));
    PROMISE(isSmall(read.rate.remaining));
    if (read.rate.resetAt) {
        const UtcTime server = read.serverDate.value_or(kNow);
        PROMISE(std::chrono::abs(*read.rate.resetAt - server) <= 24h);
        PROMISE(read.untilReset.has_value());
    }
    // What is not there is not told.
    if (!headers.contains("retry-after"))
        PROMISE(!read.retryAfter);
    if (!headers.contains("x-ratelimit-remaining"))
        PROMISE(!read.rate.remaining);
    if (!headers.contains("date"))
        PROMISE(!read.serverDate);
}

FUZZ_TARGET("headers", readHeaders)

} // namespace
