// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/roworder.h"

#include <algorithm>
#include <iterator>

namespace sandglass {

namespace {

constexpr std::size_t kDistance = 16; // from one signpost to the next

} // namespace

RowOrder::RowOrder(const Shared &other, Shared spare, const SortKeys &keys, Beyond isBeforeBeyondKeys)
    : m_keys(&keys)
    , m_isBeforeBeyondKeys(std::move(isBeforeBeyondKeys))
    // A poll that was given up may still hold it.
    , m_state(spare && spare->ref.loadAcquire() == 1 ? std::move(spare) : Shared(new State))
{
    m_state->rows = other->rows;
    m_state->places = other->places;
    m_state->keys = other->keys;
    m_state->signposts = other->signposts;
}

RowOrder::State &RowOrder::own()
{
    ++m_version;
    // Whoever shared it on another thread and let go of it has read all it wanted.
    if (m_state->ref.loadAcquire() != 1)
        m_state = Shared(new State(*m_state));
    return *m_state;
}

void RowOrder::takeKeys(const Entries &entries)
{
    State &state = own();
    for (const Entry &entry : entries)
        state.keys[static_cast<std::size_t>(entry.row)] = entry.key;
}

RowOrder::Shared RowOrder::exchange(Shared next)
{
    ++m_version;
    m_appended = 0;
    return std::exchange(m_state, std::move(next));
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

RowOrder::Rows RowOrder::rearranged(Entries moving, const std::vector<int> &leaving, bool sortsAnew)
{
    std::vector<int> gone;
    gone.reserve(moving.size() + leaving.size() + static_cast<std::size_t>(m_appended));
    for (const Entry &entry : moving)
        gone.push_back(placeOf(entry.row));
    gone.insert(gone.end(), leaving.begin(), leaving.end());
    std::inplace_merge(gone.begin(), gone.begin() + static_cast<std::ptrdiff_t>(moving.size()), gone.end());
    for (int place = size() - m_appended; place < size(); ++place) {
        gone.push_back(place);
        moving.push_back(entryAt(place));
    }
    sort(moving);
    Rows next = sortsAnew ? sorted(gone, moving) : merged(gone, moving);
    for (const int place : leaving)
        next.push_back(rowAt(place));
    return next;
}

RowOrder::Rows RowOrder::merged(const std::vector<int> &gone, const Entries &fresh)
{
    const std::vector<int> places = placesFor(fresh);
    Rows next = std::exchange(m_spare, {});
    next.resize(rows().size() - gone.size() + fresh.size());
    auto to = next.begin();
    auto from = rows().cbegin();
    auto going = gone.begin();
    const auto copyUntil = [&](int end) {
        for (; going != gone.end() && *going < end; ++going) {
            const auto place = rows().cbegin() + *going;
            to = std::copy(from, place, to);
            from = place + 1;
        }
        // Behind the end already, where what stood last before it goes.
        if (const auto place = rows().cbegin() + end; from < place) {
            to = std::copy(from, place, to);
            from = place;
        }
    };
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        copyUntil(places[i]);
        *to++ = fresh[i].row;
    }
    copyUntil(size());
    takeKeys(fresh);
    return next;
}

RowOrder::Rows RowOrder::sorted(const std::vector<int> &gone, const Entries &fresh)
{
    // Comparing looks at keys all the time, so they are brought together.
    Entries entries;
    entries.reserve(rows().size() - gone.size() + fresh.size());
    auto going = gone.begin();
    const State &state = *m_state;
    for (int place = 0; place < size(); ++place) {
        const int row = state.rows[static_cast<std::size_t>(place)];
        if (going != gone.end() && *going == place)
            ++going;
        else
            entries.push_back({state.keys[static_cast<std::size_t>(row)], row});
    }
    entries.insert(entries.end(), fresh.begin(), fresh.end());
    sort(entries);
    takeKeys(fresh);
    Rows next = std::exchange(m_spare, {});
    next.resize(entries.size());
    std::transform(entries.begin(), entries.end(), next.begin(),
                   [](const Entry &entry) { return entry.row; });
    return next;
}

RowOrder::Range RowOrder::around(const Entry &entry, std::size_t &from) const
{
    // Where more than the key decides, keys alone are in order by their columns only.
    const auto isBeforeEntry = [this, &entry](const SortKey &key) {
        return m_keys->mayDecideBeyond() ? key.column < entry.key.column : key < entry.key;
    };
    const auto isBehindEntry = [this, &entry](const SortKey &key) {
        return m_keys->mayDecideBeyond() ? key.column > entry.key.column : key > entry.key;
    };
    const std::size_t count = m_state->signposts.size();
    // The next one is mostly near.
    std::size_t step = 1;
    while (from + step < count && isBeforeEntry(m_state->signposts[from + step])) {
        from += step;
        step *= 2;
    }
    const auto begin = m_state->signposts.cbegin();
    const auto end = std::min(from + step, count);
    const auto notBefore = std::partition_point(begin + static_cast<std::ptrdiff_t>(from),
                                                begin + static_cast<std::ptrdiff_t>(end), isBeforeEntry);
    auto behind = notBefore;
    if (behind != m_state->signposts.cend() && !isBehindEntry(*behind)) {
        behind = std::partition_point(behind, m_state->signposts.cend(),
                                      [&](const SortKey &key) { return !isBehindEntry(key); });
    }
    const auto index = static_cast<std::size_t>(notBefore - begin);
    from = index > 0 ? index - 1 : 0;
    const std::size_t to = static_cast<std::size_t>(behind - begin) * kDistance;
    return {index > 0 ? static_cast<int>((index - 1) * kDistance) + 1 : 0,
            std::min(static_cast<int>(to), size() - m_appended)};
}

void RowOrder::halve(Range &range, const Entry &entry) const
{
    const int middle = range.middle();
    const bool isBehind = isBefore(entryAt(middle), entry);
    range = {isBehind ? middle + 1 : range.from, isBehind ? range.to : middle};
}

std::vector<int> RowOrder::placesFor(const Entries &fresh) const
{
    std::vector<Range> ranges(fresh.size());
    std::size_t signpost = 0;
    std::transform(fresh.begin(), fresh.end(), ranges.begin(),
                   [&](const Entry &entry) { return around(entry, signpost); });
    // Keys lie far apart. Halving all ranges before any of them again leaves time to ask for what comes next.
    constexpr std::size_t kAhead = 12;
    for (bool isDone = false; !isDone;) {
        isDone = true;
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            if (i + kAhead < fresh.size() && ranges[i + kAhead].from < size())
                prefetchKeyOf(rowAt(ranges[i + kAhead].middle()));
            if (ranges[i].from == ranges[i].to)
                continue;
            halve(ranges[i], fresh[i]);
            isDone = false;
        }
    }
    std::vector<int> places(fresh.size());
    std::transform(ranges.begin(), ranges.end(), places.begin(),
                   [](const Range &range) { return range.from; });
    return places;
}

