// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/guardedtcpserver.h"

#include <QTcpSocket>

#include <memory>

namespace sandglass::engine {

GuardedTcpServer::GuardedTcpServer(qint64 mostBytesPerRequest, int mostConnections, QObject *parent)
    : QTcpServer(parent), m_mostBytes(mostBytesPerRequest), m_mostConnections(mostConnections)
{}

void GuardedTcpServer::incomingConnection(qintptr handle)
{
    auto socket = std::make_unique<QTcpSocket>(this);
    if (!socket->setSocketDescriptor(handle) || m_connections >= m_mostConnections)
        return;
    // Small answers must not wait for the client's delayed acknowledgement, 40 ms each.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    ++m_connections;
    connect(socket.get(), &QObject::destroyed, this, [this] { --m_connections; });
    // Connected before the HTTP server connects its own reader, so this one looks first.
    watch(socket.get());
    addPendingConnection(socket.release());
}

void GuardedTcpServer::watch(QTcpSocket *socket)
{
    auto received = std::make_shared<qint64>(0);
    // The next request begins when this one has been answered.
    connect(socket, &QIODevice::bytesWritten, socket, [received] { *received = 0; });
    connect(socket, &QIODevice::readyRead, socket, [this, socket, received] {
        *received += socket->bytesAvailable();
        if (*received <= m_mostBytes)
            return;
        disconnect(socket, &QIODevice::readyRead, nullptr, nullptr);
        socket->write("HTTP/1.1 413 Payload Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        // Reading on, and throwing away, lets the client see the answer instead of a reset.
        connect(socket, &QIODevice::readyRead, socket, [socket] { socket->skip(socket->bytesAvailable()); });
        socket->disconnectFromHost();
    });
}

} // namespace sandglass::engine
