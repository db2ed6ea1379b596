// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>

class QLocalServer;
class QLocalSocket;

namespace sandglass {

/// What a start asks a window that is open already.
struct RaiseWish
{
    QString select;        ///< id of a sandbox to show; empty for none
    QByteArray connection; ///< the window has to show this, see fingerprintOf(); empty: any will do
    QByteArray activation; ///< the desktop's leave to take the focus, as the start was given it

    bool operator==(const RaiseWish &) const = default;
};

/// Stands for a server and a key without telling either.
QByteArray fingerprintOf(const QString &server, const QByteArray &secret);

/// Where this user's windows find each other: a folder nobody else can enter. Empty where there is none.
QString instanceFolder();

/// Asks the windows in @p folder, the youngest first, until one takes the wish. False when none does, or none
/// answers in time. Sockets nobody listens at any more are removed. Needs a QCoreApplication, blocks for
/// seconds at most: for a start, before there is a window.
bool askRunningWindow(const QString &folder, const RaiseWish &wish);

/// How many windows answer in @p folder. Blocks no longer than the machine takes to connect to itself.
int openWindows(const QString &folder);

/// Answers other starts for this window. Its own socket in @p folder is gone when it is. GUI thread.
class InstanceServer final : public QObject
{
    Q_OBJECT

public:
    /// @p shows says whether the window shows what a fingerprint stands for.
    InstanceServer(const QString &folder, std::function<bool(const QByteArray &connection)> shows,
                   QObject *parent = nullptr);
    ~InstanceServer() override;

    /// False where the folder is not usable: then every start gets a window of its own.
    [[nodiscard]] bool isListening() const;

Q_SIGNALS:
    /// Another start made this wish, and was told that it is taken.
    void raiseWanted(const sandglass::RaiseWish &wish);

private:
    void onConnection();
    void onRequest(QLocalSocket &socket);

    std::function<bool(const QByteArray &)> m_shows;
    std::unique_ptr<QLocalServer> m_server;
};

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::RaiseWish)
