// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QList>
#include <QObject>

class QAction;
class QActionGroup;
class QMenu;

namespace sandglass {

/// The actions about profiles, each once: one to switch to each profile, by Ctrl+Alt+1 and so on, and one to
/// manage them. The menu is shared by the menu bar and the button that shows the profile in use.
class ProfileActions final : public QObject
{
    Q_OBJECT

public:
    explicit ProfileActions(QWidget *window);

    /// @p current is the id of the one in use; empty for none.
    void setProfiles(const QVector<Profile> &profiles, const QString &current);
    [[nodiscard]] const QVector<Profile> &profiles() const { return m_profiles; }
    /// Null when none is in use.
    [[nodiscard]] const Profile *current() const;

    [[nodiscard]] QMenu &menu() const { return *m_menu; }
    /// Those that switch, in the order of the menu.
    [[nodiscard]] QList<QAction *> switches() const;

Q_SIGNALS:
    void switchWanted(const QString &id);
    void manageWanted();
    void changed();

private:
    QMenu *m_menu;
    QActionGroup *m_group;
    QAction *m_manage;
    QVector<Profile> m_profiles;
    QString m_current;
};

/// What is special about using it: "Read-only", "Careful", both, or nothing.
QString safetyText(const Profile &profile);

} // namespace sandglass
