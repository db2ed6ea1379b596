// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/eventlog.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/snapshots.h"

namespace sandglass::test {

/// A controller over a store, with a server answered by hand and everything logged.
struct ControllerFixture
{
    ManualClock clock;
    FakeApi api;
    RateBudget budget;
    ServerClock serverClock{clock};
    SandboxStore store{clock, serverClock};
    std::unique_ptr<LifecycleController> controller =
        std::make_unique<LifecycleController>(clock, api, store, budget, serverClock);
    EventLog log{clock};

    ControllerFixture()
    {
        log.watch(api);
        log.watch(store);
        log.watch(*controller);
    }

    /// The list as a poll that began @p ago brings it.
    void list(const QVector<Sandbox> &changed, const QStringList &missing = {},
              std::chrono::milliseconds ago = std::chrono::milliseconds{0})
    {
        store.applySnapshot(deltaOf(clock, changed, missing, ago));
    }
    /// The list, not logged.
    void know(const QVector<Sandbox> &sandboxes)
    {
        list(sandboxes);
        (void)log.take();
    }
    QStringList request(LifecycleAction action, const QStringList &ids)
    {
        return controller->request(action, ids);
    }
    void pass(std::chrono::milliseconds time) { clock.advance(time); }
    /// What is due now happens.
    void settle() { clock.advance(std::chrono::milliseconds{0}); }

    [[nodiscard]] QString shown(const QString &id) const
    {
        const SandboxRow *row = store.find(id);
        return row ? EventLog::describe(*row) : QStringLiteral("–");
    }
};

} // namespace sandglass::test
