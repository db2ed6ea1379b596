// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/environmentmodel.h"

#include "store/createrules.h"

#include <QHash>

#include <algorithm>
#include <functional>
#include <set>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDots = 8; // however long the value is

/// One line, whatever it holds.
QString inOneLine(QString value)
{
    return value.replace(u'\n', u'↵');
}

} // namespace

EnvironmentModel::EnvironmentModel(QObject *parent) : QAbstractTableModel(parent), m_rows(1) {}

int EnvironmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EnvironmentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

bool EnvironmentModel::isMasked(const Row &row) const
{
    return row.secret && !m_secretsShown && !row.variable.value.isEmpty();
}

QVariant EnvironmentModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    const bool isLast = index.row() + 1 == m_rows.size();
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Name)
            return row.variable.name;
        if (index.column() == Value)
            return isMasked(row) ? QString(kDots, u'•') : inOneLine(row.variable.value);
        return {};
    case Qt::AccessibleTextRole:
        if (index.column() == Value && isMasked(row))
            return tr("hidden");
        if (index.column() == Secret)
            return row.secret ? tr("secret") : tr("not secret");
        return data(index, Qt::DisplayRole);
    case Qt::EditRole:
        if (index.column() == Name)
            return row.variable.name;
        return index.column() == Value ? row.variable.value : QVariant();
    case Qt::CheckStateRole:
        if (index.column() == Secret && !isLast)
            return row.secret ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return row.problem;
    case MaskedRole:
        return row.secret && !m_secretsShown;
    case ProblemRole:
        return row.problem;
    default:
        return {};
    }
}

QVariant EnvironmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Name:
        return tr("Name");
    case Value:
        return tr("Value");
    case Secret:
        return tr("Secret");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags EnvironmentModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags;
    if (index.column() != Secret)
        return flags | Qt::ItemIsEditable;
    return index.row() + 1 < m_rows.size() ? flags | Qt::ItemIsUserCheckable : flags;
}

bool EnvironmentModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return false;
    Row &row = m_rows[index.row()];
    if (role == Qt::CheckStateRole && index.column() == Secret) {
        row.secret = value.toInt() == Qt::Checked;
        row.decided = true;
    } else if (role == Qt::EditRole && index.column() == Name) {
        row.variable.name = value.toString().trimmed();
        guess(row);
    } else if (role == Qt::EditRole && index.column() == Value) {
        row.variable.value = value.toString();
        guess(row);
    } else {
        return false;
    }
    const bool isEmpty = row.variable.name.isEmpty() && row.variable.value.isEmpty();
    if (index.row() + 1 == m_rows.size() && !isEmpty) {
        const int next = static_cast<int>(m_rows.size());
        beginInsertRows({}, next, next);
        m_rows.append(Row());
        endInsertRows();
    }
    announce();
    return true;
}

void EnvironmentModel::guess(Row &row) const
{
    if (!row.decided)
        row.secret = looksSecret(row.variable);
}

void EnvironmentModel::announce()
{
    findProblems();
    // A name that stands twice is a problem of two rows.
    Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, ColumnCount - 1));
    Q_EMIT variablesChanged();
}

QVector<EnvironmentVariable> EnvironmentModel::all() const
{
    QVector<EnvironmentVariable> variables;
    variables.reserve(m_rows.size());
    for (const Row &row : m_rows)
        variables.append(row.variable);
    return variables;
}

QVector<EnvironmentVariable> EnvironmentModel::variables() const
{
    QVector<EnvironmentVariable> variables = all();
    variables.removeIf(
        [](const EnvironmentVariable &one) { return one.name.isEmpty() && one.value.isEmpty(); });
    return variables;
}

void EnvironmentModel::setVariables(const QVector<EnvironmentVariable> &variables)
{
    beginResetModel();
    m_rows = QVector<Row>(1);
    endResetModel();
    merge(variables);
}

int EnvironmentModel::merge(const QVector<EnvironmentVariable> &variables)
{
    int replaced = 0;
    QVector<Row> added;
    QHash<QString, qsizetype> rowOf;
    for (qsizetype row = m_rows.size() - 1; row >= 0; --row)
        rowOf.insert(m_rows.at(row).variable.name, row);
    for (const EnvironmentVariable &one : variables) {
        if (const auto known = rowOf.constFind(one.name); known != rowOf.constEnd()) {
            m_rows[*known].variable.value = one.value;
            guess(m_rows[*known]);
            ++replaced;
            continue;
        }
        Row row{one};
        guess(row);
        added.append(row);
    }
    if (!added.isEmpty()) {
        const int first = static_cast<int>(m_rows.size()) - 1;
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        const Row last = m_rows.takeLast();
        m_rows += added;
        m_rows.append(last);
        endInsertRows();
    }
    announce();
    return replaced;
}

void EnvironmentModel::remove(const QList<int> &rows)
{
    const std::set<int, std::greater<>> sorted(rows.begin(), rows.end());
    for (const int row : sorted) {
        if (row < 0 || row + 1 >= m_rows.size())
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    announce();
}

void EnvironmentModel::setSecretsShown(bool shown)
{
    if (shown == m_secretsShown)
        return;
    m_secretsShown = shown;
    Q_EMIT dataChanged(index(0, Value), index(static_cast<int>(m_rows.size()) - 1, Value));
}

bool EnvironmentModel::hasSecrets() const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [](const Row &row) { return row.secret && !row.variable.value.isEmpty(); });
}

void EnvironmentModel::findProblems()
{
    const QStringList problems = whyNotEach(all());
    for (qsizetype row = 0; row < m_rows.size(); ++row)
        m_rows[row].problem = problems.at(row);
}

QString EnvironmentModel::problem() const
{
    const auto first =
        std::find_if_not(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.problem.isEmpty(); });
    return first == m_rows.end() ? QString() : first->problem;
}

} // namespace sandglass
