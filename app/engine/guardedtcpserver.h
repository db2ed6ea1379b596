// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>

namespace sandglass::engine {

/// A TCP server that ends connections which send more than a request may have, before the HTTP parser
/// would collect it all in memory.
class GuardedTcpServer final : public QTcpServer
{
    Q_OBJECT
public:
    GuardedTcpServer(qint64 mostBytesPerRequest, int mostConnections, QObject *parent = nullptr);

protected:
    void incomingConnection(qintptr handle) override;

private:
    void watch(QTcpSocket *socket);

    const qint64 m_mostBytes;
    const int m_mostConnections;
    int m_connections = 0;
};

} // namespace sandglass::engine
