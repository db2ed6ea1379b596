// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/rowheader.h"

namespace sandglass {

RowHeader::RowHeader(QWidget *parent) : QHeaderView(Qt::Vertical, parent)
{
    hide();
    setSectionResizeMode(QHeaderView::Fixed);
    setMinimumSectionSize(1);
}

void RowHeader::setModel(QAbstractItemModel *model)
{
    if (QAbstractItemModel *last = this->model())
        disconnect(last, nullptr, this, nullptr);
    QHeaderView::setModel(model);
    if (!model)
        return;
    disconnect(model, &QAbstractItemModel::layoutAboutToBeChanged, this, nullptr);
    disconnect(model, &QAbstractItemModel::rowsAboutToBeRemoved, this, nullptr);
    disconnect(model, &QAbstractItemModel::rowsRemoved, this, nullptr);
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] {
        // With no bounds given, it looks through all rows for hidden ones.
        if (const int rows = this->model()->rowCount(rootIndex()); rows > 0)
            initializeSections(rows - 1, rows - 1);
        else
            initializeSections();
    });
}

} // namespace sandglass
