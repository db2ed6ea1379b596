// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/errorbody.h"

#include "api/plaintext.h"
#include "api/redaction.h"
#include "api/responseheaders.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestMessage = 500;
constexpr qsizetype kLongestRawText = 200;
constexpr qsizetype kLongestCode = 64;

QString textOf(const QJsonValue &value, qsizetype most, const KnownSecrets &secrets)
{
    if (value.isString())
        return safeLine(value.toString(), most, secrets);
    if (value.isDouble())
        return safeLine(value.toVariant().toString(), most, secrets);
    return {};
}

/// The first of @p values that has text.
QString firstText(std::initializer_list<QJsonValue> values, qsizetype most, const KnownSecrets &secrets)
{
    for (const QJsonValue &value : values) {
        if (QString text = textOf(value, most, secrets); !text.isEmpty())
            return text;
    }
    return {};
}

std::optional<std::chrono::milliseconds> secondsOf(const QJsonValue &value)
{
    bool ok = value.isDouble();
    double seconds = value.toDouble();
    if (value.isString())
        seconds = value.toString().toDouble(&ok);
    return ok ? toldWait(seconds) : std::nullopt;
}

/// NOT_INITIALIZED, not a sentence (contract 2.3, shape E4).
bool looksLikeCode(const QString &text)
{
    return text.size() > 1 && text.front() >= u'A' && text.front() <= u'Z' &&
           std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
           });
}

ErrorBody fromObject(const QJsonObject &object, const KnownSecrets &secrets)
{
    ErrorBody read;
    const QJsonValue error = object["error"_L1];
    const QJsonObject nested = error.toObject();
    const QJsonValue message = object["message"_L1];

    if (error.isObject()) {
        read.message =
            firstText({nested["message"_L1], nested["error"_L1], message}, kLongestMessage, secrets);
        read.code = firstText({nested["code"_L1], object["code"_L1]}, kLongestCode, secrets);
    } else if (error.isString() && message.isString() && looksLikeCode(error.toString())) {
        read.code = firstText({error}, kLongestCode, secrets);
        read.message = firstText({message}, kLongestMessage, secrets);
    } else {
        // "detail" is what web frameworks in front of a service answer.
        read.message = firstText({error, message, object["detail"_L1]}, kLongestMessage, secrets);
        read.code = firstText({object["code"_L1]}, kLongestCode, secrets);
    }
    // Every shape the API's errors are known to have holds one of them; gateways say {"message":"…"} alone
    // and know of no sandboxes.
    read.isApisWord = error.isObject() || error.isString() || object["code"_L1].isString() ||
                      read.message.contains("sandbox"_L1, Qt::CaseInsensitive);
    read.requestId =
        firstText({nested["request_id"_L1], object["request_id"_L1]}, kLongestRequestId, secrets);

    const std::array<QJsonValue, 4> hints{
        object["retry_after"_L1], nested["details"_L1].toObject().value("retry_after_seconds"_L1),
        object["details"_L1].toObject().value("retry_after_seconds"_L1), nested["retry_after"_L1]};
    for (const QJsonValue &hint : hints) {
        if (!read.retryAfter)
            read.retryAfter = secondsOf(hint);
    }
    return read;
}

bool speaksOf(const ErrorBody &body, QLatin1StringView word)
{
    return body.code.contains(word, Qt::CaseInsensitive) || body.message.contains(word, Qt::CaseInsensitive);
}

bool speaksOfRate(const ErrorBody &body)
{
    return speaksOf(body, "rate_limit"_L1) || speaksOf(body, "rate limit"_L1) ||
           speaksOf(body, "too many requests"_L1);
}

struct StatusRow
{
    int first;
    int last;
    ApiErrorKind kind;
    bool mayHaveExecuted;
};

