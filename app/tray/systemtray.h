// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "tray/trayicon.h"

#include <QIcon>
#include <QPointer>

#include <memory>

class QDBusPendingCallWatcher;
class QSystemTrayIcon;

namespace sandglass {

/// The tray of the desktop, by StatusNotifierItem on the session bus or, on X11, by the older protocol of
/// embedded windows. Qt asks for the former once in the life of a program, waits for the answer, and keeps to
/// it. So the bus is asked here first, without waiting, and Qt only when it is known what it will find or no
/// tray came for a while. @p clock outlives it.
class SystemTray final : public TrayIcon
{
    Q_OBJECT

public:
    /// A desktop that is just starting gets this long to bring its tray, and one whose panel went this long
    /// to bring it back.
    static constexpr std::chrono::milliseconds kGrace{5'000};

    explicit SystemTray(Clock &clock, QObject *parent = nullptr);
    ~SystemTray() override;

    [[nodiscard]] Presence presence() const override { return m_presence; }
    void look() override;
    void setShown(bool shown) override;
    void setPicture(const QIcon &picture) override;
    void setToolTip(const QString &text) override;
    void setMenu(QMenu *menu) override;

private Q_SLOTS: // the bus calls it by name
    void ask();

private:
    void watch();
    void onAnswer(QDBusPendingCallWatcher &call);
    void onLost();
    void settle();
    void setPresence(Presence presence);
    void update();

    Clock &m_clock;
    Presence m_presence = Presence::Unasked;
    bool m_isWatching = false;
    bool m_hasHost = false; ///< on the bus
    bool m_isWanted = false;
    Timer m_grace;
    QIcon m_picture;
    QString m_toolTip;
    QPointer<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
};

} // namespace sandglass
