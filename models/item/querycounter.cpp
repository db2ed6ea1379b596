// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/querycounter.h"

#include "item/sandboxlistmodel.h"
#include "store/sandboxstore.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

QueryCounter::QueryCounter(SandboxListModel &list, Clock &clock, QObject *parent)
    : QObject(parent), m_list(list), m_clock(clock)
{
    connect(&list.store(), &SandboxStore::countsChanged, this, &QueryCounter::countSoon);
    connect(&list, &QAbstractItemModel::rowsInserted, this, &QueryCounter::countSoon);
    connect(&list, &QAbstractItemModel::rowsRemoved, this, &QueryCounter::countSoon);
    connect(&list, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                // That a row is old is nothing one can look for.
                if (roles != QList<int>{SandboxListModel::FreshnessRole})
                    countSoon();
            });
}

void QueryCounter::setQueries(QVector<SearchQuery> queries)
{
    m_queries = std::move(queries);
    m_counts.fill(kNotCounted, m_queries.size());
    begin(); // what is being counted belongs to other queries
}

void QueryCounter::followTime()
{
    if (std::any_of(m_queries.begin(), m_queries.end(),
                    [](const SearchQuery &query) { return query.dependsOnTime(); }))
        countSoon();
}

void QueryCounter::countSoon()
{
    m_outdated = true;
    if (m_timer || m_counting)
        return;
    std::chrono::milliseconds rest = 0ms;
    if (m_list.rowCount() > kSlice)
        rest = m_counts.contains(kNotCounted) ? kRest : restFor(m_list.rowCount());
    m_timer = m_clock.after(rest, [this] { begin(); });
}

void QueryCounter::begin()
{
    m_outdated = false;
    m_timer.reset();
    if (!m_list.store().isKnown())
        return; // none seen is not none there
    m_counting = true;
    m_next = 0;
    m_found = QVector<int>(m_queries.size(), 0);
    countSlice();
}

void QueryCounter::countSlice()
{
    m_timer.reset();
    const UtcTime now = m_list.serverNow();
    const int end = std::min(m_next + kSlice, m_list.rowCount());
    for (; m_next < end; ++m_next) {
        const SandboxRow &row = m_list.row(m_next);
        const RowTraits traits = traitsOf(row);
        for (qsizetype i = 0; i < m_queries.size(); ++i) {
            if (m_queries.at(i).matches(row.sandbox, now, traits))
                ++m_found[i];
        }
    }
    if (m_next < m_list.rowCount()) {
        m_timer = m_clock.after(0ms, [this] { countSlice(); });
        return;
    }
    m_counting = false;
    if (std::exchange(m_counts, m_found) != m_found)
        Q_EMIT countsChanged();
    if (m_outdated)
        countSoon();
}

} // namespace sandglass
