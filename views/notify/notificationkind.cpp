// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/notificationkind.h"

#include "settings/settingvalue.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

SettingValue<bool> valueOf(NotificationKind kind, Settings &settings)
{
    return {settings, "notify/"_L1 + wordOf(kind), true};
}

} // namespace

QString wordOf(NotificationKind kind)
{
    switch (kind) {
    case NotificationKind::Expiring:
        return u"expiring"_s;
    case NotificationKind::Failed:
        return u"failed"_s;
    case NotificationKind::Finished:
        return u"finished"_s;
    }
    return {};
}

bool isNotificationWanted(NotificationKind kind, Settings &settings)
{
    return valueOf(kind, settings).get();
}

void setNotificationWanted(NotificationKind kind, Settings &settings, bool wanted)
{
    auto value = valueOf(kind, settings);
    value.set(wanted);
}

} // namespace sandglass
