// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxfiltermodel.h"

#include "item/sandboxlistmodel.h"
#include "item/searchtext.h"
#include "store/rowruns.h"
#include "store/sandboxstore.h"

#include <algorithm>

namespace sandglass {

SandboxFilterModel::SandboxFilterModel(SandboxListModel &source, QObject *parent)
    : QAbstractTableModel(parent), m_list(source), m_order(source, m_keys)
{
    connect(&source, &QAbstractItemModel::dataChanged, this, &SandboxFilterModel::onListChanged);
    connect(&source, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onRowsInserted(first, last); });
    connect(&source, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { onRowsAboutToBeRemoved(first, last); });
    connect(
        &source, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex &, int first, int last) { m_order.listShrank(first, last - first + 1); });
    connect(&source.store(), &SandboxStore::rowsTouched, this, &SandboxFilterModel::onRowsTouched);
    connect(&source.store(), &SandboxStore::rowRenamed, this, &SandboxFilterModel::onRowRenamed);
    connect(&source.store(), &SandboxStore::rowsRearranged, this, &SandboxFilterModel::onRowsRearranged);
    const Tombstones *ended = &source.tombstones();
    connect(ended, &Tombstones::rowsChanged, this, [this](int first, int last) {
        QVector<int> rows;
        for (int row = first; row <= last; ++row)
            rows.append(m_list.store().size() + row);
        onRowsTouched(rows);
    });
    m_order.setListSize(source.rowCount());
    filterAnew();
}

int SandboxFilterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_order.size();
}

int SandboxFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(SandboxListModel::ColumnCount);
}

QVariant SandboxFilterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return m_list.data(m_list.index(m_order.rowAt(index.row()), index.column()), role);
}

QVariant SandboxFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal)
        return m_list.headerData(section, orientation, role);
    if (section < 0 || section >= rowCount())
        return {};
    return m_list.headerData(m_order.rowAt(section), orientation, role);
}

void SandboxFilterModel::sort(int column, Qt::SortOrder order)
{
    const bool idsRanBackwards = m_keys.idsRunBackwards();
    m_keys.setColumn(column, order);
    // Who sorts hears that it was done, also where all are in that order already: a view scrolls then.
    m_wasAskedToSort = true;
    sortAnew(idsRanBackwards);
    m_wasAskedToSort = false;
}

void SandboxFilterModel::sortAnew(bool idsRanBackwards)
{
    m_keys.rankTexts(m_list.rowCount(), [this](int row) -> const SandboxRow * {
        return columnByFacts(row) ? nullptr : &m_list.row(row);
    });
    Entries entries = m_order.takeSpare();
    entries = m_order.entries();
    for (RowOrder::Entry &entry : entries)
        entry.key = m_keys.withColumn(entry.key, idsRanBackwards, columnOf(entry.row).value_or(0));
    m_order.sort(entries);
    arrange(std::move(entries));
}

std::optional<quint64> SandboxFilterModel::columnByFacts(int listRow) const
{
    const SandboxStore &store = m_list.store();
    return listRow < store.size() ? m_keys.columnOf(store.factsAt(listRow)) : std::nullopt;
}

std::optional<quint64> SandboxFilterModel::columnOf(int listRow) const
{
    const std::optional<quint64> column = columnByFacts(listRow);
    return column ? column : m_keys.columnOf(m_list.row(listRow));
}

void SandboxFilterModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_query = SearchQuery::parse(text);
    filterAnew();
    Q_EMIT filterChanged();
}

void SandboxFilterModel::followTime()
{
    if (m_query.dependsOnTime())
        filterAnew();
}

void SandboxFilterModel::setStatuses(const QSet<SandboxStatus> &statuses)
{
    setText(withStates(m_text, statuses));
}

void SandboxFilterModel::clearFilter()
{
    setText({});
}

int SandboxFilterModel::rowOf(const QString &id) const
{
    const int row = m_list.rowOf(id);
    return row < 0 ? -1 : m_order.placeOf(row);
}

QString SandboxFilterModel::idAt(int row) const
{
    return row < 0 || row >= m_order.size() ? QString() : m_list.row(m_order.rowAt(row)).sandbox->id;
}

