// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "store/lifecyclecontroller.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace sandglass {

class DeletionQueue;
class SandboxCreator;
struct ActionFailure;
struct Logbook;
struct PendingOp;

/// Notes what was asked of sandboxes, what kept it and how it ended. Of many at once the beginning, the end
/// and what went wrong are noted, not each success. All references outlive it.
class ActionRecorder final : public QObject
{
    Q_OBJECT

public:
    /// Beyond, it is a crowd.
    static constexpr int kFew = 3;

    ActionRecorder(Logbook &log, LifecycleController &controller, DeletionQueue &deletions,
                   SandboxCreator &creator, QObject *parent = nullptr);
    ~ActionRecorder() override;

private:
    /// Of one request for many.
    struct Crowd
    {
        LifecycleAction action = LifecycleAction::Start;
        int total = 0;
        int left = 0;
        int done = 0;
    };
    /// Of one crowd, what was not sent for one reason and has yet to be noted.
    struct Dropped
    {
        quint64 crowd = 0;
        LifecycleAction action = LifecycleAction::Start;
        ActionDrop drop{};
        QString reason;
        int count = 0;
    };

    void connectController(LifecycleController &controller);
    void onBegun(LifecycleAction action, const QStringList &ids);
    void onMoved(const QString &id, const PendingOp &op);
    void onFailed(const ActionFailure &failure);
    void onDone(const QString &id, LifecycleAction action, std::optional<std::chrono::milliseconds> took);
    void onDropped(const QString &id, LifecycleAction action, ActionDrop drop, const QString &reason);
    void onAbandoned(const QString &id, LifecycleAction action, ActionAbandon why);
    /// A person may stop ten thousand at once.
    void noteDropped();
    void addDropped(ActionDrop drop, const QString &what, const QString &why, const QString &id = {});
    void onWish(quint64 wish);
    /// Whether @p id was one of many, of whom one less is left now.
    bool leaveCrowd(const QString &id, bool done);
    [[nodiscard]] bool isOneOfMany(const QString &id) const { return m_crowdOf.contains(id); }

    Logbook &m_log;
    const SandboxCreator &m_creator;
    QHash<QString, quint64> m_crowdOf; ///< by sandbox
    QHash<quint64, Crowd> m_crowds;
    quint64 m_lastCrowd = 0;
    std::vector<Dropped> m_dropped;
};

} // namespace sandglass
