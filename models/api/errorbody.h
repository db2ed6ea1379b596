// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "api/knownsecrets.h"

#include <QByteArrayView>
#include <QString>

#include <chrono>
#include <optional>

namespace sandglass {

/// What an error answer says in its body (contract 2.3). Texts are plain, cut and without secrets.
struct ErrorBody
{
    QString message;
    QString code; ///< as sent
    QString requestId;
    std::optional<std::chrono::milliseconds> retryAfter;
    bool isHtml = false;     ///< a web page; message is its title at most
    bool isApisWord = false; ///< see ApiError

    bool operator==(const ErrorBody &) const = default;
};

/// Reads any of the shapes an error may have, and none at all: empty, text, a web page, cut JSON.
/// Nothing of it repeats @p secrets or what looks like one.
ErrorBody parseErrorBody(QByteArrayView body, QByteArrayView contentType = {},
                         const KnownSecrets &secrets = {});

/// What an answer with @p status, which is not 2xx, means.
ApiErrorKind classify(int status, const ErrorBody &body);

/// Whether the server may have carried out a POST it answered with @p status.
bool mayHaveExecuted(int status);

} // namespace sandglass
