// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/connectioncheck.h"
#include "domain/clock.h"
#include "process/environment.h"
#include "process/runninginstances.h"
#include "session/session.h"
#include "start/commandline.h"
#include "start/settingsfile.h"
#include "theme/theme.h"
#include "window/mainwindow.h"

#include <QObject>

#include <memory>

class QApplication;

namespace sandglass {

namespace engine {
class EngineHost;
}

/// The composition root: owns the clock, the window and the one connection, and carries the wishes of the
/// window out: connect, demo, theme, quit.
class Application final : public QObject
{
    Q_OBJECT

public:
    Application(QApplication &application, CommandLine commandLine, Environment environment);
    ~Application() override;

    /// Windows of other starts are found in @p instances, and find this one there; empty: it stays by itself.
    void start(const QString &instances = {});
    /// Closes the window as its cross does, so that everything is remembered, and ends; unless a person is
    /// asked something first.
    void quit();
    /// The same without a question.
    void endAtOnce();

private:
    void openWindow();
    void answerOtherStarts(const QString &folder);
    void showFirstRun(const QString &address);
    void showProblem(const QString &headline, const QString &text);
    void checkAndConnect(const QString &address, const QString &pastedKey);
    void connectTo(const ServerAddress &address, const ApiKey &key);
    void openDemo();
    void showSession(const Session::Server &server);
    void endSession();
    void showSettingsNotice();
    void takeScreenshot();
    void giveUpScreenshot();
    [[nodiscard]] QString configuredAddress() const;

    QApplication &m_application;
    const CommandLine m_commandLine;
    const Environment m_environment;
    SystemClock m_clock;
    SettingsFile m_settings;
    SettingValue<QString> m_savedTheme;
    ThemeController m_theme;
    QByteArray m_shown;    ///< fingerprint of the connection shown; empty for none
    QString m_lastAddress; ///< connected to last; another key is for this server
    std::unique_ptr<ConnectionCheck> m_check;
    std::unique_ptr<engine::EngineHost> m_engine;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<InstanceServer> m_instances;
    Timer m_screenshotDeadline;
};

} // namespace sandglass
