// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "store/snapshot.h"

#include <QHash>
#include <QSet>

#include <deque>
#include <functional>

namespace sandglass {

/// Every sandbox one reading of the list brought, each once.
struct ListOutcome
{
    QVector<Sandbox> sandboxes;
    Incompleteness incompleteness = Incompleteness::None;
    int skippedRows = 0;
    int requests = 0;
};

/// Reads the whole list once, page by page (contract 2.6): follows the cursor while it is new and brings new
/// rows; where there is more but no way on, asks again split by status, then by region, and says that the
/// list may be incomplete, for those filters do not cover every status. One page that fails fails the
/// reading.
class ListReader
{
public:
    using Callback = std::function<void(ApiResult<ListOutcome>)>;

    static constexpr int kPageSize = 100;
    static constexpr int kMostPages = 2'000;

    explicit ListReader(SandboxApi &api);

    /// Ends any reading under way without a callback.
    void start(Callback callback);
    void abort();

private:
    void askNext();
    void onPage(const ApiResult<ListPage> &page);
    int take(const ListPage &page);
    void split(const ListQuery &query);
    void finish(ApiResult<ListOutcome> result);

    SandboxApi &m_api;
    Callback m_callback;
    RequestHandle m_request;
    ListOutcome m_outcome;
    QHash<QString, qsizetype> m_indexById;
    QSet<QString> m_regions;
    QSet<QString> m_seenCursors;
    std::deque<ListQuery> m_queries; ///< the first one is being asked
};

} // namespace sandglass
