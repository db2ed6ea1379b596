// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profileactions.h"

#include "theme/profilecolors.h"
#include "widgets/actionmenu.h"
#include "widgets/literaltext.h"
#include "widgets/makeaction.h"

#include <QAction>
#include <QActionGroup>
#include <QWidget>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostShortcuts = 9;

} // namespace

ProfileActions::ProfileActions(QWidget *window)
    : QObject(window)
    , m_menu(new ActionMenu(tr("&Profile"), window))
    , m_group(new QActionGroup(this))
    , m_manage(makeAction(this, {u"manageProfiles"_s,
                                 tr("&Manage Profiles…"),
                                 u"settings"_s,
                                 {Qt::CTRL | Qt::SHIFT | Qt::Key_O},
                                 tr("Accounts and servers: add, change, import from the HopX CLI")}))
{
    m_menu->setObjectName("profileMenu"_L1);
    connect(m_manage, &QAction::triggered, this, &ProfileActions::manageWanted);
    setProfiles({}, {});
}

void ProfileActions::setProfiles(const QVector<Profile> &profiles, const QString &current)
{
    m_profiles = profiles;
    m_current = current;
    const QList<QAction *> old = m_group->actions();
    m_menu->clear();
    for (QAction *action : old) {
        m_group->removeAction(action);
        // It may be the very one whose click led here.
        action->deleteLater();
    }
    int number = 0;
    for (const Profile &profile : profiles) {
        ++number;
        const QString safety = safetyText(profile);
        QAction *action = makeAction(
            this,
            {u"profile."_s + profile.id,
             literalText(profile.name),
             {},
             number <= kMostShortcuts
                 ? QList<QKeySequence>{QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key(Qt::Key_0 + number))}
                 : QList<QKeySequence>{},
             safety.isEmpty() ? tr("Switch to %1 at %2").arg(profile.name, profile.baseUrl)
                              : tr("Switch to %1 at %2. %3").arg(profile.name, profile.baseUrl, safety)});
        action->setIcon(profileIcon(profile.color));
        action->setCheckable(true);
        action->setChecked(profile.id == current);
        action->setData(profile.id);
        m_group->addAction(action);
        m_menu->addAction(action);
        connect(action, &QAction::triggered, this, [this, id = profile.id] { Q_EMIT switchWanted(id); });
    }
    m_menu->addSeparator();
    m_menu->addAction(m_manage);
    Q_EMIT changed();
}

const Profile *ProfileActions::current() const
{
    const auto found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                    [this](const Profile &profile) { return profile.id == m_current; });
    return found == m_profiles.cend() ? nullptr : &*found;
}

QList<QAction *> ProfileActions::switches() const
{
    return m_group->actions();
}

QString safetyText(const Profile &profile)
{
    if (profile.readOnly)
        return ProfileActions::tr("Read-only");
    if (profile.careful)
        return ProfileActions::tr("Careful");
    return {};
}

} // namespace sandglass
