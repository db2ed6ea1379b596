// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/singlewindow.h"

#include "api/serveraddress.h"

#include <QDir>
#include <QFile>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// What the desktop gave this start, so that the window it raises may come to the front.
QByteArray activationToken()
{
    const QByteArray wayland = qgetenv("XDG_ACTIVATION_TOKEN");
    return wayland.isEmpty() ? qgetenv("DESKTOP_STARTUP_ID") : wayland;
}

} // namespace

std::optional<RaiseWish> wishOf(const CommandLine &commandLine, const Environment &environment)
{
    if (commandLine.newWindow || commandLine.demoSandboxes || !commandLine.screenshotFile.isEmpty())
        return std::nullopt;
    RaiseWish wish;
    wish.select = commandLine.select;
    wish.activation = activationToken();
    const QString address = commandLine.baseUrl.isEmpty() ? environment.baseUrl : commandLine.baseUrl;
    if (!address.isEmpty() || !environment.key.isEmpty())
        wish.connection = fingerprintOf(address, environment.key);
    return wish;
}

QByteArray fingerprintOf(const QString &address, const ApiKey &key)
{
    const auto server = address.isEmpty() ? ServerAddress::official() : ServerAddress::parse(address);
    return fingerprintOf(server ? server->text() : address, key.secret());
}

std::unique_ptr<QLockFile> waitForTurn(const QString &folder, std::chrono::milliseconds patience)
{
    if (folder.isEmpty())
        return nullptr;
    auto turn = std::make_unique<QLockFile>(QDir(folder).filePath(u"start.lock"_s));
    if (!turn->tryLock(static_cast<int>(patience.count())))
        return nullptr;
    QFile::setPermissions(turn->fileName(), QFile::ReadOwner | QFile::WriteOwner);
    return turn;
}

} // namespace sandglass
