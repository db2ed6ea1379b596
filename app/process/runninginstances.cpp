// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/runninginstances.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// One line each way: a JSON object, and one of these words.
constexpr QByteArrayView kTaken = "taken\n";
constexpr QByteArrayView kOther = "other\n";

constexpr qint64 kLongestRequest = 16 * 1024;
constexpr auto kPatienceWithStarts = 5'000ms;
// A window that does not answer in this time hangs, or is only just being made.
constexpr auto kPatienceWithWindows = 4'000ms;

QByteArray encoded(const RaiseWish &wish)
{
    const QJsonObject object{{u"select"_s, wish.select},
                             {u"connection"_s, QString::fromLatin1(wish.connection)},
                             {u"activation"_s, QString::fromUtf8(wish.activation)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<RaiseWish> decoded(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return std::nullopt;
    const QJsonObject object = document.object();
    return RaiseWish{object.value(u"select"_s).toString(),
                     object.value(u"connection"_s).toString().toLatin1(),
                     object.value(u"activation"_s).toString().toUtf8()};
}

/// The youngest first.
QFileInfoList socketsIn(const QString &folder)
{
    if (folder.isEmpty())
        return {};
    return QDir(folder).entryInfoList({u"*.sock"_s}, QDir::System | QDir::Files, QDir::Time);
}

enum class Answer : quint8
{
    Taken,
    Other,
    Nobody ///< the socket is a leftover
};

Answer ask(const QString &path, const RaiseWish &wish)
{
    QElapsedTimer clock;
    clock.start();
    const auto left = [&clock] {
        return static_cast<int>(std::max<qint64>(0, kPatienceWithWindows.count() - clock.elapsed()));
    };
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(left())) {
        const bool leftover = socket.error() == QLocalSocket::ConnectionRefusedError ||
                              socket.error() == QLocalSocket::ServerNotFoundError;
        return leftover ? Answer::Nobody : Answer::Other;
    }
    socket.write(encoded(wish));
    while (!socket.canReadLine() && socket.waitForReadyRead(left())) {
    }
    return socket.readAll() == kTaken ? Answer::Taken : Answer::Other;
}

} // namespace

QByteArray fingerprintOf(const QString &server, const QByteArray &secret)
{
    QCryptographicHash hash(QCryptographicHash::Sha256); // in parts, for no copy of the key
    hash.addData((server + u'\n').toUtf8());
    hash.addData(secret);
    return hash.result().toHex();
}

QString instanceFolder()
{
    // Qt makes sure that it is the user's own and closed to others.
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (runtime.isEmpty())
        return {};
    QString folder = QDir(runtime).filePath(u"sandglass"_s);
    if (!QDir().mkpath(folder) ||
        !QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return {};
    return folder;
}

bool askRunningWindow(const QString &folder, const RaiseWish &wish)
{
    const QFileInfoList sockets = socketsIn(folder);
    for (const QFileInfo &socket : sockets) {
        switch (ask(socket.filePath(), wish)) {
        case Answer::Taken:
            return true;
        case Answer::Other:
            break;
        case Answer::Nobody:
            QFile::remove(socket.filePath());
            break;
        }
    }
    return false;
}

int openWindows(const QString &folder)
{
    const QFileInfoList sockets = socketsIn(folder);
    return static_cast<int>(std::count_if(sockets.begin(), sockets.end(), [](const QFileInfo &file) {
        QLocalSocket socket;
        socket.connectToServer(file.filePath());
        return socket.state() == QLocalSocket::ConnectedState;
    }));
}

InstanceServer::InstanceServer(const QString &folder, std::function<bool(const QByteArray &)> shows,
                               QObject *parent)
    : QObject(parent), m_shows(std::move(shows)), m_server(std::make_unique<QLocalServer>())
{
    if (folder.isEmpty())
        return;
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &InstanceServer::onConnection);
    // Process ids come round again: what stands here under ours is a leftover.
    const QString path = QDir(folder).filePath(u"%1.sock"_s.arg(QCoreApplication::applicationPid()));
    QLocalServer::removeServer(path);
    m_server->listen(path);
}

InstanceServer::~InstanceServer() = default;

bool InstanceServer::isListening() const
{
    return m_server->isListening();
}

void InstanceServer::onConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { onRequest(*socket); });
        QTimer::singleShot(kPatienceWithStarts, socket, [socket] { socket->abort(); });
    }
}

void InstanceServer::onRequest(QLocalSocket &socket)
{
    if (socket.bytesAvailable() > kLongestRequest) {
        socket.abort();
        return;
    }
    if (!socket.canReadLine())
        return;
    const std::optional<RaiseWish> wish = decoded(socket.readLine());
    const bool taken = wish && (wish->connection.isEmpty() || m_shows(wish->connection));
    socket.write((taken ? kTaken : kOther).toByteArray());
    socket.disconnectFromServer();
    if (taken)
        Q_EMIT raiseWanted(*wish);
}

} // namespace sandglass
