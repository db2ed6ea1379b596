// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulk/bulkrun.h"

#include "store/actionrules.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxjson.h"

#include <QLocale>
#include <QMap>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString counted(int count)
{
    return QLocale().toString(count);
}

QString doneText(LifecycleAction action, const QString &done, const QString &total)
{
    switch (action) {
    case LifecycleAction::Start:
        return BulkRun::tr("%1 of %2 started").arg(done, total);
    case LifecycleAction::Stop:
        return BulkRun::tr("%1 of %2 stopped").arg(done, total);
    case LifecycleAction::Pause:
        return BulkRun::tr("%1 of %2 paused").arg(done, total);
    case LifecycleAction::Resume:
        return BulkRun::tr("%1 of %2 resumed").arg(done, total);
    case LifecycleAction::Delete:
        return BulkRun::tr("%1 of %2 deleted").arg(done, total);
    case LifecycleAction::Extend:
        return BulkRun::tr("%1 of %2 given a new time limit").arg(done, total);
    }
    return {};
}

} // namespace

BulkRun::BulkRun(LifecycleAction action, const QStringList &ids, const QVector<BulkItem> &skipped, UtcTime at,
                 const std::optional<Extension> &wish, LifecycleController &controller, QObject *parent)
    : QObject(parent), m_action(action), m_at(at), m_wish(wish), m_controller(controller)
{
    m_items.reserve(ids.size() + skipped.size());
    for (const QString &id : ids) {
        m_indexes.insert(id, static_cast<int>(m_items.size()));
        BulkItem item;
        item.id = id;
        m_items.append(std::move(item));
    }
    m_items += skipped;
    m_counts.total = static_cast<int>(m_items.size());
    m_counts.begun = static_cast<int>(m_indexes.size());
    for (const BulkItem &item : std::as_const(m_items))
        count(item, 1);
    connect(&controller, &LifecycleController::actionMoved, this, &BulkRun::onMoved);
    connect(&controller, &LifecycleController::actionDone, this, &BulkRun::onDone);
    connect(&controller, &LifecycleController::actionFailed, this, &BulkRun::onFailed);
    connect(&controller, &LifecycleController::actionDropped, this, &BulkRun::onDropped);
    connect(&controller, &LifecycleController::actionAbandoned, this, &BulkRun::onAbandoned);
}

QStringList BulkRun::ids() const
{
    QStringList ids;
    for (const BulkItem &item : m_items)
        ids.append(item.id);
    return ids;
}

QStringList BulkRun::idsIn(BulkState state) const
{
    QStringList ids;
    for (const BulkItem &item : m_items) {
        if (item.state == state)
            ids.append(item.id);
    }
    return ids;
}

QStringList BulkRun::retryable() const
{
    QStringList ids;
    for (const BulkItem &item : m_items) {
        if (item.state == BulkState::Failed && item.failure && mayRetry(*item.failure) &&
            m_controller.verdict(m_action, item.id).allowed)
            ids.append(item.id);
    }
    return ids;
}

const BulkItem *BulkRun::itemOf(const QString &id) const
{
    const auto index = m_indexes.constFind(id);
    return index == m_indexes.constEnd() ? nullptr : &m_items.at(index.value());
}

std::optional<ActionFailure> BulkRun::failureOf(const QString &id) const
{
    const BulkItem *item = itemOf(id);
    return item ? item->failure : std::nullopt;
}

void BulkRun::onMoved(const QString &id, const PendingOp &op)
{
    BulkItem *item = open(id, op.action);
    if (!item)
        return;
    switch (op.phase) {
    case PendingOp::Phase::Scheduled:
    case PendingOp::Phase::Queued:
        set(*item, BulkState::Queued);
        break;
    case PendingOp::Phase::Sending:
        set(*item, BulkState::Sending);
        break;
    case PendingOp::Phase::Accepted:
    case PendingOp::Phase::Unsure:
        set(*item, BulkState::Waiting);
        break;
    case PendingOp::Phase::Overdue:
        set(*item, BulkState::Waiting, {}, true);
        break;
    }
}

void BulkRun::onDone(const QString &id, LifecycleAction action, std::optional<std::chrono::milliseconds> took)
{
    if (BulkItem *item = open(id, action)) {
        if (m_items.size() == 1)
            m_took = took;
        set(*item, BulkState::Done);
    }
}

