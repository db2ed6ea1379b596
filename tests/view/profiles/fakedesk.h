// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profiledesk.h"
#include "settings/settings.h"

#include <QPointer>
#include <QTemporaryDir>

#include <utility>

namespace sandglass::test {

/// A desk over a real store; what would leave the program waits for the test to answer.
class FakeDesk final : public ProfileDesk
{
public:
    FakeDesk() : settings(folder.filePath(QStringLiteral("settings.ini"))), profiles(settings) {}

    const ProfileStore &store() const override { return profiles; }
    bool hasKey(const Profile &profile) const override { return keys.contains(profile.id); }
    void save(const Profile & /*seen*/, const Profile &profile, const QString &pastedKey, QObject *context,
              std::function<void(const QString &)> done) override
    {
        if (refusal.isEmpty()) {
            profiles.save(profile);
            if (!pastedKey.isEmpty())
                keys.insert(profile.id, pastedKey);
        }
        saved = [context = QPointer(context), done](const QString &problem) {
            if (context)
                done(problem);
        };
        if (!holdSaving)
            std::exchange(saved, nullptr)(refusal);
    }
    void remove(const QString &id) override { profiles.remove(QString(id)); }
    void move(const QString &id, qsizetype index) override { profiles.move(id, index); }
    void check(const Profile &profile, const QString &pastedKey, QObject * /*context*/,
               std::function<void(const ProfileCheck &)> done) override
    {
        checks << profile.baseUrl + QLatin1Char(' ') + pastedKey;
        checked = std::move(done);
    }
    void cancelCheck() override { checked = nullptr; }
    void probeSecretStore(QObject * /*context*/, std::function<void(const QString &)> done) override
    {
        done(storeProblem);
    }
    void findCliProfiles(QObject * /*context*/, std::function<void(const CliCandidates &)> done) override
    {
        found = std::move(done);
    }
    void importCliProfiles(const QStringList &names, KeyPlace place, QObject * /*context*/,
                           std::function<void(const QString &)> done) override
    {
        imported = names;
        importedTo = place;
        importDone = std::move(done);
    }

    Profile add(const QString &name)
    {
        Profile profile;
        profile.id = ProfileStore::newId();
        profile.name = name;
        profile.baseUrl = QStringLiteral("https://%1.example").arg(name.toLower());
        profiles.save(profile);
        return profile;
    }

    QTemporaryDir folder;
    Settings settings;
    ProfileStore profiles;
    QHash<QString, QString> keys;
    QString refusal; ///< why nothing is saved
    bool holdSaving = false;
    std::function<void(const QString &)> saved;
    QStringList checks;
    std::function<void(const ProfileCheck &)> checked;
    QString storeProblem;
    std::function<void(const CliCandidates &)> found;
    QStringList imported;
    std::optional<KeyPlace> importedTo;
    std::function<void(const QString &)> importDone;
};

} // namespace sandglass::test
