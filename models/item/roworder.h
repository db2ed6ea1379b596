// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/sortkeys.h"

#include <QExplicitlySharedDataPointer>

#include <functional>
#include <utility>
#include <vector>

namespace sandglass {

/// Which rows of the list are shown, and in which order: a place for each shown row, by its key and, where
/// keys are equal, its id. Says nothing to anybody; what it does costs time for what changes, and one run
/// through the numbers of the rows for the rest: keys are large, so they stay where they are. A copy costs
/// nothing until one of the two changes, and may be changed on another thread.
class RowOrder
{
public:
    using Rows = std::vector<int>; ///< numbers of rows in the list
    struct Entry
    {
        SortKey key;
        int row = -1;
    };
    using Entries = std::vector<Entry>;

    /// Which of two comes first where their keys do not decide.
    using Beyond = std::function<bool(const Entry &left, const Entry &right)>;

    /// What it is made of.
    struct State final : QSharedData
    {
        Rows rows;
        std::vector<int> places;        ///< by row of the list
        std::vector<SortKey> keys;      ///< by row of the list
        std::vector<SortKey> signposts; ///< keys of places at equal distances: whoever looks for a place
                                        ///< looks here first, where all lies close together
    };
    using Shared = QExplicitlySharedDataPointer<State>;

    RowOrder(const SortKeys &keys, Beyond isBeforeBeyondKeys)
        : m_keys(&keys), m_isBeforeBeyondKeys(std::move(isBeforeBeyondKeys)), m_state(new State)
    {}
    /// A copy of what @p other told by shared(), in the memory of @p spare, which may be null.
    RowOrder(const Shared &other, Shared spare, const SortKeys &keys, Beyond isBeforeBeyondKeys);

    [[nodiscard]] int size() const { return static_cast<int>(m_state->rows.size()); }
    [[nodiscard]] int rowAt(int place) const { return m_state->rows[static_cast<std::size_t>(place)]; }
    /// -1 when it is not shown.
    [[nodiscard]] int placeOf(int row) const { return m_state->places[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const Rows &rows() const { return m_state->rows; }
    /// Of a shown row.
    [[nodiscard]] const SortKey &keyOf(int row) const { return m_state->keys[static_cast<std::size_t>(row)]; }
    /// Asks the processor for what keyOf() looks at, without waiting for it.
    void prefetchKeyOf(int row) const
    {
        __builtin_prefetch(&m_state->keys[static_cast<std::size_t>(row)], 1);
    }

    /// Another one after each change.
    [[nodiscard]] quint64 version() const { return m_version; }
    [[nodiscard]] const Shared &shared() const { return m_state; }
    /// Becomes @p next, and returns what it was.
    Shared exchange(Shared next);

    void sort(Entries &entries) const;
    /// What is shown, with the rows @p moving, given by their places, at the places of their new keys, those
    /// appended where they belong, and those at the places @p leaving (sorted) at the end. Takes the new
    /// keys; replace() has to be next. @p sortsAnew after giveKeys().
    [[nodiscard]] Rows rearranged(Entries moving = {}, const std::vector<int> &leaving = {},
                                  bool sortsAnew = false);
    /// Gives each shown row the key @p keyOf makes for it, of the row and the key it had. Nothing that goes
    /// by keys but sorting anew works after it.
    template<typename KeyOf>
    void giveKeys(KeyOf keyOf)
    {
        State &state = own();
        for (std::size_t row = 0; row < state.places.size(); ++row) {
            if (state.places[row] >= 0)
                state.keys[row] = keyOf(static_cast<int>(row), std::as_const(state.keys[row]));
        }
    }
    /// Where the entry belongs.
    [[nodiscard]] int placeFor(const Entry &entry) const;

    void replace(Rows rows);
    void insert(int place, const Entry *first, const Entry *last);
    /// At the end, wherever they belong: rearranged() has to be next.
    void append(const Entries &entries);
    void remove(int first, int last);

    // The list changes.
    void setListSize(int rows);
    void listGrew(int first, int count);
    /// None of these rows is shown.
    void listShrank(int first, int count);
    void listSwapped(int one, int other);

private:
    /// Places, the last one not included.
    struct Range
    {
        int from = 0;
        int to = 0;

        [[nodiscard]] int middle() const { return from + (to - from) / 2; }
    };

    [[nodiscard]] bool isBefore(const Entry &left, const Entry &right) const
    {
        if (left.key == right.key || m_keys->mayDecideBeyond())
            return m_isBeforeBeyondKeys(left, right);
        return left.key < right.key;
    }
    /// Places between which the entry belongs, looked for from the signpost @p from on, which is moved to
    /// the last one before it.
    [[nodiscard]] Range around(const Entry &entry, std::size_t &from) const;
    /// Where each of these sorted entries belongs.
    [[nodiscard]] std::vector<int> placesFor(const Entries &fresh) const;
    /// Halves @p range, which is not empty.
    void halve(Range &range, const Entry &entry) const;
    [[nodiscard]] Entry entryAt(int place) const { return {keyOf(rowAt(place)), rowAt(place)}; }
    void setPlaces(std::size_t from, std::size_t to);
    /// From this place on. All that is shown is in order.
    void putUpSignposts(std::size_t from);
    /// The rows of the list from this one on have other numbers.
    void renumberFrom(int row, int difference);

    /// What is shown, without what stands at @p gone (sorted places), and with @p fresh (sorted) at their
    /// places. Both may name the same row. Takes the new keys.
    [[nodiscard]] Rows merged(const std::vector<int> &gone, const Entries &fresh);
    /// The same where the keys of what stays have changed as well.
    [[nodiscard]] Rows sorted(const std::vector<int> &gone, const Entries &fresh);
    /// To be changed, and shared with nobody.
    [[nodiscard]] State &own();
    void takeKeys(const Entries &entries);

    const SortKeys *m_keys;
    Beyond m_isBeforeBeyondKeys;
    Shared m_state;
    quint64 m_version = 0;
    Rows m_spare;       ///< of no meaning; keeps its memory from one time to the next
    int m_appended = 0; ///< how many at the end are not where they belong
};

} // namespace sandglass
