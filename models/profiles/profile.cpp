// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profile.h"

#include "api/plaintext.h"
#include "api/serveraddress.h"
#include "domain/pollinterval.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestName = 60;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::Profile)
};

struct ColorRow
{
    ProfileColor color;
    QLatin1StringView word;
    const char *name;
};

constexpr std::array kColors{
    ColorRow{ProfileColor::None, "none"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "No colour")},
    ColorRow{ProfileColor::Blue, "blue"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "Blue")},
    ColorRow{ProfileColor::Teal, "teal"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "Teal")},
    ColorRow{ProfileColor::Green, "green"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "Green")},
    ColorRow{ProfileColor::Yellow, "yellow"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "Yellow")},
    ColorRow{ProfileColor::Orange, "orange"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "Orange")},
    ColorRow{ProfileColor::Red, "red"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "Red")},
    ColorRow{ProfileColor::Pink, "pink"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "Pink")},
    ColorRow{ProfileColor::Purple, "purple"_L1, QT_TRANSLATE_NOOP("sandglass::Profile", "Purple")},
};
static_assert(kColors.size() == kAllProfileColors.size());

const ColorRow &rowOf(ProfileColor color)
{
    return *std::find_if(kColors.begin(), kColors.end(),
                         [color](const ColorRow &row) { return row.color == color; });
}

bool sameName(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

QString wordOfColor(ProfileColor color)
{
    return rowOf(color).word;
}

ProfileColor colorFromWord(const QString &word)
{
    const auto *const row =
        std::find_if(kColors.begin(), kColors.end(), [&](const ColorRow &one) { return one.word == word; });
    return row == kColors.end() ? ProfileColor::None : row->color;
}

QString nameOfColor(ProfileColor color)
{
    return Texts::tr(rowOf(color).name);
}

ProfileProblems problemsOf(const Profile &profile, const QVector<Profile> &others)
{
    ProfileProblems problems;
    const Profile tidy = tidied(profile);
    if (tidy.name.isEmpty()) {
        problems.name = Texts::tr("A profile needs a name.");
    } else if (std::any_of(others.begin(), others.end(), [&](const Profile &other) {
                   return other.id != tidy.id && sameName(other.name, tidy.name);
               })) {
        // Two of one name could not be told apart where it matters.
        problems.name = Texts::tr("Another profile has this name.");
    }
    if (const auto address = ServerAddress::parse(profile.baseUrl); !address)
        problems.baseUrl = address.error();
    static const QRegularExpression variable(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    if (profile.keyPlace == KeyPlace::Environment && !variable.match(tidy.keyVariable).hasMatch())
        problems.keyVariable = Texts::tr("Letters, digits and “_” make the name of a variable.");
    return problems;
}

Profile tidied(Profile profile)
{
    // What cannot be seen would make two names look alike, and a settings file is not kept true to it.
    profile.name = plainLine(QStringView(profile.name), profile.name.size()).left(kLongestName).trimmed();
    profile.keyVariable = profile.keyVariable.trimmed();
    if (const auto address = ServerAddress::parse(profile.baseUrl))
        profile.baseUrl = address->text();
    else
        profile.baseUrl = profile.baseUrl.trimmed();
    // An address that is none was not written by us, so nobody knows what the key was given for.
    if (const auto server = ServerAddress::parse(profile.keyServer))
        profile.keyServer = server->text();
    else if (!profile.keyServer.isEmpty())
        profile.keyKept = false;
    if (!profile.keyKept)
        profile.keyServer.clear();
    if (profile.pollInterval)
        profile.pollInterval = std::clamp(*profile.pollInterval, kShortestPollInterval, kLongestPollInterval);
    return profile;
}

Profile withChanges(Profile now, const Profile &from, const Profile &to)
{
    const auto take = [&](auto Profile::*field) {
        if (to.*field != from.*field)
            now.*field = to.*field;
    };
    take(&Profile::name);
    take(&Profile::baseUrl);
    take(&Profile::color);
    take(&Profile::readOnly);
    take(&Profile::careful);
    take(&Profile::pollInterval);
    take(&Profile::keyPlace);
    take(&Profile::keyVariable);
    return now;
}

QString freeName(const QString &wanted, const QVector<Profile> &others)
{
    const auto taken = [&](const QString &name) {
        return std::any_of(others.begin(), others.end(),
                           [&](const Profile &other) { return sameName(other.name, name); });
    };
    QString name = wanted;
    for (int n = 2; taken(name); ++n)
        name = u"%1 %2"_s.arg(wanted, QString::number(n));
    return name;
}

} // namespace sandglass
