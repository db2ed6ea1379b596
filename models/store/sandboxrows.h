// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxfacts.h"
#include "store/idtable.h"
#include "store/rowruns.h"
#include "store/sandboxrow.h"

#include <QVector>

#include <memory>
#include <vector>

namespace sandglass {

/// Which sandbox stands at which row, found by its id and by the number the polling thread calls it. Beside
/// the rows lies what all of them are put in order by, so that it is read without a look at them. It tells
/// nobody of anything: for SandboxStore alone.
class SandboxRows
{
public:
    [[nodiscard]] int size() const { return static_cast<int>(m_seats.size()); }
    [[nodiscard]] SandboxRow &at(int row) { return seat(row).shown; }
    [[nodiscard]] const SandboxRow &at(int row) const { return seat(row).shown; }
    [[nodiscard]] const SandboxFacts &facts(int row) const { return m_facts.at(row); }
    /// What follows from the sandbox of the row, its id too, which may be another one now.
    void setFacts(int row, const SandboxFacts &facts);
    /// As it was when noteOverlay() was called last.
    [[nodiscard]] bool isOverlaid(int row) const { return m_overlaid[static_cast<std::size_t>(row)] != 0; }
    void noteOverlay(int row);

    /// -1 if there is none.
    [[nodiscard]] int rowOf(const QString &id) const { return rowOf(id, hashOf(id)); }
    [[nodiscard]] int rowOf(const QString &id, IdHash idHash) const;
    /// Of what the polling thread called @p number the last time; -1 if that is not known. It may mean
    /// another one now.
    [[nodiscard]] int rowOf(int number) const;
    [[nodiscard]] const QVector<int> &rowsByNumber() const { return m_rowByNumber; }
    /// From now on the polling thread means the sandbox of @p row, or none if that is -1.
    void bind(int number, int row);

    /// @name Asking the processor for memory, without waiting for it
    /// First for which row @p number means, when that has come for where it stands, and only then for the row
    /// itself.
    /// @{
    void prefetchNumber(int number) const;
    void prefetchPlace(int number) const;
    void prefetchRow(int number) const;
    void prefetchId(IdHash idHash) const { m_seatById.prefetch(idHash); }
    /// @}

    void append(SandboxRow row, const SandboxFacts &facts, int number);
    /// Those behind move up. What was known of them is added to @p left: to let go of it costs a look at
    /// memory of its own for each.
    void remove(int first, int last, std::vector<SandboxRef> &left);
    /// Moves these rows (sorted) to the end; those that stood there take their places.
    [[nodiscard]] QVector<RowSwap> swapToTheEnd(const QVector<int> &rows);

private:
    /// A row that knows where it stands, so that rows which change places need not be looked up.
    struct Seat
    {
        SandboxRow shown;
        int row = -1;
        int number = -1; ///< by which the polling thread calls it
    };

    [[nodiscard]] Seat &seat(int row) { return *m_seats[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const Seat &seat(int row) const { return *m_seats[static_cast<std::size_t>(row)]; }
    /// The row goes, so its number will mean another one.
    void unbind(int row);
    /// What stands at @p row now knows it.
    void noteRow(int row);

    /// Each where it was made: they are large, and a hundred thousand of them are not moved for the sake of a
    /// few that come or go.
    std::vector<std::unique_ptr<Seat>> m_seats;
    std::vector<std::unique_ptr<Seat>> m_spare; ///< empty ones, for the next that come
    QVector<SandboxFacts> m_facts;              ///< by row
    std::vector<quint8> m_overlaid;             ///< by row
    IdTable<Seat *> m_seatById;
    QVector<int> m_rowByNumber;
};

} // namespace sandglass
