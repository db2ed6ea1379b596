// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/completionpopup.h"

#include "theme/statuscolors.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDetailRole = Qt::UserRole;
constexpr int kSide = 10;
constexpr int kGap = 16;
constexpr int kNarrowest = 200;
constexpr int kWidest = 460;

/// The suggestion, and after it, weaker, what it means.
class SuggestionDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QPalette &colors = option.palette;
        const bool marked = option.state.testFlag(QStyle::State_Selected);
        const bool plain = isHighContrast(colors);
        painter->save();
        if (marked || option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(
                option.rect,
                semanticColor(marked ? SemanticColor::SelectionTint : SemanticColor::HoverTint, colors));
        const QColor ink = colors.color(marked && plain ? QPalette::HighlightedText : QPalette::Text);
        const QRect inner = option.rect.adjusted(kSide, 0, -kSide, 0);
        const QString text = index.data().toString();
        painter->setFont(option.font);
        painter->setPen(ink);
        painter->drawText(inner, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(text, Qt::ElideRight, inner.width()));
        const int used = option.fontMetrics.horizontalAdvance(text) + kGap;
        const QString detail = option.fontMetrics.elidedText(index.data(kDetailRole).toString(),
                                                             Qt::ElideRight, inner.width() - used);
        if (!(marked && plain))
            painter->setPen(semanticColor(SemanticColor::Faint, colors));
        if (inner.width() > used)
            painter->drawText(inner, Qt::AlignVCenter | Qt::AlignTrailing | Qt::TextSingleLine, detail);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QString detail = index.data(kDetailRole).toString();
        const int width = option.fontMetrics.horizontalAdvance(index.data().toString()) +
                          (detail.isEmpty() ? 0 : kGap + option.fontMetrics.horizontalAdvance(detail));
        return {width + 2 * kSide, option.fontMetrics.height() + 8};
    }
};

} // namespace

CompletionPopup::CompletionPopup(QWidget *field)
    : QFrame(field->window())
    , m_field(field)
    , m_model(new QStandardItemModel(this))
    , m_list(new QListView(this))
{
    setObjectName(u"completion"_s);
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_list->setObjectName(u"completion.list"_s);
    m_list->setAccessibleName(tr("Suggestions"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SuggestionDelegate(m_list));
    m_list->setFrameShape(NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(false);
    setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 4);
    layout->addWidget(m_list);
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT chosen(index.row()); });
    hide();
}

CompletionPopup::~CompletionPopup() = default;

void CompletionPopup::open(const QVector<SearchSuggestion> &suggestions, int current, const QPoint &at)
{
    m_model->clear();
    for (const SearchSuggestion &suggestion : suggestions) {
        auto *item = new QStandardItem(suggestion.text);
        item->setData(suggestion.detail, kDetailRole);
        item->setAccessibleText(
            suggestion.detail.isEmpty()
                ? suggestion.text
                : tr("%1, %2", "state:, running, paused…").arg(suggestion.text, suggestion.detail));
        m_model->appendRow(item);
    }
    place(at);
    show();
    raise();
    setCurrent(current);
}

void CompletionPopup::close()
{
    hide();
    m_model->clear();
}

void CompletionPopup::place(const QPoint &at)
{
    // The field may have been put into another window since.
    QWidget *window = m_field->window();
    if (parentWidget() != window)
        setParent(window);
    const QMargins margins = layout()->contentsMargins();
    const int frame = 2 * frameWidth();
    const int rows = m_model->rowCount();
    const int width = std::clamp(m_list->sizeHintForColumn(0) + margins.left() + margins.right() + frame,
                                 kNarrowest, std::min(kWidest, window->width()));
    const int height = rows * m_list->sizeHintForRow(0) + margins.top() + margins.bottom() + frame;
    QPoint corner = m_field->mapTo(window, at);
    if (m_field->layoutDirection() == Qt::RightToLeft)
        corner.rx() -= width;
    corner.rx() = std::clamp(corner.x(), 0, std::max(0, window->width() - width));
    setGeometry(QRect(corner, QSize(width, std::min(height, window->height() - corner.y()))));
}

int CompletionPopup::current() const
{
    const QModelIndexList selected = m_list->selectionModel()->selectedIndexes();
    return selected.isEmpty() ? -1 : selected.constFirst().row();
}

void CompletionPopup::setCurrent(int row)
{
    if (row < 0) {
        m_list->selectionModel()->clear();
        return;
    }
    m_list->selectionModel()->setCurrentIndex(m_model->index(row, 0), QItemSelectionModel::ClearAndSelect);
    // The list never has the focus; a screen reader should follow all the same.
    QAccessibleEvent event(m_list, QAccessible::Focus);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

void CompletionPopup::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int from = current();
    setCurrent(from < 0 ? (by > 0 ? 0 : rows - 1) : (from + by + rows) % rows);
}

void CompletionPopup::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        hide();
    QFrame::changeEvent(event);
}

void CompletionPopup::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    Q_EMIT openChanged(true);
}

void CompletionPopup::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    Q_EMIT openChanged(false);
}

} // namespace sandglass
