// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QObject>

namespace sandglass {

class Settings;

/// The saved profiles, in the order people gave them. Every change of them is on the disk, whole, before the
/// call returns: whatever ends the program afterwards loses nothing. What another window changed is read
/// before anything is, so that no old value is written over it. Holds no keys. GUI thread; the settings
/// outlive it.
class ProfileStore final : public QObject
{
    Q_OBJECT

public:
    explicit ProfileStore(Settings &settings, QObject *parent = nullptr);

    [[nodiscard]] const QVector<Profile> &profiles() const { return m_profiles; }
    /// Null when there is none; valid until the next change.
    [[nodiscard]] const Profile *find(const QString &id) const;

    /// Reads again what other windows may have changed.
    void refresh();

    /// An id that was never used here.
    [[nodiscard]] static QString newId();

    /// Adds it at the end, or replaces the one of the same id. False when it could not be written: then it is
    /// known until the program ends only, and writeProblem() says why.
    bool save(const Profile &profile);
    /// Removes it with everything remembered under its id.
    bool remove(const QString &id);
    /// Puts it at @p index of the order.
    bool move(const QString &id, qsizetype index);

    /// The one used when the program was last in use; empty when there is none any more.
    [[nodiscard]] QString lastUsed() const;
    void setLastUsed(const QString &id);

    /// Why the last change could not be written, one sentence.
    [[nodiscard]] QString writeProblem() const;

Q_SIGNALS:
    void changed();

private:
    /// Whether that changed anything.
    bool readAgain();
    void write(const Profile &profile);
    void writeOrder();
    bool finishWriting();

    Settings &m_settings;
    QVector<Profile> m_profiles;
};

} // namespace sandglass
