// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/querycounter.h"

#include "item/sandboxlistmodel.h"
#include "store/sandboxstore.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <numeric>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t kBits = 64; // of a word

constexpr quint64 bitOf(std::size_t query)
{
    return quint64{1} << (query % kBits);
}

} // namespace

QueryCounter::QueryCounter(SandboxListModel &list, Clock &clock, QObject *parent)
    : QObject(parent), m_list(list), m_clock(clock)
{
    const SandboxStore *store = &list.store();
    connect(store, &SandboxStore::countsChanged, this, [this] {
        if (m_counts.contains(kNotCounted))
            countSoon(); // the first list may be empty
    });
    connect(store, &SandboxStore::rowsTouched, this,
            [this](const TouchedRows &touched) { onTouched(touched.changed); });
    connect(store, &SandboxStore::rowsSwapped, this, &QueryCounter::onSwapped);
    connect(&list.tombstones(), &Tombstones::rowsChanged, this,
            [this, store](int first, int last) { onTouched(store->size() + first, store->size() + last); });
    connect(&list, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    connect(&list, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { onAboutToBeRemoved(first, last); });
    m_isOld.assign(static_cast<std::size_t>(list.rowCount()), 1);
    m_old = list.rowCount();
}

void QueryCounter::setQueries(QVector<SearchQuery> queries)
{
    m_queries = std::move(queries);
    const auto count = static_cast<std::size_t>(m_queries.size());
    m_all.resize(count);
    std::iota(m_all.begin(), m_all.end(), 0);
    m_timely.clear();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_timely), [this](std::size_t query) {
        return m_queries.at(static_cast<qsizetype>(query)).dependsOnTime();
    });
    m_counts.fill(kNotCounted, m_queries.size());
    m_totals.fill(0, m_queries.size());
    m_words = (count + kBits - 1) / kBits;
    m_found.assign(m_isOld.size() * m_words, 0);
    std::transform(kAllStatuses.begin(), kAllStatuses.end(), m_byStatus.begin(),
                   [this](SandboxStatus status) { return answersFor(status); });
    std::fill(m_isOld.begin(), m_isOld.end(), 1);
    m_old = static_cast<int>(m_isOld.size());
    m_next = 0;
    m_nextTimely.reset();
    m_looked = m_clock.monoNow();
    m_rest.reset();
    if (m_list.store().isKnown())
        countSlice();
}

void QueryCounter::followTime()
{
    if (m_timely.empty() || m_rest || m_nextTimely)
        return;
    const auto rested = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.monoNow() - m_looked);
    m_rest = m_clock.after(std::max(0ms, restFor(m_list.rowCount()) - rested), [this] {
        m_rest.reset();
        m_looked = m_clock.monoNow();
        m_nextTimely = 0;
        countSoon();
    });
}

void QueryCounter::onInserted(int first, int last)
{
    const auto count = static_cast<std::size_t>(last) - static_cast<std::size_t>(first) + 1;
    m_found.insert(m_found.begin() + wordsOf(first), count * m_words, 0);
    m_isOld.insert(m_isOld.begin() + first, count, 0);
    onTouched(first, last);
}

void QueryCounter::onAboutToBeRemoved(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        for (std::size_t word = 0; word < m_words; ++word)
            setFound(m_found[static_cast<std::size_t>(wordsOf(row)) + word], 0, word * kBits);
        m_old -= m_isOld[static_cast<std::size_t>(row)];
    }
    m_found.erase(m_found.begin() + wordsOf(first), m_found.begin() + wordsOf(last + 1));
    m_isOld.erase(m_isOld.begin() + first, m_isOld.begin() + last + 1);
    const auto moved = [first, last](int next) {
        return next > last ? next - (last - first + 1) : std::min(next, first);
    };
    m_next = moved(m_next);
    if (m_nextTimely)
        m_nextTimely = moved(*m_nextTimely);
    countSoon();
}

void QueryCounter::onSwapped(const QVector<RowSwap> &swaps)
{
    for (const RowSwap &swap : swaps) {
        const auto one = static_cast<std::size_t>(swap.one);
        const auto other = static_cast<std::size_t>(swap.other);
        const auto found = m_found.begin() + wordsOf(swap.one);
        std::swap_ranges(found, found + static_cast<std::ptrdiff_t>(m_words),
                         m_found.begin() + wordsOf(swap.other));
        std::swap(m_isOld[one], m_isOld[other]);
        const auto [first, last] = std::minmax(swap.one, swap.other);
        // The look for the sake of time has passed the place where one of them is now, but not the one where
        // it was.
        if (m_nextTimely && first < *m_nextTimely && last >= *m_nextTimely)
            markOld(first);
        for (const int row : {first, last}) {
            if (m_isOld[static_cast<std::size_t>(row)])
                m_next = std::min(m_next, row);
        }
    }
}

