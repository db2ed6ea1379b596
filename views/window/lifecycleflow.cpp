// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lifecycleflow.h"

#include "actions/actionconfirmation.h"
#include "bulk/plandialog.h"
#include "bulk/plansilence.h"
#include "store/bulk/bulkruns.h"
#include "store/lifecyclecontroller.h"

namespace sandglass {

LifecycleFlow::LifecycleFlow(Dashboard dashboard, Settings &settings, QWidget *page)
    : QObject(page), m_dashboard(std::move(dashboard)), m_settings(settings), m_page(page)
{}

LifecycleFlow::~LifecycleFlow() = default;

void LifecycleFlow::start(LifecycleAction action, const QStringList &ids)
{
    // A closed question lives until the event loop comes round.
    if (m_question && m_question->isVisible())
        return;
    const bool many = needsPlan(m_dashboard.controller.verdict(action, ids));
    if (many && isPlanWanted(action, m_settings, m_dashboard.isDemo))
        showPlan(action, ids);
    else if (!many && ActionConfirmation::isWanted(action, m_settings, m_dashboard.isDemo))
        ask(action, ids);
    else
        begin(action, ids);
}

bool LifecycleFlow::asks(LifecycleAction action, const QStringList &ids) const
{
    if (m_question && m_question->isVisible())
        return true;
    return needsPlan(m_dashboard.controller.verdict(action, ids))
               ? isPlanWanted(action, m_settings, m_dashboard.isDemo)
               : ActionConfirmation::isWanted(action, m_settings, m_dashboard.isDemo);
}

void LifecycleFlow::ask(LifecycleAction action, const QStringList &ids)
{
    auto *question =
        new ActionConfirmation(action, m_dashboard.controller, m_dashboard.store, m_settings, ids, m_page);
    connect(question, &ActionConfirmation::confirmed, this,
            [this, action](const QStringList &confirmed) { begin(action, confirmed); });
    connect(question, &ActionConfirmation::becamePointless, this, &LifecycleFlow::announced);
    question->setDemo(m_dashboard.isDemo);
    m_question = question;
    question->open();
}

void LifecycleFlow::showPlan(LifecycleAction action, const QStringList &ids)
{
    auto *plan = new PlanDialog(action, ids, m_dashboard, m_settings, m_page);
    connect(plan, &PlanDialog::confirmed, this,
            [this, action](const QStringList &confirmed) { begin(action, confirmed); });
    connect(plan, &PlanDialog::becamePointless, this, &LifecycleFlow::announced);
    m_question = plan;
    plan->open();
}

void LifecycleFlow::begin(LifecycleAction action, const QStringList &ids)
{
    // What comes of it the strips and the status line say.
    m_dashboard.bulk.request(action, ids);
}

} // namespace sandglass
