// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/commanddelegate.h"

#include "palette/commandmodel.h"

#include <QApplication>
#include <QPainter>

namespace sandglass {

namespace {

constexpr int kMargin = 10;
constexpr int kIcon = 16;

} // namespace

void CommandDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Command &command = static_cast<const CommandModel *>(index.model())->commandAt(index.row());
    QStyleOptionViewItem background = option;
    const QWidget *view = option.widget;
    (view ? view->style() : QApplication::style())
        ->drawPrimitive(QStyle::PE_PanelItemViewItem, &background, painter, view);

    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool possible = command.isPossible();
    const auto colour = [&](QPalette::ColorRole plain) {
        return option.palette.color(QPalette::Active, selected ? QPalette::HighlightedText : plain);
    };
    const QColor muted = colour(QPalette::PlaceholderText);
    const QRect inner = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    const QRect icon(inner.left(), inner.center().y() - kIcon / 2 + 1, kIcon, kIcon);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, icon, Qt::AlignCenter,
               !possible  ? QIcon::Disabled
               : selected ? QIcon::Selected
                          : QIcon::Normal);

    painter->save();
    painter->setFont(option.font);
    const QFontMetrics &metrics = option.fontMetrics;
    QRect text = inner.adjusted(kIcon + kMargin, 0, 0, 0);
    const QString keys = command.shortcut();
    if (!keys.isEmpty()) {
        painter->setPen(muted);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, keys);
        text.setRight(text.right() - metrics.horizontalAdvance(keys) - 2 * kMargin);
    }
    painter->setPen(possible ? colour(QPalette::Text) : muted);
    const QString name = metrics.elidedText(command.text, Qt::ElideMiddle, text.width());
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, name);
    text.setLeft(text.left() + metrics.horizontalAdvance(name) + kMargin);
    if (text.width() > 3 * kMargin) {
        painter->setPen(muted);
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(command.detail, Qt::ElideRight, text.width()));
    }
    painter->restore();
}

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    return {200, option.fontMetrics.height() + 12};
}

} // namespace sandglass
