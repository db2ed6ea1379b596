// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace sandglass {

/// The hidden header that knows where rows are. All of them are alike, so only their number matters: Qt's
/// looks for rows of other sizes among all of them whenever some go or move.
class RowHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit RowHeader(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
};

} // namespace sandglass
