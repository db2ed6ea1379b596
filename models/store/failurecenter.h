// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/errorreport.h"

#include <QHash>
#include <QObject>
#include <QUrl>
#include <QVector>

#include <map>

namespace sandglass {

class LifecycleController;

/// Gathers failed actions into groups of one cause each, so that twenty failures of one click make one dialog
/// with a list and repeats make a count. A group lives until it is closed; what failed last for a sandbox can
/// be asked for again until an action on it succeeds. GUI thread.
class FailureCenter final : public QObject
{
    Q_OBJECT

public:
    FailureCenter(LifecycleController &controller, QUrl server, QObject *parent = nullptr);
    ~FailureCenter() override;

    using GroupId = quint64;

    [[nodiscard]] bool contains(GroupId group) const { return m_groups.contains(group); }
    /// The report on all failures of the group; @p group must be open.
    [[nodiscard]] ErrorReport report(GroupId group) const;
    /// The sandboxes of that report, without looking at the failures themselves.
    [[nodiscard]] QStringList sandboxIds(GroupId group) const;
    /// How many failures the group holds, repeats of the same sandbox counted.
    [[nodiscard]] int count(GroupId group) const;

    /// When the first and the last failure of the group came.
    [[nodiscard]] std::pair<UtcTime, UtcTime> span(GroupId group) const;

    /// Whether the last action on this sandbox failed and no other succeeded since.
    [[nodiscard]] bool hasFailure(const QString &sandboxId) const { return m_last.contains(sandboxId); }
    /// The report on that failure alone; there must be one.
    [[nodiscard]] ErrorReport lastReport(const QString &sandboxId) const;
    /// A person wants to read it again: the open group that holds it, or a new one with it alone, is asked
    /// for by groupWanted(). Nothing without a failure.
    void reopen(const QString &sandboxId);
    /// The sandbox is no more, so nobody can ask.
    void forget(const QString &sandboxId) { m_last.remove(sandboxId); }

    /// Asks the controller again for every sandbox of the group that may be retried now, and closes the
    /// group.
    void retry(GroupId group);
    void close(GroupId group);

Q_SIGNALS:
    void groupOpened(quint64 group);
    void groupChanged(quint64 group);
    void groupClosed(quint64 group);
    /// This open group's report belongs to the front.
    void groupWanted(quint64 group);
    /// hasFailure() of some sandbox is another.
    void lastFailuresChanged();

private:
    struct Group
    {
        QString cause;
        QVector<ActionFailure> failures;
    };

    void onFailed(const ActionFailure &failure);
    GroupId add(const ActionFailure &failure);

    LifecycleController &m_controller;
    QUrl m_server;
    std::map<GroupId, Group> m_groups;
    QHash<QString, ActionFailure> m_last; ///< by sandbox
    GroupId m_lastGroup = 0;
};

} // namespace sandglass
