// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/bulkflow.h"

#include "bulk/bulkstrip.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "store/actionrules.h"
#include "store/bulk/bulkruns.h"
#include "store/sandboxstore.h"
#include "table/sandboxtable.h"
#include "widgets/focus.h"
#include "widgets/openmenu.h"
#include "widgets/plainquestion.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

BulkFlow::BulkFlow(const Dashboard &dashboard, SandboxTable &table, const QAction &showError, QWidget &place,
                   QWidget *page)
    : QObject(page)
    , m_dashboard(dashboard)
    , m_table(table)
    , m_showError(showError)
    , m_place(place)
    , m_page(page)
{
    auto *layout = new QVBoxLayout(&place);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    connect(&dashboard.bulk, &BulkRuns::begun, this, &BulkFlow::onBegun);
    connect(&dashboard.bulk, &BulkRuns::cameUp, this, &BulkFlow::addStrip);
    connect(&dashboard.bulk, &BulkRuns::changed, this, &BulkFlow::onChanged);
    connect(&dashboard.bulk, &BulkRuns::ended, this, &BulkFlow::onEnded);
    connect(&dashboard.bulk, &BulkRuns::dismissed, this, &BulkFlow::onDismissed);
    for (BulkRun *run : dashboard.bulk.shown())
        onBegun(run);
}

BulkFlow::~BulkFlow() = default;

/// How a run of one sandbox ended.
QString BulkFlow::outcomeOfOne(const BulkRun &run) const
{
    const BulkItem &item = run.items().constFirst();
    if (item.state == BulkState::Failed && item.failure)
        return tr("%1 (%2)", "what failed, the key for the report")
            .arg(reportOf(std::span(&*item.failure, 1), {}).headline,
                 m_showError.shortcut().toString(QKeySequence::NativeText));
    if (item.state != BulkState::Done)
        return tr("%1: %2", "id, why nothing was done").arg(item.id, item.note);
    if (run.action() == LifecycleAction::Extend)
        return {}; // ExtendFlow told the new end
    if (run.action() == LifecycleAction::Delete)
        return tr("%1: deleted").arg(item.id);
    const SandboxRow *row = m_dashboard.store.find(item.id);
    if (!row)
        return {};
    const QString status = nameOfStatus(row->sandbox->status, row->sandbox->statusWord);
    const auto took = run.took();
    return !took || *took < 1s ? tr("%1: %2").arg(item.id, status)
                               : tr("%1: %2 after %3").arg(item.id, status, durationText(*took));
}

void BulkFlow::onBegun(BulkRun *run)
{
    const BulkRun::Counts &counts = run->counts();
    const QString what =
        counts.begun == 1 ? run->items().constFirst().id : tr("%1 sandboxes").arg(countText(counts.begun));
    Q_EMIT announced(tr("%1 %2", "Pausing… 3 sandboxes").arg(progressWord(run->action()), what));
    if (m_dashboard.bulk.shown().contains(run))
        addStrip(run);
}

void BulkFlow::addStrip(BulkRun *run)
{
    auto *strip = new BulkStrip(*run, m_dashboard, &m_place);
    connect(strip, &BulkStrip::copied, this, [this] { Q_EMIT announced(tr("Copied the report")); });
    connect(strip, &BulkStrip::focusLost, this, &BulkFlow::focusLost);
    m_place.layout()->addWidget(strip);
    strip->show();
    m_strips.insert({run, strip});
}

void BulkFlow::onChanged(BulkRun *run, int index)
{
    // A failure is news at once; what goes well is told as a whole at the end.
    if (run->items().at(index).state == BulkState::Failed && !run->isOver() && !m_strips.contains(run))
        Q_EMIT announced(outcomeText(*run));
}

void BulkFlow::onEnded(BulkRun *run)
{
    const QString text = run->counts().total == 1 ? outcomeOfOne(*run) : outcomeText(*run);
    if (!text.isEmpty())
        Q_EMIT announced(text);
    if (const auto strip = m_strips.find(run); strip != m_strips.end()) {
        QStringList failed = run->idsIn(BulkState::Failed);
        failed.removeIf([this](const QString &id) { return !m_dashboard.store.find(id); });
        if (!failed.isEmpty()) {
            tellHidden(failed, strip->second);
            whenNoMenuIsOpen(this, [this, failed, asked = run->ids()] { leaveSelected(failed, asked); });
        }
    }
    if (m_farewell && m_dashboard.bulk.queued() == 0)
        m_farewell->reject();
}

void BulkFlow::onDismissed(BulkRun *run)
{
    const auto found = m_strips.find(run);
    if (found == m_strips.end())
        return;
    BulkStrip *strip = found->second;
    m_strips.erase(found);
    if (holdsFocus(*strip))
        Q_EMIT focusLost();
    m_place.layout()->removeWidget(strip);
    strip->hide();
    // Before the run, which it knows.
    delete strip;
}

void BulkFlow::tellHidden(const QStringList &failed, BulkStrip *strip) const
{
    const auto hidden = std::count_if(failed.begin(), failed.end(),
                                      [this](const QString &id) { return m_dashboard.model.rowOf(id) < 0; });
    if (hidden > 0)
        strip->setAside(hidden == failed.size()
                            ? tr("The filter hides the failed ones.")
                            : tr("The filter hides %1 of the failed ones.").arg(countText(hidden)));
}

void BulkFlow::leaveSelected(const QStringList &failed, const QStringList &asked)
{
    // Whoever selected something else meanwhile, if only fewer of these, is at work there: the next key would
    // act on others. Rows that went, or are hidden, left the selection by themselves.
    QSet<QString> shown;
    for (const QString &id : asked) {
        if (m_dashboard.store.find(id) && m_dashboard.model.rowOf(id) >= 0)
            shown.insert(id);
    }
    const QStringList selected = m_table.selectedIds();
    if (shown == QSet<QString>(selected.begin(), selected.end()))
        m_table.selectIds(failed);
}

bool BulkFlow::mayEnd() const
{
    return m_dashboard.bulk.queued() == 0;
}

void BulkFlow::end(std::function<void()> goOn)
{
    const int queued = m_dashboard.bulk.queued();
    if (queued == 0) {
        goOn();
        return;
    }
    // A closed one lives until the event loop comes round.
    if (m_farewell && m_farewell->isVisible()) {
        m_farewell->activateWindow();
        return;
    }
    m_farewell = makePlainQuestion(
        "bulkFarewell"_L1, tr("Still Waiting"),
        queued == 1 ? tr("One sandbox still waits for its turn.")
                    : tr("%1 sandboxes still wait for their turn.").arg(countText(queued)),
        queued == 1 ? tr("If you leave now, nothing happens to it. What was sent already is carried out.")
                    : tr("If you leave now, nothing happens to them. What was sent already is carried out."),
        m_page);
    const QPushButton *leave = m_farewell->addButton(tr("&Leave now"), QMessageBox::DestructiveRole);
    connect(leave, &QPushButton::clicked, this, [this, goOn = std::move(goOn)] {
        m_dashboard.bulk.stopAll();
        goOn();
    });
    m_farewell->open();
}

} // namespace sandglass
