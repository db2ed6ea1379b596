// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"
#include "secrets/memorysecrets.h"
#include "secrets/secretremovals.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace sandglass {

/// The keys of the profiles, wherever each keeps its own. Answers like a SecretStore: later, and not at all
/// once the handle is gone. A key is filed under its profile and the address it was given for, so that no
/// window can send it to another server, however old what it knows of the profile is. The settings outlive
/// it.
///
/// Earlier versions filed it under the profile alone. Such a key is believed to be for the address the
/// profile has in the settings, where those versions sent it as well, until the profile gets another address
/// or key. Once read it is filed anew and the old entry goes.
class KeyVault final : public QObject
{
    Q_OBJECT

public:
    KeyVault(std::unique_ptr<SecretStore> system, Settings &settings, QObject *parent = nullptr);
    ~KeyVault() override;

    [[nodiscard]] RequestHandle read(const Profile &profile, SecretStore::ReadDone done);
    /// Keeps @p key where the profile says, and nowhere else any more. The environment keeps nothing: it has
    /// it.
    [[nodiscard]] RequestHandle keep(const Profile &profile, const ApiKey &key, SecretStore::Done done);
    /// In memory, whatever the profile says: where the system's store would not take it.
    void keepForSession(const Profile &profile, const ApiKey &key);
    /// Whether a key is there, as far as can be told without asking the system's store.
    [[nodiscard]] bool hasKey(const Profile &profile);
    /// Removes what was kept for it, wherever that is: what a profile says of the place may be newer than
    /// the key. What the store does not remove now it is asked for again, see SecretRemovals. @p told, which
    /// may be missing, gets what it said.
    void forget(const Profile &profile, SecretStore::Done told = {});
    /// What an earlier version filed under the profile @p id alone.
    void removeOld(const QString &id) { m_removals.remove(id); }
    /// Asks the system's store for all that it did not remove yet.
    void removeLeftovers() { m_removals.retry(); }

    /// Why the system's store cannot be used; nothing when it can.
    [[nodiscard]] RequestHandle probeSystem(SecretStore::Done done);
    /// The system's store itself, for secrets that are no profile's.
    [[nodiscard]] SecretStore &system() { return *m_system; }

    /// The key in a variable of the environment, empty when there is none. It is taken out of the
    /// environment, so that no child process inherits it, and remembered.
    ApiKey takeFromEnvironment(const QString &variable);
    /// One that was taken before.
    void rememberFromEnvironment(const QString &variable, const ApiKey &key);

    /// Under which the key of @p profile is filed.
    [[nodiscard]] static QString nameOf(const Profile &profile);
    /// Why the key that is kept for @p profile is not for its address; nothing where it is, or there is none.
    [[nodiscard]] static std::optional<SecretProblem> mismatchOf(const Profile &profile);

Q_SIGNALS:
    /// One that an earlier version kept is filed as those of today are. Once that is remembered, removeOld().
    void filedAnew(const QString &id, const QString &server);

private:
    RequestHandle readOld(const Profile &profile, SecretStore::ReadDone done);
    void removeFromSystem(const Profile &profile, SecretStore::Done told);

    std::unique_ptr<SecretStore> m_system;
    SecretRemovals m_removals;
    RequestHandle m_filing;
    MemorySecrets m_session;
    QHash<QString, ApiKey> m_environment;
};

} // namespace sandglass
