// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"

namespace sandglass {

class Settings;

/// What the desktop tells while the window is not in front. The settings outlive it.
class NotificationsPage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit NotificationsPage(Settings &settings);
};

} // namespace sandglass
