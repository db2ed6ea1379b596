// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/deletionqueue.h"

#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sandglass {

DeletionQueue::DeletionQueue(Clock &clock, SandboxStore &store, LifecycleController &controller,
                             QObject *parent)
    : QObject(parent), m_clock(clock), m_store(store), m_controller(controller)
{
    connect(&store, &SandboxStore::sandboxGone, this, &DeletionQueue::onGone);
    connect(&controller, &LifecycleController::actionDone, this,
            [this](const QString &id, LifecycleAction action) {
                if (action == LifecycleAction::Delete)
                    onEnded(id, true);
            });
    connect(&controller, &LifecycleController::actionFailed, this, [this](const ActionFailure &failure) {
        if (failure.action == LifecycleAction::Delete)
            onEnded(failure.sandboxId, false);
    });
    connect(&controller, &LifecycleController::actionDropped, this,
            [this](const QString &id, LifecycleAction action) {
                if (action == LifecycleAction::Delete)
                    onEnded(id, false);
            });
    connect(&controller, &LifecycleController::actionAbandoned, this,
            [this](const QString &id, LifecycleAction action) {
                if (action == LifecycleAction::Delete)
                    onEnded(id, false);
            });
}

DeletionQueue::~DeletionQueue() = default;

QStringList DeletionQueue::schedule(const QStringList &ids)
{
    QStringList eligible = m_controller.verdict(LifecycleAction::Delete, ids).eligible;
    if (eligible.isEmpty())
        return {};
    for (const QString &id : std::as_const(eligible))
        m_controller.abandonOverdue(id);
    m_order = this->ids(); // one of those that went may have come back
    for (const QString &id : std::as_const(eligible)) {
        if (m_waiting.contains(id))
            continue;
        m_waiting.insert(id);
        m_order.append(id);
    }
    restart();
    return eligible;
}

QStringList DeletionQueue::ids() const
{
    if (m_order.size() == m_waiting.size())
        return m_order;
    QStringList waiting;
    waiting.reserve(m_waiting.size());
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(waiting),
                 [this](const QString &id) { return m_waiting.contains(id); });
    return waiting;
}

QStringList DeletionQueue::takeAll()
{
    QStringList all = ids();
    m_waiting.clear();
    m_order.clear();
    return all;
}

QStringList DeletionQueue::undo()
{
    m_timer.reset();
    m_due.reset();
    QStringList kept = takeAll();
    if (kept.isEmpty())
        return {};
    {
        const SandboxStore::Batch batch(m_store);
        for (const QString &id : std::as_const(kept))
            m_store.clearPending(id);
    }
    Q_EMIT changed();
    return kept;
}

void DeletionQueue::sendNow()
{
    m_timer.reset();
    m_due.reset();
    const QStringList ids = takeAll();
    if (ids.isEmpty())
        return;
    QString reason;
    {
        // One announcement: the rows go from scheduled to sending, never showing as free between.
        const SandboxStore::Batch batch(m_store);
        for (const QString &id : ids)
            m_store.clearPending(id);
        reason = m_controller.verdict(LifecycleAction::Delete, ids).reason;
        const QStringList sent = m_controller.request(LifecycleAction::Delete, ids);
        if (m_sent.isEmpty())
            m_allDeleted = true;
        m_sent.unite({sent.begin(), sent.end()});
    }
    Q_EMIT changed();
    if (!reason.isEmpty())
        Q_EMIT refused(tr("Nothing was deleted. %1").arg(reason));
}

void DeletionQueue::setHeld(bool held)
{
    if (m_held == held)
        return;
    m_held = held;
    if (!m_waiting.isEmpty())
        restart();
}

void DeletionQueue::restart()
{
    m_order = ids();
    m_timer.reset();
    m_due.reset();
    if (!m_held) {
        m_due = m_clock.monoNow() + kDelay;
        m_timer = m_clock.after(kDelay, [this] { sendNow(); });
    }
    {
        const SandboxStore::Batch batch(m_store);
        for (const QString &id : std::as_const(m_order)) {
            const SandboxRow *row = m_store.find(id);
            if (!row)
                continue;
            PendingOp op;
            op.action = LifecycleAction::Delete;
            op.from = row->sandbox->status;
            op.expected = SandboxStatus::Gone;
            op.phase = PendingOp::Phase::Scheduled;
            op.since = m_clock.monoNow();
            op.due = m_due;
            m_store.setPending(id, op);
        }
    }
    Q_EMIT changed();
}

void DeletionQueue::onGone(const QString &id)
{
    if (!m_waiting.remove(id))
        return;
    if (m_waiting.isEmpty()) {
        m_timer.reset();
        m_due.reset();
    }
    // One list may miss ten thousand.
    if (!std::exchange(m_tellsOfThemSoon, true))
        QMetaObject::invokeMethod(this, &DeletionQueue::tellOfThem, Qt::QueuedConnection);
}

void DeletionQueue::tellOfThem()
{
    m_tellsOfThemSoon = false;
    m_order = ids();
    Q_EMIT changed();
}

void DeletionQueue::onEnded(const QString &id, bool deleted)
{
    if (!m_sent.remove(id))
        return;
    m_allDeleted = m_allDeleted && deleted;
    if (m_sent.isEmpty())
        Q_EMIT settled(m_allDeleted);
}

} // namespace sandglass
