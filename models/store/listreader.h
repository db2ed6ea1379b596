// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "store/sandboxnumbers.h"
#include "store/snapshot.h"

#include <QSet>

#include <deque>
#include <functional>
#include <vector>

namespace sandglass {

/// Every sandbox one reading of the list brought, each once; or one turn of a reading that takes several.
struct ListOutcome
{
    QVector<SandboxRef> sandboxes;
    std::vector<int> numbers; ///< of them, where the reader shares its numbers; else none
    Incompleteness incompleteness = Incompleteness::None; ///< told by the last turn
    int skippedRows = 0;                                  ///< of the list so far
    int requests = 0;                                     ///< of this turn
    int earlierRequests = 0;                              ///< of the turns before it
    bool isFirstTurn = true;
    bool isLastTurn = true;

    [[nodiscard]] int listRequests() const { return earlierRequests + requests; }
};

/// Reads the whole list once, page by page (contract 2.6): follows the cursor while it is new and brings new
/// rows; where there is more but no way on, asks again split by status, then by region, and says that the
/// list may be incomplete, for those filters do not cover every status. A page that fails fails the
/// reading, unless many came before it.
///
/// A list that needs more requests than may be spent now is read in turns: start() goes on where the turn
/// before ended. A page that fails then, or after many pages, fails its turn, and is asked for again, some
/// times.
class ListReader
{
public:
    using Callback = std::function<void(ApiResult<ListOutcome>)>;

    static constexpr int kPageSize = 100;
    static constexpr int kMostPages = 2'000;
    /// Beyond so many pages what fails ends a turn, not the reading; a shorter list is read anew.
    static constexpr int kWorthKeeping = 20;
    /// So often in a row a page may fail before the list is begun anew.
    static constexpr int kMostFailures = 3;

    /// @p shared tells which sandboxes are the same, and belongs to who forgets there what went. Whoever
    /// reads one list and no more does without.
    explicit ListReader(SandboxApi &api, SandboxNumbers *shared = nullptr);

    /// A turn of at most @p mostRequests, which is one or more. Ends any that is under way, and its reading,
    /// without a callback.
    void start(Callback callback, int mostRequests = kMostPages);
    /// The next turn begins anew.
    void abort();
    /// Whether start() goes on with the list of the turn before.
    [[nodiscard]] bool isBetweenTurns() const { return !m_callback && !m_queries.empty(); }

private:
    static constexpr qsizetype kNotYet = -1;

    void beginList();
    void askNext();
    void onPage(const ApiResult<ListPage> &page);
    int take(const ListPage &page);
    void split(const ListQuery &query);
    /// The list is over, or has to be read anew.
    void finish(ApiResult<ListOutcome> result);
    /// Ready for the next turn; gives what this one brought.
    [[nodiscard]] ListOutcome closeTurn();
    void answer(ApiResult<ListOutcome> result);
    /// Whether the turn ends with this, not the reading.
    [[nodiscard]] bool isPassing(const ApiError &error) const;

    SandboxApi &m_api;
    Callback m_callback;
    RequestHandle m_request;
    ListOutcome m_outcome; ///< of this turn
    int m_mostRequests = kMostPages;
    int m_failures = 0;               ///< in a row
    qsizetype m_earlierRows = 0;      ///< told of in turns before
    SandboxNumbers m_own;             ///< where none are shared
    SandboxNumbers &m_numbers;        ///< from one list to the next
    std::vector<qsizetype> m_indices; ///< by number: among all rows of the list, where those of m_outcome
                                      ///< come last; kNotYet where it has not come
    QSet<QString> m_regions;
    QSet<QString> m_seenCursors;
    std::deque<ListQuery> m_queries; ///< the first one is being asked
};

} // namespace sandglass
