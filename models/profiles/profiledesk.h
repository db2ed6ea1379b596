// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profilestore.h"

#include <QStringList>

#include <functional>

namespace sandglass {

/// What trying an address with a key told. Texts are plain.
struct ProfileCheck
{
    bool good = false;
    QString text;
    QString nextStep;
};

/// A profile of the HopX CLI that could be taken over.
struct CliCandidate
{
    QString name;
    QString baseUrl;
    bool hasKey = false;
    QString keyVariable;  ///< the key is in this variable of the environment instead
    bool isKnown = false; ///< a profile of this name and address is here already
};

struct CliCandidates
{
    QVector<CliCandidate> profiles;
    QStringList problems; ///< what could not be read and why, one sentence each
    QString folder;       ///< where the CLI keeps its files
};

/// What the windows about profiles need done. They hand keys in and never get one back. Answers come later,
/// from the event loop, and not at all once @p context is gone. It outlives the windows. GUI thread.
class ProfileDesk
{
public:
    ProfileDesk() = default;
    ProfileDesk(const ProfileDesk &) = delete;
    ProfileDesk &operator=(const ProfileDesk &) = delete;
    virtual ~ProfileDesk() = default;

    [[nodiscard]] virtual const ProfileStore &store() const = 0;
    /// Whether a key is kept for it, as far as can be told without asking anybody.
    [[nodiscard]] virtual bool hasKey(const Profile &profile) const = 0;

    /// Saves what a person changed of @p seen to make it @p profile, and @p pastedKey where it says; an empty
    /// one leaves the kept key as it is. What another window changed meanwhile stays. The answer is empty, or
    /// a sentence on what was not kept as wished.
    virtual void save(const Profile &seen, const Profile &profile, const QString &pastedKey, QObject *context,
                      std::function<void(const QString &problem)> done) = 0;
    /// With its key and everything remembered for it.
    virtual void remove(const QString &id) = 0;
    virtual void move(const QString &id, qsizetype index) = 0;

    /// Asks the server once; with the kept key when @p pastedKey is empty. A second check replaces the first.
    virtual void check(const Profile &profile, const QString &pastedKey, QObject *context,
                       std::function<void(const ProfileCheck &)> done) = 0;
    virtual void cancelCheck() = 0;

    /// Why the system's secret store cannot be used; empty when it can.
    virtual void probeSecretStore(QObject *context, std::function<void(const QString &problem)> done) = 0;

    virtual void findCliProfiles(QObject *context, std::function<void(const CliCandidates &)> done) = 0;
    /// Takes over those found last that have these names, each as a new profile with its key kept at @p
    /// place. The answer is empty, or a sentence on what was not kept as wished.
    virtual void importCliProfiles(const QStringList &names, KeyPlace place, QObject *context,
                                   std::function<void(const QString &problem)> done) = 0;
};

} // namespace sandglass
