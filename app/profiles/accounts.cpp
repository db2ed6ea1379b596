// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/accounts.h"

#include "secrets/systemsecrets.h"

#include <QUrl>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

Accounts::Places Accounts::Places::ofThisComputer(Clock &clock)
{
    return {makeSystemSecrets(clock, u"Sandglass"_s), makeSystemSecrets(clock, CliImport::keyringService()),
            CliImport::standardFolder()};
}

Accounts::Accounts(Clock &clock, Settings &settings, const Environment &environment, const QString &baseUrl,
                   Places places, QObject *parent)
    : QObject(parent)
    , m_store(settings)
    , m_vault(std::move(places.secrets), settings)
    , m_desk(clock, m_store, m_vault, std::move(places.cliFolder), std::move(places.cliKeyring))
{
    m_vault.rememberFromEnvironment(kDefaultKeyVariable, environment.key);
    // At once, so that no child process inherits a key.
    for (const Profile &profile : m_store.profiles()) {
        if (profile.keyPlace == KeyPlace::Environment)
            m_vault.takeFromEnvironment(profile.keyVariable);
    }
    const bool hasKey = !environment.key.isEmpty();
    const QString address = baseUrl.isEmpty() ? environment.baseUrl : baseUrl;
    if (hasKey || !address.isEmpty()) {
        Profile profile;
        profile.id = kEnvironmentProfileId;
        profile.name = tr("From the environment");
        profile.baseUrl = address.isEmpty() ? ServerAddress::official().text() : address;
        profile.keyPlace = KeyPlace::Environment;
        m_environment = tidied(profile);
    }
    m_vault.removeLeftovers();
    connect(&m_store, &ProfileStore::changed, this, &Accounts::changed);
}

Accounts::~Accounts() = default;

Profile Accounts::demo()
{
    Profile profile;
    profile.id = kDemoProfileId;
    profile.name = tr("Demo");
    profile.baseUrl = tr("simulated sandboxes on this computer");
    profile.keyPlace = KeyPlace::Session;
    return profile;
}

QVector<Profile> Accounts::known() const
{
    QVector<Profile> all = m_store.profiles();
    if (m_environment)
        all << *m_environment;
    return all << demo();
}

std::optional<Profile> Accounts::find(const QString &id) const
{
    const QVector<Profile> all = known();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Profile &one) { return one.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Profile Accounts::first() const
{
    const QVector<Profile> &saved = m_store.profiles();
    if (m_environment) {
        // A saved profile that means the same account brings its colour and its care along.
        const bool hasKey = m_desk.hasKey(*m_environment);
        const auto same = std::find_if(saved.begin(), saved.end(), [&](const Profile &one) {
            if (one.baseUrl != m_environment->baseUrl)
                return false;
            return !hasKey ||
                   (one.keyPlace == KeyPlace::Environment && one.keyVariable == kDefaultKeyVariable);
        });
        return same == saved.end() ? *m_environment : *same;
    }
    if (const Profile *last = m_store.find(m_store.lastUsed()))
        return *last;
    return saved.isEmpty() ? demo() : saved.constFirst();
}

void Accounts::setCurrent(const QString &id)
{
    if (m_store.find(id))
        m_store.setLastUsed(id);
    if (std::exchange(m_current, id) != id)
        Q_EMIT changed();
}

Profile Accounts::fresh(const QString &baseUrl) const
{
    Profile profile;
    profile.id = ProfileStore::newId();
    profile.baseUrl = baseUrl;
    profile.name = freeName(QUrl(baseUrl).authority(), known());
    return profile;
}

} // namespace sandglass
