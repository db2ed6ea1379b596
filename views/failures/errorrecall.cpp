// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "failures/errorrecall.h"

#include "actions/actionset.h"
#include "failures/failurepresenter.h"
#include "store/failurecenter.h"

#include <QAction>

#include <algorithm>

namespace sandglass {

ErrorRecall::ErrorRecall(ActionSet &actions, FailureCenter &center, FailurePresenter &presenter,
                         QObject *parent)
    : QObject(parent), m_actions(actions), m_center(center), m_presenter(presenter)
{
    connect(m_actions.showError(), &QAction::triggered, this, &ErrorRecall::showSelected);
    connect(&m_actions, &ActionSet::selectionChanged, this, &ErrorRecall::update);
    connect(&m_center, &FailureCenter::lastFailuresChanged, this, &ErrorRecall::update);
    connect(&m_presenter, &FailurePresenter::openDialogsChanged, this, &ErrorRecall::update);
    update();
}

QStringList ErrorRecall::failedOfSelection() const
{
    QStringList failed;
    for (const QString &id : m_actions.selection()) {
        if (m_center.hasFailure(id))
            failed += id;
    }
    return failed;
}

void ErrorRecall::update()
{
    const bool anySelected = std::any_of(m_actions.selection().begin(), m_actions.selection().end(),
                                         [this](const QString &id) { return m_center.hasFailure(id); });
    m_actions.showError()->setEnabled(anySelected || m_presenter.hasOpenDialogs());
}

void ErrorRecall::show(const QString &sandboxId)
{
    m_center.reopen(sandboxId);
}

void ErrorRecall::showSelected()
{
    // Pressed again and again it goes on to the next report.
    if (m_presenter.isAnyActive()) {
        m_presenter.activateNext();
        return;
    }
    const QStringList failed = failedOfSelection();
    if (failed.isEmpty())
        m_presenter.activateNext();
    else
        show(failed.constFirst());
}

} // namespace sandglass
