// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"

class QSettings;

namespace sandglass {

/// What the desktop tells while the window is not in front. The settings outlive it.
class NotificationsPage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit NotificationsPage(QSettings &settings);
};

} // namespace sandglass
