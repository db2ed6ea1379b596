// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "item/searchquery.h"
#include "store/rowruns.h"

#include <QObject>
#include <QVector>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace sandglass {

class SandboxListModel;

/// Counts what several searches would find, and goes on doing so as the list changes: it knows of each row
/// which of them found it, and looks again at what changed. Many rows are looked at in slices between other
/// work, so a count may lag behind the list for a moment. GUI thread; the references outlive it.
class QueryCounter final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSlice = 4'000; ///< rows looked at in one go
    /// Between two looks at all rows for the sake of time alone. It grows with the list, so that they take
    /// the same small share of the time.
    static constexpr std::chrono::milliseconds kRest{1'000};
    [[nodiscard]] static constexpr std::chrono::milliseconds restFor(int rows)
    {
        return kRest * std::max(1, rows / kSlice);
    }

    QueryCounter(SandboxListModel &list, Clock &clock, QObject *parent = nullptr);

    void setQueries(QVector<SearchQuery> queries);
    static constexpr int kNotCounted = -1;
    /// One for each query.
    [[nodiscard]] const QVector<int> &counts() const { return m_counts; }
    /// Time has passed, which alone may change what is found.
    void followTime();

Q_SIGNALS:
    void countsChanged();

private:
    void onInserted(int first, int last);
    void onAboutToBeRemoved(int first, int last);
    void onSwapped(const QVector<RowSwap> &swaps);
    /// These rows have to be looked at again.
    void onTouched(const QVector<int> &rows);
    void onTouched(int first, int last);

    void markOld(int row);
    void countSoon();
    void countIn(std::chrono::milliseconds wait);
    void countSlice();
    /// Many queries ask for the status alone, so what they find is worked out once.
    struct ByStatus
    {
        std::vector<quint64> found;
        std::vector<std::size_t> open; ///< queries that have to look at the row
    };
    [[nodiscard]] ByStatus answersFor(SandboxStatus status) const;

    void look(int row, UtcTime now);
    /// For the sake of what time changes.
    void lookAtTime(int row, UtcTime now);
    [[nodiscard]] bool isFound(std::size_t query, int row, UtcTime now) const;
    void setFound(quint64 &word, quint64 found, std::size_t firstQuery);
    /// Where the words of this row begin.
    [[nodiscard]] std::ptrdiff_t wordsOf(int row) const;
    void publish();

    SandboxListModel &m_list;
    Clock &m_clock;
    QVector<SearchQuery> m_queries;
    std::vector<std::size_t> m_all;    ///< their numbers
    std::vector<std::size_t> m_timely; ///< of those that depend on time
    QVector<int> m_counts;             ///< as told
    QVector<int> m_totals;             ///< of what m_found says
    std::vector<quint64> m_found;      ///< so many words for each row: a bit for each query that finds it
    std::size_t m_words = 0;
    std::array<ByStatus, kAllStatuses.size()> m_byStatus;
    std::vector<quint64> m_foundNow; ///< of the row that is looked at
    std::vector<quint8> m_isOld;     ///< by row: to be looked at again
    int m_old = 0;                   ///< how many are
    int m_next = 0;                  ///< none before this row is
    std::optional<int> m_nextTimely; ///< where the look at all rows for time alone goes on
    MonoTime m_looked{};             ///< when it last began
    Timer m_timer;
    Timer m_rest;
};

} // namespace sandglass
