// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilestore.h"

#include "domain/pollinterval.h"
#include "settings/settings.h"

#include <QUuid>

#include <algorithm>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

const QString kGroup = u"profiles"_s;
const QString kOrder = u"profileOrder"_s;
const QString kLastUsed = u"lastProfile"_s;

QString keyOf(const QString &id, QLatin1StringView name)
{
    return kGroup + u'/' + id + u'/' + name;
}

QString wordOfPlace(KeyPlace place)
{
    switch (place) {
    case KeyPlace::SecretStore:
        return u"secretStore"_s;
    case KeyPlace::Session:
        return u"session"_s;
    case KeyPlace::Environment:
        return u"environment"_s;
    }
    Q_UNREACHABLE();
}

KeyPlace placeFromWord(const QString &word)
{
    const auto *const place = std::find_if(kAllKeyPlaces.begin(), kAllKeyPlaces.end(),
                                           [&](KeyPlace one) { return wordOfPlace(one) == word; });
    return place == kAllKeyPlaces.end() ? KeyPlace::SecretStore : *place;
}

Profile readProfile(const Settings &settings, const QString &id)
{
    const auto value = [&](QLatin1StringView name) { return settings.value(keyOf(id, name)); };
    Profile profile;
    profile.id = id;
    profile.name = value("name"_L1).toString();
    profile.baseUrl = value("baseUrl"_L1).toString();
    profile.color = colorFromWord(value("color"_L1).toString());
    profile.readOnly = value("readOnly"_L1).toBool();
    profile.careful = value("careful"_L1).toBool();
    const std::chrono::seconds interval(value("pollSeconds"_L1).toLongLong());
    if (interval >= kShortestPollInterval && interval <= kLongestPollInterval)
        profile.pollInterval = interval;
    profile.keyPlace = placeFromWord(value("keyPlace"_L1).toString());
    profile.keyKept = value("keyKept"_L1).toBool();
    profile.keyServer = value("keyServer"_L1).toString();
    if (const QString variable = value("keyVariable"_L1).toString(); !variable.isEmpty())
        profile.keyVariable = variable;
    return tidied(profile);
}

QVector<Profile> readProfiles(const Settings &settings)
{
    QStringList ids = settings.value(kOrder).toStringList();
    // What a hand or another version put beside the list is not lost for that.
    const QStringList groups = settings.childGroups(kGroup);
    for (const QString &id : groups) {
        if (!ids.contains(id))
            ids << id;
    }
    ids.removeDuplicates();
    QVector<Profile> profiles;
    for (const QString &id : std::as_const(ids)) {
        // A group without a name holds what is remembered of a profile that is not saved, such as the demo.
        const Profile profile = readProfile(settings, id);
        if (!profile.name.isEmpty())
            profiles << profile;
    }
    return profiles;
}

} // namespace

ProfileStore::ProfileStore(Settings &settings, QObject *parent)
    : QObject(parent), m_settings(settings), m_profiles(readProfiles(settings))
{}

bool ProfileStore::readAgain()
{
    if (m_settings.fileName().isEmpty())
        return false;
    // Nothing where the file cannot be read, or not be written: then what is known here is all there is.
    auto values = Settings::readFrom(m_settings.fileName());
    if (!values)
        return false;
    const QVector<Profile> now = readProfiles(Settings(std::move(*values)));
    return std::exchange(m_profiles, now) != now;
}

void ProfileStore::refresh()
{
    if (readAgain())
        Q_EMIT changed();
}

const Profile *ProfileStore::find(const QString &id) const
{
    const auto found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                    [&](const Profile &profile) { return profile.id == id; });
    return found == m_profiles.cend() ? nullptr : &*found;
}

QString ProfileStore::newId()
{
    return u'p' + QUuid::createUuid().toString(QUuid::Id128).left(12);
}

bool ProfileStore::save(const Profile &profile)
{
    const Profile tidy = tidied(profile);
    readAgain();
    const auto known = std::find_if(m_profiles.begin(), m_profiles.end(),
                                    [&](const Profile &one) { return one.id == tidy.id; });
    if (known == m_profiles.end())
        m_profiles << tidy;
    else
        *known = tidy;
    write(tidy);
    writeOrder();
    return finishWriting();
}

bool ProfileStore::remove(const QString &id)
{
    const bool isNews = readAgain();
    if (m_profiles.removeIf([&](const Profile &profile) { return profile.id == id; }) == 0) {
        if (isNews)
            Q_EMIT changed();
        return true;
    }
    m_settings.remove(QString(kGroup + u'/' + id));
    if (m_settings.value(kLastUsed).toString() == id)
        m_settings.remove(kLastUsed);
    writeOrder();
    return finishWriting();
}

bool ProfileStore::move(const QString &id, qsizetype index)
{
    refresh();
    const auto found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                    [&](const Profile &profile) { return profile.id == id; });
    if (found == m_profiles.cend() || index < 0 || index >= m_profiles.size())
        return true;
    m_profiles.move(found - m_profiles.cbegin(), index);
    writeOrder();
    return finishWriting();
}

QString ProfileStore::lastUsed() const
{
    const QString id = m_settings.value(kLastUsed).toString();
    return find(id) ? id : QString();
}

void ProfileStore::setLastUsed(const QString &id)
{
    if (m_settings.value(kLastUsed).toString() != id)
        m_settings.setValue(kLastUsed, id);
}

QString ProfileStore::writeProblem() const
{
    return tr("%1 could not be written: is the disk full, or the file write-protected?")
        .arg(m_settings.fileName());
}

void ProfileStore::write(const Profile &profile)
{
    const auto set = [&](QLatin1StringView name, const QVariant &value) {
        m_settings.setValue(keyOf(profile.id, name), value);
    };
    set("name"_L1, profile.name);
    set("baseUrl"_L1, profile.baseUrl);
    set("color"_L1, wordOfColor(profile.color));
    set("readOnly"_L1, profile.readOnly);
    set("careful"_L1, profile.careful);
    set("pollSeconds"_L1,
        profile.pollInterval ? QVariant::fromValue<qint64>(profile.pollInterval->count()) : QVariant(0));
    set("keyPlace"_L1, wordOfPlace(profile.keyPlace));
    set("keyKept"_L1, profile.keyKept);
    set("keyServer"_L1, profile.keyKept ? profile.keyServer : QString());
    set("keyVariable"_L1, profile.keyVariable);
}

void ProfileStore::writeOrder()
{
    QStringList ids;
    for (const Profile &profile : std::as_const(m_profiles))
        ids << profile.id;
    m_settings.setValue(kOrder, ids);
}

bool ProfileStore::finishWriting()
{
    // A new file is written and renamed over the old one: there is no moment with half of it.
    const bool written = m_settings.writeNow();
    Q_EMIT changed();
    return written;
}

} // namespace sandglass
