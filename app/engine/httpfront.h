// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/httpmessage.h"

#include <QHostAddress>
#include <QString>

#include <memory>

namespace sandglass::engine {

/// The listening end. Behind it is Qt HTTP Server, whose interface still changes between Qt versions: all
/// of that is in httpfront_qt.cpp. Bounded: 1 MiB a request, 256 connections.
class HttpFront
{
public:
    using Handler = std::function<void(const HttpRequest &, const Respond &)>;

    static constexpr qint64 kMostBytesPerRequest = 1024 * 1024;
    static constexpr int kMostConnections = 256;

    explicit HttpFront(Handler handler);
    HttpFront(const HttpFront &) = delete;
    HttpFront &operator=(const HttpFront &) = delete;
    ~HttpFront();

    /// Empty if it listens, else what the system said. Port 0 picks a free one.
    [[nodiscard]] QString listen(const QHostAddress &address, quint16 port);
    [[nodiscard]] quint16 port() const;

private:
    class Server;
    std::unique_ptr<Server> m_server;
};

} // namespace sandglass::engine
