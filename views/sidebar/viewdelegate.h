// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace sandglass {

/// Paints one view of the sidebar: picture, name, and at the end how many sandboxes it finds.
class ViewDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ViewDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QString &text) const;
    void paintView(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace sandglass