void BulkRun::onFailed(const ActionFailure &failure)
{
    if (BulkItem *item = open(failure.sandboxId, failure.action)) {
        item->failure = failure;
        set(*item, BulkState::Failed, causeOf(std::span(&failure, 1), {}));
    }
}

void BulkRun::onDropped(const QString &id, LifecycleAction action, ActionDrop drop, const QString &reason)
{
    if (BulkItem *item = open(id, action))
        set(*item, drop == ActionDrop::Cancelled ? BulkState::Cancelled : BulkState::Skipped, reason);
}

void BulkRun::onAbandoned(const QString &id, LifecycleAction action, ActionAbandon why)
{
    if (BulkItem *item = open(id, action))
        set(*item, BulkState::Failed,
            why == ActionAbandon::Replaced
                ? tr("Whether it was done is not known: an action was asked for anew.")
                : tr("Whether it was done is not known: the sandbox did something else since."));
}

BulkItem *BulkRun::open(const QString &id, LifecycleAction action)
{
    const auto index = m_indexes.constFind(id);
    if (index == m_indexes.constEnd() || action != m_action)
        return nullptr;
    // What happens to a sandbox after its end here belongs to somebody else.
    BulkItem &item = m_items[index.value()];
    return item.isOver() ? nullptr : &item;
}

void BulkRun::set(BulkItem &item, BulkState state, const QString &note, bool slow)
{
    count(item, -1);
    item.state = state;
    item.note = note;
    item.slow = slow;
    count(item, 1);
    Q_EMIT itemChanged(m_indexes.value(item.id));
    if (item.isOver() && isOver())
        Q_EMIT ended();
}

void BulkRun::count(const BulkItem &item, int by)
{
    m_counts.slow += item.slow ? by : 0;
    switch (item.state) {
    case BulkState::Queued:
        m_counts.queued += by;
        break;
    case BulkState::Sending:
    case BulkState::Waiting:
        m_counts.underWay += by;
        break;
    case BulkState::Done:
        m_counts.done += by;
        break;
    case BulkState::Failed:
        m_counts.failed += by;
        break;
    case BulkState::Skipped:
        m_counts.skipped += by;
        break;
    case BulkState::Cancelled:
        m_counts.cancelled += by;
        break;
    }
}

QString outcomeText(const BulkRun &run)
{
    const BulkRun::Counts &counts = run.counts();
    QStringList parts{doneText(run.action(), counted(counts.done), counted(counts.begun))};
    if (counts.failed > 0)
        parts += BulkRun::tr("%1 failed").arg(counted(counts.failed));
    if (counts.skipped > 0)
        parts += BulkRun::tr("%1 left out").arg(counted(counts.skipped));
    if (counts.cancelled > 0)
        parts += BulkRun::tr("%1 not sent").arg(counted(counts.cancelled));
    return parts.join(u", "_s);
}

QString nameOfBulkState(BulkState state)
{
    switch (state) {
    case BulkState::Queued:
        return BulkRun::tr("queued");
    case BulkState::Sending:
        return BulkRun::tr("sending");
    case BulkState::Waiting:
        return BulkRun::tr("waiting for the server");
    case BulkState::Done:
        return BulkRun::tr("done");
    case BulkState::Failed:
        return BulkRun::tr("failed");
    case BulkState::Skipped:
        return BulkRun::tr("left out");
    case BulkState::Cancelled:
        return BulkRun::tr("not sent");
    }
    return {};
}

QString reportOf(const BulkRun &run, const QUrl &server)
{
    QStringList lines{BulkRun::tr("%1, begun %2")
                          .arg(nameOfAction(run.action()),
                               isoText(std::chrono::floor<std::chrono::seconds>(run.begunAt()))),
                      outcomeText(run), QString()};
    qsizetype width = 0;
    for (const BulkItem &item : run.items())
        width = std::max(width, item.id.size());
    QMap<QString, QVector<ActionFailure>> causes;
    for (const BulkItem &item : run.items()) {
        QString line = item.id.leftJustified(width) % "  "_L1 % nameOfBulkState(item.state);
        if (!item.note.isEmpty())
            line += ": "_L1 + item.note;
        lines += line;
        if (item.failure)
            causes[causeKey(*item.failure)].append(*item.failure);
    }
    for (const QVector<ActionFailure> &failures : std::as_const(causes)) {
        lines += QString();
        lines += reportOf(failures, server).asText().trimmed();
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace sandglass
