// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http2server.h"

#include <QFile>
#include <QJsonDocument>

namespace sandglass::test {

using namespace Qt::StringLiterals;

Http2Server::Http2Server(const TlsIdentity &identity, const QList<QJsonObject> &script,
                         const QByteArray &statement)
{
    const auto keep = [this](const QString &name, const QByteArray &bytes) {
        QFile file{m_folder.filePath(name)};
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for what the server needs");
    };
    QJsonArray replies;
    for (const QJsonObject &reply : script)
        replies += reply;
    keep(u"certificate.pem"_s, identity.certificatePem);
    keep(u"key.pem"_s, identity.keyPem);
    keep(u"script.json"_s, QJsonDocument(replies).toJson());
    if (!statement.isEmpty())
        keep(u"ocsp.der"_s, statement);

    m_node.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_node.start(u"node"_s, {QStringLiteral(SANDGLASS_HTTP2_SERVER), m_folder.path()});
    while (m_node.state() != QProcess::NotRunning && !m_node.canReadLine()) {
        if (!m_node.waitForReadyRead())
            return;
    }
    const QList<QByteArray> words = m_node.readLine().trimmed().split(' ');
    if (words.value(0) == "port")
        m_url.setUrl("https://127.0.0.1:"_L1 % QString::fromLatin1(words.value(1)));
}

Http2Server::~Http2Server()
{
    m_node.closeWriteChannel();
    if (!m_node.waitForFinished(2000))
        m_node.kill();
    m_node.waitForFinished();
}

const QList<Http2Server::Seen> &Http2Server::requests()
{
    // The answer may have been quicker on its way than what the other process told of the request.
    m_node.waitForReadyRead(0);
    read();
    return m_requests;
}

void Http2Server::read()
{
    while (m_node.canReadLine()) {
        const QJsonObject told = QJsonDocument::fromJson(m_node.readLine()).object();
        Seen request;
        request.http = told["http"_L1].toInt();
        request.method = told["method"_L1].toString().toLatin1();
        request.target = told["target"_L1].toString().toLatin1();
        request.connection = told["connection"_L1].toInt();
        request.body = QByteArray::fromBase64(told["body"_L1].toString().toLatin1());
        const QJsonArray headers = told["headers"_L1].toArray();
        for (const QJsonValue &header : headers)
            request.headers.append({header[0].toString().toLatin1(), header[1].toString().toUtf8()});
        m_requests.append(request);
    }
}

} // namespace sandglass::test
