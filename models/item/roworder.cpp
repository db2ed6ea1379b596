// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/roworder.h"

#include "item/sandboxlistmodel.h"

#include <algorithm>
#include <iterator>

namespace sandglass {

bool RowOrder::isBeforeBeyondKeys(const Entry &left, const Entry &right) const
{
    if (m_keys.column() < 0)
        return left.row < right.row; // as they came
    if (left.key.column == right.key.column && m_keys.decidesBeyond(left.key)) {
        const auto order = m_keys.compareBeyond(m_list.row(left.row), m_list.row(right.row));
        if (order != 0)
            return order < 0;
    }
    if (left.key != right.key)
        return left.key < right.key;
    const QString &one = m_list.row(left.row).sandbox->id;
    const QString &other = m_list.row(right.row).sandbox->id;
    return m_keys.idsRunBackwards() ? other < one : one < other;
}

void RowOrder::sort(Entries &entries) const
{
    const auto before = [this](const Entry &left, const Entry &right) { return isBefore(left, right); };
    // What moves mostly comes from few neighbourhoods, each of them in order already.
    constexpr std::size_t kFewRuns = 16;
    std::vector<Entries::iterator> bounds{entries.begin()};
    while (bounds.back() != entries.end() && bounds.size() <= kFewRuns)
        bounds.push_back(std::is_sorted_until(bounds.back(), entries.end(), before));
    if (bounds.back() != entries.end()) {
        std::sort(entries.begin(), entries.end(), before);
        return;
    }
    while (bounds.size() > 2) {
        std::vector<Entries::iterator> merged{bounds.front()};
        for (std::size_t run = 0; run + 1 < bounds.size(); run += 2) {
            const auto end = bounds[std::min(run + 2, bounds.size() - 1)];
            std::inplace_merge(bounds[run], bounds[run + 1], end, before);
            merged.push_back(end);
        }
        bounds = std::move(merged);
    }
}

RowOrder::Entries RowOrder::reordered(const std::vector<int> &places)
{
    Entries moving;
    moving.reserve(places.size());
    for (const int place : places)
        moving.push_back(m_entries[static_cast<std::size_t>(place)]);
    sort(moving);
    return merged(places, moving);
}

RowOrder::Entries RowOrder::merged(const std::vector<int> &gone, const Entries &fresh)
{
    Entries next = takeSpare();
    next.resize(m_entries.size() - gone.size() + fresh.size());
    const auto before = [this](const Entry &left, const Entry &right) { return isBefore(left, right); };
    auto at = m_entries.cbegin();
    auto arrival = fresh.begin();
    auto to = next.begin();
    // Copies what stays up to @p end, with the newcomers at their places. Most of the time nothing lies in
    // between, so the place is looked for in steps that grow.
    const auto copyUntil = [&](Entries::const_iterator end) {
        while (arrival != fresh.end()) {
            std::ptrdiff_t step = 1;
            auto low = at;
            while (end - low > step && before(*(low + step), *arrival)) {
                low += step;
                step *= 2;
            }
            const auto high = low + std::min<std::ptrdiff_t>(step + 1, end - low);
            const auto place = std::lower_bound(low, high, *arrival, before);
            if (place == end)
                break;
            to = std::copy(at, place, to);
            *to++ = *arrival++;
            at = place;
        }
        to = std::copy(at, end, to);
        at = end;
    };
    for (const int place : gone) {
        copyUntil(m_entries.cbegin() + place);
        ++at;
    }
    copyUntil(m_entries.cend());
    std::copy(arrival, fresh.end(), to);
    return next;
}

int RowOrder::placeFor(const Entry &entry) const
{
    const auto place =
        std::lower_bound(m_entries.begin(), m_entries.end(), entry,
                         [this](const Entry &left, const Entry &right) { return isBefore(left, right); });
    return static_cast<int>(place - m_entries.begin());
}

void RowOrder::setPlaces(std::size_t from, std::size_t to)
{
    for (std::size_t place = from; place < to; ++place)
        m_places[static_cast<std::size_t>(m_entries[place].row)] = static_cast<int>(place);
}

void RowOrder::replace(Entries entries)
{
    // What did not move at either end keeps its place.
    const bool sameRows = entries.size() == m_entries.size();
    std::size_t from = 0;
    std::size_t to = entries.size();
    if (sameRows) {
        while (from < to && entries[from].row == m_entries[from].row)
            ++from;
        while (to > from && entries[to - 1].row == m_entries[to - 1].row)
            --to;
    } else {
        for (const Entry &entry : m_entries)
            m_places[static_cast<std::size_t>(entry.row)] = -1;
    }
    m_spare = std::exchange(m_entries, std::move(entries));
    setPlaces(from, to);
}

void RowOrder::insert(int place, const Entry *first, const Entry *last)
{
    m_entries.insert(m_entries.begin() + place, first, last);
    setPlaces(static_cast<std::size_t>(place), m_entries.size());
}

void RowOrder::remove(int first, int last)
{
    for (int place = first; place <= last; ++place)
        m_places[static_cast<std::size_t>(rowAt(place))] = -1;
    m_entries.erase(m_entries.begin() + first, m_entries.begin() + last + 1);
    setPlaces(static_cast<std::size_t>(first), m_entries.size());
}

void RowOrder::setListSize(int rows)
{
    m_places.assign(static_cast<std::size_t>(rows), -1);
}

void RowOrder::renumberFrom(int row, int difference)
{
    // Mostly only what is gone stands behind, which is little and not shown.
    for (auto at = static_cast<std::size_t>(row); at < m_places.size(); ++at) {
        if (const int place = m_places[at]; place >= 0)
            m_entries[static_cast<std::size_t>(place)].row += difference;
    }
}

void RowOrder::listGrew(int first, int count)
{
    renumberFrom(first, count);
    m_places.insert(m_places.begin() + first, static_cast<std::size_t>(count), -1);
}

void RowOrder::listShrank(int first, int count)
{
    renumberFrom(first + count, -count);
    m_places.erase(m_places.begin() + first, m_places.begin() + first + count);
}

void RowOrder::listRearranged(const QVector<int> &rows)
{
    std::fill(m_places.begin(), m_places.end(), -1);
    for (Entry &entry : m_entries) {
        if (entry.row < rows.size())
            entry.row = rows.at(entry.row);
    }
    setPlaces(0, m_entries.size());
}

} // namespace sandglass
