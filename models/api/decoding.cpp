// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/decoding.h"

#include "api/errorbody.h"
#include "api/jsonfields.h"

#include <QJsonDocument>

namespace sandglass {

namespace {

ApiErrorKind kindOf(const CodecError &error)
{
    switch (error.kind) {
    case CodecError::Kind::Malformed:
        return ApiErrorKind::Malformed;
    case CodecError::Kind::NotHopx:
        break;
    }
    return ApiErrorKind::NotHopx;
}

} // namespace

ApiError undecoded(const HttpAnswer &answer, const CodecError &why)
{
    ApiError error = answer.asError(kindOf(why), why.told(answer.secrets));
    if (!fields::saysFailure(QJsonDocument::fromJson(answer.body).object()))
        return error;
    const ErrorBody body = parseErrorBody(answer.body, answer.contentType, answer.secrets);
    error.kind = ApiErrorKind::ServerError;
    error.serverCode = body.code;
    error.serverMessage = body.message;
    error.isApisWord = body.isApisWord;
    if (error.requestId.isEmpty())
        error.requestId = body.requestId;
    return error;
}

} // namespace sandglass
