// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/idtable.h"
#include "store/sandboxrow.h"

#include <QObject>
#include <QStringList>
#include <QVector>

#include <vector>

namespace sandglass {

/// The sandboxes that went while this connection was open, as they were last known, oldest first. They are no
/// sandboxes any more: nothing counts, polls, expires or acts on them. Bounded; the oldest make room. Only
/// the store and, for clearing, a person change them. GUI thread.
class Tombstones final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMost = 1'000;

    explicit Tombstones(QObject *parent = nullptr);

    [[nodiscard]] int size() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const SandboxRow &at(int row) const { return m_rows.at(row); }
    [[nodiscard]] int rowOf(const QString &id) const { return rowOf(id, hashOf(id)); }
    [[nodiscard]] int rowOf(const QString &id, IdHash idHash) const;
    [[nodiscard]] const SandboxRow *find(const QString &id) const;

    /// Takes rows whose ending is set, and the hashes of their ids; none of them may be here already. Returns
    /// the oldest, which made room.
    QVector<SandboxRow> add(QVector<SandboxRow> rows, std::vector<IdHash> idHashes);
    /// Ids that are not here do no harm.
    void remove(const QStringList &ids);
    /// It turns out why @p id went.
    void setCause(const QString &id, Ending::Cause cause);
    void clear();

Q_SIGNALS:
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted(int first, int last);
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved(int first, int last);
    void rowsChanged(int first, int last);

private:
    /// Returns them.
    QVector<SandboxRow> removeRange(int first, int last);
    void forgetNumbers(int first, int last);
    /// Rows from this one on.
    void numberFrom(int row);

    QVector<SandboxRow> m_rows;
    std::vector<IdHash> m_idHashes; ///< by row
    IdTable<qint64> m_numberById;   ///< they came in this order
    qint64 m_firstNumber = 0;       ///< of the first row; the others follow without a gap, so that
                                    ///< nothing is numbered anew where the oldest make room
};

} // namespace sandglass
