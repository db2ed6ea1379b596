// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/settings.h"

#include <QString>

#include <memory>

namespace sandglass {

/// The settings of this user, and what had to be done to read them.
struct SettingsFile
{
    std::unique_ptr<Settings> settings;
    // For people, when the old file could not be read; empty otherwise.
    QString problem;
    QString consequence; ///< where it was kept
};

/// Opens @p path, or the user's own file when that is empty. A file that cannot be read is kept aside as
/// "<file>.broken", one that a newer version wrote as "<file>.newer"; neither is ever overwritten. In the
/// place of a broken one comes what the last start found, which is kept as "<file>.previous". Never holds a
/// key.
SettingsFile openSettings(const QString &path = {});

/// A copy of the settings that remembers nothing.
SettingsFile openForgetfulSettings();

} // namespace sandglass
