// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulktexts.h"

#include "item/formatting.h"
#include "store/actionrules.h"
#include "widgets/timetexts.h"

#include <QCoreApplication>
#include <QSet>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct BulkText
{
    Q_DECLARE_TR_FUNCTIONS(Bulk)
};

/// One form for one and one for many, since not every language's many can be made from a number.
QString counted(int count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(countText(count));
}

QString willBeText(LifecycleAction action, int count)
{
    const QString number = countText(count);
    switch (action) {
    case LifecycleAction::Start:
        return BulkText::tr("%1 will be started").arg(number);
    case LifecycleAction::Stop:
        return BulkText::tr("%1 will be stopped").arg(number);
    case LifecycleAction::Pause:
        return BulkText::tr("%1 will be paused").arg(number);
    case LifecycleAction::Resume:
        return BulkText::tr("%1 will be resumed").arg(number);
    case LifecycleAction::Delete:
        return BulkText::tr("%1 will be deleted").arg(number);
    case LifecycleAction::Extend:
        return BulkText::tr("%1 will get a new time limit").arg(number);
    }
    return {};
}

QString beginning(LifecycleAction action, int total)
{
    switch (action) {
    case LifecycleAction::Start:
        return counted(total, BulkText::tr("Starting 1 sandbox"), BulkText::tr("Starting %1 sandboxes"));
    case LifecycleAction::Stop:
        return counted(total, BulkText::tr("Stopping 1 sandbox"), BulkText::tr("Stopping %1 sandboxes"));
    case LifecycleAction::Pause:
        return counted(total, BulkText::tr("Pausing 1 sandbox"), BulkText::tr("Pausing %1 sandboxes"));
    case LifecycleAction::Resume:
        return counted(total, BulkText::tr("Resuming 1 sandbox"), BulkText::tr("Resuming %1 sandboxes"));
    case LifecycleAction::Delete:
        return counted(total, BulkText::tr("Deleting 1 sandbox"), BulkText::tr("Deleting %1 sandboxes"));
    case LifecycleAction::Extend:
        return counted(total, BulkText::tr("Extending 1 sandbox"), BulkText::tr("Extending %1 sandboxes"));
    }
    return {};
}

/// Why sandboxes failed: the first cause, and how many others there are.
QString causesText(const BulkRun &run)
{
    QSet<QString> causes;
    QString first;
    std::vector<ActionFailure> alike; // those of the first cause
    for (const BulkItem &item : run.items()) {
        if (item.state != BulkState::Failed)
            continue;
        if (causes.isEmpty())
            first = item.note;
        causes.insert(item.note);
        if (item.failure && item.note == first)
            alike.push_back(*item.failure);
    }
    if (causes.isEmpty())
        return {};
    // The note of each speaks of one sandbox; what is said of many speaks of many.
    if (alike.size() > 1)
        first = causeOf(alike, {});
    if (causes.size() == 1)
        return first;
    const int others = static_cast<int>(causes.size()) - 1;
    return BulkText::tr("%1 %2", "first cause, number of others")
        .arg(first, counted(others, BulkText::tr("There is one other cause; see Details."),
                            BulkText::tr("There are %1 other causes; see Details.")));
}

} // namespace

QString roughTimeText(std::chrono::milliseconds time)
{
    if (time < 8s)
        return BulkText::tr("a few seconds");
    if (time < 100s) {
        const auto seconds = (std::chrono::ceil<std::chrono::seconds>(time).count() + 4) / 5 * 5;
        return BulkText::tr("about %1 s").arg(countText(seconds));
    }
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(time).count();
    if (minutes < 120)
        return BulkText::tr("about %1 min").arg(countText(minutes));
    return BulkText::tr("about %1 h").arg(countText((minutes + 59) / 60));
}

QString planHeadline(const BulkPlan &plan)
{
    const BulkPlan::Counts counts = plan.counts();
    const QString name = nameOfAction(plan.action);
    if (counts.skipped == 0)
        return counted(counts.total, BulkText::tr("%1 1 sandbox?").arg(name),
                       BulkText::tr("%1 %2 sandboxes?").arg(name, u"%1"_s));
    return BulkText::tr("%1 %2 of %3 sandboxes?", "Pause 3 of 5 sandboxes?")
        .arg(name, countText(counts.willDo), countText(counts.total));
}

