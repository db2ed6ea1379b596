// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/failurecenter.h"

#include "store/lifecyclecontroller.h"

#include <algorithm>

namespace sandglass {

FailureCenter::FailureCenter(LifecycleController &controller, QUrl server, QObject *parent)
    : QObject(parent), m_controller(controller), m_server(std::move(server))
{
    connect(&m_controller, &LifecycleController::actionFailed, this, &FailureCenter::onFailed);
}

FailureCenter::~FailureCenter() = default;

ErrorReport FailureCenter::report(GroupId group) const
{
    return reportOf(m_groups.at(group).failures, m_server);
}

int FailureCenter::count(GroupId group) const
{
    return static_cast<int>(m_groups.at(group).failures.size());
}

void FailureCenter::retry(GroupId group)
{
    const auto found = m_groups.find(group);
    if (found == m_groups.end())
        return;
    const QVector<ActionFailure> failures = found->second.failures;
    QStringList ids;
    for (const ActionFailure &failure : failures) {
        if (!ids.contains(failure.sandboxId))
            ids.append(failure.sandboxId);
    }
    close(group);
    const LifecycleAction action = failures.constFirst().action;
    if (action != LifecycleAction::Extend) {
        m_controller.request(action, ids);
        return;
    }
    // Each as it was wished for last; the one group may hold different wishes.
    for (const QString &id : std::as_const(ids)) {
        const auto last =
            std::find_if(failures.crbegin(), failures.crend(),
                         [&id](const ActionFailure &failure) { return failure.sandboxId == id; });
        if (last->extension)
            m_controller.extend(*last->extension, {id});
    }
}

void FailureCenter::close(GroupId group)
{
    if (m_groups.erase(group) > 0)
        Q_EMIT groupClosed(group);
}

void FailureCenter::onFailed(const ActionFailure &failure)
{
    const QString cause = causeKey(failure);
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
                                    [&cause](const auto &entry) { return entry.second.cause == cause; });
    if (found != m_groups.end()) {
        found->second.failures.append(failure);
        Q_EMIT groupChanged(found->first);
        return;
    }
    const GroupId group = ++m_last;
    m_groups.insert({group, {cause, {failure}}});
    Q_EMIT groupOpened(group);
}

} // namespace sandglass
