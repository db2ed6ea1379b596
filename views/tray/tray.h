// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "domain/sandboxstatus.h"
#include "onceperturn.h"
#include "tray/trayface.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace sandglass {

class CloseToTray;
class DashboardPage;
class MainWindow;
class RecentActions;
class TrayIcon;
class TrayMenu;
struct RecentAction;

/// The window's other place: an icon that shows how the sandboxes are, a menu with what was used last, and
/// where the window goes when it is closed. Where there is no tray, or the person wants no icon, it does
/// nothing. The references outlive it.
class Tray final : public QObject
{
    Q_OBJECT

public:
    Tray(MainWindow &window, TrayIcon &icon, QObject *parent = nullptr);
    ~Tray() override;

    /// Shows the window at the start of the program; or keeps it in the tray where that was chosen and turns
    /// out to be possible.
    void start();
    /// What the icon tells of from now on, until the page goes.
    void follow(DashboardPage *page);

Q_SIGNALS:
    void quitWanted();

private:
    void applyPreferences();
    void onPresenceChanged();
    void bring();
    void showStatus(SandboxStatus status);
    void repeat(const RecentAction &recent);
    void scheduleUpdate() { m_update.schedule(); }
    void update();
    /// Not every desktop tells that it is about to show the menu, so what can be done is looked up without
    /// that as well; from time to time, for it may take a look at each sandbox of past runs.
    void judgeRecentSoon();
    void judgeRecent();

    MainWindow &m_window;
    TrayIcon &m_icon;
    std::unique_ptr<TrayMenu> m_menu;
    CloseToTray *m_closing;
    QPointer<DashboardPage> m_page;
    QPointer<RecentActions> m_recent;
    TrayFace m_face;
    OncePerTurn m_update{this, [this] { update(); }};
    OncePerTurn m_judgeNow{this, [this] { judgeRecent(); }};
    Timer m_judgeLater;
    MonoTime m_mayJudgeAt{};
    bool m_started = false;
};

} // namespace sandglass
