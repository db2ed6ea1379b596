// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencesdesk.h"
#include "secrets/secretstore.h"

#include <QObject>

namespace sandglass {

class Settings;

/// The password of the proxy: in the system's secret store, or in memory where there is none. The settings
/// remember only that there is one. The store and the settings outlive it.
class ProxyPassword final : public QObject
{
    Q_OBJECT

public:
    ProxyPassword(Settings &settings, SecretStore &system, QObject *parent = nullptr);
    ~ProxyPassword() override;

    [[nodiscard]] PasswordPlace place() const { return m_place; }
    /// Empty as long as it is not known.
    [[nodiscard]] QString value() const;

    /// Asks the store for what it keeps, if anything; changed() tells when it is there.
    void load();
    /// Counts at once; the answer comes when it is settled where it is kept.
    void keep(const QString &password, QObject *context,
              const std::function<void(const QString &problem)> &done);
    void forget();

Q_SIGNALS:
    void changed();

private:
    void setKept(bool kept);

    Settings &m_settings;
    SecretStore &m_system;
    ApiKey m_value; ///< wipes its memory
    PasswordPlace m_place = PasswordPlace::Nowhere;
    RequestHandle m_asked;
};

} // namespace sandglass
