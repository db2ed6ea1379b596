// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/names.h"

namespace sandglass::test {

using namespace Qt::StringLiterals;

QString nameOf(ApiErrorKind kind)
{
    switch (kind) {
    case ApiErrorKind::Unreachable:
        return u"Unreachable"_s;
    case ApiErrorKind::ConnectionLost:
        return u"ConnectionLost"_s;
    case ApiErrorKind::Timeout:
        return u"Timeout"_s;
    case ApiErrorKind::Tls:
        return u"Tls"_s;
    case ApiErrorKind::ProxyFailed:
        return u"ProxyFailed"_s;
    case ApiErrorKind::Redirected:
        return u"Redirected"_s;
    case ApiErrorKind::NotHopx:
        return u"NotHopx"_s;
    case ApiErrorKind::Malformed:
        return u"Malformed"_s;
    case ApiErrorKind::TooLarge:
        return u"TooLarge"_s;
    case ApiErrorKind::BadRequest:
        return u"BadRequest"_s;
    case ApiErrorKind::Unauthorized:
        return u"Unauthorized"_s;
    case ApiErrorKind::PaymentRequired:
        return u"PaymentRequired"_s;
    case ApiErrorKind::Forbidden:
        return u"Forbidden"_s;
    case ApiErrorKind::PlanLimit:
        return u"PlanLimit"_s;
    case ApiErrorKind::NotFound:
        return u"NotFound"_s;
    case ApiErrorKind::RouteMissing:
        return u"RouteMissing"_s;
    case ApiErrorKind::Conflict:
        return u"Conflict"_s;
    case ApiErrorKind::RateLimited:
        return u"RateLimited"_s;
    case ApiErrorKind::ServerError:
        return u"ServerError"_s;
    case ApiErrorKind::Unavailable:
        return u"Unavailable"_s;
    }
    return {};
}

QString nameOf(PendingOp::Phase phase)
{
    switch (phase) {
    case PendingOp::Phase::Scheduled:
        return u"scheduled"_s;
    case PendingOp::Phase::Queued:
        return u"queued"_s;
    case PendingOp::Phase::Sending:
        return u"sending"_s;
    case PendingOp::Phase::Accepted:
        return u"accepted"_s;
    case PendingOp::Phase::Unsure:
        return u"unsure"_s;
    case PendingOp::Phase::Overdue:
        return u"overdue"_s;
    }
    return {};
}

QString nameOf(CreationMark::Phase phase)
{
    switch (phase) {
    case CreationMark::Phase::Queued:
        return u"queued"_s;
    case CreationMark::Phase::Sending:
        return u"sending"_s;
    case CreationMark::Phase::Looking:
        return u"looking"_s;
    case CreationMark::Phase::Asking:
        return u"asking"_s;
    }
    return {};
}

} // namespace sandglass::test
