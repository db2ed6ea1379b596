// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/logbook.h"
#include "session/session.h"
#include "settings/settings.h"
#include "window/mainwindow.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>

namespace sandglass {
class SandboxTable;
}

namespace sandglass::bench {

/// Opens the window, waits for the first list, and does what main.cpp tells of.
class Driver final : public QObject
{
    Q_OBJECT

public:
    explicit Driver(const QUrl &server, const NetworkRoute &route = {});
    ~Driver() override;

    void stall(std::chrono::seconds duration);
    void memory(int polls);
    void rest(std::chrono::seconds duration);
    void click();
    /// @p most of those that can be stopped.
    void stops(qsizetype most);

private:
    struct Arrivals
    {
        int count = 0;
        double last = 0; ///< in ms
    };

    /// Of actions, as the server tells.
    [[nodiscard]] Arrivals arrivals();
    /// Chooses a sandbox that runs, as a person would; its row can be seen.
    [[nodiscard]] QString chooseRunning();
    /// Until the row of @p id, which ran, has been painted as something else.
    void waitUntilPainted(const QString &id);
    void pollWithoutRest();
    void waitForPoll();
    void waitFor(std::chrono::milliseconds duration);
    template<typename Condition>
    void waitUntil(Condition holds);
    [[nodiscard]] SandboxTable &table() const;

    QTemporaryDir m_folder;
    Settings m_settings;
    SystemClock m_clock;
    Logbook m_logbook{m_clock};
    Session m_session;
    Dashboard m_dashboard;
    MainWindow m_window;
    QNetworkAccessManager m_asking;
    int m_polls = 0; ///< that worked
    MonoTime m_lastPoll{};
};

} // namespace sandglass::bench
