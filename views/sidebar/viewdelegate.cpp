// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/viewdelegate.h"

#include "sidebar/builtinview.h"
#include "sidebar/viewlist.h"
#include "theme/statuscolors.h"
#include "theme/theme.h"

#include <QIcon>
#include <QPainter>
#include <QStyle>

namespace sandglass {

namespace {

constexpr int kPicture = 16;
constexpr int kSide = 10;
constexpr int kGap = 8;
constexpr int kInset = 4; // of the rounded background
constexpr qreal kRadius = 6;

/// Anything in this view is a reason to look.
bool asksForAttention(const QModelIndex &index)
{
    return index.row() < static_cast<int>(kBuiltInViews.size()) &&
           infoOf(kBuiltInViews.at(static_cast<std::size_t>(index.row()))).asksForAttention;
}

} // namespace

ViewDelegate::ViewDelegate(QObject *parent) : QStyledItemDelegate(parent) {}

void ViewDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setFont(option.font);
    if (index.data(ViewList::KindRole).toInt() == static_cast<int>(ViewList::Kind::Heading))
        paintHeading(*painter, option, index.data().toString());
    else
        paintView(*painter, option, index);
    painter->restore();
}

void ViewDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option,
                                const QString &text) const
{
    const QRect place = option.rect.adjusted(kSide, 8, -kSide, 0);
    painter.setPen(semanticColor(SemanticColor::Faint, option.palette));
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
}

void ViewDelegate::paintView(QPainter &painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const QPalette &palette = option.palette;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    const bool plain = isHighContrast(palette);
    QColor ink = palette.color(QPalette::Text);
    const QRectF ground = QRectF(option.rect).adjusted(kInset, 1, -kInset, -1);
    painter.setRenderHint(QPainter::Antialiasing);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(
            semanticColor(selected ? SemanticColor::SelectionTint : SemanticColor::HoverTint, palette));
        painter.drawRoundedRect(ground, kRadius, kRadius);
        if (selected && plain)
            ink = palette.color(QPalette::HighlightedText);
    }
    if (focused) {
        painter.setPen(QPen(semanticColor(SemanticColor::Link, palette), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ground.adjusted(0.75, 0.75, -0.75, -0.75), kRadius, kRadius);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);

    const auto place = [&option](int left, int width) {
        const QRect all = option.rect;
        return QStyle::visualRect(option.direction, all,
                                  QRect(all.left() + left, all.top(), width, all.height()));
    };
    QRect picture = place(kSide, kPicture);
    picture.setTop(option.rect.top() + (option.rect.height() - kPicture) / 2);
    picture.setHeight(kPicture);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(&painter, picture, Qt::AlignCenter, selected && plain ? QIcon::Selected : QIcon::Normal);

    const int count = index.data(ViewList::CountRole).toInt();
    const QString number = index.data(ViewList::CountTextRole).toString();
    const bool loud = count > 0 && asksForAttention(index);
    QFont font = option.font;
    if (loud)
        font.setWeight(QFont::DemiBold);
    const int numberWidth = QFontMetrics(font).horizontalAdvance(number);
    const int nameAt = kSide + kPicture + kGap;
    const int numberAt = option.rect.width() - kSide - numberWidth;
    painter.setPen(ink);
    const QString name = QFontMetrics(option.font)
                             .elidedText(index.data().toString(), Qt::ElideRight, numberAt - kGap - nameAt);
    painter.drawText(place(nameAt, numberAt - kGap - nameAt),
                     Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, name);
    painter.setFont(font);
    if (!(selected && plain))
        painter.setPen(semanticColor(loud ? SemanticColor::Warning : SemanticColor::Faint, palette));
    painter.drawText(place(numberAt, numberWidth), Qt::AlignCenter | Qt::TextSingleLine, number);
}

QSize ViewDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int height = option.fontMetrics.height() + 12;
    const bool heading = index.data(ViewList::KindRole).toInt() == static_cast<int>(ViewList::Kind::Heading);
    return {kSide, height + height % 2 + (heading ? 8 : 0)};
}

} // namespace sandglass