void QueryCounter::onTouched(const QVector<int> &rows)
{
    for (const int row : rows)
        markOld(row);
    countSoon();
}

void QueryCounter::onTouched(int first, int last)
{
    QVector<int> rows(last - first + 1);
    std::iota(rows.begin(), rows.end(), first);
    onTouched(rows);
}

void QueryCounter::markOld(int row)
{
    quint8 &isOld = m_isOld[static_cast<std::size_t>(row)];
    m_old += isOld ? 0 : 1;
    isOld = 1;
    m_next = std::min(m_next, row);
}

void QueryCounter::countSoon()
{
    countIn(m_list.rowCount() > kSlice ? kRest : 0ms);
}

void QueryCounter::countIn(std::chrono::milliseconds wait)
{
    if (!m_timer && m_list.store().isKnown()) // none seen is not none there
        m_timer = m_clock.after(wait, [this] { countSlice(); });
}

void QueryCounter::countSlice()
{
    m_timer.reset();
    const UtcTime now = m_list.serverNow();
    int most = kSlice;
    for (; m_old > 0 && most > 0; ++m_next) {
        quint8 &isOld = m_isOld[static_cast<std::size_t>(m_next)];
        if (!isOld)
            continue;
        isOld = 0;
        --m_old;
        --most;
        look(m_next, now);
    }
    for (; m_nextTimely && *m_nextTimely < m_list.rowCount() && most > 0; ++*m_nextTimely, --most)
        lookAtTime(*m_nextTimely, now);
    if (m_nextTimely == m_list.rowCount())
        m_nextTimely.reset();
    if (m_old > 0 || m_nextTimely)
        countIn(0ms);
    if (m_old == 0)
        publish();
}

QueryCounter::ByStatus QueryCounter::answersFor(SandboxStatus status) const
{
    SandboxFacts facts;
    facts.status = status;
    ByStatus answers{std::vector<quint64>(m_words), {}};
    for (const std::size_t query : m_all) {
        const SearchQuery &asked = m_queries.at(static_cast<qsizetype>(query));
        const auto found = asked.asksForStatusAlone() ? asked.matchesByFacts(facts, {}) : std::nullopt;
        if (!found)
            answers.open.push_back(query);
        else if (*found)
            answers.found[query / kBits] |= bitOf(query);
    }
    return answers;
}

bool QueryCounter::isFound(std::size_t query, int row, UtcTime now) const
{
    return m_list.isFoundBy(m_queries.at(static_cast<qsizetype>(query)), row, now);
}

void QueryCounter::look(int row, UtcTime now)
{
    const SandboxStore &store = m_list.store();
    const std::vector<std::size_t> *open = &m_all;
    if (row < store.size() && !store.isOverlaid(row)) {
        const ByStatus &known = m_byStatus.at(static_cast<std::size_t>(store.factsAt(row).status));
        m_foundNow = known.found;
        open = &known.open;
    } else {
        m_foundNow.assign(m_words, 0);
    }
    for (const std::size_t query : *open) {
        if (isFound(query, row, now))
            m_foundNow[query / kBits] |= bitOf(query);
    }
    for (std::size_t word = 0; word < m_words; ++word)
        setFound(m_found[static_cast<std::size_t>(wordsOf(row)) + word], m_foundNow[word], word * kBits);
}

void QueryCounter::lookAtTime(int row, UtcTime now)
{
    for (const std::size_t query : m_timely) {
        const std::size_t first = query / kBits;
        quint64 &word = m_found[static_cast<std::size_t>(wordsOf(row)) + first];
        const quint64 others = word & ~bitOf(query);
        setFound(word, isFound(query, row, now) ? others | bitOf(query) : others, first * kBits);
    }
}

void QueryCounter::setFound(quint64 &word, quint64 found, std::size_t firstQuery)
{
    for (quint64 changed = word ^ found; changed != 0; changed &= changed - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(changed));
        m_totals[static_cast<qsizetype>(firstQuery) + static_cast<qsizetype>(bit)] +=
            ((found >> bit) & 1U) != 0 ? 1 : -1;
    }
    word = found;
}

std::ptrdiff_t QueryCounter::wordsOf(int row) const
{
    return row * static_cast<std::ptrdiff_t>(m_words);
}

void QueryCounter::publish()
{
    if (std::exchange(m_counts, m_totals) != m_totals)
        Q_EMIT countsChanged();
}

} // namespace sandglass
