// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
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

/// "GET"; "?" for Other.
constexpr QByteArrayView verbOf(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET";
    case Method::Post:
        return "POST";
    case Method::Put:
        return "PUT";
    case Method::Patch:
        return "PATCH";
    case Method::Delete:
        return "DELETE";
    case Method::Head:
        return "HEAD";
    case Method::Other:
        break;
    }
    return "?";
}

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