QString planConsequence(const BulkPlan &plan)
{
    switch (plan.action) {
    case LifecycleAction::Stop:
        return BulkText::tr("Their memory and running processes are lost; their files stay.");
    case LifecycleAction::Delete:
        return BulkText::tr("They are removed with all their files, for good.");
    case LifecycleAction::Start:
        return BulkText::tr("They boot from their files; nothing that ran before comes back.");
    case LifecycleAction::Pause:
        return BulkText::tr("They keep memory, processes and files; Resume goes on where they were.");
    case LifecycleAction::Resume:
        return BulkText::tr("They go on where they were paused, with memory, processes and files.");
    case LifecycleAction::Extend:
        return plan.wish && plan.wish->kind == Extension::Kind::By
                   ? BulkText::tr("The server deletes each %1 later than it would.")
                         .arg(durationText(plan.wish->by))
                   : BulkText::tr("The server deletes them later than it would.");
    }
    return {};
}

QStringList planTotals(const BulkPlan &plan)
{
    const BulkPlan::Counts counts = plan.counts();
    QStringList totals{willBeText(plan.action, counts.willDo)};
    if (counts.skipped > 0)
        totals += counted(counts.skipped, BulkText::tr("1 is left out"), BulkText::tr("%1 are left out"));
    if (counts.production > 0)
        totals += BulkText::tr("%1 in production").arg(countText(counts.production));
    if (counts.hidden > 0)
        totals += BulkText::tr("%1 hidden by the filter").arg(countText(counts.hidden));
    if (counts.old > 0)
        totals += counted(counts.old, BulkText::tr("1 state is old"), BulkText::tr("%1 states are old"));
    return totals;
}

QString planTime(const BulkPlan &plan, int limitPerMinute)
{
    if (plan.counts().willDo == 0)
        return {};
    const QString time = roughTimeText(plan.untilSent);
    if (!plan.waitsForRateLimit)
        return BulkText::tr("Sending takes %1.").arg(time);
    const QString limit = countText(limitPerMinute);
    const QString free = countText(plan.freePerMinute);
    if (plan.takenByOthers == 0) {
        return BulkText::
            tr("Sending takes %1: of the %2 requests a minute the key may send, about %3 are free for it. "
               "You can go on working, and cancel the rest at any time.")
                .arg(time, limit, free);
    }
    return BulkText::tr(
               "Sending takes %1: of the %2 requests a minute the key may send, about %3 are free for it; "
               "other programs use about %4. You can go on working, and cancel the rest at any time.")
        .arg(time, limit, free, countText(plan.takenByOthers));
}

QString planButton(const BulkPlan &plan)
{
    const int count = plan.counts().willDo;
    const QString name = nameOfAction(plan.action);
    return count == 1 ? BulkText::tr("&%1 1 sandbox").arg(name)
                      : BulkText::tr("&%1 %2 sandboxes").arg(name, countText(count));
}

QString runHeadline(const BulkRun &run)
{
    return run.isOver() ? outcomeText(run) : beginning(run.action(), run.counts().begun);
}

QString runText(const BulkRun &run, const BulkOutlook &outlook)
{
    if (run.isOver())
        return causesText(run);
    const BulkRun::Counts &counts = run.counts();
    QStringList parts{BulkText::tr("%1 of %2 done").arg(countText(counts.done), countText(counts.begun))};
    if (counts.failed > 0)
        parts += BulkText::tr("%1 failed").arg(countText(counts.failed));
    if (counts.skipped > 0)
        parts += BulkText::tr("%1 left out").arg(countText(counts.skipped));
    if (counts.cancelled > 0)
        parts += BulkText::tr("%1 not sent").arg(countText(counts.cancelled));
    if (counts.slow > 0)
        parts += BulkText::tr("%1 unusually slow").arg(countText(counts.slow));
    if (counts.queued > 0 && outlook.limitWait > 0ms)
        parts += BulkText::tr("waiting %1 for the rate limit").arg(countdown(outlook.limitWait));
    if (counts.queued > 0)
        parts += BulkText::tr("%1 left").arg(roughTimeText(outlook.untilSent));
    else if (counts.underWay > 0)
        parts += BulkText::tr("waiting for %1 to finish").arg(countText(counts.underWay));
    return parts.join(u", "_s);
}

} // namespace sandglass
