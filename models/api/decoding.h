// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/codec.h"
#include "api/httpsender.h"
#include "api/redaction.h"
#include "api/sandboxapi.h"

#include <algorithm>

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
HttpSender::Callback decoding(const HttpSender &transport, ApiCallback<T> callback, Decode decode)
{
    return [&transport, callback = std::move(callback),
            decode = std::move(decode)](const ApiResult<HttpAnswer> &answer) {
        if (!answer) {
            callback(tl::unexpected<ApiError>(answer.error()));
            return;
        }
        Decoded<T> decoded = decode(*answer);
        if (decoded)
            callback(*std::move(decoded));
        else
            callback(tl::unexpected<ApiError>(
                answer->asError(kindOf(decoded.error()), transport.withoutSecrets(decoded.error().text))));
    };
}

/// @p callback, with errors that cannot repeat a value of @p variables: a server may quote what it refuses.
template<typename T>
ApiCallback<T> withoutValues(ApiCallback<T> callback, const QVector<EnvironmentVariable> &variables)
{
    return [callback = std::move(callback), variables](ApiResult<T> answer) {
        if (!answer) {
            constexpr qsizetype kShortestSecret = 4;
            for (const EnvironmentVariable &variable : variables) {
                if (variable.value.size() < kShortestSecret)
                    continue;
                const QByteArray value = variable.value.toUtf8();
                answer.error().serverMessage = redacted(answer.error().serverMessage, value);
                answer.error().transportText = redacted(answer.error().transportText, value);
            }
        }
        callback(std::move(answer));
    };
}

} // namespace sandglass