int RowOrder::placeFor(const Entry &entry) const
{
    std::size_t signpost = 0;
    Range range = around(entry, signpost);
    while (range.from != range.to)
        halve(range, entry);
    return range.from;
}

void RowOrder::setPlaces(std::size_t from, std::size_t to)
{
    State &state = own();
    for (std::size_t place = from; place < to; ++place)
        state.places[static_cast<std::size_t>(state.rows[place])] = static_cast<int>(place);
}

void RowOrder::putUpSignposts(std::size_t from)
{
    State &state = own();
    const std::size_t staying = std::min(state.signposts.size(), (from + kDistance - 1) / kDistance);
    state.signposts.resize(staying);
    for (std::size_t place = staying * kDistance; place < state.rows.size(); place += kDistance)
        state.signposts.push_back(keyOf(state.rows[place]));
}

void RowOrder::replace(Rows rows)
{
    State &state = own();
    // What did not move at either end keeps its place.
    const auto size = static_cast<std::ptrdiff_t>(std::min(rows.size(), state.rows.size()));
    const auto from =
        std::mismatch(rows.begin(), rows.begin() + size, state.rows.begin()).first - rows.begin();
    std::size_t to = rows.size();
    if (rows.size() == state.rows.size()) {
        while (static_cast<std::ptrdiff_t>(to) > from && rows[to - 1] == state.rows[to - 1])
            --to;
    }
    m_spare = std::exchange(state.rows, std::move(rows));
    m_appended = 0;
    setPlaces(static_cast<std::size_t>(from), to);
    putUpSignposts(0); // what stays where it is may have another key
}

void RowOrder::insert(int place, const Entry *first, const Entry *last)
{
    Rows rows;
    rows.reserve(static_cast<std::size_t>(last - first));
    State &state = own();
    for (const Entry *entry = first; entry != last; ++entry) {
        rows.push_back(entry->row);
        state.keys[static_cast<std::size_t>(entry->row)] = entry->key;
    }
    state.rows.insert(state.rows.begin() + place, rows.begin(), rows.end());
    setPlaces(static_cast<std::size_t>(place), state.rows.size());
    putUpSignposts(static_cast<std::size_t>(place));
}

void RowOrder::append(const Entries &entries)
{
    State &state = own();
    const std::size_t first = state.rows.size();
    for (const Entry &entry : entries)
        state.rows.push_back(entry.row);
    takeKeys(entries);
    m_appended = static_cast<int>(entries.size());
    setPlaces(first, state.rows.size());
}

void RowOrder::remove(int first, int last)
{
    State &state = own();
    for (int place = first; place <= last; ++place)
        state.places[static_cast<std::size_t>(rowAt(place))] = -1;
    state.rows.erase(state.rows.begin() + first, state.rows.begin() + last + 1);
    setPlaces(static_cast<std::size_t>(first), state.rows.size());
    putUpSignposts(static_cast<std::size_t>(first));
}

void RowOrder::setListSize(int rows)
{
    State &state = own();
    state.places.assign(static_cast<std::size_t>(rows), -1);
    state.keys.resize(static_cast<std::size_t>(rows));
}

void RowOrder::renumberFrom(int row, int difference)
{
    State &state = own();
    // Mostly only what is gone stands behind, which is little and not shown.
    for (auto at = static_cast<std::size_t>(row); at < state.places.size(); ++at) {
        if (const int place = state.places[at]; place >= 0)
            state.rows[static_cast<std::size_t>(place)] += difference;
    }
}

void RowOrder::listGrew(int first, int count)
{
    renumberFrom(first, count);
    State &state = own();
    state.places.insert(state.places.begin() + first, static_cast<std::size_t>(count), -1);
    state.keys.insert(state.keys.begin() + first, static_cast<std::size_t>(count), {});
}

void RowOrder::listShrank(int first, int count)
{
    renumberFrom(first + count, -count);
    State &state = own();
    state.places.erase(state.places.begin() + first, state.places.begin() + first + count);
    state.keys.erase(state.keys.begin() + first, state.keys.begin() + first + count);
}

void RowOrder::listSwapped(int one, int other)
{
    State &state = own();
    const auto left = static_cast<std::size_t>(one);
    const auto right = static_cast<std::size_t>(other);
    std::swap(state.places[left], state.places[right]);
    std::swap(state.keys[left], state.keys[right]);
    for (const int row : {one, other}) {
        if (const int place = placeOf(row); place >= 0)
            state.rows[static_cast<std::size_t>(place)] = row;
    }
}

} // namespace sandglass