int SandboxFilterModel::nextStaying(int row, const QVector<int> &leaving, int count)
{
    const auto leaves = [&leaving](int other) {
        return std::binary_search(leaving.begin(), leaving.end(), other);
    };
    int next = row;
    while (next < count && leaves(next))
        ++next;
    if (next < count)
        return next;
    next = row;
    while (next >= 0 && leaves(next))
        --next;
    return next;
}

bool SandboxFilterModel::accepts(int listRow) const
{
    if (m_query.isEmpty())
        return listRow < m_list.store().size(); // what went comes after it
    const SandboxRow &row = m_list.row(listRow);
    return m_query.matches(row.sandbox, m_list.serverNow(), traitsOf(row));
}

RowOrder::Entries SandboxFilterModel::entriesOf(const std::vector<int> &listRows)
{
    Entries entries;
    entries.reserve(listRows.size());
    for (const int row : listRows) {
        std::optional<SortKey> key = m_keys.keyOf(m_list.row(row));
        if (!key) {
            // A text that was not there before: all get new ranks.
            sortAnew(m_keys.idsRunBackwards());
            return entriesOf(listRows);
        }
        entries.push_back({*key, row});
    }
    return entries;
}

void SandboxFilterModel::filterAnew()
{
    std::vector<int> leaving;
    std::vector<int> entering;
    for (int row = 0; row < m_list.rowCount(); ++row) {
        const int place = m_order.placeOf(row);
        if (accepts(row) == (place >= 0))
            continue;
        if (place >= 0)
            leaving.push_back(place);
        else
            entering.push_back(row);
    }
    leave(std::move(leaving));
    enter(entriesOf(entering));
}

void SandboxFilterModel::onListChanged(const QModelIndex &first, const QModelIndex &last,
                                       const QList<int> &roles)
{
    // What the rows say comes by rowsTouched(), which tells exactly which.
    if (roles.isEmpty())
        return;
    std::vector<int> places;
    for (int row = first.row(); row <= last.row(); ++row) {
        if (const int place = m_order.placeOf(row); place >= 0)
            places.push_back(place);
    }
    announce(std::move(places), roles);
}

void SandboxFilterModel::onRowsTouched(const QVector<int> &listRows)
{
    std::vector<int> leaving;
    std::vector<int> entering;
    std::vector<int> staying;
    staying.reserve(static_cast<std::size_t>(listRows.size()));
    for (const int row : listRows) {
        const int place = m_order.placeOf(row);
        if (accepts(row))
            (place < 0 ? entering : staying).push_back(row);
        else if (place >= 0)
            leaving.push_back(place);
    }
    leave(std::move(leaving));
    moveTouched(staying);
    enter(entriesOf(entering));
    for (int &row : staying)
        row = m_order.placeOf(row);
    announce(std::move(staying));
}

void SandboxFilterModel::moveTouched(const std::vector<int> &listRows)
{
    std::vector<int> moving;
    for (std::size_t i = 0; i < listRows.size(); ++i) {
        constexpr std::size_t kAhead = 12;
        if (i + kAhead < listRows.size())
            m_order.prefetchKeyOf(listRows[i + kAhead]);
        const int row = listRows[i];
        const std::optional<quint64> column = columnOf(row);
        if (!column) {
            // A text that was not there before: all get new ranks, and their places.
            sortAnew(m_keys.idsRunBackwards());
            return;
        }
        const int place = m_order.placeOf(row);
        if (m_order.keyAt(place).column == *column)
            continue;
        m_order.setColumn(place, *column);
        moving.push_back(place);
    }
    if (moving.empty())
        return;
    sortRows(moving, m_order.size());
    arrange(m_order.reordered(moving));
}

void SandboxFilterModel::onRowRenamed(int listRow)
{
    if (m_order.placeOf(listRow) < 0)
        return;
    const Entries renamed = entriesOf({listRow}); // which may move it
    arrange(m_order.merged({m_order.placeOf(listRow)}, renamed));
}

