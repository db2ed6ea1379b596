// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulk/bulkruns.h"

#include "store/deletionqueue.h"
#include "store/lifecyclecontroller.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr auto kWorthShowing = 3s;

} // namespace

BulkRuns::BulkRuns(Clock &clock, LifecycleController &controller, DeletionQueue &deletions, QObject *parent)
    : QObject(parent), m_clock(clock), m_controller(controller), m_deletions(deletions)
{
    connect(&controller, &LifecycleController::actionsBegun, this, &BulkRuns::onBegun);
    connect(&controller, &LifecycleController::heldByLimit, this, &BulkRuns::watchWaiting);
}

BulkRuns::~BulkRuns() = default;

QStringList BulkRuns::request(LifecycleAction action, const QStringList &ids)
{
    if (action == LifecycleAction::Delete)
        return m_deletions.schedule(ids);
    m_skipped.clear();
    for (const QString &id : ids)
        skip(id, m_controller.verdict(action, id));
    QStringList begun = m_controller.request(action, ids);
    m_skipped.clear();
    return begun;
}

QStringList BulkRuns::extend(const Extension &wish, const QStringList &ids)
{
    m_skipped.clear();
    for (const QString &id : ids)
        skip(id, m_controller.verdict(wish, id));
    m_wish = wish;
    QStringList begun = m_controller.extend(wish, ids);
    m_wish.reset();
    m_skipped.clear();
    return begun;
}

void BulkRuns::skip(const QString &id, const Verdict &verdict)
{
    if (verdict.allowed)
        return;
    BulkItem item;
    item.id = id;
    item.state = BulkState::Skipped;
    item.note = verdict.reason;
    m_skipped.append(std::move(item));
}

QVector<BulkRun *> BulkRuns::shown() const
{
    QVector<BulkRun *> runs;
    std::copy_if(m_runs.begin(), m_runs.end(), std::back_inserter(runs),
                 [this](const BulkRun *run) { return isShown(*run); });
    return runs;
}

void BulkRuns::stopRest(BulkRun &run)
{
    m_controller.cancelQueued(run.idsIn(BulkState::Queued));
}

void BulkRuns::stopAll()
{
    QStringList queued;
    for (const BulkRun *run : std::as_const(m_runs))
        queued += run->idsIn(BulkState::Queued);
    m_controller.cancelQueued(queued);
}

void BulkRuns::retryFailed(BulkRun &run)
{
    const QStringList ids = run.retryable();
    if (!run.isOver() || ids.isEmpty())
        return;
    const LifecycleAction action = run.action();
    const std::optional<Extension> wish = run.failureOf(ids.constFirst())->extension;
    dismiss(run);
    m_showNext = true;
    if (action == LifecycleAction::Extend && wish)
        extend(*wish, ids); // one run has one wish
    else
        request(action, ids);
    // A deletion that is scheduled has no run yet; its strip is that of the queue.
    m_showNext = false;
}

void BulkRuns::dismiss(BulkRun &run)
{
    if (run.isOver())
        forget(run);
}

int BulkRuns::queued() const
{
    int queued = 0;
    for (const BulkRun *run : m_runs)
        queued += run->counts().queued;
    return queued;
}

void BulkRuns::onBegun(LifecycleAction action, const QStringList &ids)
{
    const QVector<BulkItem> skipped = std::exchange(m_skipped, {});
    auto *run = new BulkRun(action, ids, skipped, m_clock.utcNow(), m_wish, m_controller, this);
    m_runs.append(run);
    if (!std::exchange(m_showNext, false) && run->counts().total < ActionQueue::kBulk)
        m_small.insert(run);
    connect(run, &BulkRun::itemChanged, this, [this, run](int index) {
        Q_EMIT changed(run, index);
        if (m_small.contains(run) && run->counts().queued > 0)
            watchWaiting(); // it may have come back
    });
    connect(run, &BulkRun::ended, this, [this, run] { onEnded(*run); });
    Q_EMIT begun(run);
    watchWaiting();
}

void BulkRuns::watchWaiting()
{
    if (!m_watch)
        m_watch = m_clock.after(kWorthShowing, [this] { showWaiting(); });
}

void BulkRuns::showWaiting()
{
    m_watch.reset();
    if (!m_controller.isHeldByLimit())
        return;
    const QVector<BulkRun *> all = m_runs;
    for (BulkRun *run : all) {
        if (run->counts().queued > 0 && m_small.remove(run))
            Q_EMIT cameUp(run);
    }
}

void BulkRuns::onEnded(BulkRun &run)
{
    Q_EMIT ended(&run);
    if (!isShown(run)) {
        forget(run);
        return;
    }
    QVector<BulkRun *> over = shown();
    over.removeIf([](const BulkRun *other) { return !other->isOver(); });
    if (over.size() > kMostOver)
        forget(*over.constFirst());
}

bool BulkRuns::isShown(const BulkRun &run) const
{
    return !m_small.contains(&run);
}

void BulkRuns::forget(BulkRun &run)
{
    if (!m_runs.removeOne(&run))
        return;
    Q_EMIT dismissed(&run);
    m_small.remove(&run);
    // It may be the one that is just telling.
    run.disconnect(this);
    run.deleteLater();
}

} // namespace sandglass
