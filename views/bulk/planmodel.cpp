// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/planmodel.h"

#include "theme/icons.h"
#include "widgets/plaintooltip.h"

#include <QFontDatabase>

#include <algorithm>
#include <numeric>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

void PlanModel::setPlan(const BulkPlan &plan)
{
    m_action = plan.action;
    if (plan.sandboxes.size() != m_rows.size()) {
        beginResetModel();
        m_order.resize(plan.sandboxes.size());
        std::iota(m_order.begin(), m_order.end(), 0);
        std::stable_partition(m_order.begin(), m_order.end(),
                              [&plan](qsizetype place) { return plan.sandboxes.at(place).willDo; });
        m_rows.clear();
        for (const qsizetype place : std::as_const(m_order))
            m_rows += plan.sandboxes.at(place);
        endResetModel();
        return;
    }
    const auto isOther = [&](int row) { return m_rows.at(row) != plan.sandboxes.at(m_order.at(row)); };
    for (int row = 0; row < rowCount(); ++row) {
        const int first = row;
        for (; row < rowCount() && isOther(row); ++row)
            m_rows[row] = plan.sandboxes.at(m_order.at(row));
        if (row > first)
            Q_EMIT dataChanged(index(first, 0), index(row - 1, ColumnCount - 1));
    }
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PlannedSandbox &row = m_rows.at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return plainToolTip(text(row, column));
    case Qt::FontRole:
        return column == Id ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    case Qt::DecorationRole:
        if (column != Plan)
            return {};
        if (!row.willDo)
            return themedIcon(u"minus"_s, SemanticColor::Faint);
        return isRisky(row) ? themedIcon(u"triangle-alert"_s, SemanticColor::Warning)
                            : themedIcon(u"check"_s, SemanticColor::Success);
    default:
        return {};
    }
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Id:
        return tr("ID");
    case Template:
        return tr("Template");
    case Status:
        return tr("State");
    case Plan:
        return tr("What happens");
    case ColumnCount:
        break;
    }
    return {};
}

QString PlanModel::text(const PlannedSandbox &sandbox, Column column) const
{
    switch (column) {
    case Id:
        return sandbox.id;
    case Template:
        return sandbox.templateName.isEmpty() ? u"–"_s : sandbox.templateName;
    case Status:
        if (sandbox.status.isEmpty())
            return tr("Gone");
        return sandbox.old ? tr("%1, old", "state that was read long ago").arg(sandbox.status)
                           : sandbox.status;
    case Plan:
        return planText(sandbox);
    case ColumnCount:
        break;
    }
    return {};
}

bool PlanModel::isRisky(const PlannedSandbox &sandbox) const
{
    return sandbox.hidden || (sandbox.production && losesSomething(m_action));
}

QString PlanModel::planText(const PlannedSandbox &sandbox) const
{
    if (!sandbox.willDo)
        return tr("Left out: %1").arg(sandbox.reason);
    QStringList parts{nameOfAction(m_action)};
    if (sandbox.production)
        parts += tr("production");
    if (sandbox.hidden)
        parts += tr("hidden by the filter");
    return parts.join(u", "_s);
}

} // namespace sandglass
