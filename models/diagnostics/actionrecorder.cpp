// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/actionrecorder.h"

#include "diagnostics/logbook.h"
#include "item/formatting.h"
#include "store/actionrules.h"
#include "store/deletionqueue.h"
#include "store/sandboxcreator.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QString secondsText(std::chrono::milliseconds time)
{
    return ActionRecorder::tr("%1 s").arg(
        QLocale().toString(static_cast<double>(time.count()) / 1000.0, 'f', 1));
}

} // namespace

ActionRecorder::ActionRecorder(Logbook &log, LifecycleController &controller, DeletionQueue &deletions,
                               SandboxCreator &creator, QObject *parent)
    : QObject(parent), m_log(log), m_creator(creator)
{
    connectController(controller);
    connect(&deletions, &DeletionQueue::refused, this, [this](const QString &text) {
        m_log.events.add(EventKind::Action, EventLevel::Warning, tr("A confirmed deletion was not sent"),
                         text);
    });
    connect(&creator, &SandboxCreator::changed, this, &ActionRecorder::onWish);
    connect(&creator, &SandboxCreator::created, this, [this](quint64 /*wish*/, const QString &id) {
        m_log.events.add(EventKind::Creation, EventLevel::Note, tr("Created %1").arg(id), {}, id);
    });
}

ActionRecorder::~ActionRecorder()
{
    noteDropped();
}

void ActionRecorder::connectController(LifecycleController &controller)
{
    connect(&controller, &LifecycleController::actionsBegun, this, &ActionRecorder::onBegun);
    connect(&controller, &LifecycleController::actionMoved, this, &ActionRecorder::onMoved);
    connect(&controller, &LifecycleController::actionFailed, this, &ActionRecorder::onFailed);
    connect(&controller, &LifecycleController::actionDone, this, &ActionRecorder::onDone);
    connect(&controller, &LifecycleController::actionDropped, this, &ActionRecorder::onDropped);
    connect(&controller, &LifecycleController::actionAbandoned, this, &ActionRecorder::onAbandoned);
    connect(&controller, &LifecycleController::heldByLimit, this,
            [this](int count, std::chrono::milliseconds wait) {
                m_log.events.add(EventKind::Limit, EventLevel::Warning,
                                 count == 1 ? tr("1 action waits for the limit")
                                            : tr("%1 actions wait for the limit").arg(countText(count)),
                                 tr("the requests of this minute are spent; the next may leave in %1")
                                     .arg(durationText(wait)));
            });
}

void ActionRecorder::onBegun(LifecycleAction action, const QStringList &ids)
{
    const QString name = nameOfAction(action);
    if (ids.size() <= kFew) {
        for (const QString &id : ids)
            m_log.events.add(EventKind::Action, EventLevel::Note, tr("%1 %2").arg(name, id),
                             tr("was asked for"), id);
        return;
    }
    m_log.events.add(EventKind::Action, EventLevel::Note,
                     tr("%1 %2 sandboxes").arg(name, countText(ids.size())), tr("was asked for"));
    m_crowds.insert(++m_lastCrowd, {action, static_cast<int>(ids.size()), static_cast<int>(ids.size()), 0});
    for (const QString &id : ids)
        m_crowdOf.insert(id, m_lastCrowd);
}

void ActionRecorder::onMoved(const QString &id, const PendingOp &op)
{
    const QString name = nameOfAction(op.action);
    // One of many is not named: a hundred times the same is one event.
    const QString named = isOneOfMany(id) ? tr("%1, one of many").arg(name) : tr("%1 %2").arg(name, id);
    const QString about = isOneOfMany(id) ? QString() : id;
    switch (op.phase) {
    case PendingOp::Phase::Scheduled:
    case PendingOp::Phase::Sending:
    case PendingOp::Phase::Accepted:
        break;
    case PendingOp::Phase::Queued:
        m_log.events.add(EventKind::Limit, EventLevel::Warning, named,
                         tr("was refused for the limit's sake (429), so it waits and is sent again"), about);
        break;
    case PendingOp::Phase::Unsure:
        m_log.events.add(EventKind::Action, EventLevel::Warning, named,
                         tr("got no clear answer; it is not sent again, reads tell what happened"), about);
        break;
    case PendingOp::Phase::Overdue:
        m_log.events.add(
            EventKind::Action, EventLevel::Warning, named,
            tr("was accepted, but does not show after %1").arg(durationText(LifecycleController::kPatience)),
            about);
        break;
    }
}

void ActionRecorder::onFailed(const ActionFailure &failure)
{
    const bool many = isOneOfMany(failure.sandboxId);
    m_log.events.add(EventKind::Action, EventLevel::Problem,
                     many ? tr("%1, one of many, failed").arg(nameOfAction(failure.action))
                          : tr("%1 %2 failed").arg(nameOfAction(failure.action), failure.sandboxId),
                     causeOf(std::span(&failure, 1), {}), many ? QString() : failure.sandboxId);
    m_log.errors.add(tr("action %1").arg(wordOfAction(failure.action)), failure.error);
    leaveCrowd(failure.sandboxId, false);
}

