// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/codec.h"
#include "api/httpsender.h"
#include "api/sandboxapi.h"

/// From an HTTP answer to what a client's caller wants. For the clients' own files.
namespace sandglass {

/// The error for an answer of 2xx that is none of what was asked for. Where it says itself that it failed,
/// those are the server's words, not an answer of something else.
ApiError undecoded(const HttpAnswer &answer, const CodecError &why);

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
            callback(tl::unexpected<ApiError>(undecoded(*answer, decoded.error())));
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
