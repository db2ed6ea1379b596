// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back from creating, acting, extending and refreshing: one body, read as each of them.
#include "sandboxpromises.h"

namespace {

using namespace sandglass;

void readAnswers(QByteArrayView input)
{
    const QByteArray body = input.toByteArray();
    if (const Decoded<CreatedSandbox> created = codec::decodeCreated(body))
        fuzz::checkSandbox(created->sandbox);
    else
        fuzz::checkError(created.error());
    if (const Decoded<ApiKey> token = codec::decodeToken(body))
        PROMISE(token->isSendable());
    else
        fuzz::checkError(token.error());
    for (const QByteArray &type : {QByteArrayLiteral("application/json"), QByteArrayLiteral("text/html")}) {
        // The page of a proxy is no consent, whatever else it says.
        const Decoded<ActionAnswer> action = codec::decodeAction(body, type);
        const Decoded<TimeoutAnswer> timeout = codec::decodeTimeout(body, type);
        PROMISE(action.has_value() == timeout.has_value());
        PROMISE(!body.trimmed().startsWith('<') || !action);
        if (!action)
            fuzz::checkError(action.error());
        if (timeout) {
            PROMISE(!timeout->timeoutSeconds || *timeout->timeoutSeconds > 0);
            // Right after a limit was set, nothing says that there is none.
            PROMISE(timeout->expiry.kind != Expiry::Kind::Never);
        }
    }
    if (const Decoded<bool> health = codec::decodeHealth(body); !health)
        fuzz::checkError(health.error());
}

FUZZ_TARGET("answers", readAnswers)

} // namespace
