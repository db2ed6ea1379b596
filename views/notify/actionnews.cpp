// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/actionnews.h"

#include "item/formatting.h"
#include "notify/notificationcenter.h"
#include "store/bulk/bulkruns.h"
#include "store/creationreport.h"
#include "store/failurecenter.h"
#include "store/sandboxcreator.h"
#include "widgets/listtexts.h"

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// How the action on the one sandbox @p id ended well.
QString doneText(LifecycleAction action, const QString &id)
{
    switch (action) {
    case LifecycleAction::Start:
        return ActionNews::tr("%1 was started").arg(id);
    case LifecycleAction::Stop:
        return ActionNews::tr("%1 was stopped").arg(id);
    case LifecycleAction::Pause:
        return ActionNews::tr("%1 was paused").arg(id);
    case LifecycleAction::Resume:
        return ActionNews::tr("%1 was resumed").arg(id);
    case LifecycleAction::Delete:
        return ActionNews::tr("%1 was deleted").arg(id);
    case LifecycleAction::Extend:
        return ActionNews::tr("%1 has a new time limit").arg(id);
    }
    return {};
}

/// One piece of news is the title itself, with @p text below; of several there is a list.
Notification notificationOf(const QString &severalTitle, const QStringList &lines, qsizetype count,
                            const QString &text)
{
    Notification notification;
    if (count == 1) {
        notification.title = lines.value(0);
        notification.text = text;
        return notification;
    }
    notification.title = severalTitle.arg(countText(count));
    notification.text = withRest(lines.mid(0, ActionNews::kMostLines), count).join(u'\n');
    return notification;
}

} // namespace

ActionNews::ActionNews(const Dashboard &dashboard, NotificationCenter &center, QObject *parent)
    : QObject(parent), m_dashboard(dashboard), m_center(center)
{
    center.setSource(NotificationKind::Finished, [this] { return composeFinished(); });
    center.setSource(NotificationKind::Failed, [this] { return composeFailed(); });
    connect(&center, &NotificationCenter::seen, this, &ActionNews::forgetAll);
    connect(&dashboard.bulk, &BulkRuns::ended, this, [this](BulkRun *run) { onRunEnded(*run); });
    connect(&dashboard.creator, &SandboxCreator::finished, this,
            [this](quint64, const QString &sandboxId) { onCreated(sandboxId); });
    connect(&dashboard.creator, &SandboxCreator::changed, this, &ActionNews::onCreationChanged);
    connect(&dashboard.failures, &FailureCenter::groupOpened, this, &ActionNews::onFailureGroup);
    connect(&dashboard.failures, &FailureCenter::groupChanged, this, &ActionNews::onFailureGroup);
    connect(&dashboard.failures, &FailureCenter::groupClosed, this,
            [this](quint64 group) { forget(m_failedGroups, group); });
}

void ActionNews::onRunEnded(const BulkRun &run)
{
    const QStringList done = run.idsIn(BulkState::Done);
    if (done.isEmpty())
        return; // what failed is told with its cause
    addFinished(run.counts().total == 1 ? doneText(run.action(), done.constFirst()) : outcomeText(run), done);
}

void ActionNews::onCreated(const QString &sandboxId)
{
    addFinished(tr("%1 was created").arg(sandboxId), {sandboxId});
}

void ActionNews::addFinished(const QString &text, const QStringList &ids)
{
    if (m_center.isInFront())
        return;
    ++m_finishedCount;
    if (m_finished.size() < kMostLines)
        m_finished += text;
    for (const QString &id : ids) {
        if (m_finishedIds.size() < kMostKept && !m_finishedIds.contains(id))
            m_finishedIds += id;
    }
    m_center.tell(NotificationKind::Finished);
}

void ActionNews::onCreationChanged(quint64 id)
{
    const CreationWish *wish = m_dashboard.creator.wish(id);
    const bool isTrouble = wish && (wish->phase == CreationWish::Phase::Failed ||
                                    wish->phase == CreationWish::Phase::EnvironmentFailed ||
                                    wish->phase == CreationWish::Phase::Asking);
    if (!isTrouble) {
        forget(m_failedWishes, id);
        return;
    }
    if (m_center.isInFront() || m_failedWishes.contains(id))
        return;
    m_failedWishes += id;
    m_center.tell(NotificationKind::Failed);
}

void ActionNews::onFailureGroup(quint64 group)
{
    if (m_center.isInFront())
        return;
    if (!m_failedGroups.contains(group))
        m_failedGroups += group;
    m_center.tell(NotificationKind::Failed);
}

void ActionNews::forget(QVector<quint64> &failed, quint64 id)
{
    if (failed.removeOne(id) && m_failedGroups.isEmpty() && m_failedWishes.isEmpty())
        m_center.takeBack(NotificationKind::Failed);
}

void ActionNews::forgetAll()
{
    m_finished.clear();
    m_finishedCount = 0;
    m_finishedIds.clear();
    m_failedGroups.clear();
    m_failedWishes.clear();
}

std::optional<Notification> ActionNews::composeFinished() const
{
    if (m_finishedCount == 0)
        return {};
    return notificationOf(tr("%1 actions finished"), m_finished, m_finishedCount, {});
}

std::optional<Notification> ActionNews::composeFailed() const
{
    QStringList headlines;
    QString text;
    for (const quint64 group : m_failedGroups) {
        const ErrorReport report = m_dashboard.failures.report(group);
        headlines += report.headline;
        text = report.cause + u'\n' + report.nextStep;
    }
    for (const quint64 id : m_failedWishes) {
        const CreationWish *wish = m_dashboard.creator.wish(id);
        if (!wish)
            continue;
        if (wish->phase == CreationWish::Phase::Asking) {
            headlines += tr("Is this new sandbox yours?");
            text = tr("The server did not answer a create, and a sandbox of that template appeared. "
                      "Nothing is tried again before you say whether it is the one.");
            continue;
        }
        const ErrorReport report = creationReport(*wish, {}, m_dashboard.server);
        headlines += report.headline;
        text = report.cause + u'\n' + report.nextStep;
    }
    if (headlines.isEmpty())
        return {};
    return notificationOf(tr("%1 things went wrong"), headlines, headlines.size(), text);
}

} // namespace sandglass
