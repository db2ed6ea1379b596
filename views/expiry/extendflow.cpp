// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "expiry/extendflow.h"

#include "bulk/plandialog.h"
#include "bulk/plansilence.h"
#include "expiry/expirytexts.h"
#include "expiry/extenddialog.h"
#include "store/bulk/bulkruns.h"
#include "store/lifecyclecontroller.h"
#include "store/serverclock.h"

namespace sandglass {

using namespace std::chrono_literals;

namespace {
// Clocks differ by seconds; a limit of the server's is another matter.
constexpr auto kClearlyLess = 60s;
} // namespace

ExtendFlow::ExtendFlow(const Dashboard &dashboard, Settings &settings, QWidget *page)
    : QObject(page), m_dashboard(dashboard), m_settings(settings), m_page(page)
{
    connect(&dashboard.controller, &LifecycleController::extended, this, &ExtendFlow::onExtended);
    connect(&dashboard.controller, &LifecycleController::actionsBegun, this,
            [this](LifecycleAction action, const QStringList &ids) {
                if (action == LifecycleAction::Extend && ids.size() == 1)
                    m_alone.insert(ids.constFirst());
            });
}

ExtendFlow::~ExtendFlow() = default;

void ExtendFlow::start(const Extension &wish, const QStringList &ids)
{
    if (isAsking())
        return;
    if (!asks(wish, ids)) {
        extend(wish, ids);
        return;
    }
    auto *plan = new PlanDialog(LifecycleAction::Extend, ids, m_dashboard, m_settings, m_page, wish);
    connect(plan, &PlanDialog::confirmed, this,
            [this, wish](const QStringList &confirmed) { extend(wish, confirmed); });
    connect(plan, &PlanDialog::becamePointless, this, &ExtendFlow::announced);
    m_question = plan;
    plan->open();
}

bool ExtendFlow::asks(const Extension &wish, const QStringList &ids) const
{
    return isAsking() || (needsPlan(m_dashboard.controller.verdict(wish, ids)) &&
                          isPlanWanted(LifecycleAction::Extend, m_settings, m_dashboard.isDemo));
}

void ExtendFlow::extend(const Extension &wish, const QStringList &ids)
{
    const SelectionVerdict verdict = m_dashboard.controller.verdict(wish, ids);
    if (verdict.allowed())
        m_dashboard.bulk.extend(wish, ids);
    else
        Q_EMIT announced(verdict.reason);
}

void ExtendFlow::askForTime(const QStringList &ids)
{
    if (isAsking())
        return;
    auto *dialog = new ExtendDialog(m_dashboard.controller, m_dashboard.store, m_dashboard.clock,
                                    m_dashboard.serverClock, ids, m_page);
    connect(dialog, &ExtendDialog::chosen, this, &ExtendFlow::extend);
    connect(dialog, &ExtendDialog::becamePointless, this, &ExtendFlow::announced);
    m_question = dialog;
    dialog->open();
}

bool ExtendFlow::isAsking() const
{
    // A closed one lives until the event loop comes round.
    return m_question && m_question->isVisible();
}

void ExtendFlow::onExtended(const QString &id, UtcTime end, UtcTime wished)
{
    // How a run of many went is told as a whole.
    const bool less = end + kClearlyLess < wished;
    if (!m_alone.remove(id) && !less)
        return;
    const QString text = livesUntilText(id, end, m_dashboard.serverClock.now());
    Q_EMIT announced(less ? tr("%1: the server allowed no longer").arg(text) : text);
}

} // namespace sandglass
