// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/bulk/bulkrun.h"

#include <QObject>
#include <QSet>
#include <QVector>

namespace sandglass {

class DeletionQueue;
struct Verdict;

/// Every request to the controller as a run, whoever made it. Runs of one or two sandboxes go when they are
/// over; those of many stay until they are dismissed, so that it can be seen how they ended. GUI thread; the
/// references outlive it.
class BulkRuns final : public QObject
{
    Q_OBJECT

public:
    /// Runs that are over and were not dismissed; beyond, the oldest goes.
    static constexpr int kMostOver = 3;

    BulkRuns(Clock &clock, LifecycleController &controller, DeletionQueue &deletions,
             QObject *parent = nullptr);
    ~BulkRuns() override;

    /// Does @p action to those of @p ids for which it is possible now, and keeps why the others were left
    /// out. A deletion waits in its queue first. Returns the ids it was begun or scheduled for.
    QStringList request(LifecycleAction action, const QStringList &ids);
    /// The same for Extend.
    QStringList extend(const Extension &wish, const QStringList &ids);

    /// The runs of many, and those that wait for the rate limit; oldest first.
    [[nodiscard]] QVector<BulkRun *> shown() const;

    /// Takes back what has not been sent yet.
    void stopRest(BulkRun &run);
    void stopAll();
    /// Asks again for the failed ones that may be, in a run of their own that takes the place of @p run.
    void retryFailed(BulkRun &run);
    /// Forgets a run that is over.
    void dismiss(BulkRun &run);

    /// Sandboxes that wait for their turn to be sent, in all runs.
    [[nodiscard]] int queued() const;

Q_SIGNALS:
    void begun(sandglass::BulkRun *run);
    /// A small run that is shown from now on: it waits, and a person may not want to.
    void cameUp(sandglass::BulkRun *run);
    void changed(sandglass::BulkRun *run, int index);
    void ended(sandglass::BulkRun *run);
    /// After the last word on @p run, which dies next.
    void dismissed(sandglass::BulkRun *run);

private:
    /// Keeps why @p id is left out of the request that is being made.
    void skip(const QString &id, const Verdict &verdict);
    void onBegun(LifecycleAction action, const QStringList &ids);
    void onEnded(BulkRun &run);
    void watchWaiting();
    void showWaiting();
    [[nodiscard]] bool isShown(const BulkRun &run) const;
    void forget(BulkRun &run);

    Clock &m_clock;
    LifecycleController &m_controller;
    DeletionQueue &m_deletions;
    QVector<BulkRun *> m_runs; ///< children
    QSet<const BulkRun *> m_small;
    QVector<BulkItem> m_skipped;     ///< of the request that is being made
    std::optional<Extension> m_wish; ///< of that request as well
    bool m_showNext = false;
    Timer m_watch;
};

} // namespace sandglass
