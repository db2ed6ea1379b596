// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard.h"

namespace sandglass::chaos {

Dashboard::Dashboard(const Wire::World &world, Mistake mistake, quint32 seed)
    : clock(world.client)
    , serverClock(clock)
    , actionWire(world)
    , pollWire(world)
    , actions(actionWire)
    , polls(pollWire)
    , store(clock, serverClock)
    , poller(clock, store, budget, seed)
    , worker(clock, polls)
    , controller(clock, actions, store, budget, serverClock)
    , deletions(clock, store, controller)
    , bulk(clock, controller, deletions)
    , failures(controller, QUrl(QStringLiteral("https://api.example.dev")))
    , selected(clock, actions, store, controller, budget)
    , sight(clock, actions, store, poller, budget)
    , details(clock, store, controller, poller, budget)
    , radar(clock, serverClock, store)
    , templates(clock, actions, budget)
    , creator({clock, serverClock, actions, agents, store, templates, controller, budget})
    , list(store, serverClock)
    , filter(list)
    , selection(&filter)
    , m_parts{clock,    budget, serverClock, store,     poller,  controller, failures,
              selected, sight,  radar,       templates, creator, list,       filter}
    , m_mistake(mistake)
{
    m_parts.connectAll();
    // The polls stay in this thread, so that the order of events is ours to decide. However little changes:
    // twenty sandboxes rarely change as much at once as is worth it elsewhere.
    poller.setForesight([this] { return filter.foresight(1); });
    connect(&poller, &Poller::pollWanted, this,
            [this](quint64 poll, int mostRequests, const Foresight &foresight) {
                pollBegan = clock.monoNow();
                worker.poll(poll, mostRequests, foresight);
            });
    connect(&poller, &Poller::abortWanted, &worker, &PollWorker::abort);
    connect(&store, &SandboxStore::resendNeeded, &worker, &PollWorker::resend);
    connect(&store, &SandboxStore::goneExpected, &worker, &PollWorker::expectGone);
    connect(&worker, &PollWorker::finished, this, &Dashboard::onSnapshot);
    connect(&worker, &PollWorker::failed, &poller, &Poller::onFailed);
    for (Wire *wire : {&actionWire, &pollWire})
        wire->onExchange = [this](const Exchange &exchange) { m_parts.note(exchange); };
    actionWire.repeatsLost = mistake == Mistake::SentTwice;
    sort(SandboxListModel::State);
}

void Dashboard::sort(int column, Qt::SortOrder order)
{
    sortedBy = column;
    sortOrder = order;
    filter.sort(column, order);
}

void Dashboard::onSnapshot(SnapshotDelta delta)
{
    Q_EMIT snapshotTaken(delta);
    if (m_mistake == Mistake::NoStartTimes)
        delta.began = clock.monoNow();
    if (m_mistake == Mistake::NoTombstones) {
        for (const SandboxChange &change : std::as_const(delta.changed)) {
            if (store.rowOf(change.said->id) < 0)
                store.applyDetails(change.said, clock.monoNow());
        }
    }
    poller.onSnapshot(delta);
    Q_EMIT snapshotApplied(delta);
}

} // namespace sandglass::chaos
