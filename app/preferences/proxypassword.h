// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencesdesk.h"
#include "secrets/secretremovals.h"

#include <QObject>

namespace sandglass {

class Settings;

/// The password of the proxy: in the system's secret store, or in memory where there is none. It is known and
/// filed by the user, host and port it was given for, so that no other proxy is told it, whatever another
/// window chose meanwhile. The settings remember only which one that is. Where an earlier version kept it,
/// which did not say, it is believed to be for the proxy in the settings, and filed anew once it is read. The
/// store and the settings outlive it.
class ProxyPassword final : public QObject
{
    Q_OBJECT

public:
    ProxyPassword(Settings &settings, SecretStore &system, QObject *parent = nullptr);
    ~ProxyPassword() override;

    [[nodiscard]] PasswordPlace place(const ProxyChoice &proxy) const;
    /// Empty as long as it is not known.
    [[nodiscard]] QString value(const ProxyChoice &proxy) const;

    /// Asks the store for what it keeps, if anything; changed() tells when it is there.
    void load(const ProxyChoice &proxy);
    /// Counts at once; the answer comes when it is settled where it is kept.
    void keep(const ProxyChoice &proxy, const QString &password, QObject *context,
              const std::function<void(const QString &problem)> &done);
    /// Also what is just being written. What the store does not remove now it is asked for again, see
    /// SecretRemovals.
    void forget(const ProxyChoice &proxy);

Q_SIGNALS:
    void changed();

private:
    /// Whether there was one.
    bool drop(const ProxyChoice &proxy);
    [[nodiscard]] bool isKept(const QString &target) const;
    [[nodiscard]] bool isOld() const;
    void onRead(const QString &target, bool old, const tl::expected<ApiKey, SecretProblem> &answer);
    void setKept(const QString &target);

    Settings &m_settings;
    SecretStore &m_system;
    SecretRemovals m_removals;
    ApiKey m_value;    ///< wipes its memory
    QString m_target;  ///< what it was given for
    QString m_loading; ///< what the store is asked for
    QString m_missing; ///< what it did not have
    RequestHandle m_asked;
};

} // namespace sandglass
