// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

#include <functional>

namespace sandglass::engine {

enum class Method : quint8
{
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
    Other,
};

/// A request as the service sees it, free of any HTTP library.
struct HttpRequest
{
    Method method = Method::Get;
    QUrl url;
    QByteArray apiKeyHeader;        ///< X-API-Key
    QByteArray authorizationHeader; ///< Authorization
    QByteArray body;
};

/// What goes back. Content-Length is the front's business.
struct HttpAnswer
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = QByteArrayLiteral("application/json");
    QList<QPair<QByteArray, QByteArray>> headers;
};

/// Called at most once; never called means that the client waits until it gives up.
using Respond = std::function<void(HttpAnswer)>;

} // namespace sandglass::engine
