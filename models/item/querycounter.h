// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "item/searchquery.h"

#include <QObject>
#include <QVector>

#include <algorithm>

namespace sandglass {

class SandboxListModel;

/// Counts what several searches would find, and goes on doing so as the list changes. Long lists are counted
/// in slices between other work, so a count may lag behind the list for a moment. GUI thread; the references
/// outlive it.
class QueryCounter final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSlice = 4'000; ///< rows looked at in one go
    /// A list of more than a slice is not counted anew at once, for it may be changing all the time.
    /// The rest grows with the list, so that counting takes the same small share of the time.
    static constexpr std::chrono::milliseconds kRest{250};
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
    void countSoon();
    void begin();
    void countSlice();

    SandboxListModel &m_list;
    Clock &m_clock;
    QVector<SearchQuery> m_queries;
    QVector<int> m_counts;
    QVector<int> m_found; ///< so far in this turn
    Timer m_timer;
    int m_next = 0; ///< the row to go on with
    bool m_outdated = false;
    bool m_counting = false;
};

} // namespace sandglass
