// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "create/templatedelegate.h"

#include "item/templatelistmodel.h"
#include "theme/statuscolors.h"
#include "widgets/plaintooltip.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace sandglass {

namespace {

constexpr int kRowMargin = 10;
constexpr int kGap = 2;

QFont smaller(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(small.pointSizeF() * 0.9);
    return small;
}

QFont stronger(const QFont &font)
{
    QFont strong = font;
    strong.setWeight(QFont::Medium);
    return strong;
}

QRect textRect(const QRect &item)
{
    return item.adjusted(kRowMargin, 6, -kRowMargin, -6);
}

} // namespace

void TemplateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool usable = index.data(TemplateListModel::UsableRole).toBool();
    const QPalette &palette = option.palette;
    painter->save();
    if (selected) {
        const bool active =
            option.state.testFlag(QStyle::State_Active) && option.state.testFlag(QStyle::State_HasFocus);
        painter->fillRect(option.rect, semanticColor(active ? SemanticColor::SelectionTint
                                                            : SemanticColor::InactiveSelectionTint,
                                                     palette));
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                          semanticColor(SemanticColor::Link, palette));
    } else if (option.state.testFlag(QStyle::State_MouseOver) && usable) {
        painter->fillRect(option.rect, semanticColor(SemanticColor::HoverTint, palette));
    }
    QRect text = textRect(option.rect);
    const QFont strong = stronger(option.font);
    const QFontMetrics titleMetrics(strong);
    painter->setFont(strong);
    painter->setPen(palette.color(usable ? QPalette::Active : QPalette::Disabled, QPalette::Text));
    painter->drawText(text, Qt::AlignTop | Qt::AlignLeft | Qt::TextSingleLine,
                      titleMetrics.elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    text.setTop(text.top() + titleMetrics.height() + kGap);
    const QFont small = smaller(option.font);
    painter->setFont(small);
    painter->setPen(palette.color(QPalette::Active, QPalette::PlaceholderText));
    painter->drawText(text, Qt::AlignTop | Qt::AlignLeft | Qt::TextSingleLine,
                      QFontMetrics(small).elidedText(index.data(TemplateListModel::SubtitleRole).toString(),
                                                     Qt::ElideRight, text.width()));
    painter->restore();
}

bool TemplateDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                 const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString title = index.data().toString();
    const QString subtitle = index.data(TemplateListModel::SubtitleRole).toString();
    const int room = textRect(option.rect).width();
    const bool isCut = QFontMetrics(stronger(option.font)).horizontalAdvance(title) > room ||
                       QFontMetrics(smaller(option.font)).horizontalAdvance(subtitle) > room;
    QToolTip::showText(event->globalPos(), isCut ? plainToolTip(title, subtitle) : QString(),
                       view->viewport(), option.rect);
    return true;
}

QSize TemplateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return {200, option.fontMetrics.height() + kGap + QFontMetrics(smaller(option.font)).height() + 12};
}

} // namespace sandglass
