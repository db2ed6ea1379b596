// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "notify/actionnews.h"
#include "notify/expirynews.h"
#include "notify/notificationcenter.h"

#include <QObject>

#include <functional>

namespace sandglass {

class Settings;
class DashboardPage;
class MainWindow;

/// All the desktop is told of one connection, and where a click on it leads. It goes with its page; the other
/// references outlive it.
class PageNotifications final : public QObject
{
    Q_OBJECT

public:
    /// @p isInFront tells whether the person is looking at one of our windows.
    PageNotifications(MainWindow &window, DashboardPage &page, Notifier &notifier, Settings &settings,
                      std::function<bool()> isInFront);

    [[nodiscard]] NotificationCenter &center() { return m_center; }

private:
    void onActivated(NotificationKind kind);

    MainWindow &m_window;
    DashboardPage &m_page;
    NotificationCenter m_center;
    ExpiryNews m_expiry;
    ActionNews m_actions;
};

} // namespace sandglass
