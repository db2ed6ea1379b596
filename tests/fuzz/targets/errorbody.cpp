// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/errorbody.h"

#include "../target.h"

namespace {

using namespace sandglass;
using namespace std::chrono_literals;

void readErrorBody(QByteArrayView input)
{
    for (const QByteArrayView type : {QByteArrayView("application/json"), QByteArrayView("text/html")}) {
        const ErrorBody body = parseErrorBody(input, type);
        PROMISE(fuzz::isPlainLine(body.message, 500));
        PROMISE(fuzz::isPlainLine(body.code, 64));
        PROMISE(fuzz::isPlainLine(body.requestId, 128));
        PROMISE(!body.retryAfter || (*body.retryAfter >= 1s && *body.retryAfter <= 24h));
        if (body.isHtml) {
            // Of a page only its title is told.
            PROMISE(body.code.isEmpty() && body.requestId.isEmpty() && !body.retryAfter);
            PROMISE(body.message.size() <= 121);
        }
        // The status decides about the key and the sandbox; no text can turn an error into another of those.
        PROMISE(classify(401, body) == ApiErrorKind::Unauthorized);
        PROMISE(classify(402, body) == ApiErrorKind::PaymentRequired);
        PROMISE(classify(404, body) == (body.isHtml ? ApiErrorKind::NotHopx : ApiErrorKind::NotFound));
        PROMISE(classify(302, body) == ApiErrorKind::Redirected);
        for (const int status : {0, 100, 200, 299, 600, 999, -1})
            PROMISE(classify(status, body) == ApiErrorKind::NotHopx);
        for (const int status : {403, 429, 400, 500, 503}) {
            PROMISE(classify(status, body) != ApiErrorKind::Unauthorized);
            PROMISE(classify(status, body) != ApiErrorKind::NotFound);
        }
    }
}

FUZZ_TARGET("errorbody", readErrorBody)

} // namespace
