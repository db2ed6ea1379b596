// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <sys/socket.h>

namespace sandglass::test {

using namespace Qt::StringLiterals;

QByteArray SeenRequest::header(const QByteArray &lowerCaseName) const
{
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const auto &header) { return header.first == lowerCaseName; });
    return found == headers.end() ? QByteArray{} : found->second;
}

bool SeenRequest::has(const QByteArray &lowerCaseName) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto &header) { return header.first == lowerCaseName; });
}

namespace {

QByteArray head(int status, const ScriptedReply::Headers &headers)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    for (const auto &[name, value] : headers)
        bytes += name + ": " + value + "\r\n";
    return bytes;
}

} // namespace

ScriptedReply ScriptedReply::http(int status, const QByteArray &body, const Headers &headers,
                                  const QByteArray &contentType)
{
    QByteArray bytes = head(status, headers);
    if (status != 204) {
        if (!contentType.isEmpty())
            bytes += "Content-Type: " + contentType + "\r\n";
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    return {bytes + "\r\n" + (status == 204 ? QByteArray{} : body)};
}

ScriptedReply ScriptedReply::redirect(const QUrl &target, int status)
{
    return http(status, {}, {{"Location", target.toEncoded()}});
}

ScriptedReply ScriptedReply::cutBody(const QByteArray &body, qsizetype size, Then how)
{
    QByteArray bytes = head(200, {{"Content-Type", "application/json"}});
    bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body.first(size);
    return {bytes, how};
}

ScriptedReply ScriptedReply::chunked(const QList<QByteArray> &chunks, bool withEnd)
{
    QByteArray bytes =
        head(200, {{"Content-Type", "application/json"}, {"Transfer-Encoding", "chunked"}}) + "\r\n";
    for (const QByteArray &chunk : chunks)
        bytes += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    if (withEnd)
        return {bytes + "0\r\n\r\n"};
    return {bytes, Then::Close};
}

ScriptedReply ScriptedReply::flood(const QByteArray &head, const QByteArray &block, int blocks)
{
    ScriptedReply reply;
    reply.bytes = head;
    reply.block = block;
    reply.blocks = blocks;
    return reply;
}

ScriptedReply ScriptedReply::dripping(const QByteArray &bytes, std::chrono::milliseconds pace)
{
    return {bytes, Then::KeepOpen, pace};
}

/// What is known of one connection; lives in its socket.
struct ScriptedServer::Connection : QObject
{
    Connection(QTcpSocket &wire, int order) : QObject(&wire), socket(wire), number(order) {}

    QTcpSocket &socket;
    int number;
    QByteArray pending;
    bool silent = false; ///< a reply that is to stay unfinished was given
};

ScriptedServer::ScriptedServer(QObject *parent)
    : QObject(parent), m_server(std::make_unique<QTcpServer>()), m_default(ScriptedReply::http(500))
{
    listen();
}

ScriptedServer::ScriptedServer(const TlsIdentity &identity, QObject *parent)
    : QObject(parent), m_default(ScriptedReply::http(500)), m_isTls(true)
{
    auto server = std::make_unique<QSslServer>();
    QSslConfiguration configuration;
    configuration.setLocalCertificate(QSslCertificate{identity.certificatePem});
    configuration.setPrivateKey(QSslKey{identity.keyPem, QSsl::Ec});
    server->setSslConfiguration(configuration);
    m_server = std::move(server);
    listen();
}

ScriptedServer::~ScriptedServer()
{
    shutDown();
}

void ScriptedServer::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &ScriptedServer::acceptAll);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no loopback port to listen on");
}

QUrl ScriptedServer::url() const
{
    QUrl url;
    url.setScheme(m_isTls ? u"https"_s : u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port());
    return url;
}

quint16 ScriptedServer::port() const
{
    return m_server->serverPort();
}

void ScriptedServer::enqueue(ScriptedReply reply)
{
    m_script.push_back(std::move(reply));
}

void ScriptedServer::setDefault(ScriptedReply reply)
{
    m_default = std::move(reply);
}

qsizetype ScriptedServer::count(const QByteArray &method) const
{
    return std::count_if(m_requests.begin(), m_requests.end(),
                         [&](const SeenRequest &request) { return request.method == method; });
}

void ScriptedServer::shutDown()
{
    m_server->close();
    const auto sockets = m_server->findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : sockets)
        socket->abort();
}

void ScriptedServer::acceptAll()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        auto *connection = new Connection(*socket, m_connections++);
        connect(socket, &QTcpSocket::readyRead, connection, [this, connection] { readFrom(*connection); });
        connect(socket, &QTcpSocket::disconnected, this, &ScriptedServer::connectionEnded);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (socket->bytesAvailable() > 0)
            readFrom(*connection);
    }
}

void ScriptedServer::readFrom(Connection &connection)
{
    connection.pending += connection.socket.readAll();
    while (!connection.silent) {
        const qsizetype headEnd = connection.pending.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        const QList<QByteArray> lines = connection.pending.first(headEnd).split('\n');
        const QList<QByteArray> words = lines.first().trimmed().split(' ');
        SeenRequest request;
        request.method = words.value(0);
        request.target = words.value(1);
        request.connection = connection.number;
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.append({line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed()});
        }
        const qsizetype bodySize = request.header("content-length").toLongLong();
        const qsizetype whole = headEnd + 4 + bodySize;
        if (connection.pending.size() < whole)
            return;
        request.body = connection.pending.sliced(headEnd + 4, bodySize);
        connection.pending.remove(0, whole);
        m_requests.append(request);

        ScriptedReply reply = m_default;
        if (!m_script.empty()) {
            reply = std::move(m_script.front());
            m_script.pop_front();
        }
        answer(connection, reply);
        Q_EMIT requestSeen();
    }
}

void ScriptedServer::answer(Connection &connection, const ScriptedReply &reply)
{
    QTcpSocket &socket = connection.socket;
    if (reply.drip.count() > 0) {
        connection.silent = true;
        auto *pace = new QTimer(&connection);
        connect(pace, &QTimer::timeout, &connection, [to = &socket, rest = reply.bytes]() mutable {
            to->write(rest.first(1));
            if (rest.size() > 1)
                rest.remove(0, 1);
        });
        pace->start(reply.drip);
        return;
    }
    socket.write(reply.bytes);
    if (reply.blocks > 0) {
        connection.silent = true;
        const auto sendMore = [this, to = &socket, block = reply.block, left = reply.blocks]() mutable {
            while (left > 0 && to->bytesToWrite() < block.size()) {
                to->write(block);
                --left;
                ++m_blocksSent;
            }
        };
        connect(&socket, &QTcpSocket::bytesWritten, &connection, sendMore);
        return;
    }
    connection.silent = reply.then != ScriptedReply::Then::KeepOpen || reply.bytes.isEmpty();
    if (reply.then != ScriptedReply::Then::KeepOpen)
        end(socket, reply.then);
}

void ScriptedServer::end(QTcpSocket &socket, ScriptedReply::Then how)
{
    if (how == ScriptedReply::Then::Reset) {
        // What was written goes out first; then closing without lingering makes the kernel send RST.
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(1000)) {
        }
        const linger none{1, 0};
        setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
        socket.abort();
        return;
    }
    socket.disconnectFromHost();
}

} // namespace sandglass::test
