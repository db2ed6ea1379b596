// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/bulk/bulkplan.h"

#include <QAbstractTableModel>

namespace sandglass {

/// A plan as a table: those it will be done to first. What is left out later keeps its row, for somebody may
/// be reading there.
class PlanModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Id,
        Template,
        Status,
        Plan,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// The sandboxes are the same ones as before, as far as there were any.
    void setPlan(const BulkPlan &plan);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const PlannedSandbox &sandbox, Column column) const;
    /// Whether a person should look twice.
    [[nodiscard]] bool isRisky(const PlannedSandbox &sandbox) const;
    [[nodiscard]] QString planText(const PlannedSandbox &sandbox) const;

    LifecycleAction m_action = LifecycleAction::Start;
    QVector<PlannedSandbox> m_rows;
    QVector<qsizetype> m_order; ///< which of the plan's sandboxes stands in a row
};

} // namespace sandglass
