// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/settings.h"
#include "viewkey.h"

#include <QString>
#include <QVariant>

#include <utility>

namespace sandglass {

/// The part of the settings that holds what a person arranged while one profile was shown, see viewKey().
/// A value; the settings are the caller's and outlive it.
class ViewSettings
{
public:
    // NOLINTNEXTLINE(google-explicit-constructor): settings without a profile are those of the default one
    ViewSettings(Settings &settings, QString profileId = QStringLiteral("default"))
        : m_settings(&settings), m_profileId(std::move(profileId))
    {}

    [[nodiscard]] QString key(const QString &name) const { return viewKey(m_profileId, name); }
    [[nodiscard]] QVariant value(const QString &name) const { return m_settings->value(key(name)); }
    /// Leaves what is there already alone: this is asked for at every movement of a column or a splitter.
    void setValue(const QString &name, const QVariant &value)
    {
        if (this->value(name) != value)
            m_settings->setValue(key(name), value);
    }
    void remove(const QString &name) { m_settings->remove(key(name)); }
    [[nodiscard]] bool contains(const QString &name) const { return m_settings->contains(key(name)); }

private:
    Settings *m_settings;
    QString m_profileId;
};

} // namespace sandglass
