// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace sandglass {

class Settings;

/// What the desktop tells a person who is not looking at the window. Each kind is one notification at most.
enum class NotificationKind : quint8
{
    Expiring, ///< sandboxes the server will delete soon
    Failed,   ///< actions that failed
    Finished, ///< actions that are through
};

inline constexpr std::array kAllNotificationKinds{NotificationKind::Expiring, NotificationKind::Failed,
                                                  NotificationKind::Finished};

/// "expiring", "failed", "finished": its topic, and its name in the settings.
[[nodiscard]] QString wordOf(NotificationKind kind);

/// Whether the person wants to be told; they do until they say otherwise.
[[nodiscard]] bool isNotificationWanted(NotificationKind kind, Settings &settings);
void setNotificationWanted(NotificationKind kind, Settings &settings, bool wanted);

} // namespace sandglass
