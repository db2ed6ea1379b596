// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxfacts.h"
#include "store/sandboxrow.h"

#include <QHash>

#include <compare>
#include <functional>
#include <optional>

namespace sandglass {

/// Where a row belongs, in numbers: comparing these is comparing what the column shows, then the ids. Equal
/// numbers mean equal values, and ids that begin alike.
struct SortKey
{
    quint64 column = 0;
    quint64 idBegins = 0;
    quint64 idGoesOn = 0;

    // NOLINTNEXTLINE(modernize-use-nullptr): it takes the 0 of an order for a pointer
    auto operator<=>(const SortKey &) const = default;
};

/// Makes the keys for one column and direction (SandboxListModel::Column, or -1 for none: then all keys are
/// equal). Texts are ranked among all texts there are, so a new one makes new ranks necessary; their order
/// among each other never changes by that.
class SortKeys
{
public:
    /// Forgets the ranks.
    void setColumn(int column, Qt::SortOrder order);
    [[nodiscard]] int column() const { return m_column; }
    [[nodiscard]] Qt::SortOrder order() const { return m_order; }
    /// Ids keep their direction whichever way another column is sorted, so that equal rows never swap places.
    [[nodiscard]] bool idsRunBackwards() const;
    /// Whether there may be such keys as decidesBeyond() tells, or rows stand as they came.
    [[nodiscard]] bool mayDecideBeyond() const { return m_mayDecideBeyond; }
    /// Whether the key cannot hold all that decides: what went at the same moment is sorted by the end it
    /// would have had.
    [[nodiscard]] bool decidesBeyond(const SortKey &key) const;

    [[nodiscard]] std::weak_ordering compareBeyond(const SandboxRow &left, const SandboxRow &right) const;

    /// nullopt where a text has no rank yet.
    [[nodiscard]] std::optional<SortKey> keyOf(const SandboxRow &row) const;
    /// SortKey::column alone: ids do not change.
    [[nodiscard]] std::optional<quint64> columnOf(const SandboxRow &row) const;
    /// The same by what is known without a look at the row; nullopt where that does not suffice. Not for
    /// tombstones.
    [[nodiscard]] std::optional<quint64> columnOf(const SandboxFacts &facts) const;
    /// Ranks the texts of these rows, given one after the other by @p rowAt, which may leave out those whose
    /// facts suffice (nullptr).
    void rankTexts(int rows, const std::function<const SandboxRow *(int)> &rowAt);
    /// What @p key, of another column or direction, tells of the id.
    [[nodiscard]] SortKey withColumn(const SortKey &key, bool idsRanBackwards, quint64 column) const;

private:
    [[nodiscard]] bool ranksTexts() const;
    /// Nearly all states are told by the word they are known by.
    [[nodiscard]] bool needsNoRank(const Sandbox &sandbox) const;
    [[nodiscard]] quint64 directed(quint64 column) const;
    [[nodiscard]] const QString &textOf(const SandboxRow &row) const;
    [[nodiscard]] std::optional<quint64> columnKey(const SandboxRow &row) const;

    int m_column = -1;
    bool m_mayDecideBeyond = true;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    QHash<QString, quint32> m_ranks;
};

} // namespace sandglass
