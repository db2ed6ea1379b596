// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/logbook.h"
#include "domain/clock.h"
#include "notify/desktopnotifier.h"
#include "preferences/programpreferences.h"
#include "process/environment.h"
#include "process/runninginstances.h"
#include "profiles/accounts.h"
#include "start/commandline.h"
#include "start/connections.h"
#include "start/settingsfile.h"
#include "theme/theme.h"
#include "tray/systemtray.h"
#include "tray/tray.h"
#include "window/mainwindow.h"

#include <QLockFile>
#include <QObject>

#include <memory>

class QApplication;

namespace sandglass {

/// The composition root: owns the clock, the settings, the accounts, the window and what connects it, and
/// carries out what is about the program as a whole: theme, screenshot, quit.
class Application final : public QObject
{
    Q_OBJECT

public:
    Application(QApplication &application, CommandLine commandLine, const Environment &environment);
    ~Application() override;

    /// Windows of other starts find this one in the folder @p instances; empty: it stays by itself. @p turn
    /// is held until it can answer them, for what it shows.
    void start(const QString &instances = {}, std::unique_ptr<QLockFile> turn = {});
    /// Closes the window as its cross does, so that everything is remembered, and ends; unless a person is
    /// asked something first.
    void quit();
    /// The same without a question.
    void endAtOnce();

private:
    void openWindow();
    void openTray();
    void notifyOf(DashboardPage *page);
    void answerOtherStarts(const QString &folder);
    void followPreferences();
    /// A strip in the window, until it is dismissed.
    void warn(const QString &headline, const QString &text);
    void showSettingsNotice();
    void showUnwrittenNotice();
    void showAuthorityNotice();
    void takeScreenshot();
    void giveUpScreenshot();

    QApplication &m_application;
    const CommandLine m_commandLine;
    SystemClock m_clock;
    Logbook m_logbook{m_clock};
    SettingsFile m_settings;
    SettingValue<QString> m_savedTheme;
    ThemeController m_theme;
    Accounts m_accounts;
    ProgramPreferences m_preferences;
    DesktopNotifier m_notifier;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Connections> m_connections;
    std::unique_ptr<SystemTray> m_trayIcon;
    std::unique_ptr<Tray> m_tray; ///< none while a picture is taken
    std::unique_ptr<QLockFile> m_turn;
    std::unique_ptr<InstanceServer> m_instances;
    Timer m_screenshotDeadline;
};

} // namespace sandglass
