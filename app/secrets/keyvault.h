// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"
#include "secrets/memorysecrets.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace sandglass {

/// The keys of the profiles, wherever each keeps its own. Answers like a SecretStore: later, and not at all
/// once the handle is gone.
class KeyVault final : public QObject
{
    Q_OBJECT

public:
    explicit KeyVault(std::unique_ptr<SecretStore> system, QObject *parent = nullptr);
    ~KeyVault() override;

    [[nodiscard]] RequestHandle read(const Profile &profile, SecretStore::ReadDone done);
    /// Keeps @p key where the profile says, and nowhere else any more. The environment keeps nothing: it has
    /// it.
    [[nodiscard]] RequestHandle keep(const Profile &profile, const ApiKey &key, SecretStore::Done done);
    /// In memory, whatever the profile says: where the system's store would not take it.
    void keepForSession(const Profile &profile, const ApiKey &key);
    /// Whether a key is there, as far as can be told without asking the system's store.
    [[nodiscard]] bool hasKey(const Profile &profile);
    /// Removes what was kept for it, without telling how that went: nobody waits for it.
    void forget(const Profile &profile);

    /// Why the system's store cannot be used; nothing when it can.
    [[nodiscard]] RequestHandle probeSystem(SecretStore::Done done);
    /// The system's store itself, for secrets that are no profile's.
    [[nodiscard]] SecretStore &system() { return *m_system; }

    /// The key in a variable of the environment, empty when there is none. It is taken out of the
    /// environment, so that no child process inherits it, and remembered.
    ApiKey takeFromEnvironment(const QString &variable);
    /// One that was taken before.
    void rememberFromEnvironment(const QString &variable, const ApiKey &key);

private:
    std::unique_ptr<SecretStore> m_system;
    MemorySecrets m_session;
    QHash<QString, ApiKey> m_environment;
};

} // namespace sandglass
