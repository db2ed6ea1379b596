// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedproxy.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

namespace sandglass::test {

using namespace Qt::StringLiterals;

ScriptedProxy::ScriptedProxy(Kind kind, quint16 target, QObject *parent)
    : QObject(parent), m_kind(kind), m_target(target), m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *peer = m_server->nextPendingConnection())
            accept(peer);
    });
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no loopback port to listen on");
}

ScriptedProxy::~ScriptedProxy() = default;

quint16 ScriptedProxy::port() const
{
    return m_server->serverPort();
}

void ScriptedProxy::demand(const QByteArray &user, const QByteArray &password)
{
    m_user = user;
    m_password = password;
}

void ScriptedProxy::accept(QTcpSocket *peer)
{
    ++m_connections;
    connect(peer, &QTcpSocket::disconnected, peer, &QObject::deleteLater);
    connect(peer, &QTcpSocket::readyRead, this, [this, peer, pending = QByteArray()]() mutable {
        if (peer->property("tunnel").toBool())
            return;
        pending += peer->readAll();
        if (m_kind == Kind::Http)
            readHttp(peer, pending);
        else
            readSocks(peer, pending);
    });
}

void ScriptedProxy::readHttp(QTcpSocket *peer, QByteArray &pending)
{
    if (!pending.endsWith("\r\n\r\n"))
        return;
    const QByteArray request = std::exchange(pending, QByteArray());
    const QByteArray who = "Proxy-Authorization: Basic " +
                           QByteArray(m_user + (QByteArrayLiteral(":") + m_password)).toBase64() + "\r\n";
    if (m_refusal != 0)
        peer->write("HTTP/1.1 " + QByteArray::number(m_refusal) + " Refused\r\nContent-Length: 0\r\n\r\n");
    else if (!m_user.isEmpty() && !request.contains(who))
        peer->write("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                    "Content-Length: 0\r\n\r\n");
    else
        open(peer, request.split(' ').value(1), "HTTP/1.1 200 Connected\r\n\r\n");
}

void ScriptedProxy::readSocks(QTcpSocket *peer, QByteArray &pending)
{
    // RFC 1928 and 1929, each message expected whole.
    const QByteArray message = std::exchange(pending, QByteArray());
    const int stage = peer->property("stage").toInt();
    peer->setProperty("stage", stage + 1);
    if (stage == 0 && m_user.isEmpty()) {
        peer->setProperty("stage", 2);
        peer->write(QByteArray::fromHex("0500"));
    } else if (stage == 0) {
        peer->write(QByteArray::fromHex("0502"));
    } else if (stage == 1) {
        const QByteArray wanted = '\x01' + QByteArray(1, static_cast<char>(m_user.size())) + m_user +
                                  QByteArray(1, static_cast<char>(m_password.size())) + m_password;
        peer->write(QByteArray::fromHex(message == wanted ? "0100" : "0101"));
    } else {
        const QByteArray host = message.mid(5, message.at(4));
        const int port = static_cast<quint8>(message.at(message.size() - 2)) * 256 +
                         static_cast<quint8>(message.at(message.size() - 1));
        open(peer, host + ':' + QByteArray::number(port), QByteArray::fromHex("05000001000000000000"));
    }
}

void ScriptedProxy::open(QTcpSocket *peer, const QByteArray &host, const QByteArray &greeting)
{
    m_tunnels << host;
    peer->setProperty("tunnel", true);
    auto *server = new QTcpSocket(peer);
    server->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    connect(server, &QTcpSocket::connected, peer, [peer, greeting] { peer->write(greeting); });
    connect(peer, &QTcpSocket::readyRead, server, [peer, server] { server->write(peer->readAll()); });
    connect(server, &QTcpSocket::readyRead, peer, [peer, server] { peer->write(server->readAll()); });
    connect(server, &QTcpSocket::disconnected, peer, &QTcpSocket::disconnectFromHost);
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
}

} // namespace sandglass::test
