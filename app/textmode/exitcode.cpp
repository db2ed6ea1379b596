// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/exitcode.h"

namespace sandglass {

ExitCode exitCodeOf(ApiErrorKind kind)
{
    switch (kind) {
    case ApiErrorKind::Unreachable:
    case ApiErrorKind::ConnectionLost:
    case ApiErrorKind::Tls:
    case ApiErrorKind::ProxyFailed:
    case ApiErrorKind::Redirected: // a login page of the network
    case ApiErrorKind::NotHopx:
        return ExitCode::Network;
    case ApiErrorKind::Timeout:
        return ExitCode::Timeout;
    case ApiErrorKind::BadRequest:
    case ApiErrorKind::Conflict:
        return ExitCode::Validation;
    case ApiErrorKind::Unauthorized:
    case ApiErrorKind::Forbidden:
        return ExitCode::Auth;
    case ApiErrorKind::NotFound:
        return ExitCode::NotFound;
    case ApiErrorKind::RateLimited:
        return ExitCode::RateLimit;
    case ApiErrorKind::Malformed:
    case ApiErrorKind::TooLarge:
    case ApiErrorKind::PaymentRequired:
    case ApiErrorKind::PlanLimit:
    case ApiErrorKind::RouteMissing:
    case ApiErrorKind::ServerError:
    case ApiErrorKind::Unavailable:
        break;
    }
    return ExitCode::General;
}

ExitCode combined(std::span<const ExitCode> codes)
{
    ExitCode common = ExitCode::Ok;
    for (const ExitCode code : codes) {
        if (code == ExitCode::Ok || code == common)
            continue;
        if (common != ExitCode::Ok)
            return ExitCode::General;
        common = code;
    }
    return common;
}

} // namespace sandglass
