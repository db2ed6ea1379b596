// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/logbook.h"
#include "session/session.h"
#include "settings/settings.h"
#include "store/snapshot.h"
#include "window/mainwindow.h"

#include <QTemporaryDir>

namespace sandglass {
class SandboxTable;
}

namespace sandglass::bench {

/// The real window with a real session behind it, whose polls the benchmark answers. On the screen, in so far
/// as the platform has one.
class WholeWindow
{
public:
    explicit WholeWindow(const SnapshotDelta &first);
    ~WholeWindow();

    /// A poll that began and ended now.
    void poll(SnapshotDelta delta);
    [[nodiscard]] SandboxTable &table();
    template<typename Widget>
    [[nodiscard]] Widget *find() const
    {
        return m_window.findChild<Widget *>();
    }
    [[nodiscard]] Session &session() { return m_session; }
    /// How often the table has painted.
    [[nodiscard]] int frames() const { return m_frames; }

private:
    class Watch;

    QTemporaryDir m_folder;
    Settings m_settings;
    SystemClock m_clock;
    Logbook m_logbook{m_clock};
    Session m_session;
    Dashboard m_dashboard;
    MainWindow m_window;
    std::unique_ptr<Watch> m_watch;
    quint64 m_wanted = 0;
    int m_frames = 0;
};

} // namespace sandglass::bench
