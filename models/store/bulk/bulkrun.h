// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"
#include "store/errorreport.h"
#include "store/pendingop.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QVector>

namespace sandglass {

class LifecycleController;
enum class ActionAbandon : quint8;
enum class ActionDrop : quint8;

/// Where one sandbox of a run stands.
enum class BulkState : quint8
{
    Queued,  ///< not sent yet
    Sending, ///< the request is on its way
    Waiting, ///< sent; the server has yet to show the new state
    Done,    ///< it shows it
    Failed,
    Skipped,   ///< was never sent, since the sandbox's state did not allow it
    Cancelled, ///< was never sent, since a person stopped the rest
};

struct BulkItem
{
    QString id;
    BulkState state = BulkState::Queued;
    QString note; ///< why it failed or was left out: one sentence
    std::optional<ActionFailure> failure;
    bool slow = false; ///< waits for longer than is usual

    [[nodiscard]] bool isOver() const { return state >= BulkState::Done; }
};

/// One request for some sandboxes, from the click to the last of them, row by row. It follows the controller
/// by id, so it does not care whether rows come, go or are filtered meanwhile. GUI thread.
class BulkRun final : public QObject
{
    Q_OBJECT

public:
    struct Counts
    {
        int total = 0;
        int begun = 0; ///< without what was left out from the beginning
        int queued = 0;
        int underWay = 0; ///< sending or waiting
        int slow = 0;     ///< of those
        int done = 0;
        int failed = 0;
        int skipped = 0;
        int cancelled = 0;

        [[nodiscard]] int over() const { return done + failed + skipped + cancelled; }
        bool operator==(const Counts &) const = default;
    };

    /// @p ids were begun just now; @p skipped were asked for as well, but could not be. Both are remembered
    /// under the moment @p at, and with Extend under the @p wish, where that is known.
    BulkRun(LifecycleAction action, const QStringList &ids, const QVector<BulkItem> &skipped, UtcTime at,
            const std::optional<Extension> &wish, LifecycleController &controller, QObject *parent = nullptr);

    [[nodiscard]] LifecycleAction action() const { return m_action; }
    [[nodiscard]] const std::optional<Extension> &wish() const { return m_wish; }
    [[nodiscard]] UtcTime begunAt() const { return m_at; }
    [[nodiscard]] const QVector<BulkItem> &items() const { return m_items; }
    [[nodiscard]] const Counts &counts() const { return m_counts; }
    [[nodiscard]] bool isOver() const { return m_counts.queued + m_counts.underWay == 0; }
    /// Every id that was asked for.
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] QStringList idsIn(BulkState state) const;
    /// Failed ones that may be asked for again as they are now.
    [[nodiscard]] QStringList retryable() const;
    /// What became of @p id so far; nullptr where it was not begun.
    [[nodiscard]] const BulkItem *itemOf(const QString &id) const;
    /// nullopt where @p id did not fail.
    [[nodiscard]] std::optional<ActionFailure> failureOf(const QString &id) const;
    /// How long the only one took, where there is only one and it is known.
    [[nodiscard]] std::optional<std::chrono::milliseconds> took() const { return m_took; }

Q_SIGNALS:
    void itemChanged(int index);
    /// Once, after the last itemChanged().
    void ended();

private:
    void onMoved(const QString &id, const PendingOp &op);
    void onDone(const QString &id, LifecycleAction action, std::optional<std::chrono::milliseconds> took);
    void onFailed(const ActionFailure &failure);
    void onDropped(const QString &id, LifecycleAction action, ActionDrop drop, const QString &reason);
    void onAbandoned(const QString &id, LifecycleAction action, ActionAbandon why);
    /// The item of @p id that is not over yet, or nullptr.
    [[nodiscard]] BulkItem *open(const QString &id, LifecycleAction action);
    void set(BulkItem &item, BulkState state, const QString &note = {}, bool slow = false);
    void count(const BulkItem &item, int by);

    const LifecycleAction m_action;
    const UtcTime m_at;
    const std::optional<Extension> m_wish;
    LifecycleController &m_controller;
    QVector<BulkItem> m_items;
    QHash<QString, int> m_indexes;
    Counts m_counts;
    std::optional<std::chrono::milliseconds> m_took;
};

/// How a run stands or ended, in one sentence: "3 of 5 paused, 2 failed".
[[nodiscard]] QString outcomeText(const BulkRun &run);

/// "waiting", "sending", "done", …
[[nodiscard]] QString nameOfBulkState(BulkState state);

/// A run as text for a bug report: a line for each sandbox, then what is known of each cause. Holds no
/// secret.
[[nodiscard]] QString reportOf(const BulkRun &run, const QUrl &server);

} // namespace sandglass
