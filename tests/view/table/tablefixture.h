// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "settings/settings.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/snapshotdiff.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

namespace sandglass::test {

/// Store, models, settings and a clock that stands still: what a table needs.
struct TableFixture
{
    TableFixture();

    /// A sandbox of this status, made @p age ago.
    [[nodiscard]] Sandbox sandbox(const QString &id, SandboxStatus status = SandboxStatus::Running,
                                  std::chrono::milliseconds age = std::chrono::hours(1)) const;
    /// A poll finds these and misses those, of which somebody here knew that they go. Its way is that of the
    /// program: the whole list, its difference to the one before, and the order it will have.
    void poll(const QVector<Sandbox> &changed, const QStringList &missing = {});
    void setPending(const QString &id, LifecycleAction action, SandboxStatus expected);
    [[nodiscard]] QStringList shownIds() const;

    ManualClock clock;
    ServerClock serverClock{clock};
    SandboxStore store{clock, serverClock};
    SandboxListModel list{store, serverClock};
    SandboxFilterModel filter{list};
    QTemporaryDir folder;
    Settings settings;
    QVector<SandboxRef> server; ///< what the next list holds
    SnapshotDiff diff;
    qsizetype fewestForeseen = SandboxFilterModel::kWorthForeseeing;
    int shownAsForeseen = 0; ///< so many polls
};

} // namespace sandglass::test
