// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulk/runmodel.h"

#include "store/bulk/bulkrun.h"
#include "theme/icons.h"
#include "widgets/plaintooltip.h"

#include <QFontDatabase>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

QIcon iconOf(const BulkItem &item)
{
    switch (item.state) {
    case BulkState::Queued:
        return themedIcon(u"clock"_s, SemanticColor::Faint);
    case BulkState::Sending:
        return themedIcon(u"refresh-cw"_s, SemanticColor::Link);
    case BulkState::Waiting:
        return item.slow ? themedIcon(u"clock-alert"_s, SemanticColor::Warning)
                         : themedIcon(u"hourglass"_s, SemanticColor::Link);
    case BulkState::Done:
        return themedIcon(u"check"_s, SemanticColor::Success);
    case BulkState::Failed:
        return themedIcon(u"triangle-alert"_s, SemanticColor::Danger);
    case BulkState::Skipped:
    case BulkState::Cancelled:
        return themedIcon(u"minus"_s, SemanticColor::Faint);
    }
    return {};
}

} // namespace

RunModel::RunModel(BulkRun &run, QObject *parent) : QAbstractTableModel(parent), m_run(&run)
{
    connect(&run, &BulkRun::itemChanged, this,
            [this](int row) { Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1)); });
    connect(&run, &QObject::destroyed, this, [this] {
        beginResetModel();
        m_run.clear();
        endResetModel();
    });
}

int RunModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_run ? 0 : static_cast<int>(m_run->items().size());
}

int RunModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant RunModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BulkItem &item = m_run->items().at(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::ToolTipRole:
        return plainToolTip(data(index, Qt::DisplayRole).toString());
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        switch (column) {
        case Id:
            return item.id;
        case State:
            return item.slow ? tr("unusually slow") : nameOfBulkState(item.state);
        case Note:
            return item.note;
        case ColumnCount:
            break;
        }
        return {};
    case Qt::FontRole:
        return column == Id ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    case Qt::DecorationRole:
        return column == State ? QVariant(iconOf(item)) : QVariant();
    default:
        return {};
    }
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Id:
        return tr("ID");
    case State:
        return tr("Progress");
    case Note:
        return tr("Reason");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace sandglass
