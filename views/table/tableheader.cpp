// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/tableheader.h"

namespace sandglass {

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
}

void TableHeader::dataChanged(const QModelIndex & /*topLeft*/, const QModelIndex & /*bottomRight*/,
                              const QList<int> & /*roles*/)
{}

} // namespace sandglass
