// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "profiles/profile.h"
#include "settings/settingvalue.h"
#include "status/bannercontent.h"
#include "theme/theme.h"
#include "tray/traypreferences.h"
#include "window/deletionflow.h"

#include <QByteArray>
#include <QMainWindow>
#include <QPointer>
#include <QVector>

#include <functional>

class QAction;
class QStackedWidget;

namespace sandglass {

class Banner;
class CommandPalette;
class DashboardPage;
class FirstRunPage;
class PreferencesDesk;
class MainMenu;
class ProfileActions;
class ProfileDesk;
class SideWindows;
class WaitingPage;

/// The one window: empty at first, then the way in or a dashboard. The way in may lie over a living
/// dashboard, which then waits behind it until a person goes back or another one takes its place. It decides
/// nothing about connections, it asks for them. Its signals arrive from the event loop, so whoever handles
/// them may replace the page they came from.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Settings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows the way in; over the dashboard, if there is one, and then with a way back to it.
    FirstRunPage *showFirstRun();
    /// Back to the dashboard behind the way in.
    void closeFirstRun();
    /// Destroys what was shown and shows @p dashboard, whose objects outlive the page.
    DashboardPage *showDashboard(const Dashboard &dashboard);
    /// Destroys what was shown and says that the key of @p profile is awaited.
    void showWaiting(const Profile &profile);
    /// Calls @p goOn when the dashboard may go: now, or from the event loop after a person was asked about
    /// what it has not finished, and never when they want to stay. Without a dashboard: now.
    void leaveDashboard(Leaving how, const std::function<void()> &goOn);

    /// The way in, null while it is not shown.
    [[nodiscard]] FirstRunPage *firstRunPage() const;
    /// The dashboard, even behind the way in; null when there is none.
    [[nodiscard]] DashboardPage *dashboardPage() const;

    /// Which profiles can be opened, and the id of the one in use: its name and colour frame the window.
    void setProfiles(const QVector<Profile> &profiles, const QString &current);
    /// Opens the window to manage profiles, with the one in use chosen.
    void showProfiles(ProfileDesk &desk);

    /// Opens the window that shows what @p log and the dashboard tell, or brings it to the front.
    void showDiagnostics(const Logbook &log, const Clock &clock);
    /// Opens the window of the preferences, or brings it to the front.
    void showPreferences(PreferencesDesk &desk);

    /// A strip above everything, until it is dismissed.
    void showNotice(const BannerContent &content);
    /// So many windows are open already, one of them where this one was when it was closed: it shows itself
    /// beside them. Call before it is shown.
    void stepAside(int windows);
    /// Shows this sandbox, once there is a dashboard to show it in.
    void select(const QString &id);
    /// Brings the window to the front, by the leave @p activation of the desktop if there is one.
    void raiseForGood(const QByteArray &activation = {});

    /// Asked when the window is closed, but not by quit(): true keeps it from closing, as it went elsewhere
    /// or a person is asked.
    void setCloseGuard(std::function<bool()> guard) { m_closeGuard = std::move(guard); }
    /// Closes the window for good; false where a person is asked something first. closed() tells the end.
    bool quit();
    /// For the next start; closing does it too.
    void rememberPlace() { m_geometry.set(saveGeometry()); }
    [[nodiscard]] TrayPreferences &trayPreferences() { return m_tray; }

    /// Marks the theme in the menu. Applying it is the application's.
    void setTheme(Theme theme);

Q_SIGNALS:
    void connectWanted(const QString &address, const QString &key);
    /// The connection that is being checked is not wanted any more.
    void cancelWanted();
    void demoWanted();
    void profileWanted(const QString &id);
    void manageProfilesWanted();
    void preferencesWanted();
    void diagnosticsWanted();
    /// The person would rather type the key than wait for it.
    void enterKeyWanted();
    /// From a dashboard to the way in.
    void connectAgainWanted();
    void themeWanted(sandglass::Theme theme);
    void quitWanted();
    /// The window has closed, and not to come back.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool mayLeave() const;
    void connectMenu();
    [[nodiscard]] DashboardPage *shownDashboard() const;
    void goBack();
    void showPage(QWidget *page);
    /// Gives the focus to what is most likely wanted on the page that is shown.
    void focusPage();
    void updateFrame();
    void watchExposure();
    void updateOnScreen();
    void openPalette();
    void closePalette();

    Settings &m_settings;
    SettingValue<QByteArray> m_geometry;
    bool m_wasPlaced = false; ///< by a person, the last time
    TrayPreferences m_tray;
    std::function<bool()> m_closeGuard;
    bool m_quitting = false;
    ProfileActions *m_profiles;
    MainMenu *m_menu;
    SideWindows *m_side;
    Banner *m_notice;
    QStackedWidget *m_pages;
    CommandPalette *m_palette = nullptr; ///< from when it is first wanted
    ProfileColor m_frameColor = ProfileColor::None;
    QPointer<FirstRunPage> m_firstRun;
    QPointer<WaitingPage> m_waiting;
    QPointer<DashboardPage> m_dashboard;
    QString m_selectLater; ///< asked for while no dashboard was shown
    Theme m_theme = Theme::System;
};

} // namespace sandglass
