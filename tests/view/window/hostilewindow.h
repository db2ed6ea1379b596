// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboardfixture.h"
#include "hostileserver.h"
#include "textaudit.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <memory>

namespace sandglass {
class ErrorDialog;
}

namespace sandglass::test {

/// The window on a hostile server, with a sandbox of each state ("running", "paused"…) and four more that run
/// ("r1" to "r4"), and a person who presses what a test says; whatever comes of it is looked at.
class HostileWindow
{
protected:
    void openWindow();
    void closeWindow();

    /// An entry of a list, which ends after @p left, if it is not 0.
    [[nodiscard]] QJsonObject row(const QString &what, const QString &status,
                                  std::chrono::minutes left = std::chrono::minutes{0},
                                  bool live = false) const;
    void select(const QStringList &whats);
    void trigger(LifecycleAction action, const QStringList &whats);
    /// What was asked is agreed to, with what has to be typed.
    static void agree(const QWidget *question, const QString &start);
    void pass(std::chrono::milliseconds time);
    /// The newest request of this text gets this error; a read that follows finds the sandbox as it was.
    void fail(const QString &request, const ApiError &error);
    void openDetails();
    void lookAtClipboard(const QString &moment);
    /// The server's words were there to be seen, so often, and nothing was made of them.
    void verify(int atLeast);
    [[nodiscard]] QList<ErrorDialog *> reports() const;

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
    TextAudit m_audit;
};

} // namespace sandglass::test
