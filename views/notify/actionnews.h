// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "notify/notifier.h"

#include <QObject>
#include <QStringList>
#include <QVector>

#include <optional>

namespace sandglass {

class BulkRun;
class NotificationCenter;

/// What the desktop is told of actions that ended while nobody was looking: those that are through, one line
/// for each request however many sandboxes it was about, and those that failed, one line for each cause. What
/// was seen in the window is not told again. Everything in @p dashboard and the center outlive it.
class ActionNews final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMostLines = 4;
    /// News beyond are counted, not kept.
    static constexpr int kMostKept = 1'000;

    ActionNews(const Dashboard &dashboard, NotificationCenter &center, QObject *parent = nullptr);

    /// The sandboxes of what is through and was not seen yet.
    [[nodiscard]] QStringList finishedIds() const { return m_finishedIds; }

private:
    void onRunEnded(const BulkRun &run);
    void onCreated(const QString &sandboxId);
    void onCreationChanged(quint64 id);
    void onFailureGroup(quint64 group);
    void forget(QVector<quint64> &failed, quint64 id);
    void addFinished(const QString &text, const QStringList &ids);
    void forgetAll();
    [[nodiscard]] std::optional<Notification> composeFinished() const;
    [[nodiscard]] std::optional<Notification> composeFailed() const;

    Dashboard m_dashboard;
    NotificationCenter &m_center;
    QStringList m_finished; ///< a line for each request
    qsizetype m_finishedCount = 0;
    QStringList m_finishedIds;
    QVector<quint64> m_failedGroups; ///< of the failure center, oldest first
    QVector<quint64> m_failedWishes; ///< of the creator
};

} // namespace sandglass
