// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/detailspane.h"

#include "details/sandboxface.h"
#include "details/summaryface.h"
#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxstore.h"
#include "store/selectedreader.h"
#include "store/serverclock.h"
#include "theme/icons.h"
#include "widgets/plainlabel.h"

#include <QApplication>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Beyond this many the sum is worth a moment's wait, so that polls of large lists do not add it up each time.
constexpr qsizetype kMany = 1'000;
constexpr auto kManyWait = 500ms;

} // namespace

DetailsPane::DetailsPane(const Dashboard &dashboard, ActionSet &actions, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_dashboard(dashboard)
    , m_title(new QLabel(tr("Details"), this))
    , m_close(new QToolButton(this))
    , m_one(new SandboxFace(dashboard, actions, settings, this))
    , m_several(new SummaryFace(dashboard.clock, actions, this))
    , m_none(new QLabel(this))
    , m_stack(new QStackedLayout)
{
    setObjectName("details"_L1);
    setAccessibleName(tr("Details"));
    setMinimumWidth(kNarrowest);
    layOut();
    watchRows();
    connect(m_one, &SandboxFace::readWanted, &m_dashboard.selected, &SelectedReader::readNow);
    connect(m_one, &SandboxFace::reportWanted, this, &DetailsPane::reportWanted);
    connect(m_one, &SandboxFace::announced, this, &DetailsPane::announced);
    connect(m_several, &SummaryFace::announced, this, &DetailsPane::announced);
    updateNow();
}

DetailsPane::~DetailsPane()
{
    // The reader outlives the pane; nobody looks any more.
    m_dashboard.selected.disconnect(this);
    m_dashboard.selected.setWatched(false);
    m_dashboard.selected.look({});
}

void DetailsPane::layOut()
{
    setStrong(m_title);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_close->setIcon(themedIcon(u"x"_s));
    m_close->setIconSize({14, 14});
    m_close->setFixedSize(24, 22);
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setToolTip(tr("Close the details"));
    m_close->setAccessibleName(tr("Close details"));
    connect(m_close, &QToolButton::clicked, this, &DetailsPane::closeWanted);

    m_none->setObjectName("details.none"_L1);
    m_none->setText(
        tr("Select a sandbox to see everything about it, or several to see what they amount to."));
    m_none->setTextFormat(Qt::PlainText);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_none->setContentsMargins(12, 4, 12, 0);
    m_none->setForegroundRole(QPalette::PlaceholderText);

    m_stack->addWidget(m_none);
    m_stack->addWidget(m_one);
    m_stack->addWidget(m_several);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 6, 8, 4);
    top->addWidget(m_title, 1);
    top->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0); // the line towards the table
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(m_stack, 1);
}

void DetailsPane::watchRows()
{
    const SandboxStore &store = m_dashboard.store;
    connect(&store, &SandboxStore::rowsChanged, this, &DetailsPane::onRowsChanged);
    connect(&store, &SandboxStore::rowsRemoved, this, &DetailsPane::scheduleUpdate);
    connect(&m_dashboard.model.list(), &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                onRowsChanged(first.row(), last.row());
            });
    connect(&m_dashboard.selected, &SelectedReader::changed, this, &DetailsPane::scheduleUpdate);
    connect(&m_dashboard.controller, &LifecycleController::factsChanged, this, &DetailsPane::scheduleUpdate);
}

void DetailsPane::setSelection(const QStringList &ids)
{
    if (m_ids == ids)
        return;
    m_ids = ids;
    // What went is not asked for again and again.
    const bool isOne = ids.size() == 1 && m_dashboard.store.find(ids.constFirst());
    m_dashboard.selected.look(isOne ? ids.constFirst() : QString());
    scheduleUpdate();
}

void DetailsPane::setOnScreen(bool onScreen)
{
    m_onScreen = onScreen;
    updateWatched();
}

void DetailsPane::setUrlOpener(UrlOpener opener)
{
    m_one->setUrlOpener(std::move(opener));
}

void DetailsPane::enter()
{
    QWidget *face = m_stack->currentWidget();
    for (QWidget *next = face; next && next != this; next = next->nextInFocusChain()) {
        if (face->isAncestorOf(next) && next->isVisible() && next->isEnabled() &&
            (next->focusPolicy() & Qt::TabFocus)) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    m_close->setFocus(Qt::TabFocusReason);
}

void DetailsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    updateWatched();
}

void DetailsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    updateWatched();
}

void DetailsPane::updateWatched()
{
    const bool watched = m_onScreen && isVisible();
    m_dashboard.selected.setWatched(watched);
    if (watched) {
        updateNow();
    } else {
        m_timer.reset();
        m_update.cancel(); // it is brought up to date when it is seen again
    }
}

void DetailsPane::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - 1 : 0;
    painter.fillRect(QRect(x, 0, 1, height()), semanticColor(SemanticColor::Separator, palette()));
}

void DetailsPane::onRowsChanged(int first, int last)
{
    if (m_ids.size() == 1) {
        const int row = m_dashboard.model.list().rowOf(m_ids.constFirst());
        if (row < first || row > last)
            return;
    }
    if (!m_ids.isEmpty())
        scheduleUpdate();
}

void DetailsPane::scheduleUpdate()
{
    if (m_update.isScheduled() || !isVisible())
        return;
    if (m_ids.size() > kMany) {
        if (m_onScreen)
            m_update.scheduleIn(m_dashboard.clock, kManyWait);
        return;
    }
    m_update.schedule();
}

void DetailsPane::updateNow()
{
    m_update.cancel();
    m_timer.reset();
    const SandboxRow *row = m_ids.size() == 1 ? m_dashboard.store.findEver(m_ids.constFirst()) : nullptr;
    QWidget *face = m_none;
    if (row) {
        face = m_one;
        updateOne(*row);
    } else if (m_ids.size() > 1) {
        face = m_several;
        updateSeveral();
    }
    if (m_stack->currentWidget() == face)
        return;
    // The focus must not jump to a stranger because the face that had it goes.
    const bool hadFocus = m_stack->currentWidget()->isAncestorOf(QApplication::focusWidget());
    m_stack->setCurrentWidget(face);
    if (hadFocus)
        enter();
}

void DetailsPane::updateOne(const SandboxRow &row)
{
    const SelectedRead &read = m_dashboard.selected.state();
    // The reader looks where the selection points; a moment of difference would show one's answer as
    // another's.
    const SelectedRead none;
    const SelectedRead &shown = read.id == row.sandbox->id ? read : none;
    m_one->setSandbox(row, shown);
    tickIn(m_one->untilChange(row, shown));
}

void DetailsPane::updateSeveral()
{
    std::vector<const SandboxRow *> rows;
    rows.reserve(static_cast<std::size_t>(m_ids.size()));
    int gone = 0;
    for (const QString &id : std::as_const(m_ids)) {
        if (const SandboxRow *row = m_dashboard.store.find(id))
            rows.push_back(row);
        else
            ++gone;
    }
    const UtcTime now = m_dashboard.serverClock.now();
    const SelectionSummary summary = summaryOf(rows);
    m_several->setSummary(summary, gone, now);
    if (summary.firstExpiry)
        tickIn(std::max<std::chrono::milliseconds>(1s, untilTextChanges(*summary.firstExpiry - now)));
}

void DetailsPane::tickIn(std::chrono::milliseconds wait)
{
    if (wait > 0ms && m_onScreen && isVisible())
        m_timer = m_dashboard.clock.after(wait, [this] { updateNow(); });
}

} // namespace sandglass
