// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"
#include "item/roworder.h"
#include "item/searchquery.h"
#include "item/sortkeys.h"

#include <QAbstractTableModel>
#include <QSet>

namespace sandglass {

class SandboxListModel;

/// The rows a person wants to see, in the order asked for. What went is among them only where the search asks
/// for it. The text of the search is the only filter there is, states are a part of it. Compares raw values,
/// ties by id, so the order never depends on the order of arrival.
///
/// It keeps its own order, for a proxy of Qt's moves rows one by one: a poll that changes many rows is one
/// layoutChanged here. Rows that come or go at many places come and go at the end, and take or leave their
/// places in such a change; rowsAboutToLeave() tells of it in time. It is never reset.
class SandboxFilterModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit SandboxFilterModel(SandboxListModel &source, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    /// -1: as the rows came.
    [[nodiscard]] int sortColumn() const { return m_keys.column(); }

    /// Only what matches this search, see SearchQuery.
    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    /// What of the text cannot be understood and is left out.
    [[nodiscard]] const std::optional<SearchProblem> &problem() const { return m_query.problem(); }
    /// Looks again where time alone may have moved a sandbox in or out.
    void followTime();

    [[nodiscard]] const SearchQuery &query() const { return m_query; }
    /// Only these statuses, whatever else is searched for; empty means all. Writes them into the text.
    void setStatuses(const QSet<SandboxStatus> &statuses);

    [[nodiscard]] bool isFiltering() const { return !m_query.isEmpty(); }
    void clearFilter();

    /// The row here of @p id, or -1 when it is not shown.
    [[nodiscard]] int rowOf(const QString &id) const;
    [[nodiscard]] QString idAt(int row) const;
    /// The row of the list behind @p row here.
    [[nodiscard]] int listRow(int row) const { return m_order.rowAt(row); }
    [[nodiscard]] SandboxListModel &list() const { return m_list; }

    /// What takes the place of @p row, one of @p leaving (sorted), among @p count rows: the next one that
    /// stays, or else the last one before; -1 where none stays.
    [[nodiscard]] static int nextStaying(int row, const QVector<int> &leaving, int count);

Q_SIGNALS:
    void filterChanged();
    /// These rows (sorted) will be removed, after a move to the end.
    void rowsAboutToLeave(const QVector<int> &rows);

private:
    using Entries = RowOrder::Entries;

    void onListChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    void onRowsTouched(const QVector<int> &listRows);
    void onRowRenamed(int listRow);
    /// Moves those of these shown rows whose values belong elsewhere.
    void moveTouched(const std::vector<int> &listRows);
    void onRowsInserted(int first, int last);
    void onRowsAboutToBeRemoved(int first, int last);
    void onRowsRearranged(const QVector<int> &newRows);

    [[nodiscard]] bool accepts(int listRow) const;
    /// The keys tell of ids in the direction they had before.
    void sortAnew(bool idsRanBackwards);
    /// See SortKeys; looks at the row only where it must.
    [[nodiscard]] std::optional<quint64> columnByFacts(int listRow) const;
    [[nodiscard]] std::optional<quint64> columnOf(int listRow) const;
    /// The entries of these rows; may have to sort all that is shown anew.
    [[nodiscard]] Entries entriesOf(const std::vector<int> &listRows);
    void filterAnew();
    void leave(std::vector<int> places);
    void enter(Entries entering);
    /// Shows @p next, which holds the same rows.
    void arrange(Entries next);
    void announce(std::vector<int> places, const QList<int> &roles = {});

    SandboxListModel &m_list;
    SortKeys m_keys;
    RowOrder m_order;
    bool m_wasAskedToSort = false;
    QString m_text;
    SearchQuery m_query; ///< of the text; blanks alone are no filter
};

} // namespace sandglass
