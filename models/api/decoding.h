// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/codec.h"
#include "api/httpsender.h"
#include "api/sandboxapi.h"

/// From an HTTP answer to what a client's caller wants. For the clients' own files.
namespace sandglass {

inline ApiErrorKind kindOf(const CodecError &error)
{
    switch (error.kind) {
    case CodecError::Kind::Malformed:
        return ApiErrorKind::Malformed;
    case CodecError::Kind::NotHopx:
        break;
    }
    return ApiErrorKind::NotHopx;
}

/// Calls @p callback with what @p decode makes of an answer.
template<typename T, typename Decode>
HttpSender::Callback decoding(ApiCallback<T> callback, Decode decode)
{
    return [callback = std::move(callback), decode = std::move(decode)](const ApiResult<HttpAnswer> &answer) {
        if (!answer) {
            callback(tl::unexpected<ApiError>(answer.error()));
            return;
        }
        Decoded<T> decoded = decode(*answer);
        if (decoded)
            callback(*std::move(decoded));
        else
            callback(tl::unexpected<ApiError>(
                answer->asError(kindOf(decoded.error()), decoded.error().told(answer->secrets))));
    };
}

/// What an error about these must not repeat.
inline QStringList valuesOf(const QVector<EnvironmentVariable> &variables)
{
    QStringList values;
    for (const EnvironmentVariable &variable : variables)
        values += variable.value;
    return values;
}

} // namespace sandglass
