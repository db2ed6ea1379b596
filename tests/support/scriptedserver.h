// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <deque>
#include <memory>
#include <utility>

class QTcpServer;
class QTcpSocket;

namespace sandglass::test {

/// One request as it came over the wire.
struct SeenRequest
{
    QByteArray method;
    QByteArray target;                                ///< path and query, as sent
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< which connection it came on, counted from 0

    [[nodiscard]] QByteArray header(const QByteArray &lowerCaseName) const;
    [[nodiscard]] bool has(const QByteArray &lowerCaseName) const;
};

/// What the server does when a request is complete: sends bytes, then keeps, closes or resets the connection.
struct ScriptedReply
{
    enum class Then : quint8
    {
        KeepOpen, ///< also how to hang: no bytes, and this
        Close,
        Reset,
    };

    QByteArray bytes;
    Then then = Then::KeepOpen;
    /// Not zero: the bytes go one by one at this pace, and when they are used up the last is repeated for
    /// ever.
    std::chrono::milliseconds drip{0};

    /// Not zero: `bytes` are followed by `block`, this many times, as fast as the other side takes them.
    int blocks = 0;
    QByteArray block{};

    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    /// A whole answer with Content-Length.
    static ScriptedReply http(int status, const QByteArray &body = {}, const Headers &headers = {},
                              const QByteArray &contentType = "application/json");
    static ScriptedReply json(const QByteArray &body) { return http(200, body); }
    static ScriptedReply redirect(const QUrl &target, int status = 302);
    /// A good answer of which only the first @p size bytes of the body come before the connection ends.
    static ScriptedReply cutBody(const QByteArray &body, qsizetype size, Then how = Then::Close);
    static ScriptedReply chunked(const QList<QByteArray> &chunks, bool withEnd = true);
    static ScriptedReply closeAtOnce() { return {{}, Then::Close}; }
    static ScriptedReply reset() { return {{}, Then::Reset}; }
    static ScriptedReply hang() { return {}; }
    static ScriptedReply raw(const QByteArray &bytes, Then then = Then::Close) { return {bytes, then}; }
    /// @p head and then @p blocks times @p block, which are never in memory as a whole.
    static ScriptedReply flood(const QByteArray &head, const QByteArray &block, int blocks);
    static ScriptedReply dripping(const QByteArray &bytes, std::chrono::milliseconds pace);
};

/// A self-made certificate with its key, made anew with the openssl program.
struct TlsIdentity
{
    QByteArray certificatePem;
    QByteArray keyPem;

    /// @p names as in subjectAltName: "IP:127.0.0.1,DNS:localhost". Empty members when openssl fails.
    static TlsIdentity make(const QByteArray &commonName, const QByteArray &names);
};

/// A server on a loopback port that answers each request with the next reply of its script, however broken,
/// and remembers everything it saw. Runs in the event loop of its thread.
class ScriptedServer final : public QObject
{
    Q_OBJECT

public:
    explicit ScriptedServer(QObject *parent = nullptr);
    /// Over TLS. Connections whose handshake fails are never seen.
    explicit ScriptedServer(const TlsIdentity &identity, QObject *parent = nullptr);
    ~ScriptedServer() override;

    /// "http://127.0.0.1:PORT".
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] quint16 port() const;

    /// The next request gets this.
    void enqueue(ScriptedReply reply);
    /// What requests beyond the script get; 500 until set.
    void setDefault(ScriptedReply reply);

    [[nodiscard]] const QList<SeenRequest> &requests() const { return m_requests; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Blocks of floods that were handed to the network.
    [[nodiscard]] int blocksSent() const { return m_blocksSent; }
    /// The requests with this method.
    [[nodiscard]] qsizetype count(const QByteArray &method) const;

    /// Ends all connections and stops listening: further ones are refused.
    void shutDown();

Q_SIGNALS:
    void requestSeen();
    void connectionEnded();

private:
    struct Connection;

    void listen();
    void acceptAll();
    void readFrom(Connection &connection);
    void answer(Connection &connection, const ScriptedReply &reply);
    void end(QTcpSocket &socket, ScriptedReply::Then how);

    std::unique_ptr<QTcpServer> m_server;
    std::deque<ScriptedReply> m_script;
    ScriptedReply m_default;
    QList<SeenRequest> m_requests;
    int m_connections = 0;
    int m_blocksSent = 0;
    bool m_isTls = false;
};

} // namespace sandglass::test

Q_DECLARE_METATYPE(sandglass::test::ScriptedReply)
