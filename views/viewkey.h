// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sandglass {

/// Where the settings keep what a person arranged while one profile was shown, such as columns and views:
/// "profiles/ID/view/NAME". The ids of profiles hold no slash.
inline QString viewKey(const QString &profileId, const QString &name)
{
    return QLatin1StringView("profiles/") + profileId + QLatin1StringView("/view/") + name;
}

} // namespace sandglass
