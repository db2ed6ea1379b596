// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/errorreport.h"

#include <QObject>
#include <QUrl>
#include <QVector>

#include <map>

namespace sandglass {

class LifecycleController;

/// Gathers failed actions into groups of one cause each, so that twenty failures of one click make one dialog
/// with a list and repeats make a count. A group lives until it is closed. GUI thread.
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
    /// How many failures the group holds, repeats of the same sandbox counted.
    [[nodiscard]] int count(GroupId group) const;

    /// Asks the controller again for every sandbox of the group that may be retried now, and closes the
    /// group.
    void retry(GroupId group);
    void close(GroupId group);

Q_SIGNALS:
    void groupOpened(quint64 group);
    void groupChanged(quint64 group);
    void groupClosed(quint64 group);

private:
    struct Group
    {
        QString cause;
        QVector<ActionFailure> failures;
    };

    void onFailed(const ActionFailure &failure);

    LifecycleController &m_controller;
    QUrl m_server;
    std::map<GroupId, Group> m_groups;
    GroupId m_last = 0;
};

} // namespace sandglass
