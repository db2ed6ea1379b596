// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tray/recentactions.h"

#include "item/formatting.h"
#include "store/actionrules.h"
#include "store/bulk/bulkruns.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "widgets/timetexts.h"

#include <algorithm>
#include <bit>

namespace sandglass {

RecentActions::RecentActions(const Dashboard &dashboard, QObject *parent)
    : QObject(parent), m_dashboard(dashboard)
{
    connect(&dashboard.bulk, &BulkRuns::begun, this, [this](BulkRun *run) { onBegun(*run); });
    // A list may miss hundreds at a time.
    connect(&dashboard.store, &SandboxStore::sandboxGone, this, [this] { m_forget.schedule(); });
}

void RecentActions::onBegun(const BulkRun &run)
{
    RecentAction recent{run.action(), {}, run.wish()};
    for (const BulkItem &item : run.items()) {
        if (item.state != BulkState::Skipped)
            recent.ids += item.id;
    }
    // A moment does not come twice, and an extension nobody knows the length of cannot be repeated.
    if (recent.action == LifecycleAction::Extend &&
        (!recent.wish || recent.wish->kind != Extension::Kind::By))
        return;
    m_all.removeAll(recent);
    m_all.prepend(recent);
    if (m_all.size() > kMost)
        m_all.resize(kMost);
    Q_EMIT changed();
}

void RecentActions::forgetGone()
{
    const auto isOver = [this](const RecentAction &recent) {
        return std::none_of(recent.ids.begin(), recent.ids.end(),
                            [this](const QString &id) { return m_dashboard.store.find(id) != nullptr; });
    };
    if (m_all.removeIf(isOver) > 0)
        Q_EMIT changed();
}

QString RecentActions::whyNot(const RecentAction &recent) const
{
    if (recent.ids.size() == 1) {
        const QString &id = recent.ids.constFirst();
        return recent.wish ? m_dashboard.controller.verdict(*recent.wish, id).reason
                           : m_dashboard.controller.verdict(recent.action, id).reason;
    }
    const ConnectionFacts &facts = m_dashboard.controller.facts();
    RowTally rows;
    TallyVerdict verdict;
    for (qsizetype i = 0; i < recent.ids.size(); ++i) {
        if (const SandboxRow *row = m_dashboard.store.findEver(recent.ids.at(i)))
            rows.add(*row);
        // One of them is enough, and most often it is among the first. At each doubling, as there are many.
        const bool isTime = std::has_single_bit(static_cast<quint64>(i + 1)) || i + 1 == recent.ids.size();
        if (!isTime)
            continue;
        verdict = recent.wish ? rows.judge(*recent.wish, facts) : rows.judge(recent.action, facts);
        if (verdict.allowed())
            break;
    }
    return verdict.reason;
}

QString textOf(const RecentAction &recent)
{
    const QString whom = recent.ids.size() == 1
                             ? recent.ids.constFirst()
                             : RecentActions::tr("%1 sandboxes").arg(countText(recent.ids.size()));
    return recent.wish
               ? RecentActions::tr("Extend %1 by %2").arg(whom, spanText(recent.wish->by))
               : RecentActions::tr("%1 %2", "Pause 3 sandboxes").arg(nameOfAction(recent.action), whom);
}

} // namespace sandglass
