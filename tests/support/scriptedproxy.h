// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QObject>
#include <QString>

#include <memory>

class QTcpServer;
class QTcpSocket;

namespace sandglass::test {

/// A proxy on a loopback port. Whatever host it is asked for, it leads to one server of this computer, and
/// remembers what it was asked for. Runs in the event loop of its thread.
class ScriptedProxy final : public QObject
{
    Q_OBJECT

public:
    enum class Kind : quint8
    {
        Http, ///< CONNECT
        Socks5,
    };

    ScriptedProxy(Kind kind, quint16 target, QObject *parent = nullptr);
    ~ScriptedProxy() override;

    /// From now on it wants to be told these.
    void demand(const QByteArray &user, const QByteArray &password);
    /// From now on it answers every CONNECT with this status.
    void refuse(int status) { m_refusal = status; }

    [[nodiscard]] quint16 port() const;
    /// "api.example:443", one for each tunnel that came about.
    [[nodiscard]] const QByteArrayList &tunnels() const { return m_tunnels; }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept(QTcpSocket *peer);
    void readHttp(QTcpSocket *peer, QByteArray &pending);
    void readSocks(QTcpSocket *peer, QByteArray &pending);
    void open(QTcpSocket *peer, const QByteArray &host, const QByteArray &greeting);

    const Kind m_kind;
    const quint16 m_target;
    std::unique_ptr<QTcpServer> m_server;
    QByteArray m_user;
    QByteArray m_password;
    int m_refusal = 0;
    QByteArrayList m_tunnels;
    int m_connections = 0;
};

} // namespace sandglass::test
