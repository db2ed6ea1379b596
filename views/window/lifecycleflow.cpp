// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/lifecycleflow.h"

#include "actions/actionconfirmation.h"
#include "item/formatting.h"
#include "store/deletionqueue.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"

#include <QLocale>

namespace sandglass {

LifecycleFlow::LifecycleFlow(const Dashboard &dashboard, QSettings &settings, QWidget *page)
    : QObject(page), m_dashboard(dashboard), m_settings(settings), m_page(page)
{
    connect(&dashboard.controller, &LifecycleController::actionDone, this, &LifecycleFlow::onActionDone);
}

LifecycleFlow::~LifecycleFlow() = default;

void LifecycleFlow::start(LifecycleAction action, const QStringList &ids)
{
    if (ActionConfirmation::isWanted(action, m_settings, m_dashboard.isDemo))
        ask(action, ids);
    else
        begin(action, ids);
}

void LifecycleFlow::ask(LifecycleAction action, const QStringList &ids)
{
    // A closed one lives until the event loop comes round.
    if (m_question && m_question->isVisible())
        return;
    m_question =
        new ActionConfirmation(action, m_dashboard.controller, m_dashboard.store, m_settings, ids, m_page);
    connect(m_question, &ActionConfirmation::confirmed, this,
            [this, action](const QStringList &confirmed) { begin(action, confirmed); });
    connect(m_question, &ActionConfirmation::becamePointless, this, &LifecycleFlow::announced);
    m_question->setDemo(m_dashboard.isDemo);
    m_question->open();
}

void LifecycleFlow::begin(LifecycleAction action, const QStringList &ids)
{
    if (action == LifecycleAction::Delete) {
        m_dashboard.deletions.schedule(ids); // the strip says so
        return;
    }
    const QStringList begun = m_dashboard.controller.request(action, ids);
    if (begun.isEmpty())
        return;
    const QString what =
        begun.size() == 1 ? begun.constFirst() : tr("%1 sandboxes").arg(QLocale().toString(begun.size()));
    Q_EMIT announced(tr("%1 %2", "Pausing… 3 sandboxes").arg(progressWord(action), what));
}

void LifecycleFlow::onActionDone(const QString &id, LifecycleAction action,
                                 std::optional<std::chrono::milliseconds> took)
{
    if (action == LifecycleAction::Delete)
        Q_EMIT announced(tr("%1: deleted").arg(id));
    const SandboxRow *row = m_dashboard.store.find(id);
    if (!row)
        return;
    const QString status = nameOfStatus(row->sandbox.status, row->sandbox.statusWord);
    Q_EMIT announced(!took || *took < std::chrono::seconds(1)
                         ? tr("%1: %2").arg(id, status)
                         : tr("%1: %2 after %3").arg(id, status, durationText(*took)));
}

} // namespace sandglass
