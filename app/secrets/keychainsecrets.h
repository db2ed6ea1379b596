// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "secrets/secretstore.h"

#include <QObject>

namespace sandglass {

/// The system's secret store, through QtKeychain: GNOME Keyring and others by the Secret Service, KWallet.
/// Nothing is ever written in plain text in its place.
class KeychainSecrets final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    /// Long, for somebody may be typing the store's password.
    static constexpr std::chrono::milliseconds kPatience{120'000};

    /// @p service is what the store files the names under.
    KeychainSecrets(Clock &clock, QString service, QObject *parent = nullptr);
    ~KeychainSecrets() override;

    [[nodiscard]] RequestHandle read(const QString &name, ReadDone done) override;
    [[nodiscard]] RequestHandle write(const QString &name, const ApiKey &secret, Done done) override;
    [[nodiscard]] RequestHandle remove(const QString &name, Done done) override;
    [[nodiscard]] RequestHandle probe(Done done) override;

private:
    Clock &m_clock;
    const QString m_service;
    bool m_isOpen = false; ///< it gave something out or took something in
};

} // namespace sandglass
