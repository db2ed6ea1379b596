// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"
#include "item/roworder.h"
#include "item/searchquery.h"
#include "item/sortkeys.h"
#include "store/foresight.h"
#include "store/rowruns.h"

#include <QAbstractTableModel>
#include <QSet>

namespace sandglass {

struct TouchedRows;
class OrderAhead;
class SandboxListModel;

/// The rows a person wants to see, in the order asked for. What went is among them only where the search asks
/// for it. The text of the search is the only filter there is, states are a part of it. Compares raw values,
/// ties by id, so the order never depends on the order of arrival.
///
/// It keeps its own order, for a proxy of Qt's moves rows one by one: a poll that changes many rows is one
/// layoutChanged here. Rows that come or go at many places come and go at the end, and take or leave their
/// places in the same change; rowsAboutToLeave() tells of it in time. It is never reset.
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

    /// Only what matches this search, see SearchQuery.
    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    /// What of the text cannot be understood and is left out.
    [[nodiscard]] const std::optional<SearchProblem> &problem() const { return m_query.problem(); }
    /// Looks again where time alone may have moved a sandbox in or out.
    void followTime();

    /// Fewer changes are announced more exactly, and cost little, where they are shown.
    static constexpr qsizetype kWorthForeseeing = 32;
    /// For a poll that begins: puts what it will bring in order on the polling thread, unless it is fewer
    /// changes than @p fewest. Null where what is searched for is known only here.
    [[nodiscard]] Foresight foresight(qsizetype fewest = kWorthForeseeing);

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
    /// The other way round; -1 for what the filter hides.
    [[nodiscard]] int placeOf(int listRow) const { return m_order.placeOf(listRow); }
    [[nodiscard]] SandboxListModel &list() const { return m_list; }

    /// From which row to which one can be seen. Costs nothing, for it is told with each step of scrolling.
    void setInSight(RowRun rows) { m_inSight = rows; }
    /// Whatever is there by now.
    [[nodiscard]] QStringList idsInSight() const;

    /// What takes the place of @p row, one of @p leaving (sorted), among @p count rows: the next one that
    /// stays, or else the last one before; -1 where none stays.
    [[nodiscard]] static int nextStaying(int row, const QVector<int> &leaving, int count);

Q_SIGNALS:
    void filterChanged();
    /// These rows (sorted) will be removed, after a move to the end.
    void rowsAboutToLeave(const QVector<int> &rows);

private:
    using Rows = RowOrder::Rows;

    /// What is to be shown otherwise than it is.
    struct News
    {
        std::vector<int> leaving; ///< places
        RowOrder::Entries moving; ///< shown rows that have other keys now, by their places
        RowOrder::Entries entering;
        bool sortsAnew = false; ///< all that are shown have new keys already
    };

    void onListChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    void onRowsTouched(const TouchedRows &touched);
    void onRowRenamed(int listRow);
    void onRowsInserted(int first, int last);
    void onRowsAboutToBeRemoved(int first, int last);
    void onRowsSwapped(const QVector<RowSwap> &swaps);

    [[nodiscard]] bool accepts(int listRow, UtcTime now) const;
    /// Where keys alone do not decide.
    [[nodiscard]] bool isBeforeBeyondKeys(const RowOrder::Entry &left, const RowOrder::Entry &right) const;
    /// See SortKeys; looks at the row only where it must.
    [[nodiscard]] std::optional<quint64> columnByFacts(int listRow) const;
    [[nodiscard]] std::optional<quint64> columnOf(int listRow) const;
    void filterAnew();
    /// What these rows of the list, which enter, and the shown ones at the places @p touched (sorted) mean
    /// for the order.
    [[nodiscard]] News newsOf(const Rows &entering, const std::vector<int> &touched);
    /// Gives all that is shown new keys. Those there are tell of ids in the direction they had.
    void giveKeysAnew(bool idsRanBackwards);
    void show(News news);
    void showForeseen(const OrderAhead &ahead);
    /// In one change of the layout, after which those that leave are at the end. Takes the rows that enter
    /// where they are not few.
    void showInOneChange(News &news);
    void removeRuns(const std::vector<RowRun> &runs);
    /// So many at the end.
    void removeTail(int count);
    void enter(RowOrder::Entries entering);
    /// At the end, which is not yet where they belong.
    void append(const RowOrder::Entries &entering);
    /// Shows @p next, which holds the same rows.
    void arrange(Rows next);
    /// Changes the layout by @p install, which gives rows other places.
    template<typename Install>
    void changeLayout(Install install);
    void announce(std::vector<int> places, const QList<int> &roles = {});
    void announceRuns(const std::vector<RowRun> &runs, const QList<int> &roles = {});

    SandboxListModel &m_list;
    SortKeys m_keys;
    RowOrder m_order;
    RowOrder::Shared m_spareOrder; ///< of no meaning; its memory goes back to the polling thread
    quint64 m_question = 0;        ///< another one whenever something else is searched for or sorted by
    std::optional<RowRun> m_came;  ///< rows of the list that the next rowsTouched() tells of as well
    RowRun m_inSight{0, -1};
    bool m_wasAskedToSort = false;
    QString m_text;
    SearchQuery m_query; ///< of the text; blanks alone are no filter
};

} // namespace sandglass
