// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/orderahead.h"

#include "store/sandboxrow.h"
#include "store/sandboxstore.h"
#include "store/snapshot.h"

#include <algorithm>

namespace sandglass {

/// One poll's worth of work.
class OrderMaker
{
public:
    explicit OrderMaker(OrderAhead::Begin begin);

    [[nodiscard]] ForeseenPtr make(const SnapshotDelta &delta);

private:
    /// A row that is shown and stays so.
    struct Staying
    {
        int place;
        int row;
        std::optional<SortKey> moved; ///< its key, where that is another one now
    };

    /// False where more would have to be known.
    [[nodiscard]] bool lookAt(const SandboxChange &change);
    void lookAtMissing(const SnapshotDelta &delta);
    void rearrange();
    [[nodiscard]] int rowOf(int number) const { return m_begin.rowsByNumber.value(number, -1); }
    [[nodiscard]] bool isFound(const SandboxChange &change) const;
    [[nodiscard]] std::optional<quint64> columnOf(const SandboxChange &change) const;
    [[nodiscard]] bool enter(const SandboxChange &change, int row);

    OrderAhead::Begin m_begin;
    bool m_isSure = true; ///< no two rows had to be told from each other by more than their keys
    RowOrder m_order;
    std::shared_ptr<OrderAhead> m_made;
    int m_new = 0; ///< so many of those that come were looked at
    std::vector<Staying> m_staying;
    std::vector<int> m_leaving; ///< places
};

OrderMaker::OrderMaker(OrderAhead::Begin begin)
    : m_begin(std::move(begin))
    , m_order(std::exchange(m_begin.order, {}), std::exchange(m_begin.spare, {}), m_begin.keys,
              [this](const RowOrder::Entry &left, const RowOrder::Entry &right) {
                  const SortKeys &keys = m_begin.keys;
                  if (keys.column() < 0)
                      return left.row < right.row;
                  const bool decides = left.key != right.key &&
                                       (left.key.column != right.key.column || !keys.decidesBeyond(left.key));
                  m_isSure &= decides;
                  return decides ? left.key < right.key : left.row < right.row;
              })
    , m_made(new OrderAhead)
{}

ForeseenPtr OrderMaker::make(const SnapshotDelta &delta)
{
    m_made->m_question = m_begin.question;
    m_made->m_firstNew = m_begin.rows;
    for (const SandboxChange &change : delta.changed)
        m_made->m_came += rowOf(change.number) < 0 ? 1 : 0;
    if (m_made->m_came > 0)
        m_order.listGrew(m_begin.rows, m_made->m_came);
    // What the order of the GUI thread counts by the time it compares: there, too, nothing happened to it
    // since but that the list grew, by the same function.
    m_made->m_version = m_begin.version + m_order.version();
    const bool isKnown = std::all_of(delta.changed.begin(), delta.changed.end(),
                                     [this](const SandboxChange &change) { return lookAt(change); });
    if (!isKnown)
        return {};
    lookAtMissing(delta);
    const qsizetype touched = m_made->m_touched.size();
    const qsizetype going = m_made->m_going.size();
    sortRows(m_made->m_touched, m_begin.rows);
    sortRows(m_made->m_going, m_begin.rows);
    if (m_made->m_touched.size() != touched || m_made->m_going.size() != going)
        return {}; // not every number means a row of its own
    rearrange();
    return m_isSure ? m_made : nullptr;
}

bool OrderMaker::lookAt(const SandboxChange &change)
{
    int row = rowOf(change.number);
    if (row < 0) {
        row = m_begin.rows + m_new++;
        return !isFound(change) || enter(change, row);
    }
    if (change.now.isSame(change.before))
        return true; // told once more
    m_made->m_touched.append(row);
    const int place = m_order.placeOf(row);
    if (!isFound(change)) {
        if (place >= 0)
            m_leaving.push_back(place);
        return true;
    }
    if (place < 0)
        return enter(change, row);
    const std::optional<quint64> column = columnOf(change);
    if (!column)
        return false;
    SortKey key = m_order.keyOf(row);
    Staying staying{place, row, std::nullopt};
    if (std::exchange(key.column, *column) != *column)
        staying.moved = key;
    m_staying.push_back(staying);
    return true;
}

bool OrderMaker::isFound(const SandboxChange &change) const
{
    // The query asks for nothing that time changes.
    return m_begin.query.matches(change.now, change.facts, {}, {});
}

std::optional<quint64> OrderMaker::columnOf(const SandboxChange &change) const
{
    if (const std::optional<quint64> column = m_begin.keys.columnOf(change.facts))
        return column;
    SandboxRow row;
    row.sandbox = change.now;
    return m_begin.keys.columnOf(row);
}

bool OrderMaker::enter(const SandboxChange &change, int row)
{
    SandboxRow fresh;
    fresh.sandbox = change.now;
    const std::optional<SortKey> key = m_begin.keys.keyOf(fresh);
    if (key)
        m_made->m_entering.push_back({*key, row});
    return key.has_value();
}

void OrderMaker::lookAtMissing(const SnapshotDelta &delta)
{
    if (!delta.isComplete())
        return;
    for (const MissingSandbox &one : delta.missing) {
        const int row = rowOf(one.number);
        if (row < 0)
            continue; // went already, by a read
        m_made->m_going.append(row);
        if (const int place = m_order.placeOf(row); place >= 0)
            m_leaving.push_back(place);
    }
}

void OrderMaker::rearrange()
{
    sortRows(m_leaving, m_order.size());
    m_made->m_leaving = QVector<int>(m_leaving.begin(), m_leaving.end());
    std::sort(m_staying.begin(), m_staying.end(),
              [](const Staying &left, const Staying &right) { return left.place < right.place; });

    RowOrder::Entries moving;
    for (const Staying &one : m_staying) {
        if (one.moved)
            moving.push_back({*one.moved, one.row});
    }
    if (!moving.empty() || !m_leaving.empty() || !m_made->m_entering.empty()) {
        m_order.append(m_made->m_entering);
        RowOrder::Rows next = m_order.rearranged(std::move(moving), m_leaving);
        m_made->m_isMoved = next != m_order.rows();
        m_order.replace(std::move(next));
        m_made->m_order = m_order.shared();
    }

    std::vector<int> changed;
    for (const Staying &one : m_staying)
        changed.push_back(m_order.placeOf(one.row));
    sortRows(changed, m_order.size());
    m_made->m_changed = fewRunsOf(changed);
}

bool OrderAhead::isSo(quint64 version, quint64 question, const std::optional<RowRun> &came,
                      const TouchedRows &touched) const
{
    const bool isAsMany =
        came ? came->first == m_firstNew && came->last - came->first + 1 == m_came : m_came == 0;
    return isAsMany && version == m_version && question == m_question && touched.changed == m_touched &&
           touched.going == m_going;
}

ForeseenPtr OrderAhead::of(const SnapshotDelta &delta, Begin begin, qsizetype fewest)
{
    if (delta.changed.size() + delta.missing.size() < fewest)
        return {};
    return OrderMaker(std::move(begin)).make(delta);
}

} // namespace sandglass
