// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/accountdesk.h"

#include "secrets/answerlater.h"

#include <QPointer>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// @p done, unless @p context is gone by then.
template<typename T>
std::function<void(const T &)> guarded(QObject *context, std::function<void(const T &)> done)
{
    return [context = QPointer(context), done = std::move(done)](const T &value) {
        if (context)
            done(value);
    };
}

QString addressOf(const CliProfile &profile)
{
    const auto address = ServerAddress::parse(profile.baseUrl);
    if (address)
        return address->text();
    return profile.baseUrl.isEmpty() ? ServerAddress::official().text() : profile.baseUrl;
}

std::optional<Profile> copyOf(const Profile *profile)
{
    return profile ? std::optional(*profile) : std::nullopt;
}

} // namespace

AccountDesk::AccountDesk(Clock &clock, ProfileStore &store, KeyVault &vault, QString cliFolder,
                         std::unique_ptr<SecretStore> cliKeyring, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_store(store)
    , m_vault(vault)
    , m_cliFolder(std::move(cliFolder))
    , m_cliKeyring(std::move(cliKeyring))
{
    connect(&vault, &KeyVault::filedAnew, this, &AccountDesk::noteFiledAnew);
}

AccountDesk::~AccountDesk() = default;

bool AccountDesk::hasKey(const Profile &profile) const
{
    return m_vault.hasKey(profile);
}

void AccountDesk::hold(const std::function<RequestHandle(std::function<void()> ended)> &begin)
{
    const int number = ++m_lastHeld;
    const auto place = std::make_shared<RequestHandle>();
    m_held.insert(number, place);
    *place = begin([this, number] { m_held.remove(number); });
}

AccountDesk::Told AccountDesk::toldAnyway(QObject *context, Told done)
{
    return [this, context = QPointer(context), done = std::move(done)](const QString &problem) {
        if (context)
            done(problem);
        else if (!problem.isEmpty())
            Q_EMIT notKept(problem);
    };
}

void AccountDesk::save(const Profile &seen, const Profile &profileWanted, const QString &pastedKey,
                       QObject *context, Told done)
{
    const auto tell = toldAnyway(context, std::move(done));
    // By copy: they may be of the store, which is about to read its own anew.
    const Profile before = tidied(seen);
    const Profile wanted = tidied(profileWanted);
    const auto lastKnown = copyOf(m_store.find(wanted.id));
    m_store.refresh();
    const auto known = copyOf(m_store.find(wanted.id));
    Profile profile = known ? withChanges(*known, before, wanted) : wanted;
    // A key is for the server that was seen when it was entered.
    if (!pastedKey.isEmpty())
        profile.baseUrl = wanted.baseUrl;
    const bool moves = known && known->keyPlace != profile.keyPlace;
    const bool isElsewhere = known && known->baseUrl != profile.baseUrl;
    const bool leadsElsewhere =
        known && (moves || !pastedKey.isEmpty() || isElsewhere ||
                  (lastKnown && lastKnown->baseUrl != profile.baseUrl) ||
                  (profile.keyPlace == KeyPlace::Environment && known->keyVariable != profile.keyVariable));
    const auto finish = [this, id = profile.id, leadsElsewhere, tell](const QString &problem) {
        tell(problem);
        if (leadsElsewhere)
            Q_EMIT connectionChanged(id);
    };
    if (!pastedKey.isEmpty()) {
        const ApiKey key = ApiKey::fromPasted(pastedKey);
        if (key.isSendable())
            saveWithKey(profile, key, this, finish);
        else
            later([tell] {
                tell(tr(
                    "Nothing was saved: this is no API key. One looks like hopx_live_…, a dot and a longer "
                    "part."));
            });
        return;
    }
    const bool hadKey = known && known->keyPlace != KeyPlace::Environment && m_vault.hasKey(*known);
    const bool needsKey = profile.keyPlace != KeyPlace::Environment;
    if (moves && needsKey && hadKey && !isElsewhere) {
        moveKey(*known, profile, finish);
        return;
    }
    if (known && (moves || isElsewhere))
        m_vault.forget(*known);
    profile.keyKept = known && known->keyKept && !moves && !isElsewhere;
    QString problem;
    if (!m_store.save(profile))
        problem = m_store.writeProblem();
    else if (hadKey && needsKey && isElsewhere)
        problem = tr("Saved without its key, which was given for %1. Enter the key for %2.")
                      .arg(known->baseUrl, profile.baseUrl);
    later([finish, problem] { finish(problem); });
}

void AccountDesk::moveKey(const Profile &from, const Profile &to, Told done)
{
    hold([&](auto ended) {
        return m_vault.read(from, [this, to, done, ended](const tl::expected<ApiKey, SecretProblem> &answer) {
            ended();
            if (answer) {
                saveWithKey(to, *answer, this, done);
                return;
            }
            Profile without = to;
            without.keyKept = false;
            done(m_store.save(without) ? tr("Saved without its key. %1").arg(answer.error().text)
                                       : m_store.writeProblem());
        });
    });
}

void AccountDesk::later(std::function<void()> call)
{
    hold([&](auto ended) {
        return answerLater(this, [call = std::move(call), ended] {
            ended();
            call();
        });
    });
}

void AccountDesk::saveWithKey(const Profile &profile, const ApiKey &key, QObject *context, Told done)
{
    // First the profile, so that whatever happens with the key loses nothing else.
    Profile first = tidied(profile);
    const Profile *known = m_store.find(first.id);
    const bool isFiledElsewhere = known && known->keyKept && known->keyServer != first.baseUrl;
    if (known && (known->baseUrl != first.baseUrl || isFiledElsewhere))
        m_vault.forget(*known);
    first.keyKept = false;
    const bool written = m_store.save(first);
    keep(first, key,
         guarded<QString>(context, [this, written, done = std::move(done)](const QString &problem) {
             done(written ? problem : m_store.writeProblem());
         }));
}

void AccountDesk::keep(const Profile &profile, const ApiKey &key, Told done)
{
    hold([&](auto ended) {
        return m_vault.keep(
            profile, key, [this, profile, key, done, ended](const std::optional<SecretProblem> &problem) {
                ended();
                QString told;
                m_store.refresh();
                // It may have been changed or removed while the store made up its mind.
                const auto now = copyOf(m_store.find(profile.id));
                if (!now || now->baseUrl != tidied(profile).baseUrl) {
                    m_vault.forget(profile);
                } else if (now->keyPlace == profile.keyPlace) {
                    Profile kept = *now;
                    if (problem) {
                        m_vault.keepForSession(kept, key);
                        kept.keyPlace = KeyPlace::Session;
                        told = tr("%1 The key is kept in memory, until Sandglass quits.").arg(problem->text);
                    }
                    kept.keyKept = !problem && kept.keyPlace == KeyPlace::SecretStore;
                    kept.keyServer = kept.baseUrl;
                    m_store.save(kept);
                } else if (profile.keyPlace == KeyPlace::SecretStore) {
                    m_vault.forget(profile);
                    if (now->keyPlace == KeyPlace::Session)
                        m_vault.keepForSession(*now, key);
                }
                done(told);
            });
    });
}

void AccountDesk::remove(const QString &id)
{
    m_store.refresh();
    const auto profile = copyOf(m_store.find(id));
    if (!profile)
        return;
    const bool hadOne = profile->keyPlace == KeyPlace::SecretStore && profile->keyKept;
    m_vault.forget(*profile, [this, hadOne,
                              name = profile->name](const std::optional<SecretProblem> &problem) {
        if (problem && hadOne)
            Q_EMIT keyLeft(
                tr("%1 The key of “%2” is removed from it as soon as it is open.").arg(problem->text, name));
    });
    m_store.remove(QString(id));
}

void AccountDesk::noteFiledAnew(const QString &id, const QString &server)
{
    m_store.refresh();
    const auto known = copyOf(m_store.find(id));
    if (!known || !known->keyKept || known->baseUrl != server)
        return;
    Profile filed = *known;
    filed.keyServer = server;
    // Where that cannot be written, the next start looks under the old name first.
    if (m_store.save(filed))
        m_vault.removeOld(id);
}

void AccountDesk::move(const QString &id, qsizetype index)
{
    m_store.move(id, index);
}

void AccountDesk::check(const Profile &profile, const QString &pastedKey, QObject *context,
                        std::function<void(const ProfileCheck &)> done)
{
    cancelCheck();
    const auto tell = guarded<ProfileCheck>(context, std::move(done));
    if (!pastedKey.isEmpty()) {
        checkWith(profile, ApiKey::fromPasted(pastedKey), tell);
        return;
    }
    const Profile *known = m_store.find(profile.id);
    const QString server = tidied(profile).baseUrl;
    if (known && known->keyPlace != KeyPlace::Environment && profile.keyPlace != KeyPlace::Environment &&
        known->baseUrl != server) {
        m_keyForCheck = answerLater(this, [tell, given = known->baseUrl, server] {
            tell({false,
                  tr("The key that is kept was given for %1, so it is not sent to %2.").arg(given, server),
                  tr("Enter the key for this server.")});
        });
        return;
    }
    const bool asSaved = known && profile.keyPlace != KeyPlace::Environment;
    m_keyForCheck = m_vault.read(asSaved ? *known : profile,
                                 [this, profile, tell](const tl::expected<ApiKey, SecretProblem> &answer) {
                                     if (answer)
                                         checkWith(profile, *answer, tell);
                                     else
                                         tell({false, answer.error().text, {}});
                                 });
}

void AccountDesk::checkWith(const Profile &profile, const ApiKey &key,
                            const std::function<void(const ProfileCheck &)> &done)
{
    const auto address = ServerAddress::parse(profile.baseUrl);
    if (!address || !key.isSendable()) {
        m_keyForCheck =
            answerLater(this, [done, text = address ? tr("This is no API key.") : address.error()] {
                done({false, text, {}});
            });
        return;
    }
    TransportOptions options;
    options.route = m_route;
    m_check = std::make_unique<ConnectionCheck>(m_clock, *address, key, options);
    m_check->start([this, done](const ConnectionVerdict &verdict) {
        const auto keep = std::move(m_check);
        done({verdict.kind == ConnectionVerdict::Kind::Good, verdict.text, verdict.nextStep});
    });
}

void AccountDesk::cancelCheck()
{
    m_keyForCheck.cancel();
    m_check.reset();
}

void AccountDesk::probeSecretStore(QObject *context, Told done)
{
    const auto tell = guarded<QString>(context, std::move(done));
    hold([&](auto ended) {
        return m_vault.probeSystem([tell, ended](const std::optional<SecretProblem> &problem) {
            ended();
            tell(problem ? problem->text : QString());
        });
    });
}

void AccountDesk::findCliProfiles(QObject *context, std::function<void(const CliCandidates &)> done)
{
    const auto tell = guarded<CliCandidates>(context, std::move(done));
    m_found.clear();
    m_cliImport = std::make_unique<CliImport>(m_clock, m_cliFolder, *m_cliKeyring);
    disconnect(m_cliWindow);
    m_cliWindow = connect(context, &QObject::destroyed, this, [this] {
        m_cliImport.reset();
        m_found.clear();
    });
    m_cliImport->start([this, tell](const CliFindings &findings) {
        m_cliImport.release()->deleteLater(); // it is the one that calls
        m_found = findings.profiles;
        CliCandidates candidates{{}, findings.problems, m_cliFolder};
        for (const CliProfile &profile : std::as_const(m_found)) {
            const QString address = addressOf(profile);
            const auto same = [&](const Profile &known) {
                return known.name == profile.name.simplified() && known.baseUrl == address;
            };
            const QVector<Profile> &known = m_store.profiles();
            candidates.profiles << CliCandidate{profile.name, address, !profile.key.isEmpty(),
                                                profile.key.isEmpty() ? profile.keyVariable : QString(),
                                                std::any_of(known.begin(), known.end(), same)};
        }
        tell(candidates);
    });
}

void AccountDesk::importCliProfiles(const QStringList &names, KeyPlace place, QObject *context, Told done)
{
    struct Progress
    {
        int open = 1; ///< the loop itself
        QString problem;
        Told done;
    };
    const auto progress = std::make_shared<Progress>();
    progress->done = toldAnyway(context, std::move(done));
    const auto oneDone = [progress](const QString &problem) {
        if (!problem.isEmpty())
            progress->problem = problem;
        if (--progress->open == 0)
            progress->done(progress->problem);
    };
    const QVector<CliProfile> found = std::exchange(m_found, {});
    for (const CliProfile &source : found) {
        if (!names.contains(source.name))
            continue;
        Profile profile;
        profile.id = ProfileStore::newId();
        profile.name = freeName(source.name.simplified(), m_store.profiles());
        profile.baseUrl = addressOf(source);
        profile.keyPlace = place;
        if (source.key.isEmpty() && !source.keyVariable.isEmpty()) {
            profile.keyPlace = KeyPlace::Environment;
            profile.keyVariable = source.keyVariable;
        }
        if (!m_store.save(profile))
            progress->problem = m_store.writeProblem();
        if (!source.key.isEmpty()) {
            ++progress->open;
            keep(profile, source.key, oneDone);
        }
    }
    later([oneDone] { oneDone({}); });
}

} // namespace sandglass
