// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/settingvalue.h"
#include "tray/trayicon.h"

#include <QObject>

namespace sandglass {

/// What the cross of the window does while our icon is in the tray.
enum class OnClose : quint8
{
    Ask,
    Keep, ///< the window goes, the program stays
    Quit,
};

/// What a person chose about the tray, and whether there is one to choose about. The settings outlive it.
class TrayPreferences final : public QObject
{
    Q_OBJECT

public:
    explicit TrayPreferences(Settings &settings, QObject *parent = nullptr);

    [[nodiscard]] bool isIconWanted() const { return m_icon.get(); }
    void setIconWanted(bool wanted);
    [[nodiscard]] OnClose onClose() const;
    void setOnClose(OnClose choice);
    /// Whether the program begins without a window, where there is a tray.
    [[nodiscard]] bool startsHidden() const { return m_hidden.get(); }
    void setStartsHidden(bool hidden);

    [[nodiscard]] TrayIcon::Presence presence() const { return m_presence; }
    void setPresence(TrayIcon::Presence presence);
    /// Somebody looks at the choices, so whether there is a tray should be known.
    void wantPresence() { Q_EMIT presenceWanted(); }

    /// Whether our icon can be seen, so that a window that is gone can be brought back.
    [[nodiscard]] bool isIconShown() const
    {
        return isIconWanted() && m_presence == TrayIcon::Presence::There;
    }

Q_SIGNALS:
    void changed();
    void presenceChanged();
    void presenceWanted();

private:
    SettingValue<bool> m_icon;
    SettingValue<QString> m_close;
    SettingValue<bool> m_hidden;
    TrayIcon::Presence m_presence = TrayIcon::Presence::Unasked;
};

} // namespace sandglass
