// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/tablepane.h"

#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/sandboxstore.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "widgets/focus.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace sandglass {

TablePane::TablePane(SandboxFilterModel &model, const SandboxStore &store, Clock &clock,
                     const ServerClock &serverClock, const ViewSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_store(store)
    , m_filterBar(new FilterBar(model, store, clock, this))
    , m_place(new QWidget(this))
    , m_table(new SandboxTable(model, clock, serverClock, settings, m_place))
    , m_emptyState(new EmptyState(clock, m_place))
    , m_stack(new QStackedLayout(m_place))
{
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_emptyState);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filterBar);
    layout->addWidget(m_place, 1);

    connect(m_filterBar, &FilterBar::tableFocusWanted, this, [this] { takeFocus(); });
    connect(m_filterBar, &FilterBar::suggestingChanged, this, [this](bool isSuggesting) {
        m_isSuggesting = isSuggesting;
        this->chooseFace();
    });
    connect(m_table, &SandboxTable::textTyped, m_filterBar, &FilterBar::typeText);
    connect(m_emptyState, &EmptyState::textTyped, m_filterBar, &FilterBar::typeText);
    connect(m_emptyState, &EmptyState::clearFilterWanted, &m_model, &SandboxFilterModel::clearFilter);
    connect(m_emptyState, &EmptyState::createWanted, this, &TablePane::createWanted);

    const auto chooseFace = [this] { this->chooseFace(); };
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, chooseFace);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, chooseFace);
    connect(&m_model.list(), &QAbstractItemModel::rowsInserted, this, chooseFace);
    connect(&m_model.list(), &QAbstractItemModel::rowsRemoved, this, chooseFace);
    connect(&m_model, &SandboxFilterModel::filterChanged, this, chooseFace);
    this->chooseFace();
}

TablePane::~TablePane()
{
    // What hides with the window tells of it when there is only a widget left of this.
    m_filterBar->disconnect(this);
}

void TablePane::takeFocus(Qt::FocusReason reason)
{
    m_stack->currentWidget()->setFocus(reason);
}

void TablePane::setReading(bool hasData, bool hasError)
{
    m_hasData = hasData;
    m_hasError = hasError;
    chooseFace();
}

void TablePane::setNothingText(const QString &headline, const QString &text)
{
    m_emptyState->setNothingText(headline, text);
}

void TablePane::chooseFace()
{
    TableFace face =
        faceFor({m_store.size(), m_model.rowCount(), m_hasData, m_hasError, m_model.query().wantsEnded()});
    // "sta" matches nothing on the way to "state:"; no verdict on it behind the list that offers just that.
    if (face == TableFace::NothingMatches && m_isSuggesting && m_emptyState->face() == TableFace::Rows)
        face = TableFace::Rows;
    m_emptyState->setFace(face);
    QWidget *wanted = face == TableFace::Rows ? static_cast<QWidget *>(m_table) : m_emptyState;
    if (m_stack->currentWidget() == wanted)
        return;
    // Hiding the focus widget would hand the focus to whatever comes next.
    const bool hadFocus = holdsFocus(*m_stack->currentWidget());
    m_stack->setCurrentWidget(wanted);
    if (hadFocus)
        wanted->setFocus();
}

} // namespace sandglass
