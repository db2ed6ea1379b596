// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/sortkeys.h"

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

    void sort(Entries &entries) const;
    /// What is shown, without the entries at @p gone (sorted places), and with @p fresh (sorted) at their
    /// places.
    [[nodiscard]] Entries merged(const std::vector<int> &gone, const Entries &fresh) const;
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
    [[nodiscard]] bool isBefore(const Entry &left, const Entry &right) const;
    void setPlaces(std::size_t from, std::size_t to);

    const SandboxListModel &m_list;
    const SortKeys &m_keys;
    Entries m_entries;
    std::vector<int> m_places; ///< by row of the list
};

} // namespace sandglass
