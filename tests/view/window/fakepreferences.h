// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencesdesk.h"

#include <QHash>
#include <QStringList>

#include <utility>

namespace sandglass::test {

/// A desk that remembers what it was asked for; where a password is kept is the test's to say.
class FakePreferences final : public PreferencesDesk
{
public:
    PollPace pollPace() const override { return pace; }
    void setPollPace(const PollPace &wanted) override
    {
        pace = wanted;
        log << QStringLiteral("pace %1 %2").arg(wanted.usual.count()).arg(wanted.hidden.count());
    }
    ProxyChoice proxy() const override { return choice; }
    void setProxy(const ProxyChoice &wanted) override
    {
        choice = wanted;
        log << QStringLiteral("proxy %1 %2:%3 %4")
                   .arg(wordOf(wanted.use), wanted.host)
                   .arg(wanted.port)
                   .arg(wanted.user);
    }
    PasswordPlace proxyPassword() const override { return place; }
    void setProxyPassword(const QString &wanted, QObject * /*context*/,
                          std::function<void(const QString &)> done) override
    {
        password = wanted;
        place = wanted.isEmpty() ? PasswordPlace::Nowhere : PasswordPlace::Session;
        kept = std::move(done);
        log << QStringLiteral("password");
    }
    AuthorityFile authorityFile() const override { return authorities; }
    AuthorityFile setAuthorityFile(const QString &path) override
    {
        if (const auto problem = badFiles.constFind(path); problem != badFiles.constEnd())
            return {path, *problem, {}};
        authorities = {
            path, {}, path.isEmpty() ? QString() : QStringLiteral("“Test CA”, valid until 2030-01-31")};
        log << QStringLiteral("authorities ") + path;
        return authorities;
    }
    StartWith startWith() const override { return start; }
    void setStartWith(StartWith what) override { start = what; }
    bool startsAtLogin() const override { return login; }
    QString setStartsAtLogin(bool wanted) override
    {
        if (loginProblem.isEmpty())
            login = wanted;
        return loginProblem;
    }

    QStringList log;
    PollPace pace;
    ProxyChoice choice;
    QString password;
    PasswordPlace place = PasswordPlace::Nowhere;
    std::function<void(const QString &)> kept;
    AuthorityFile authorities;
    QHash<QString, QString> badFiles;
    StartWith start = StartWith::LastUsed;
    bool login = false;
    QString loginProblem;
};

} // namespace sandglass::test
