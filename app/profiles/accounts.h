// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/environment.h"
#include "profiles/accountdesk.h"
#include "profiles/profilestore.h"
#include "secrets/keyvault.h"

#include <QObject>

#include <optional>

namespace sandglass {

/// Every profile that can be opened: the saved ones, the one the environment and the command line describe,
/// and the demo. Knows which is in use.
class Accounts final : public QObject
{
    Q_OBJECT

public:
    /// Where keys and the HopX CLI's profiles are; to be replaced in tests.
    struct Places
    {
        std::unique_ptr<SecretStore> secrets;
        std::unique_ptr<SecretStore> cliKeyring;
        QString cliFolder;

        static Places ofThisComputer(Clock &clock);
    };

    /// @p baseUrl is what the command line says; it counts before that of the environment.
    Accounts(Clock &clock, Settings &settings, const Environment &environment, const QString &baseUrl,
             Places places, QObject *parent = nullptr);
    ~Accounts() override;

    [[nodiscard]] QVector<Profile> known() const;
    [[nodiscard]] std::optional<Profile> find(const QString &id) const;
    /// The one to open when nobody says otherwise: what the command line or the environment describes, the
    /// one used last, the first one, the demo.
    [[nodiscard]] Profile first() const;
    /// What the environment and the command line describe; nothing when they are silent.
    [[nodiscard]] const std::optional<Profile> &fromEnvironment() const { return m_environment; }

    [[nodiscard]] const QString &currentId() const { return m_current; }
    /// Remembered for the next start when it is a saved one.
    void setCurrent(const QString &id);

    [[nodiscard]] AccountDesk &desk() { return m_desk; }
    [[nodiscard]] KeyVault &vault() { return m_vault; }
    [[nodiscard]] const ProfileStore &store() const { return m_store; }

    /// A new profile for that server, named after it.
    [[nodiscard]] Profile fresh(const QString &baseUrl) const;

    static Profile demo();

Q_SIGNALS:
    /// Which profiles there are, what one of them says, or which is in use.
    void changed();

private:
    ProfileStore m_store;
    KeyVault m_vault;
    AccountDesk m_desk;
    std::optional<Profile> m_environment;
    QString m_current;
};

} // namespace sandglass
