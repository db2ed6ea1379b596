// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/notificationspage.h"

#include "notify/notificationkind.h"
#include "settings/settings.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString textOf(NotificationKind kind)
{
    switch (kind) {
    case NotificationKind::Expiring:
        return NotificationsPage::tr("Sandboxes that &expire soon");
    case NotificationKind::Failed:
        return NotificationsPage::tr("Actions that &failed");
    case NotificationKind::Finished:
        return NotificationsPage::tr("Actions that are f&inished");
    }
    return {};
}

} // namespace

NotificationsPage::NotificationsPage(Settings &settings)
    : PreferencesPage(u"notifications"_s, tr("Notifications"), u"bell"_s)
{
    addNote(tr("While the window is not in front, notify me about:"));
    for (const NotificationKind kind : kAllNotificationKinds) {
        auto *box = new QCheckBox(textOf(kind), this);
        box->setObjectName(QString("notify."_L1 % wordOf(kind)));
        box->setChecked(isNotificationWanted(kind, settings));
        connect(box, &QCheckBox::toggled, this,
                [kind, &settings](bool wanted) { setNotificationWanted(kind, settings, wanted); });
        column().addWidget(box);
    }
    addNote(tr("At most one notification of each kind is shown at a time. The desktop decides how it looks "
               "and sounds."));
    column().addStretch();
}

} // namespace sandglass
