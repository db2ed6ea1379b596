// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/failurecenter.h"

#include "store/lifecyclecontroller.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace sandglass {

FailureCenter::FailureCenter(LifecycleController &controller, QUrl server, QObject *parent)
    : QObject(parent), m_controller(controller), m_server(std::move(server))
{
    connect(&m_controller, &LifecycleController::actionFailed, this, &FailureCenter::onFailed);
    connect(&m_controller, &LifecycleController::actionDone, this, [this](const QString &id) {
        if (m_last.remove(id))
            Q_EMIT lastFailuresChanged();
    });
}

FailureCenter::~FailureCenter() = default;

ErrorReport FailureCenter::report(GroupId group) const
{
    return reportOf(m_groups.at(group).failures, m_server);
}

QStringList FailureCenter::sandboxIds(GroupId group) const
{
    return idsOf(m_groups.at(group).failures);
}

int FailureCenter::count(GroupId group) const
{
    return static_cast<int>(m_groups.at(group).failures.size());
}

std::pair<UtcTime, UtcTime> FailureCenter::span(GroupId group) const
{
    const QVector<ActionFailure> &failures = m_groups.at(group).failures;
    return {failures.constFirst().error.at, failures.constLast().error.at};
}

ErrorReport FailureCenter::lastReport(const QString &sandboxId) const
{
    const std::array failures{m_last.value(sandboxId)};
    return reportOf(failures, m_server);
}

void FailureCenter::reopen(const QString &sandboxId)
{
    const auto last = m_last.constFind(sandboxId);
    if (last == m_last.constEnd())
        return;
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): add() changes where it comes from
    const ActionFailure failure = last.value();
    const auto shown = std::find_if(m_groups.begin(), m_groups.end(), [&failure](const auto &entry) {
        return entry.second.cause == causeKey(failure) && entry.second.failures.contains(failure);
    });
    Q_EMIT groupWanted(shown != m_groups.end() ? shown->first : add(failure));
}

void FailureCenter::retry(GroupId group)
{
    const auto found = m_groups.find(group);
    if (found == m_groups.end())
        return;
    const QVector<ActionFailure> failures = found->second.failures;
    const QStringList ids = idsOf(failures);
    close(group);
    const LifecycleAction action = failures.constFirst().action;
    if (action != LifecycleAction::Extend) {
        m_controller.request(action, ids);
        return;
    }
    // Each as it was wished for last; the one group may hold different wishes.
    QHash<QString, std::optional<Extension>> wishOf;
    for (const ActionFailure &failure : failures)
        wishOf.insert(failure.sandboxId, failure.extension);
    std::vector<std::pair<Extension, QStringList>> requests;
    for (const QString &id : ids) {
        const std::optional<Extension> wish = wishOf.value(id);
        if (!wish)
            continue;
        auto request = std::find_if(requests.begin(), requests.end(),
                                    [&wish](const auto &one) { return one.first == *wish; });
        if (request == requests.end())
            request = requests.insert(request, {*wish, {}});
        request->second.append(id);
    }
    for (const auto &[wish, wishers] : requests)
        m_controller.extend(wish, wishers);
}

void FailureCenter::close(GroupId group)
{
    if (m_groups.erase(group) > 0)
        Q_EMIT groupClosed(group);
}

void FailureCenter::onFailed(const ActionFailure &failure)
{
    if (!failure.gone) {
        m_last.insert(failure.sandboxId, failure);
        Q_EMIT lastFailuresChanged();
    }
    add(failure);
}

FailureCenter::GroupId FailureCenter::add(const ActionFailure &failure)
{
    const QString cause = causeKey(failure);
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [&cause](const auto &entry) { return entry.second.cause == cause; });
    if (found != m_groups.end()) {
        const GroupId group = found->first;
        found->second.failures.append(failure);
        Q_EMIT groupChanged(group);
        return group;
    }
    const GroupId group = ++m_lastGroup;
    m_groups.insert({group, {cause, {failure}}});
    Q_EMIT groupOpened(group);
    return group;
}

} // namespace sandglass
