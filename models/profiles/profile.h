// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QVector>

#include <array>
#include <chrono>
#include <optional>

namespace sandglass {

/// The colour that marks a profile. Names instead of values, so that each can be shown legibly on light and
/// on dark.
enum class ProfileColor : quint8
{
    None,
    Blue,
    Teal,
    Green,
    Yellow,
    Orange,
    Red,
    Pink,
    Purple,
};

inline constexpr std::array kAllProfileColors{
    ProfileColor::None,   ProfileColor::Blue, ProfileColor::Teal, ProfileColor::Green, ProfileColor::Yellow,
    ProfileColor::Orange, ProfileColor::Red,  ProfileColor::Pink, ProfileColor::Purple};

/// As written to the settings.
QString wordOfColor(ProfileColor color);
/// None for a word that is not known.
ProfileColor colorFromWord(const QString &word);
/// For people: "Blue", "No colour".
QString nameOfColor(ProfileColor color);

/// Where a profile's key is, never the key itself.
enum class KeyPlace : quint8
{
    SecretStore, ///< the system's: GNOME Keyring, KWallet, …
    Session,     ///< in memory until the program ends; asked for again then
    Environment, ///< a variable that is set before the program starts
};

inline constexpr std::array kAllKeyPlaces{KeyPlace::SecretStore, KeyPlace::Session, KeyPlace::Environment};

/// The variable the official tools read (contract 10).
inline const QString kDefaultKeyVariable = QStringLiteral("HOPX_API_KEY");

/// One account on one server, and how carefully to treat it. A value without a secret.
struct Profile
{
    QString id; ///< never shown; no slash, for it is part of names in the settings
    QString name;
    QString baseUrl;
    ProfileColor color = ProfileColor::None;
    bool readOnly = false; ///< nothing is changed through it
    bool careful = false;  ///< deleting production sandboxes asks for their number to be typed
    std::optional<std::chrono::seconds> pollInterval; ///< none: the usual one
    KeyPlace keyPlace = KeyPlace::SecretStore;
    bool keyKept = false; ///< one was put there, for KeyPlace::SecretStore
    /// The address that key was given for. Empty where an earlier version kept it, which did not say.
    QString keyServer;
    QString keyVariable = kDefaultKeyVariable; ///< for KeyPlace::Environment

    bool operator==(const Profile &) const = default;
};

/// Ids of profiles that are not saved: they come and go with the demo and with the environment.
inline const QString kDemoProfileId = QStringLiteral("demo");
inline const QString kEnvironmentProfileId = QStringLiteral("environment");

/// What is wrong with a profile as a person filled it in; each a sentence, empty when the field is fine.
struct ProfileProblems
{
    QString name;
    QString baseUrl;
    QString keyVariable;

    [[nodiscard]] bool none() const { return name.isEmpty() && baseUrl.isEmpty() && keyVariable.isEmpty(); }
    bool operator==(const ProfileProblems &) const = default;
};

/// @p others may hold the profile itself, as it was.
ProfileProblems problemsOf(const Profile &profile, const QVector<Profile> &others);

/// With the name and the address as they are saved: without white space around, the address in its one form.
Profile tidied(Profile profile);

/// @p now with what was changed between @p from and @p to. What somebody else changed in the meantime stays.
Profile withChanges(Profile now, const Profile &from, const Profile &to);

/// @p wanted, or "wanted 2" and so on where the name is taken.
QString freeName(const QString &wanted, const QVector<Profile> &others);

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::Profile)
