// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"
#include "store/sandboxstore.h"
#include "tray/recentactions.h"

#include <QMenu>

#include <array>

namespace sandglass {

/// The menu of the icon in the tray. Its entries are made once and only change: a desktop shows a copy of
/// them, which should not be taken down under the pointer.
class TrayMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit TrayMenu(QWidget *parent = nullptr);

    /// @p known is false where nothing was read yet, or nothing is connected.
    void setCounts(const StatusCounts &counts, bool known);
    /// @p recent with why each cannot be done now, empty where it can.
    void setRecent(const QVector<RecentAction> &recent, const QStringList &reasons);

Q_SIGNALS:
    void showWanted();
    void statusWanted(sandglass::SandboxStatus status);
    void recentWanted(const sandglass::RecentAction &recent);
    void quitWanted();

private:
    std::array<QAction *, kAllStatuses.size()> m_counts{};
    QAction *m_nothing;
    QAction *m_recentTitle;
    std::array<QAction *, RecentActions::kMost> m_recent{};
    QVector<RecentAction> m_shown;
};

} // namespace sandglass
