// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace sandglass::test {

/// A server for HTTP/2 over TLS in a process of its own (node), which answers requests as its script says,
/// one after the other, and those beyond it with 200 and "{}".
///
/// A reply is an object whose "do" is
/// - "answer": with "status" and "body", by gzip if "packed", or "megabytes" of it, or "packedMegabytes" that
/// arrive as gzip, or as
///   "packing" says; "headers" beside the usual, "manyHeaders" of "headerBytes" each;
/// - "cut": a part of the body, then the stream ends with "code" or is "torn", or else the connection ends;
/// - "reset": the stream ends with "code" and no answer;
/// - "goaway": the server says it is going, with "code" and the number of the "last" stream it looked at, and
/// then
///   "answers" or ends the connection;
/// - "close": the connection ends; "hang": nothing happens.
class Http2Server final
{
public:
    /// @p statement is stapled to the handshake where it is not empty. url() is empty if node cannot be
    /// started.
    explicit Http2Server(const TlsIdentity &identity, const QList<QJsonObject> &script = {},
                         const QByteArray &statement = {});
    ~Http2Server();

    [[nodiscard]] QUrl url() const { return m_url; }

    struct Seen : SeenRequest
    {
        int http = 0; ///< the version: 2 or 1
    };
    /// What it saw so far. A request is told before its answer.
    [[nodiscard]] const QList<Seen> &requests();

private:
    void read();

    QTemporaryDir m_folder;
    QProcess m_node;
    QUrl m_url;
    QList<Seen> m_requests;
};

} // namespace sandglass::test
