// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rowruns.h"
#include "store/sandboxrow.h"

#include <QAbstractTableModel>
#include <QSet>

namespace sandglass {

class SandboxStore;
class SearchQuery;
class ServerClock;
class Tombstones;

/// The store as a table: its sandboxes, and behind them the tombstones of those that went. A thin adapter:
/// rows, order and change ranges are the store's.
class SandboxListModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        State,
        Id,
        Template,
        TimeLeft,
        Age,
        Region,
        Vcpu,
        Memory,
        Disk,
        ColumnCount
    };

    enum Role
    {
        IdRole = Qt::UserRole, ///< the full id, in every column
        StatusRole,            ///< sandglass::SandboxStatus
        PendingRole,           ///< sandglass::LifecycleAction of the pending action as int, or -1
        FaultRole,             ///< text of the last failed action, or empty
        FreshnessRole,         ///< bool: older than it should be
        TickingRole,           ///< bool: the cell's text changes with time alone
        ExpiryTierRole,        ///< sandglass::ExpiryTier, in every column
    };

    SandboxListModel(SandboxStore &store, const ServerClock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const SandboxRow &row(int row) const;
    /// -1 for an id that is neither here nor among what went.
    [[nodiscard]] int rowOf(const QString &id) const;
    [[nodiscard]] const Tombstones &tombstones() const;
    [[nodiscard]] const SandboxStore &store() const { return m_store; }
    /// The server's time, which ages and times left are counted by.
    [[nodiscard]] UtcTime serverNow() const;

    /// Whether the search finds the row at @p now, serverNow(): where there are many rows, it is asked for
    /// once for all.
    [[nodiscard]] bool isFoundBy(const SearchQuery &query, int row, UtcTime now) const;

    enum class Wording : quint8
    {
        Full,
        Brief, ///< without what the tooltip tells as well, for a narrow column
    };
    /// What the column State shows of the row.
    [[nodiscard]] QString stateText(const SandboxRow &row, Wording wording = Wording::Full) const;
    /// The row in one sentence, as a screen reader says it.
    [[nodiscard]] QString sentence(const SandboxRow &row) const;

    /// Shows rows as old: all of them, because reading fails, or those last read before @p freshSince. Which
    /// these are is told of all rows at once: to find out would take longer than to paint what is seen.
    void setFreshness(bool stale, MonoTime freshSince);
    [[nodiscard]] bool isOld(const SandboxRow &row) const;

    /// These rows look different now, for their ends came nearer; the store says nothing when only time
    /// passes.
    void announceTiers(const QStringList &ids);
    /// It is another time than it was thought to be: all rows look different.
    void announceTimes();

private:
    /// The store says nothing when an unchanged row is read again.
    void onReadAgain(int first, int last);
    void onRowsSwapped(const QVector<RowSwap> &swaps);
    [[nodiscard]] QString text(const SandboxRow &row, Column column) const;
    [[nodiscard]] QString timeLeftText(const SandboxRow &row) const;
    [[nodiscard]] QString ageText(const SandboxRow &row) const;
    [[nodiscard]] QString endToolTip(const SandboxRow &row) const;
    [[nodiscard]] QString toolTip(const SandboxRow &row, Column column) const;
    [[nodiscard]] QString stateToolTip(const SandboxRow &row) const;

    SandboxStore &m_store;
    const ServerClock &m_clock;
    bool m_stale = false;
    MonoTime m_freshSince{};
};

} // namespace sandglass
