// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/networkroute.h"
#include "preferences/loginstart.h"
#include "preferences/preferencesdesk.h"
#include "preferences/proxypassword.h"

#include <QObject>

namespace sandglass {

class Settings;

/// Keeps what the preferences choose, each in the settings where it is no secret, and tells those who live by
/// it. The settings and the store outlive it.
class ProgramPreferences final : public QObject, public PreferencesDesk
{
    Q_OBJECT

public:
    ProgramPreferences(Settings &settings, SecretStore &secrets, LoginStart login, QObject *parent = nullptr);
    ~ProgramPreferences() override;

    /// Which way connections go.
    [[nodiscard]] NetworkRoute route() const;

    [[nodiscard]] PollPace pollPace() const override;
    void setPollPace(const PollPace &pace) override;
    [[nodiscard]] ProxyChoice proxy() const override;
    void setProxy(const ProxyChoice &choice) override;
    [[nodiscard]] PasswordPlace proxyPassword() const override { return m_password.place(proxy()); }
    void setProxyPassword(const QString &password, QObject *context,
                          std::function<void(const QString &)> done) override;
    [[nodiscard]] AuthorityFile authorityFile() const override { return m_authorityFile; }
    AuthorityFile setAuthorityFile(const QString &path) override;
    [[nodiscard]] StartWith startWith() const override;
    void setStartWith(StartWith what) override;
    [[nodiscard]] bool startsAtLogin() const override { return m_login.isOn(); }
    QString setStartsAtLogin(bool wanted) override { return m_login.set(wanted); }

Q_SIGNALS:
    void pollPaceChanged(const sandglass::PollPace &pace);
    void routeChanged(const sandglass::NetworkRoute &route);

private:
    void announceRoute();

    Settings &m_settings;
    const LoginStart m_login;
    ProxyPassword m_password;
    AuthorityFile m_authorityFile;
    QList<QSslCertificate> m_authorities; ///< with the system's; empty: only those
    NetworkRoute m_announced;
};

} // namespace sandglass
