// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulk/bulkplan.h"

#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"

namespace sandglass {

using namespace std::chrono_literals;

BulkPlan::Counts BulkPlan::counts() const
{
    Counts counts;
    counts.total = static_cast<int>(sandboxes.size());
    for (const PlannedSandbox &sandbox : sandboxes) {
        if (!sandbox.willDo) {
            ++counts.skipped;
            continue;
        }
        ++counts.willDo;
        counts.hidden += sandbox.hidden ? 1 : 0;
        counts.old += sandbox.old ? 1 : 0;
        counts.production += sandbox.production ? 1 : 0;
    }
    return counts;
}

QStringList BulkPlan::eligible() const
{
    QStringList ids;
    for (const PlannedSandbox &sandbox : sandboxes) {
        if (sandbox.willDo)
            ids.append(sandbox.id);
    }
    return ids;
}

bool needsPlan(const SelectionVerdict &verdict)
{
    return verdict.allowed() &&
           (verdict.total >= ActionQueue::kBulk || verdict.eligible.size() < verdict.total);
}

std::chrono::milliseconds timeToSend(int requests, const RateForecast &forecast,
                                     std::chrono::milliseconds answerTime, int places)
{
    if (requests <= 0)
        return 0ms;
    const auto sending = [&](int count) { return (count + places - 1) / places * answerTime; };
    if (requests <= forecast.now)
        return sending(requests);
    const int perMinute = std::max(1, forecast.perMinute);
    const int inLastMinute = (requests - forecast.now - 1) % perMinute + 1;
    return forecast.waitOf(requests - 1) + sending(inLastMinute);
}

BulkPlan planFor(LifecycleAction action, const QStringList &ids, const LifecycleController &controller,
                 const SandboxStore &store, const RateForecast &forecast,
                 const std::function<ShownAs(int)> &look, const std::optional<Extension> &wish)
{
    BulkPlan plan;
    plan.action = action;
    plan.wish = wish;
    plan.sandboxes.reserve(ids.size());
    int willDo = 0;
    for (const QString &id : ids) {
        PlannedSandbox planned;
        planned.id = id;
        const Verdict verdict = wish ? controller.verdict(*wish, id) : controller.verdict(action, id);
        planned.willDo = verdict.allowed;
        planned.reason = verdict.reason;
        if (const int at = store.rowOf(id); at >= 0) {
            const SandboxRow &row = store.at(at);
            const Sandbox &sandbox = row.sandbox;
            planned.templateName = sandbox.templateName.isEmpty() ? sandbox.templateId : sandbox.templateName;
            planned.status = row.pending && row.pending->blocksActions()
                                 ? progressWord(row.pending->action)
                                 : nameOfStatus(sandbox.status, sandbox.statusWord);
            planned.production = sandbox.liveMode.value_or(false);
            const ShownAs shown = look(at);
            planned.hidden = shown.hidden;
            planned.old = shown.old;
        }
        willDo += planned.willDo ? 1 : 0;
        plan.sandboxes.append(std::move(planned));
    }
    plan.untilSent = timeToSend(willDo * LifecycleController::requestsFor(action), forecast,
                                controller.answerTime(), controller.placesFor(willDo));
    plan.freePerMinute = forecast.perMinute;
    plan.takenByOthers = forecast.others;
    plan.waitsForRateLimit = willDo * LifecycleController::requestsFor(action) > forecast.now;
    return plan;
}

} // namespace sandglass