void SandboxFilterModel::onRowsInserted(int first, int last)
{
    m_order.listGrew(first, last - first + 1);
    std::vector<int> entering;
    for (int row = first; row <= last; ++row) {
        if (accepts(row))
            entering.push_back(row);
    }
    enter(entriesOf(entering));
}

void SandboxFilterModel::onRowsAboutToBeRemoved(int first, int last)
{
    std::vector<int> leaving;
    for (int row = first; row <= last; ++row) {
        if (const int place = m_order.placeOf(row); place >= 0)
            leaving.push_back(place);
    }
    leave(std::move(leaving));
}

void SandboxFilterModel::onRowsRearranged(const QVector<int> &newRows)
{
    m_order.listRearranged(newRows);
    if (m_keys.column() >= 0)
        return; // the same sandboxes at the same places
    Entries entries = m_order.entries();
    m_order.sort(entries);
    arrange(std::move(entries));
}

void SandboxFilterModel::leave(std::vector<int> places)
{
    if (places.empty())
        return;
    sortRows(places, m_order.size());
    std::vector<RowRun> runs = runsOf(places);
    if (runs.size() > kMostRuns) {
        Q_EMIT rowsAboutToLeave(QVector<int>(places.begin(), places.end()));
        Entries next = m_order.merged(places, {});
        for (const int place : places)
            next.push_back(m_order.entries()[static_cast<std::size_t>(place)]);
        arrange(std::move(next));
        runs = {{m_order.size() - static_cast<int>(places.size()), m_order.size() - 1}};
    }
    // Last run first, so that the numbers of the others stay right.
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        beginRemoveRows({}, run->first, run->last);
        m_order.remove(run->first, run->last);
        endRemoveRows();
    }
}

void SandboxFilterModel::enter(Entries entering)
{
    if (entering.empty())
        return;
    m_order.sort(entering);
    // Where each belongs among those that are there already.
    std::vector<std::pair<int, std::size_t>> runs; // place, and the first entry that belongs there
    for (std::size_t i = 0; i < entering.size() && runs.size() <= kMostRuns; ++i) {
        const int place = m_order.placeFor(entering[i]);
        if (runs.empty() || runs.back().first != place)
            runs.emplace_back(place, i);
    }
    const RowOrder::Entry *all = entering.data();
    if (runs.size() <= kMostRuns) {
        std::size_t end = entering.size();
        for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
            const auto [place, begin] = *run;
            beginInsertRows({}, place, place + static_cast<int>(end - begin) - 1);
            m_order.insert(place, all + begin, all + end);
            endInsertRows();
            end = begin;
        }
        return;
    }
    const int size = m_order.size();
    const int count = static_cast<int>(entering.size());
    beginInsertRows({}, size, size + count - 1);
    m_order.insert(size, all, all + count);
    endInsertRows();
    std::vector<int> tail(entering.size());
    for (int i = 0; i < count; ++i)
        tail[static_cast<std::size_t>(i)] = size + i;
    arrange(m_order.merged(tail, entering));
}

void SandboxFilterModel::arrange(Entries next)
{
    const auto isSame = [](const RowOrder::Entry &one, const RowOrder::Entry &other) {
        return one.row == other.row;
    };
    const Entries &now = m_order.entries();
    if (!m_wasAskedToSort && std::equal(now.begin(), now.end(), next.begin(), next.end(), isSame)) {
        m_order.replace(std::move(next)); // other keys
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> rows;
    rows.reserve(static_cast<std::size_t>(before.size()));
    for (const QModelIndex &index : before)
        rows.push_back(m_order.rowAt(index.row()));
    m_order.replace(std::move(next));
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(m_order.placeOf(rows[static_cast<std::size_t>(i)]), before.at(i).column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void SandboxFilterModel::announce(std::vector<int> places, const QList<int> &roles)
{
    if (places.empty())
        return;
    sortRows(places, m_order.size());
    std::vector<RowRun> runs = runsOf(places);
    if (runs.size() > kMostRuns)
        runs = {{places.front(), places.back()}};
    for (const auto &[first, last] : runs)
        Q_EMIT dataChanged(index(first, 0), index(last, SandboxListModel::ColumnCount - 1), roles);
}

} // namespace sandglass
