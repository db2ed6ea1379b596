// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows Qt HTTP Server, a technology preview in 6.4 whose interface changed in 6.5 and
// again in 6.8.
#include "engine/guardedtcpserver.h"
#include "engine/httpfront.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QPointer>
#include <QTcpSocket>

#include <optional>
#include <vector>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#endif

namespace sandglass::engine {

namespace {

Method methodOf(const QHttpServerRequest &request)
{
    switch (request.method()) {
    case QHttpServerRequest::Method::Get:
        return Method::Get;
    case QHttpServerRequest::Method::Post:
        return Method::Post;
    case QHttpServerRequest::Method::Put:
        return Method::Put;
    case QHttpServerRequest::Method::Patch:
        return Method::Patch;
    case QHttpServerRequest::Method::Delete:
        return Method::Delete;
    case QHttpServerRequest::Method::Head:
        return Method::Head;
    default:
        return Method::Other;
    }
}

/// An answer that is owed. Empty once it was given, or cannot be given any more.
using Owed = std::optional<QHttpServerResponder>;

HttpRequest convert(const QHttpServerRequest &request)
{
    return {methodOf(request), request.url(), request.value("X-API-Key"), request.value("Authorization"),
            request.body()};
}

void write(QHttpServerResponder &responder, const HttpAnswer &answer, bool withBody)
{
    const auto status = static_cast<QHttpServerResponder::StatusCode>(answer.status);
    const QByteArray body = withBody ? answer.body : QByteArray();
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers;
    for (const auto &[name, value] : answer.headers)
        headers.append(name, value);
    if (!answer.contentType.isEmpty())
        headers.append(QHttpHeaders::WellKnownHeader::ContentType, answer.contentType);
    responder.write(body, headers, status);
#else
    responder.writeStatusLine(status);
    for (const auto &[name, value] : answer.headers)
        responder.writeHeader(name, value);
    if (!answer.contentType.isEmpty())
        responder.writeHeader("Content-Type", answer.contentType);
    if (answer.status != 204)
        responder.writeHeader("Content-Length", QByteArray::number(body.size()));
    responder.writeBody(body);
#endif
}

} // namespace

class HttpFront::Server final : public QAbstractHttpServer
{
public:
    explicit Server(Handler handler) : m_handler(std::move(handler)) {}
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;
    ~Server() override
    {
        // From 6.5 on a responder speaks to its connection when it goes, and connections go with the server.
        // Whoever still owes an answer must not keep one beyond that.
        for (const std::weak_ptr<Owed> &one : m_owed) {
            if (const auto owed = one.lock())
                owed->reset();
        }
    }

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override
    {
        const bool withBody = request.method() != QHttpServerRequest::Method::Head;
        m_handler(convert(request), [owed = owe(std::move(responder)), withBody](const HttpAnswer &answer) {
            if (*owed)
                write(**owed, answer, withBody);
            owed->reset();
        });
        return true;
    }

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override {}
#else
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &&) override {}
#endif
#else
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override
    {
        const bool withBody = request.method() != QHttpServerRequest::Method::Head;
        // The responder trusts that its socket lives; a client may have left before a late answer.
        m_handler(convert(request), [owed = owe(makeResponder(request, socket)), withBody,
                                     peer = QPointer<QTcpSocket>(socket)](const HttpAnswer &answer) {
            if (*owed && peer && peer->state() == QAbstractSocket::ConnectedState)
                write(**owed, answer, withBody);
            owed->reset();
        });
        return true;
    }

    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override {}
#endif

private:
    std::shared_ptr<Owed> owe(QHttpServerResponder &&responder)
    {
        std::erase_if(m_owed, [](const std::weak_ptr<Owed> &one) { return one.expired(); });
        auto owed = std::make_shared<Owed>(std::move(responder));
        m_owed.push_back(owed);
        return owed;
    }

    Handler m_handler;
    std::vector<std::weak_ptr<Owed>> m_owed; ///< by whoever has to answer
};

HttpFront::HttpFront(Handler handler) : m_server(std::make_unique<Server>(std::move(handler))) {}

HttpFront::~HttpFront() = default;

QString HttpFront::listen(const QHostAddress &address, quint16 port)
{
    auto tcp = std::make_unique<GuardedTcpServer>(kMostBytesPerRequest, kMostConnections);
    if (!tcp->listen(address, port))
        return tcp->errorString();
    // The HTTP server becomes the owner.
    m_server->bind(tcp.release());
    return {};
}

quint16 HttpFront::port() const
{
    const QList<quint16> ports = m_server->serverPorts();
    return ports.isEmpty() ? quint16(0) : ports.constFirst();
}

} // namespace sandglass::engine
