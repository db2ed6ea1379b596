// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>
#include <tl/expected.hpp>

namespace sandglass {

/// What went wrong, as far as a person's next step differs.
enum class ApiErrorKind : quint8
{
    Unreachable,     ///< no connection: name not found, refused, network down
    ConnectionLost,  ///< the connection broke after the request was sent
    Timeout,         ///< our own deadline passed
    Tls,             ///< certificate or handshake
    ProxyFailed,     ///< the proxy on the way: not reached, or it refuses
    Redirected,      ///< 3xx; never followed, for a key must not travel
    NotHopx,         ///< an answer, but no HopX API: HTML, an unexpected type, 200 without the expected shape
    Malformed,       ///< JSON that is broken or cut
    TooLarge,        ///< an answer beyond our bound
    BadRequest,      ///< 400, 422 and other 4xx without a row of their own
    Unauthorized,    ///< 401: the key
    PaymentRequired, ///< 402: credit, not the key
    Forbidden,       ///< 403: not this organisation's
    PlanLimit,       ///< 403 or 429 that speaks of a limit of the plan
    NotFound,        ///< 404, 410
    RouteMissing,    ///< 405, 501
    Conflict,        ///< 409
    RateLimited,     ///< 429
    ServerError,     ///< 500 and other 5xx
    Unavailable,     ///< 502, 503, 504
};

/// One failed request. Holds no secret; texts from the server are cut and plain.
struct ApiError
{
    ApiErrorKind kind = ApiErrorKind::ServerError;
    int httpStatus = 0; ///< 0: there was no answer
    QString serverCode; ///< as sent; compare without regard to case
    QString serverMessage;
    QString requestId;
    QString transportText; ///< what the network layer said, for details only
    QString method;        ///< "POST"
    QString path;          ///< "/v1/sandboxes/…/pause"
    QString body;          ///< what was sent, where reports may show it
    std::optional<std::chrono::milliseconds> retryAfter;
    /// True when the server may have carried the request out although it failed for us.
    bool maybeExecuted = false;
    /// The API itself said so, in JSON of one of its shapes (contract 2.3). A proxy that has lost the API
    /// answers with the same statuses, but with a page, a text or nothing, and knows nothing of sandboxes.
    bool isApisWord = false;
    UtcTime at{};
    std::chrono::milliseconds took{0};

    bool operator==(const ApiError &) const = default;
};

/// A proxy that lost its server, or waited for it in vain, does not know what the server did.
inline bool isGatewaysWord(const ApiError &error)
{
    return error.httpStatus == 502 || error.httpStatus == 504 ||
           (error.httpStatus == 503 && !error.isApisWord);
}

template<typename T>
using ApiResult = tl::expected<T, ApiError>;

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::ApiError)
