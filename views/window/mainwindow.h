// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "settingvalue.h"
#include "theme/theme.h"

#include <QByteArray>
#include <QMainWindow>
#include <QPointer>

class QAction;
class QDialog;

namespace sandglass {

class CommandPalette;
class DashboardPage;
class FirstRunPage;
class PreferencesDialog;
class MainMenu;

/// The one window: empty at first, then the way in or a dashboard. It decides nothing about connections, it
/// asks for them. Its signals arrive from the event loop, so whoever handles them may replace the page they
/// came from.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Destroys the dashboard, if one is shown, and shows the way in.
    FirstRunPage *showFirstRun();
    /// Destroys what is shown and shows @p dashboard, whose objects outlive the page.
    DashboardPage *showDashboard(const Dashboard &dashboard);

    /// Null while the other is shown.
    [[nodiscard]] FirstRunPage *firstRunPage() const;
    [[nodiscard]] DashboardPage *dashboardPage() const;

    /// Shows this sandbox, once there is a dashboard to show it in.
    void select(const QString &id);
    /// Brings the window to the front, by the leave @p activation of the desktop if there is one.
    void raiseForGood(const QByteArray &activation);

    /// Marks the theme in the menu. Applying it is the application's.
    void setTheme(Theme theme);

Q_SIGNALS:
    void connectWanted(const QString &address, const QString &key);
    void cancelWanted();
    void demoWanted();
    /// From a dashboard back to the way in.
    void connectAgainWanted();
    void themeWanted(sandglass::Theme theme);
    void quitWanted();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectMenu();
    void replacePage(QWidget *page);
    void watchExposure();
    void updateOnScreen();
    void openAbout();
    void openPreferences();
    void openPalette();
    void openShortcuts();

    QSettings &m_settings;
    SettingValue<QByteArray> m_geometry;
    MainMenu *m_menu;
    CommandPalette *m_palette;
    QPointer<FirstRunPage> m_firstRun;
    QPointer<DashboardPage> m_dashboard;
    QString m_selectLater; ///< asked for while no dashboard was shown
    QPointer<QDialog> m_about;
    QPointer<PreferencesDialog> m_preferences;
    Theme m_theme = Theme::System;
    QPointer<QDialog> m_shortcuts;
};

} // namespace sandglass