void ActionRecorder::onDone(const QString &id, LifecycleAction action,
                            std::optional<std::chrono::milliseconds> took)
{
    if (leaveCrowd(id, true))
        return;
    m_log.events.add(
        EventKind::Action, EventLevel::Note, tr("%1 %2 is done").arg(nameOfAction(action), id),
        took ? tr("the server shows it after %1").arg(secondsText(*took)) : tr("the server shows it"), id);
}

void ActionRecorder::onDropped(const QString &id, LifecycleAction action, ActionDrop drop,
                               const QString &reason)
{
    const quint64 crowd = m_crowdOf.value(id);
    if (crowd == 0) {
        addDropped(drop, tr("%1 %2 was not sent").arg(nameOfAction(action), id),
                   drop == ActionDrop::Cancelled ? tr("it was taken back") : reason, id);
        return;
    }
    if (m_dropped.empty())
        QMetaObject::invokeMethod(this, &ActionRecorder::noteDropped, Qt::QueuedConnection);
    const auto alike = std::find_if(m_dropped.rbegin(), m_dropped.rend(), [&](const Dropped &one) {
        return one.crowd == crowd && one.drop == drop && one.reason == reason;
    });
    if (alike != m_dropped.rend())
        ++alike->count;
    else
        m_dropped.push_back({crowd, action, drop, reason, 1});
    leaveCrowd(id, false);
}

void ActionRecorder::noteDropped()
{
    for (const Dropped &dropped : std::exchange(m_dropped, {})) {
        const QString name = nameOfAction(dropped.action);
        const bool cancelled = dropped.drop == ActionDrop::Cancelled;
        if (dropped.count == 1)
            addDropped(dropped.drop, tr("%1, one of many, was not sent").arg(name),
                       cancelled ? tr("it was taken back") : dropped.reason);
        else
            addDropped(dropped.drop, tr("%1, %2 of many, were not sent").arg(name, countText(dropped.count)),
                       cancelled ? tr("they were taken back") : dropped.reason);
    }
}

void ActionRecorder::addDropped(ActionDrop drop, const QString &what, const QString &why, const QString &id)
{
    const bool cancelled = drop == ActionDrop::Cancelled;
    m_log.events.add(EventKind::Action, cancelled ? EventLevel::Note : EventLevel::Warning, what, why, id);
}

void ActionRecorder::onAbandoned(const QString &id, LifecycleAction action, ActionAbandon why)
{
    const bool many = isOneOfMany(id);
    m_log.events.add(EventKind::Action, EventLevel::Note,
                     many ? tr("%1, one of many, is waited for no longer").arg(nameOfAction(action))
                          : tr("%1 %2 is waited for no longer").arg(nameOfAction(action), id),
                     why == ActionAbandon::Replaced
                         ? tr("it was overdue, and an action was asked for anew")
                         : tr("it was overdue, and the sandbox did something else since"),
                     many ? QString() : id);
    leaveCrowd(id, false);
}

bool ActionRecorder::leaveCrowd(const QString &id, bool done)
{
    const quint64 which = m_crowdOf.take(id);
    const auto crowd = m_crowds.find(which);
    if (crowd == m_crowds.end())
        return false;
    crowd->done += done ? 1 : 0;
    if (--crowd->left > 0)
        return true;
    noteDropped(); // before its end
    const bool allDone = crowd->done == crowd->total;
    m_log.events.add(EventKind::Action, allDone ? EventLevel::Note : EventLevel::Warning,
                     tr("%1 %2 sandboxes is over").arg(nameOfAction(crowd->action), countText(crowd->total)),
                     tr("%1 are done").arg(countText(crowd->done)));
    m_crowds.remove(which);
    return true;
}

void ActionRecorder::onWish(quint64 wish)
{
    const CreationWish *found = m_creator.wish(wish);
    if (!found)
        return;
    const auto note = [this](EventLevel level, const QString &what, const QString &why) {
        m_log.events.add(EventKind::Creation, level, what, why);
    };
    const QString cause = found->error ? reportOf(*found->error, {}).cause : QString();
    switch (found->phase) {
    case CreationWish::Phase::Queued:
    case CreationWish::Phase::Created:
        return;
    case CreationWish::Phase::Sending:
        note(EventLevel::Note, tr("Creating a sandbox"), tr("sent once, whatever happens"));
        return;
    case CreationWish::Phase::Looking:
        note(EventLevel::Warning, tr("Creating may have worked, so the list is read"), cause);
        return;
    case CreationWish::Phase::Asking:
        note(EventLevel::Warning, tr("A person is asked whether a new sandbox is theirs"),
             tr("it appeared after an answer that was lost"));
        return;
    case CreationWish::Phase::Failed:
        note(EventLevel::Problem, tr("Creating failed"), cause);
        break;
    case CreationWish::Phase::EnvironmentFailed:
        note(EventLevel::Problem, tr("Created without its variables"), cause);
        break;
    }
    if (found->error)
        m_log.errors.add(tr("creating"), *found->error);
}

} // namespace sandglass