// The first row that fits counts.
constexpr std::array kStatusRows{
    StatusRow{301, 303, ApiErrorKind::Redirected, true}, // 303: done, see there; gateways mean any of them
    StatusRow{300, 399, ApiErrorKind::Redirected, false},
    StatusRow{401, 401, ApiErrorKind::Unauthorized, false},
    StatusRow{402, 402, ApiErrorKind::PaymentRequired, false},
    StatusRow{403, 403, ApiErrorKind::Forbidden, false},
    StatusRow{404, 404, ApiErrorKind::NotFound, false},
    StatusRow{405, 405, ApiErrorKind::RouteMissing, false},
    StatusRow{407, 407, ApiErrorKind::ProxyFailed, false}, // the proxy's, not the server's
    StatusRow{408, 408, ApiErrorKind::Unavailable, true},  // EXECUTION_TIMEOUT: begun and given up
    StatusRow{409, 409, ApiErrorKind::Conflict, false},
    StatusRow{410, 410, ApiErrorKind::NotFound, false},
    StatusRow{423, 423, ApiErrorKind::Conflict, false},
    StatusRow{429, 429, ApiErrorKind::RateLimited, false},
    StatusRow{400, 499, ApiErrorKind::BadRequest, false},
    StatusRow{501, 501, ApiErrorKind::RouteMissing, false},
    StatusRow{502, 504, ApiErrorKind::Unavailable, true},
    StatusRow{500, 599, ApiErrorKind::ServerError, true},
};

const StatusRow *rowOf(int status)
{
    const auto row =
        std::find_if(kStatusRows.begin(), kStatusRows.end(), [status](const StatusRow &candidate) {
            return status >= candidate.first && status <= candidate.last;
        });
    return row == kStatusRows.end() ? nullptr : &*row;
}

} // namespace

ErrorBody parseErrorBody(QByteArrayView body, QByteArrayView contentType, const KnownSecrets &secrets)
{
    ErrorBody read;
    const QByteArrayView trimmed = body.trimmed();
    if (trimmed.isEmpty())
        return read;
    if (looksLikeHtml(trimmed, contentType)) {
        read.isHtml = true;
        read.message = safeLine(titleOfHtml(trimmed), kLongestTitle, secrets);
        return read;
    }
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(trimmed.data(), trimmed.size()));
    if (document.isObject()) {
        read = fromObject(document.object(), secrets);
        if (!read.message.isEmpty() || !read.code.isEmpty())
            return read;
    }
    // Text, cut JSON, or an object of another kind: its beginning is the best there is.
    constexpr qsizetype kLookedThrough = 64 * 1024; // no secret is longer
    read.message = safeLine(QString::fromUtf8(trimmed.first(qMin(trimmed.size(), kLookedThrough))),
                            kLongestRawText, secrets, TextEnd::MayBeCut);
    return read;
}

ApiErrorKind classify(int status, const ErrorBody &body)
{
    const StatusRow *row = rowOf(status);
    if (!row)
        return ApiErrorKind::NotHopx;
    switch (row->kind) {
    case ApiErrorKind::Forbidden:
        if (speaksOfRate(body))
            return ApiErrorKind::RateLimited;
        if (body.isHtml) // a proxy's block page knows nothing of organisations or plans
            return ApiErrorKind::NotHopx;
        return speaksOf(body, "limit"_L1) || speaksOf(body, "quota"_L1) ? ApiErrorKind::PlanLimit
                                                                        : ApiErrorKind::Forbidden;
    case ApiErrorKind::RateLimited:
        return !speaksOfRate(body) && (speaksOf(body, "resource_limit"_L1) || speaksOf(body, "quota"_L1) ||
                                       speaksOf(body, "resource limit"_L1))
                   ? ApiErrorKind::PlanLimit
                   : ApiErrorKind::RateLimited;
    case ApiErrorKind::NotFound:
        // No web page speaks for a sandbox that is gone.
        return body.isHtml ? ApiErrorKind::NotHopx : ApiErrorKind::NotFound;
    case ApiErrorKind::BadRequest:
        return body.isHtml ? ApiErrorKind::NotHopx : ApiErrorKind::BadRequest;
    default:
        return row->kind;
    }
}

bool mayHaveExecuted(int status)
{
    const StatusRow *row = rowOf(status);
    return !row || row->mayHaveExecuted;
}

} // namespace sandglass
