// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/connectioncheck.h"
#include "hopxcli/cliimport.h"
#include "profiles/profiledesk.h"
#include "profiles/profilestore.h"
#include "secrets/keyvault.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace sandglass {

/// Does what the windows about profiles want done: saves them, keeps their keys, asks servers and reads what
/// the HopX CLI left. The store and the vault outlive it.
class AccountDesk final : public QObject, public ProfileDesk
{
    Q_OBJECT

public:
    /// @p cliFolder and @p cliKeyring are what belongs to the HopX CLI; they are only read.
    AccountDesk(Clock &clock, ProfileStore &store, KeyVault &vault, QString cliFolder,
                std::unique_ptr<SecretStore> cliKeyring, QObject *parent = nullptr);
    ~AccountDesk() override;

    [[nodiscard]] const ProfileStore &store() const override { return m_store; }
    [[nodiscard]] bool hasKey(const Profile &profile) const override;
    void save(const Profile &seen, const Profile &profileWanted, const QString &pastedKey, QObject *context,
              std::function<void(const QString &)> done) override;
    void remove(const QString &id) override;
    void move(const QString &id, qsizetype index) override;
    void check(const Profile &profile, const QString &pastedKey, QObject *context,
               std::function<void(const ProfileCheck &)> done) override;
    void cancelCheck() override;
    void probeSecretStore(QObject *context, std::function<void(const QString &)> done) override;
    void findCliProfiles(QObject *context, std::function<void(const CliCandidates &)> done) override;
    void importCliProfiles(const QStringList &names, KeyPlace place, QObject *context,
                           std::function<void(const QString &)> done) override;

    /// Reads again what other windows may have changed of the profiles.
    void refresh() { m_store.refresh(); }

    /// How checks reach their servers from now on.
    void setRoute(const NetworkRoute &route) { m_route = route; }

    /// Saves @p profile and keeps @p key for it. The answer is empty, or says where the key is instead.
    void saveWithKey(const Profile &profile, const ApiKey &key, QObject *context,
                     std::function<void(const QString &)> done);

Q_SIGNALS:
    /// A saved profile leads somewhere else now: another server, another key. Comes when all of it is in
    /// place.
    void connectionChanged(const QString &id);
    /// A profile was removed, and the store did not say that its key is gone. A sentence on why and what
    /// follows.
    void keyLeft(const QString &text);
    /// What save() and importCliProfiles() would have told a window that is gone.
    void notKept(const QString &text);

private:
    using Told = std::function<void(const QString &)>;

    void keep(const Profile &profile, const ApiKey &key, Told done);
    void checkWith(const Profile &profile, const ApiKey &key,
                   const std::function<void(const ProfileCheck &)> &done);
    void moveKey(const Profile &from, const Profile &to, Told done);
    void noteFiledAnew(const QString &id, const QString &server);
    void later(std::function<void()> call);
    /// @p done, or notKept() once @p context is gone.
    Told toldAnyway(QObject *context, Told done);
    /// Keeps an operation alive until its answer.
    void hold(const std::function<RequestHandle(std::function<void()> ended)> &begin);

    Clock &m_clock;
    ProfileStore &m_store;
    KeyVault &m_vault;
    const QString m_cliFolder;
    NetworkRoute m_route;
    std::unique_ptr<SecretStore> m_cliKeyring;
    std::unique_ptr<CliImport> m_cliImport; ///< until its answer: it keeps what it read
    QMetaObject::Connection m_cliWindow;    ///< to the end of the one that looks at m_found
    QVector<CliProfile> m_found; ///< with their keys, until they are imported or nobody looks any more
    RequestHandle m_keyForCheck;
    std::unique_ptr<ConnectionCheck> m_check;
    QHash<int, std::shared_ptr<RequestHandle>> m_held;
    int m_lastHeld = 0;
};

} // namespace sandglass
