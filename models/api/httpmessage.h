// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apierror.h"
#include "api/knownsecrets.h"

#include <QByteArray>
#include <QString>

#include <chrono>

namespace sandglass {

/// One request to the configured server.
struct HttpRequest
{
    enum class Method : quint8
    {
        Get,
        Post,   ///< reaches the server at most once
        Put,    ///< likewise
        Delete, ///< likewise; without a body
        Patch,  ///< likewise
    };

    Method method = Method::Get;
    QByteArray path;           ///< begins with "/", percent-encoded
    QByteArray query;          ///< without "?", percent-encoded
    QByteArray body;           ///< JSON, for Post, Put and Patch
    bool bodyIsPublic = false; ///< it holds no secret, so reports may show it
    QStringList secretValues;  ///< in the body: a server may quote what it refuses, errors must not
    std::chrono::milliseconds deadline{20'000};

    /// Enough for whatever is said about one thing, and for every error. It is read at once, maybe on the
    /// thread of the window.
    static constexpr qint64 kMostAboutOne = qint64{1} * 1024 * 1024;
    /// 1,000 sandboxes with every field are about half a megabyte.
    static constexpr qint64 kMostOfList = qint64{32} * 1024 * 1024;
    /// A longer answer is refused.
    qint64 mostAnswerBytes = kMostAboutOne;
};

/// A whole answer with a status of 200 to 299.
struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray contentType;
    /// What the request was, filled in like the error it would have become; see asError().
    ApiError context;
    /// What no text made of it may repeat.
    KnownSecrets secrets;

    /// The error for an answer that came well but does not say what it should.
    [[nodiscard]] ApiError asError(ApiErrorKind kind, const QString &why) const
    {
        ApiError error = context;
        error.kind = kind;
        error.transportText = why;
        return error;
    }
};

} // namespace sandglass
