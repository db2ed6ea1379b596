// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/deletionflow.h"

#include "actions/actionset.h"
#include "item/formatting.h"
#include "status/banner.h"
#include "status/deletionnotice.h"
#include "store/deletionqueue.h"
#include "widgets/plainquestion.h"

#include <QMessageBox>
#include <QPushButton>

namespace sandglass {

using namespace Qt::StringLiterals;

DeletionFlow::DeletionFlow(DeletionQueue &deletions, Clock &clock, ActionSet &actions, Banner &strip,
                           QWidget *page)
    : QObject(page), m_deletions(deletions), m_actions(actions), m_page(page)
{
    new DeletionNotice(deletions, clock, strip, this);
    connect(&strip, &Banner::pressed, this, &DeletionFlow::undo);
    connect(actions.undoDelete(), &QAction::triggered, this, &DeletionFlow::undo);
    connect(&deletions, &DeletionQueue::changed, this, &DeletionFlow::onQueueChanged);
    connect(&deletions, &DeletionQueue::refused, this, &DeletionFlow::announced);
    connect(&deletions, &DeletionQueue::settled, this, &DeletionFlow::onSettled);
}

DeletionFlow::~DeletionFlow() = default;

void DeletionFlow::onQueueChanged()
{
    const bool waiting = !m_deletions.ids().isEmpty();
    m_actions.undoDelete()->setEnabled(waiting);
    if (!waiting && m_farewell)
        m_farewell->reject();
}

void DeletionFlow::onSettled(bool allDeleted)
{
    // What failed is on the screen now and should be seen.
    if (std::exchange(m_goOnWhenDeleted, false) && allDeleted)
        goOn();
}

void DeletionFlow::goOn()
{
    // The last thing done here: it may be the end of this object.
    if (const auto next = std::exchange(m_goOn, {}))
        next();
}

void DeletionFlow::setCovered(bool covered)
{
    m_covered = covered;
    updateHeld();
}

void DeletionFlow::updateHeld()
{
    m_deletions.setHeld(m_covered || m_farewell);
}

void DeletionFlow::undo()
{
    const QStringList kept = m_deletions.undo();
    if (kept.isEmpty())
        return;
    Q_EMIT announced(kept.size() == 1 ? tr("%1 is kept").arg(kept.constFirst())
                                      : tr("%1 sandboxes are kept").arg(countText(kept.size())));
}

bool DeletionFlow::mayEnd() const
{
    return m_deletions.ids().isEmpty();
}

void DeletionFlow::end(Leaving how, std::function<void()> goOn)
{
    m_goOnWhenDeleted = false;
    m_goOn = std::move(goOn);
    if (mayEnd())
        this->goOn();
    else if (m_farewell)
        m_farewell->activateWindow();
    else
        ask(how);
}

void DeletionFlow::ask(Leaving how)
{
    const qsizetype count = m_deletions.ids().size();
    m_farewell =
        makePlainQuestion("farewell"_L1, how == Leaving::Quit ? tr("Quit") : tr("Leave This Connection"),
                          count == 1 ? tr("One sandbox is still to be deleted.")
                                     : tr("%1 sandboxes are still to be deleted.").arg(countText(count)),
                          tr("Nothing was sent yet. Deleted files are lost for good."), m_page);
    const QPushButton *deleteNow = m_farewell->addButton(tr("&Delete now"), QMessageBox::DestructiveRole);
    const QPushButton *keep =
        m_farewell->addButton(count == 1 ? tr("&Keep it") : tr("&Keep them"), QMessageBox::AcceptRole);
    connect(deleteNow, &QPushButton::clicked, this, [this] {
        m_deletions.sendNow();
        m_goOnWhenDeleted = m_deletions.isSending();
    });
    // After the dialog has closed: what follows may be the end of its parent.
    connect(
        keep, &QPushButton::clicked, this,
        [this] {
            m_deletions.undo();
            goOn();
        },
        Qt::QueuedConnection);
    connect(m_farewell, &QDialog::finished, this, [this] {
        m_farewell = nullptr;
        updateHeld();
    });
    updateHeld();
    m_farewell->open();
}

} // namespace sandglass
