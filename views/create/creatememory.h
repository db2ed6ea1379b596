// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxspec.h"
#include "settings/settingvalue.h"

namespace sandglass {

/// What was chosen when a sandbox was created last. Never its environment: that holds secrets. The demo has a
/// memory of its own, as every profile has. @p settings outlives it.
class CreateMemory
{
public:
    /// Used until a first sandbox was created: long enough to work, short enough not to be forgotten at a
    /// cost.
    static constexpr qint64 kFirstTimeoutSeconds = 3600;

    CreateMemory(Settings &settings, const QString &profileId);

    [[nodiscard]] SandboxSpec last() const;
    void remember(const SandboxSpec &spec);

private:
    SettingValue<QString> m_templateId;
    SettingValue<QString> m_templateName;
    SettingValue<QString> m_region;
    SettingValue<qlonglong> m_timeout; ///< -1: never
    SettingValue<bool> m_internet;
};

} // namespace sandglass
