// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxfiltermodel.h"

#include "item/orderahead.h"
#include "item/sandboxlistmodel.h"
#include "item/searchtext.h"
#include "store/sandboxstore.h"

#include <algorithm>
#include <utility>

namespace sandglass {

SandboxFilterModel::SandboxFilterModel(SandboxListModel &source, QObject *parent)
    : QAbstractTableModel(parent)
    , m_list(source)
    , m_order(m_keys, [this](const RowOrder::Entry &left, const RowOrder::Entry &right) {
        return isBeforeBeyondKeys(left, right);
    })
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
    connect(&source.store(), &SandboxStore::rowsSwapped, this, &SandboxFilterModel::onRowsSwapped);
    const Tombstones *ended = &source.tombstones();
    connect(ended, &Tombstones::rowsChanged, this, [this](int first, int last) {
        TouchedRows touched;
        for (int row = first; row <= last; ++row)
            touched.changed.append(m_list.store().size() + row);
        onRowsTouched(touched);
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
    if (orientation == Qt::Horizontal && section == SandboxListModel::TimeLeft && m_query.wantsEnded()) {
        if (role == Qt::DisplayRole)
            return tr("Gone");
        if (role == Qt::ToolTipRole)
            return tr("Time since the sandbox went");
    }
    if (orientation == Qt::Horizontal)
        return m_list.headerData(section, orientation, role);
    if (section < 0 || section >= rowCount())
        return {};
    return m_list.headerData(m_order.rowAt(section), orientation, role);
}

void SandboxFilterModel::sort(int column, Qt::SortOrder order)
{
    const bool idsRanBackwards = m_keys.idsRunBackwards();
    ++m_question;
    m_keys.setColumn(column, order);
    giveKeysAnew(idsRanBackwards);
    // Who sorts hears that it was done, also where all are in that order already: a view scrolls then.
    m_wasAskedToSort = true;
    arrange(m_order.rearranged({}, {}, true));
    m_wasAskedToSort = false;
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

bool SandboxFilterModel::isBeforeBeyondKeys(const RowOrder::Entry &left, const RowOrder::Entry &right) const
{
    if (m_keys.column() < 0)
        return left.row < right.row; // as they came
    if (left.key.column == right.key.column && m_keys.decidesBeyond(left.key)) {
        const auto order = m_keys.compareBeyond(m_list.row(left.row), m_list.row(right.row));
        if (std::is_neq(order))
            return std::is_lt(order);
    }
    if (left.key != right.key)
        return left.key < right.key;
    const QString &one = m_list.row(left.row).sandbox->id;
    const QString &other = m_list.row(right.row).sandbox->id;
    return m_keys.idsRunBackwards() ? other < one : one < other;
}

void SandboxFilterModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    ++m_question;
    const bool wantedEnded = m_query.wantsEnded();
    m_query = SearchQuery::parse(text);
    filterAnew();
    if (m_query.wantsEnded() != wantedEnded)
        Q_EMIT headerDataChanged(Qt::Horizontal, SandboxListModel::TimeLeft, SandboxListModel::TimeLeft);
    Q_EMIT filterChanged();
}

void SandboxFilterModel::followTime()
{
    if (m_query.dependsOnTime())
        filterAnew();
}

Foresight SandboxFilterModel::foresight(qsizetype fewest)
{
    if (m_query.dependsOnTime() || m_query.asksForTraits())
        return {};
    const SandboxStore &store = m_list.store();
    const auto begin = std::make_shared<OrderAhead::Begin>(
        OrderAhead::Begin{m_order.shared(), std::exchange(m_spareOrder, {}), m_order.version(), m_question,
                          m_keys, m_query, store.rowsByNumber(), store.size()});
    // Nothing of it is kept there: what is shared with nobody can be changed here without a copy.
    return [begin, fewest](const SnapshotDelta &delta) {
        return OrderAhead::of(delta, std::move(*begin), fewest);
    };
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

QStringList SandboxFilterModel::idsInSight() const
{
    QStringList ids;
    const int last = std::min(m_inSight.last, m_order.size() - 1);
    for (int row = std::max(0, m_inSight.first); row <= last; ++row)
        ids.append(idAt(row));
    return ids;
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

bool SandboxFilterModel::accepts(int listRow, UtcTime now) const
{
    if (m_query.isEmpty())
        return listRow < m_list.store().size(); // what went comes after it
    return m_list.isFoundBy(m_query, listRow, now);
}

void SandboxFilterModel::filterAnew()
{
    const UtcTime now = m_list.serverNow();
    std::vector<int> leaving;
    Rows entering;
    for (int row = 0; row < m_list.rowCount(); ++row) {
        const int place = m_order.placeOf(row);
        if (accepts(row, now) == (place >= 0))
            continue;
        if (place >= 0)
            leaving.push_back(place);
        else
            entering.push_back(row);
    }
    News news = newsOf(entering, {});
    news.leaving = std::move(leaving);
    show(std::move(news));
}

void SandboxFilterModel::onListChanged(const QModelIndex &first, const QModelIndex &last,
                                       const QList<int> &roles)
{
    // What the rows say comes by rowsTouched(), which tells exactly which.
    if (roles.isEmpty())
        return;
    if (first.row() == 0 && last.row() >= m_list.store().size() - 1) {
        if (m_order.size() > 0)
            announceRuns({{0, m_order.size() - 1}}, roles);
        return;
    }
    std::vector<int> places;
    for (int row = first.row(); row <= last.row(); ++row) {
        if (const int place = m_order.placeOf(row); place >= 0)
            places.push_back(place);
    }
    announce(std::move(places), roles);
}

void SandboxFilterModel::onRowsTouched(const TouchedRows &touched)
{
    const std::optional<RowRun> came = std::exchange(m_came, std::nullopt);
    const auto *ahead = dynamic_cast<const OrderAhead *>(touched.foreseen.get());
    if (ahead && ahead->isSo(m_order.version(), m_question, came, touched)) {
        showForeseen(*ahead);
        return;
    }
    const UtcTime now = m_list.serverNow();
    std::vector<int> leaving;
    Rows entering;
    std::vector<int> staying;
    staying.reserve(static_cast<std::size_t>(touched.changed.size()));
    for (const int row : touched.changed) {
        const int place = m_order.placeOf(row);
        if (!accepts(row, now)) {
            if (place >= 0)
                leaving.push_back(place);
        } else if (place >= 0) {
            staying.push_back(place);
        } else {
            entering.push_back(row);
        }
    }
    if (came) {
        for (int row = came->first; row <= came->last; ++row) {
            if (m_order.placeOf(row) < 0 && accepts(row, now))
                entering.push_back(row);
        }
        sortRows(entering, m_list.rowCount()); // what came may be among what was touched as well
    }
    for (const int row : touched.going) {
        if (const int place = m_order.placeOf(row); place >= 0)
            leaving.push_back(place);
    }
    sortRows(staying, m_order.size());
    News news = newsOf(entering, staying);
    news.leaving = std::move(leaving);
    Rows changed;
    changed.reserve(staying.size());
    for (const int place : staying)
        changed.push_back(m_order.rowAt(place));
    show(std::move(news));
    for (std::size_t i = 0; i < changed.size(); ++i)
        staying[i] = m_order.placeOf(changed[i]);
    announce(std::move(staying));
}

void SandboxFilterModel::onRowRenamed(int listRow)
{
    if (m_order.placeOf(listRow) < 0)
        return;
    News news;
    std::optional<SortKey> key = m_keys.keyOf(m_list.row(listRow));
    if (!key) {
        giveKeysAnew(m_keys.idsRunBackwards());
        news.sortsAnew = true;
        key = m_keys.keyOf(m_list.row(listRow));
    }
    news.moving = {{key.value_or(SortKey{}), listRow}};
    show(std::move(news));
}

void SandboxFilterModel::onRowsInserted(int first, int last)
{
    m_order.listGrew(first, last - first + 1);
    if (first < m_list.store().size()) {
        m_came = {m_came ? m_came->first : first, last};
        return;
    }
    const UtcTime now = m_list.serverNow();
    Rows entering;
    for (int row = first; row <= last; ++row) {
        if (accepts(row, now))
            entering.push_back(row);
    }
    show(newsOf(entering, {}));
}

void SandboxFilterModel::onRowsAboutToBeRemoved(int first, int last)
{
    News news;
    for (int row = first; row <= last; ++row) {
        if (const int place = m_order.placeOf(row); place >= 0)
            news.leaving.push_back(place);
    }
    show(std::move(news));
}

void SandboxFilterModel::onRowsSwapped(const QVector<RowSwap> &swaps)
{
    for (const auto &[one, other] : swaps)
        m_order.listSwapped(one, other);
    if (m_keys.column() < 0) // else the same sandboxes stay at the same places
        arrange(m_order.rearranged({}, {}, true));
}

SandboxFilterModel::News SandboxFilterModel::newsOf(const Rows &entering, const std::vector<int> &touched)
{
    News news;
    for (std::size_t i = 0; i < touched.size(); ++i) {
        constexpr std::size_t kAhead = 12;
        if (i + kAhead < touched.size()) {
            const int ahead = m_order.rowAt(touched[i + kAhead]);
            m_order.prefetchKeyOf(ahead);
            if (ahead < m_list.store().size())
                __builtin_prefetch(&m_list.store().factsAt(ahead));
        }
        const int row = m_order.rowAt(touched[i]);
        const SortKey &known = m_order.keyOf(row);
        const std::optional<quint64> column = columnOf(row);
        news.sortsAnew |= !column;
        if (column && known.column != *column)
            news.moving.push_back({{*column, known.idBegins, known.idGoesOn}, row});
    }
    const auto lookAtEntering = [&] {
        news.entering.clear();
        for (const int row : entering) {
            const std::optional<SortKey> key = m_keys.keyOf(m_list.row(row));
            news.sortsAnew |= !key;
            news.entering.push_back({key.value_or(SortKey{}), row});
        }
    };
    lookAtEntering();
    if (news.sortsAnew) {
        // A text that was not there before: all get new ranks.
        giveKeysAnew(m_keys.idsRunBackwards());
        news.moving.clear();
        lookAtEntering();
    }
    return news;
}

void SandboxFilterModel::giveKeysAnew(bool idsRanBackwards)
{
    ++m_question;
    m_keys.rankTexts(m_list.rowCount(), [this](int row) -> const SandboxRow * {
        return columnByFacts(row) ? nullptr : &m_list.row(row);
    });
    m_order.giveKeys([&](int row, const SortKey &known) {
        return m_keys.withColumn(known, idsRanBackwards, columnOf(row).value_or(0));
    });
}

void SandboxFilterModel::show(News news)
{
    sortRows(news.leaving, m_order.size());
    const std::vector<RowRun> runs = runsOf(news.leaving);
    if (runs.size() <= kMostRuns) {
        removeRuns(runs);
        news.leaving.clear();
    } else {
        Q_EMIT rowsAboutToLeave(QVector<int>(news.leaving.begin(), news.leaving.end()));
    }
    if (news.sortsAnew || !news.moving.empty() || !news.leaving.empty())
        showInOneChange(news);
    removeTail(static_cast<int>(news.leaving.size()));
    enter(std::move(news.entering));
}

void SandboxFilterModel::showForeseen(const OrderAhead &ahead)
{
    if (!ahead.leaving().isEmpty())
        Q_EMIT rowsAboutToLeave(ahead.leaving());
    if (!ahead.entering().empty())
        append(ahead.entering());
    if (RowOrder::Shared next = ahead.takeOrder()) {
        const auto install = [&] { m_spareOrder = m_order.exchange(std::move(next)); };
        if (ahead.isMoved())
            changeLayout(install);
        else
            install(); // other keys
    }
    removeTail(static_cast<int>(ahead.leaving().size()));
    announceRuns(ahead.changed());
}

void SandboxFilterModel::removeTail(int count)
{
    if (count > 0)
        removeRuns({{m_order.size() - count, m_order.size() - 1}});
}

void SandboxFilterModel::showInOneChange(News &news)
{
    if (news.entering.size() > kMostRuns) {
        append(news.entering);
        news.entering.clear();
    }
    arrange(m_order.rearranged(std::move(news.moving), news.leaving, news.sortsAnew));
}

void SandboxFilterModel::append(const RowOrder::Entries &entering)
{
    const int first = m_order.size();
    beginInsertRows({}, first, first + static_cast<int>(entering.size()) - 1);
    m_order.append(entering);
    endInsertRows();
}

void SandboxFilterModel::removeRuns(const std::vector<RowRun> &runs)
{
    for (const auto &[first, last] : lastFirst(runs)) {
        beginRemoveRows({}, first, last);
        m_order.remove(first, last);
        endRemoveRows();
    }
}

void SandboxFilterModel::enter(RowOrder::Entries entering)
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
        std::reverse(runs.begin(), runs.end()); // so that the places of the others stay right
        for (const auto &[place, begin] : runs) {
            beginInsertRows({}, place, place + static_cast<int>(end - begin) - 1);
            m_order.insert(place, all + begin, all + end);
            endInsertRows();
            end = begin;
        }
        return;
    }
    append(entering);
    arrange(m_order.rearranged());
}

void SandboxFilterModel::arrange(Rows next)
{
    if (!m_wasAskedToSort && next == m_order.rows()) {
        m_order.replace(std::move(next)); // other keys
        return;
    }
    changeLayout([&] { m_order.replace(std::move(next)); });
}

template<typename Install>
void SandboxFilterModel::changeLayout(Install install)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> rows;
    rows.reserve(static_cast<std::size_t>(before.size()));
    for (const QModelIndex &index : before)
        rows.push_back(m_order.rowAt(index.row()));
    install();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(m_order.placeOf(rows[static_cast<std::size_t>(i)]), before.at(i).column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void SandboxFilterModel::announce(std::vector<int> places, const QList<int> &roles)
{
    sortRows(places, m_order.size());
    announceRuns(fewRunsOf(places), roles);
}

void SandboxFilterModel::announceRuns(const std::vector<RowRun> &runs, const QList<int> &roles)
{
    for (const auto &[first, last] : runs)
        Q_EMIT dataChanged(index(first, 0), index(last, SandboxListModel::ColumnCount - 1), roles);
}

} // namespace sandglass
