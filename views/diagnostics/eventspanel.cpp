// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/eventspanel.h"

#include "diagnostics/eventfiltermodel.h"
#include "diagnostics/eventmodel.h"
#include "diagnostics/eventtrail.h"
#include "item/formatting.h"
#include "theme/icons.h"
#include "theme/searchlook.h"
#include "widgets/plainlabel.h"
#include "widgets/plaintooltip.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QToolButton *makeTool(QWidget *parent, const QString &icon, const QString &name, const QString &hint)
{
    auto *tool = new QToolButton(parent);
    tool->setIcon(themedIcon(icon));
    tool->setIconSize({14, 14});
    tool->setFixedSize(24, 22);
    tool->setAutoRaise(true);
    tool->setFocusPolicy(Qt::StrongFocus);
    tool->setAccessibleName(name);
    explain(*tool, hint);
    return tool;
}

/// Cells as far apart as the titles above them.
class RoomyDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(kInset, kHigher);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->rect =
            QStyle::visualRect(option->direction, option->rect, option->rect.adjusted(kInset, 0, 0, 0));
    }

private:
    static constexpr int kInset = 5;
    static constexpr int kHigher = 6;
};

} // namespace

EventsPanel::EventsPanel(const EventTrail &trail, QWidget *parent)
    : QWidget(parent)
    , m_model(new EventModel(trail, this))
    , m_shown(new EventFilterModel(this))
    , m_kind(new QComboBox(this))
    , m_words(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_none(new QLabel(tr("No matching events."), m_list))
{
    setObjectName("events"_L1);
    setAccessibleName(tr("Events"));
    setMinimumHeight(kLowest);
    // Before the list hears of it and forgets where its rows are.
    connect(m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &EventsPanel::notePlace);
    m_shown->setSourceModel(m_model);
    setUpList();
    layOut();

    m_kind->addItem(tr("All events"));
    for (const EventKind kind : kAllEventKinds)
        m_kind->addItem(nameOfEventKind(kind));
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_shown->setKind(index > 0 ? std::optional(kAllEventKinds.at(static_cast<std::size_t>(index - 1)))
                                   : std::nullopt);
        m_list->scrollToBottom();
    });
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_shown->setWords(text);
        m_list->scrollToBottom();
    });
    connect(m_shown, &QAbstractItemModel::rowsAboutToBeInserted, this, &EventsPanel::notePlace);
    connect(m_shown, &QAbstractItemModel::rowsInserted, this, &EventsPanel::followNewest);
    connect(m_shown, &QAbstractItemModel::rowsRemoved, this, &EventsPanel::keepPlace);
    updateNone();
}

EventsPanel::~EventsPanel() = default;

void EventsPanel::setUpList()
{
    m_list->setObjectName("events.list"_L1);
    m_list->setAccessibleName(tr("Events"));
    m_list->setModel(m_shown);
    m_list->setItemDelegate(new RoomyDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setTabKeyNavigation(false);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->setSectionsMovable(false);
    const int character = m_list->fontMetrics().averageCharWidth();
    m_list->setColumnWidth(EventModel::Time, character * 12);
    m_list->setColumnWidth(EventModel::Kind, character * 18);
    m_list->setColumnWidth(EventModel::What, character * 52);
    connect(m_list->header(), &QHeaderView::sectionResized, this, [this](int section) {
        m_isWhatChosen = m_isWhatChosen || (!m_isFitting && section == EventModel::What);
    });
    m_list->installEventFilter(this);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->move(12, 36);
}

void EventsPanel::layOut()
{
    auto *title = new QLabel(tr("Events"), this);
    setStrong(title);
    title->setForegroundRole(QPalette::PlaceholderText);
    // Qt takes what is chosen for the name of a combo box.
    m_kind->setAccessibleName(tr("Kind of events"));
    m_kind->setAccessibleDescription(m_kind->accessibleName());
    m_words->setAccessibleName(tr("Words in events"));
    m_words->setPlaceholderText(tr("Filter events"));
    addSearchLook(*m_words, tr("Filter events"), tr("Clear"));
    m_words->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    QToolButton *copy = makeTool(this, u"copy"_s, tr("Copy events"),
                                 tr("Copy the selected events, or all that are shown, as text"));
    connect(copy, &QToolButton::clicked, this, &EventsPanel::copy);
    QToolButton *close = makeTool(this, u"x"_s, tr("Close events"), tr("Close the events"));
    connect(close, &QToolButton::clicked, this, &EventsPanel::closeWanted);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 5, 8, 4);
    top->setSpacing(8);
    top->addWidget(title);
    top->addStretch(1);
    top->addWidget(m_kind);
    top->addWidget(m_words, 1);
    top->addWidget(copy);
    top->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0); // the line towards the table
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
}

void EventsPanel::enter()
{
    m_list->setFocus(Qt::TabFocusReason);
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_shown->index(m_shown->rowCount() - 1, 0));
}

void EventsPanel::notePlace()
{
    const QScrollBar *bar = m_list->verticalScrollBar();
    m_atEnd = bar->value() >= bar->maximum();
    m_first = m_list->indexAt(QPoint(0, 0));
}

void EventsPanel::keepPlace()
{
    updateNone();
    if (m_atEnd)
        m_list->scrollToBottom();
    else if (m_first.isValid())
        m_list->scrollTo(m_first, QAbstractItemView::PositionAtTop);
    else
        m_list->scrollToTop(); // what was read there is forgotten
}

void EventsPanel::followNewest()
{
    updateNone();
    if (m_atEnd)
        m_list->scrollToBottom();
    if (isVisible())
        fitWhat();
}

void EventsPanel::fitWhat()
{
    if (m_isWhatChosen)
        return;
    // Of the rows in sight; protected in the tree alone.
    const QAbstractItemView &list = *m_list;
    const int needed = qMin(list.sizeHintForColumn(EventModel::What), m_list->viewport()->width() / 2);
    if (needed <= m_list->columnWidth(EventModel::What))
        return;
    m_isFitting = true;
    m_list->setColumnWidth(EventModel::What, needed);
    m_isFitting = false;
}

void EventsPanel::updateNone()
{
    m_none->setVisible(m_shown->rowCount() == 0);
    m_none->adjustSize();
}

void EventsPanel::copy()
{
    QModelIndexList rows = m_list->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    if (rows.isEmpty()) {
        for (int row = 0; row < m_shown->rowCount(); ++row)
            rows.append(m_shown->index(row, 0));
    }
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows))
        lines.append(row.data(EventModel::LineRole).toString());
    if (lines.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    Q_EMIT announced(lines.size() == 1 ? tr("Copied one event")
                                       : tr("Copied %1 events").arg(countText(lines.size())));
}

bool EventsPanel::eventFilter(QObject *watched, QEvent *event)
{
    // Copy and Select All are the window's keys for sandboxes; here they are about events.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            key->accept();
            return true;
        }
    } else if (event->type() == QEvent::KeyPress &&
               static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void EventsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_list->scrollToBottom();
    fitWhat();
}

void EventsPanel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), semanticColor(SemanticColor::Separator, palette()));
}

} // namespace sandglass
