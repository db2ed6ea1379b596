// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keyvault.h"

#include "process/environment.h"
#include "secrets/answerlater.h"

namespace sandglass {

KeyVault::KeyVault(std::unique_ptr<SecretStore> system, QObject *parent)
    : QObject(parent), m_system(std::move(system))
{}

KeyVault::~KeyVault() = default;

RequestHandle KeyVault::read(const Profile &profile, SecretStore::ReadDone done)
{
    if (profile.keyPlace == KeyPlace::Environment) {
        const ApiKey key = takeFromEnvironment(profile.keyVariable);
        return answerLater(this, [key, variable = profile.keyVariable, done = std::move(done)] {
            if (!key.isEmpty())
                done(key);
            else
                done(tl::unexpected(
                    SecretProblem{SecretProblem::Kind::NotThere,
                                  tr("%1 was not set when Sandglass was started. Set it and start Sandglass "
                                     "again, or enter the key here.")
                                      .arg(variable)}));
        });
    }
    // What was entered since the start is here, even where the system's store would not take it.
    if (profile.keyPlace == KeyPlace::Session || m_session.contains(profile.id))
        return m_session.read(profile.id, std::move(done));
    return m_system->read(profile.id, std::move(done));
}

RequestHandle KeyVault::keep(const Profile &profile, const ApiKey &key, SecretStore::Done done)
{
    (void)m_session.remove(profile.id, [](const auto &) {});
    switch (profile.keyPlace) {
    case KeyPlace::SecretStore:
        return m_system->write(profile.id, key, std::move(done));
    case KeyPlace::Session:
        // One that was in the system's store before must not stay there against the wish.
        (void)m_system->remove(profile.id, [](const auto &) {});
        return m_session.write(profile.id, key, std::move(done));
    case KeyPlace::Environment:
        (void)m_system->remove(profile.id, [](const auto &) {});
        return answerLater(this, [done = std::move(done)] { done(std::nullopt); });
    }
    Q_UNREACHABLE();
}

void KeyVault::keepForSession(const Profile &profile, const ApiKey &key)
{
    (void)m_session.write(profile.id, key, [](const auto &) {});
}

bool KeyVault::hasKey(const Profile &profile)
{
    if (profile.keyPlace == KeyPlace::Environment)
        return !takeFromEnvironment(profile.keyVariable).isEmpty();
    return m_session.contains(profile.id) || (profile.keyPlace == KeyPlace::SecretStore && profile.keyKept);
}

void KeyVault::forget(const Profile &profile)
{
    (void)m_session.remove(profile.id, [](const auto &) {});
    if (profile.keyPlace == KeyPlace::SecretStore)
        (void)m_system->remove(profile.id, [](const auto &) {});
}

RequestHandle KeyVault::probeSystem(SecretStore::Done done)
{
    return m_system->probe(std::move(done));
}

ApiKey KeyVault::takeFromEnvironment(const QString &variable)
{
    const QByteArray name = variable.toLocal8Bit();
    rememberFromEnvironment(variable, takeKeyFromEnvironment(name.constData()));
    return m_environment.value(variable);
}

void KeyVault::rememberFromEnvironment(const QString &variable, const ApiKey &key)
{
    if (!key.isEmpty())
        m_environment.insert(variable, key);
}

} // namespace sandglass
