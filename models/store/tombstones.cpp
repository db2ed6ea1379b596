// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/tombstones.h"

#include "store/rowruns.h"

namespace sandglass {

Tombstones::Tombstones(QObject *parent) : QObject(parent) {}

int Tombstones::rowOf(const QString &id, IdHash idHash) const
{
    const auto rowOfNumber = [this](qint64 number) { return static_cast<int>(number - m_firstNumber); };
    const qint64 *number = m_numberById.find(
        idHash, [&](qint64 known) { return m_rows.at(rowOfNumber(known)).sandbox->id == id; });
    return number ? rowOfNumber(*number) : -1;
}

const SandboxRow *Tombstones::find(const QString &id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_rows.at(row);
}

QVector<SandboxRow> Tombstones::add(QVector<SandboxRow> rows, std::vector<IdHash> idHashes)
{
    if (const qsizetype over = rows.size() - kMost; over > 0) {
        rows.remove(0, over);
        idHashes.erase(idHashes.begin(), idHashes.begin() + over);
    }
    if (rows.isEmpty())
        return {};
    QVector<SandboxRow> oldest;
    if (const int over = size() + static_cast<int>(rows.size()) - kMost; over > 0)
        oldest = removeRange(0, over - 1);
    const int first = size();
    const int last = first + static_cast<int>(rows.size()) - 1;
    Q_EMIT rowsAboutToBeInserted(first, last);
    m_idHashes.insert(m_idHashes.end(), idHashes.begin(), idHashes.end());
    m_rows.append(std::move(rows));
    numberFrom(first);
    Q_EMIT rowsInserted(first, last);
    return oldest;
}

void Tombstones::remove(const QStringList &ids)
{
    QVector<int> rows;
    for (const QString &id : ids) {
        if (const int row = rowOf(id); row >= 0)
            rows.append(row);
    }
    sortRows(rows, size());
    for (const auto &[first, last] : lastFirst(runsOf(rows)))
        removeRange(first, last);
}

void Tombstones::setCause(const QString &id, Ending::Cause cause)
{
    const int row = rowOf(id);
    if (row < 0 || m_rows.at(row).ending->cause == cause)
        return;
    m_rows[row].ending->cause = cause;
    Q_EMIT rowsChanged(row, row);
}

void Tombstones::clear()
{
    if (!m_rows.isEmpty())
        removeRange(0, size() - 1);
}

QVector<SandboxRow> Tombstones::removeRange(int first, int last)
{
    Q_EMIT rowsAboutToBeRemoved(first, last);
    // Those behind get new numbers, unless all before them go.
    forgetNumbers(first, first == 0 ? last : size() - 1);
    const int count = last - first + 1;
    QVector<SandboxRow> removed;
    removed.reserve(count);
    for (int row = first; row <= last; ++row)
        removed.append(std::move(m_rows[row]));
    m_rows.remove(first, count);
    m_idHashes.erase(m_idHashes.begin() + first, m_idHashes.begin() + last + 1);
    if (first == 0)
        m_firstNumber += count;
    else
        numberFrom(first);
    Q_EMIT rowsRemoved(first, last);
    return removed;
}

void Tombstones::forgetNumbers(int first, int last)
{
    for (int row = first; row <= last; ++row)
        m_numberById.remove(m_idHashes[static_cast<std::size_t>(row)], m_firstNumber + row);
}

void Tombstones::numberFrom(int row)
{
    for (; row < size(); ++row)
        m_numberById.insert(m_idHashes[static_cast<std::size_t>(row)], m_firstNumber + row);
}

} // namespace sandglass
