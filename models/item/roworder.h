// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/sortkeys.h"

#include <utility>
#include <vector>

namespace sandglass {

class SandboxListModel;

/// Which rows of the list are shown, and in which order: a place for each shown row, by its key and, where
/// keys are equal, its id. Says nothing to anybody; what it does costs time for what changes, and one run
/// through memory for the rest.
class RowOrder
{
public:
    struct Entry
    {
        SortKey key;
        int row = -1; ///< in the list
    };
    using Entries = std::vector<Entry>;

    RowOrder(const SandboxListModel &list, const SortKeys &keys) : m_list(list), m_keys(keys) {}

    [[nodiscard]] int size() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] int rowAt(int place) const { return m_entries[static_cast<std::size_t>(place)].row; }
    [[nodiscard]] const SortKey &keyAt(int place) const
    {
        return m_entries[static_cast<std::size_t>(place)].key;
    }
    /// -1 when it is not shown.
    [[nodiscard]] int placeOf(int row) const { return m_places[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const Entries &entries() const { return m_entries; }
    /// Asks the processor for what keyAt() looks at, without waiting for it.
    void prefetchKeyOf(int row) const
    {
        if (const int place = placeOf(row); place >= 0)
            __builtin_prefetch(&m_entries[static_cast<std::size_t>(place)], 1);
    }

    /// Whoever fills entries anew begins with these, which keep their memory from one time to the next:
    /// asking the system for megabytes costs as much as copying them.
    [[nodiscard]] Entries takeSpare() { return std::exchange(m_spare, {}); }

    void sort(Entries &entries) const;
    /// Gives the entry at @p place another key of its column. Until reordered() is told of all such places
    /// nothing else here works.
    void setColumn(int place, quint64 column)
    {
        m_entries[static_cast<std::size_t>(place)].key.column = column;
    }
    /// What is shown, with the entries at @p places (sorted) where their keys belong.
    [[nodiscard]] Entries reordered(const std::vector<int> &places);
    /// What is shown, without the entries at @p gone (sorted places), and with @p fresh (sorted) at their
    /// places.
    [[nodiscard]] Entries merged(const std::vector<int> &gone, const Entries &fresh);
    /// Where the entry belongs.
    [[nodiscard]] int placeFor(const Entry &entry) const;

    void replace(Entries entries);
    void insert(int place, const Entry *first, const Entry *last);
    void remove(int first, int last);

    // The list changes.
    void setListSize(int rows);
    void listGrew(int first, int count);
    /// None of these rows is shown.
    void listShrank(int first, int count);
    /// Row i of the list is now @p rows[i].
    void listRearranged(const QVector<int> &rows);

private:
    /// Where the keys alone do not decide.
    [[nodiscard]] bool isBeforeBeyondKeys(const Entry &left, const Entry &right) const;
    [[nodiscard]] bool isBefore(const Entry &left, const Entry &right) const
    {
        if (left.key == right.key || m_keys.mayDecideBeyond())
            return isBeforeBeyondKeys(left, right);
        return left.key < right.key;
    }
    void setPlaces(std::size_t from, std::size_t to);
    /// The rows of the list from this one on have other numbers.
    void renumberFrom(int row, int difference);

    const SandboxListModel &m_list;
    const SortKeys &m_keys;
    Entries m_entries;
    Entries m_spare;           ///< of no meaning
    std::vector<int> m_places; ///< by row of the list
};

} // namespace sandglass
