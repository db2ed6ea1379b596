// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "item/roworder.h"
#include "item/searchquery.h"
#include "item/sortkeys.h"
#include "store/foresight.h"
#include "store/rowruns.h"

#include <QVector>

#include <optional>

namespace sandglass {

struct TouchedRows;

/// The order as a poll will leave it, where the store takes all of it at its word and nothing else changes
/// meanwhile. Made on the polling thread; a value there, moved out of on the GUI thread.
class OrderAhead final : public Foreseen
{
public:
    /// What of the GUI thread it begins with.
    struct Begin
    {
        RowOrder::Shared order;
        RowOrder::Shared spare; ///< memory for the next one; may be null
        quint64 version = 0;    ///< of the order
        quint64 question = 0;   ///< what is searched for and sorted by has this number
        SortKeys keys;
        SearchQuery query;         ///< which must not ask for more than what the server said
        QVector<int> rowsByNumber; ///< see SandboxStore
        int rows = 0;              ///< of the store
    };

    /// Null where fewer than @p fewest change, or more would have to be known.
    static ForeseenPtr of(const SnapshotDelta &delta, Begin begin, qsizetype fewest);

    /// Whether this is what happened to the rows of the store, @p came among them.
    [[nodiscard]] bool isSo(quint64 version, quint64 question, const std::optional<RowRun> &came,
                            const TouchedRows &touched) const;

    /// Places that will be left, sorted.
    [[nodiscard]] const QVector<int> &leaving() const { return m_leaving; }
    /// Rows that have to be appended first.
    [[nodiscard]] const RowOrder::Entries &entering() const { return m_entering; }
    /// Whether any row is somewhere else then, and not only known by another key.
    [[nodiscard]] bool isMoved() const { return m_isMoved; }
    /// What the order becomes then, with those that leave at the end; null where it stays as it is. Once.
    [[nodiscard]] RowOrder::Shared takeOrder() const { return std::exchange(m_order, {}); }
    /// Where that shows something new.
    [[nodiscard]] const std::vector<RowRun> &changed() const { return m_changed; }

private:
    OrderAhead() = default;

    quint64 m_version = 0;
    quint64 m_question = 0;
    int m_firstNew = 0;
    int m_came = 0;
    QVector<int> m_touched;
    QVector<int> m_going;
    QVector<int> m_leaving;
    RowOrder::Entries m_entering;
    bool m_isMoved = false;
    mutable RowOrder::Shared m_order;
    std::vector<RowRun> m_changed;

    friend class OrderMaker;
};

} // namespace sandglass
