// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace sandglass {

/// The header of the table. What changes in cells does not change it: no column follows its contents by
/// itself.
class TableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit TableHeader(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Does nothing. Qt's forgets the height of the header with each poll that changes a row, and then lays
    /// out the texts of all columns to find it again: a seventh of what a poll of 10,000 rows costs.
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles) override;
};

} // namespace sandglass
