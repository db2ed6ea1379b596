// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/keyvault.h"

#include "process/environment.h"
#include "secrets/answerlater.h"

namespace sandglass {

KeyVault::KeyVault(std::unique_ptr<SecretStore> system, Settings &settings, QObject *parent)
    : QObject(parent), m_system(std::move(system)), m_removals(settings, *m_system)
{}

KeyVault::~KeyVault() = default;

QString KeyVault::nameOf(const Profile &profile)
{
    return profile.id + u'@' + tidied(profile).baseUrl;
}

std::optional<SecretProblem> KeyVault::mismatchOf(const Profile &profile)
{
    const QString server = tidied(profile).baseUrl;
    if (!profile.keyKept || profile.keyServer.isEmpty() || profile.keyServer == server)
        return std::nullopt;
    return SecretProblem{SecretProblem::Kind::NotThere,
                         tr("The key that is kept was given for %1, so it is not sent to %2. Enter the key "
                            "for this server.")
                             .arg(profile.keyServer, server)};
}

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
    const QString name = nameOf(profile);
    // What was entered since the start is here, even where the system's store would not take it.
    if (profile.keyPlace == KeyPlace::Session || m_session.contains(name))
        return m_session.read(name, std::move(done));
    if (const auto mismatch = mismatchOf(profile))
        return answerLater(this, [mismatch, done = std::move(done)] { done(tl::unexpected(*mismatch)); });
    if (profile.keyKept && profile.keyServer.isEmpty() && !m_removals.isLeft(profile.id))
        return readOld(profile, std::move(done));
    return m_system->read(name,
                          [this, done = std::move(done)](const tl::expected<ApiKey, SecretProblem> &answer) {
                              if (answer)
                                  m_removals.retry();
                              done(answer);
                          });
}

RequestHandle KeyVault::readOld(const Profile &profile, SecretStore::ReadDone done)
{
    const auto second = std::make_shared<RequestHandle>();
    const auto first = std::make_shared<RequestHandle>();
    *first = m_system->read(profile.id, [this, profile, second, done = std::move(done)](
                                            const tl::expected<ApiKey, SecretProblem> &answer) {
        if (!answer && answer.error().kind == SecretProblem::Kind::NotThere) {
            // It may be filed anew already, by another window or where the settings could not be written
            // then.
            *second = m_system->read(nameOf(profile), [this, profile, done](const auto &found) {
                if (found)
                    Q_EMIT filedAnew(profile.id, tidied(profile).baseUrl);
                done(found);
            });
            return;
        }
        if (answer) {
            // Nobody waits for it, and the old one goes only when there is another.
            m_filing = m_system->write(nameOf(profile), *answer,
                                       [this, profile](const std::optional<SecretProblem> &problem) {
                                           if (!problem)
                                               Q_EMIT filedAnew(profile.id, tidied(profile).baseUrl);
                                       });
        }
        done(answer);
    });
    return RequestHandle([first, second] {
        first->cancel();
        second->cancel();
    });
}

RequestHandle KeyVault::keep(const Profile &profile, const ApiKey &key, SecretStore::Done done)
{
    const QString name = nameOf(profile);
    (void)m_session.remove(name, [](const auto &) {});
    switch (profile.keyPlace) {
    case KeyPlace::SecretStore:
        m_removals.spare(name);
        return m_system->write(
            name, key, [this, name, done = std::move(done)](const std::optional<SecretProblem> &problem) {
                if (!problem)
                    m_removals.retry();
                else if (problem->kind == SecretProblem::Kind::NoAnswer)
                    m_removals.removeLater(name); // whoever unlocks the store now has it written after all
                else
                    m_removals.remove(name); // the one before, which is not to be used any more
                done(problem);
            });
    case KeyPlace::Session:
        // One that was in the system's store before must not stay there against the wish.
        removeFromSystem(profile, {});
        return m_session.write(name, key, std::move(done));
    case KeyPlace::Environment:
        removeFromSystem(profile, {});
        return answerLater(this, [done = std::move(done)] { done(std::nullopt); });
    }
    Q_UNREACHABLE();
}

void KeyVault::keepForSession(const Profile &profile, const ApiKey &key)
{
    (void)m_session.write(nameOf(profile), key, [](const auto &) {});
}

bool KeyVault::hasKey(const Profile &profile)
{
    if (profile.keyPlace == KeyPlace::Environment)
        return !takeFromEnvironment(profile.keyVariable).isEmpty();
    return m_session.contains(nameOf(profile)) ||
           (profile.keyPlace == KeyPlace::SecretStore && profile.keyKept && !mismatchOf(profile));
}

void KeyVault::forget(const Profile &profile, SecretStore::Done told)
{
    (void)m_session.remove(nameOf(profile), [](const auto &) {});
    removeFromSystem(profile, std::move(told));
}

void KeyVault::removeFromSystem(const Profile &profile, SecretStore::Done told)
{
    Profile there = profile;
    if (profile.keyKept && !profile.keyServer.isEmpty())
        there.baseUrl = profile.keyServer;
    const QString name = nameOf(there);
    const bool isOld = profile.keyKept && profile.keyServer.isEmpty();
    if (nameOf(profile) != name)
        m_removals.remove(nameOf(profile));
    // What is told is about the one that is there.
    m_removals.remove(isOld ? name : profile.id);
    m_removals.remove(isOld ? profile.id : name, std::move(told));
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
