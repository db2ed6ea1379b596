// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/settings.h"

#include <QString>
#include <QVariant>

#include <utility>

namespace sandglass {

/// One remembered value: a key, a default and a type, as a member next to where it matters.
/// The settings object is the caller's and outlives this.
template<typename T>
class SettingValue
{
public:
    SettingValue(Settings &settings, QString key, T defaultValue = {})
        : m_settings(settings), m_key(std::move(key)), m_default(std::move(defaultValue))
    {}

    [[nodiscard]] T get() const
    {
        const QVariant stored = m_settings.value(m_key);
        return stored.isValid() && stored.canConvert<T>() ? stored.value<T>() : m_default;
    }
    void set(const T &value) { m_settings.setValue(m_key, QVariant::fromValue(value)); }
    void reset() { m_settings.remove(m_key); }

private:
    Settings &m_settings;
    QString m_key;
    T m_default;
};

} // namespace sandglass
