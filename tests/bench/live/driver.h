// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/logbook.h"
#include "session/session.h"
#include "settings/settings.h"
#include "window/mainwindow.h"

#include <QElapsedTimer>
#include <QEventLoop>
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
    void stops();

private:
    void pollWithoutRest();
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
    int m_polls = 0;
};

} // namespace sandglass::bench
