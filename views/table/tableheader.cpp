// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/tableheader.h"

namespace sandglass {

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
}

void TableHeader::setModel(QAbstractItemModel *model)
{
    QHeaderView::setModel(model);
    if (!model)
        return;
    // Rows that move leave the columns as they are; Qt's lays them out again.
    disconnect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, nullptr);
    disconnect(model, &QAbstractItemModel::layoutChanged, this, nullptr);
}

void TableHeader::dataChanged(const QModelIndex & /*topLeft*/, const QModelIndex & /*bottomRight*/,
                              const QList<int> & /*roles*/)
{}

} // namespace sandglass
