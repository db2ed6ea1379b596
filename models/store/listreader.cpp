// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/listreader.h"

#include "domain/hopxservice.h"

#include <algorithm>

namespace sandglass {

namespace {
constexpr int kMostQueries = 64;
} // namespace

ListReader::ListReader(SandboxApi &api, SandboxNumbers *shared)
    : m_api(api), m_numbers(shared ? *shared : m_own)
{}

void ListReader::start(Callback callback, int mostRequests)
{
    if (!isBetweenTurns()) {
        abort();
        beginList();
        ListQuery everything;
        everything.limit = kPageSize;
        m_queries.push_back(everything);
    }
    m_callback = std::move(callback);
    m_mostRequests = mostRequests;
    askNext();
}

void ListReader::abort()
{
    m_request.cancel();
    m_callback = nullptr;
    m_outcome = {};
    m_failures = 0;
    m_earlierRows = 0;
    m_regions.clear();
    m_seenCursors.clear();
    m_queries.clear();
}

void ListReader::beginList()
{
    std::fill(m_indices.begin(), m_indices.end(), kNotYet);
    m_numbers.beginList();
}

void ListReader::askNext()
{
    if (m_outcome.requests >= m_mostRequests) {
        answer(closeTurn());
        return;
    }
    ++m_outcome.requests;
    m_request = m_api.list(m_queries.front(), [this](const ApiResult<ListPage> &page) { onPage(page); });
}

void ListReader::onPage(const ApiResult<ListPage> &page)
{
    if (!page) {
        if (!isPassing(page.error())) {
            finish(tl::unexpected(page.error()));
            return;
        }
        ++m_failures;
        ListOutcome turn = closeTurn();
        // What came before it is worth having.
        if (turn.requests > 1)
            answer(std::move(turn));
        else
            answer(tl::unexpected(page.error()));
        return;
    }
    m_failures = 0;
    const int added = take(*page);
    ListQuery &query = m_queries.front();
    const QString &cursor = page->nextCursor;
    const bool cursorIsNew = !cursor.isEmpty() && !m_seenCursors.contains(cursor);

    if (page->hasMore && m_outcome.listRequests() >= kMostPages) {
        m_outcome.incompleteness = Incompleteness::TooManyPages;
    } else if (page->hasMore && cursorIsNew && added > 0) {
        m_seenCursors.insert(cursor);
        query.cursor = cursor;
        askNext();
        return;
    } else if (page->hasMore) {
        m_outcome.incompleteness =
            cursor.isEmpty() ? Incompleteness::NoCursor : Incompleteness::CursorRepeated;
        // Asking in smaller parts only helps where the server gives no cursor at all.
        if (cursor.isEmpty())
            split(query);
    }
    m_queries.pop_front();
    m_seenCursors.clear();
    if (m_queries.empty() || m_outcome.listRequests() >= kMostPages)
        finish(std::move(m_outcome));
    else
        askNext();
}

bool ListReader::isPassing(const ApiError &error) const
{
    using Kind = ApiErrorKind;
    if (m_failures + 1 >= kMostFailures)
        return false;
    const bool mayPass = error.kind == Kind::RateLimited || error.kind == Kind::Unreachable ||
                         error.kind == Kind::ConnectionLost || error.kind == Kind::Timeout ||
                         error.kind == Kind::Unavailable || error.kind == Kind::ServerError;
    return mayPass && (!m_outcome.isFirstTurn || m_outcome.listRequests() > kWorthKeeping);
}

int ListReader::take(const ListPage &page)
{
    m_outcome.skippedRows += page.skipped;
    int added = 0;
    const QString *lastRegion = nullptr;
    for (const SandboxRef &sandbox : page.sandboxes) {
        // Mostly all of a page are in one of few regions.
        if (!lastRegion || *lastRegion != sandbox->region) {
            lastRegion = &sandbox->region;
            if (!lastRegion->isEmpty())
                m_regions.insert(*lastRegion);
        }
        const int number = m_numbers.numberOf(sandbox);
        m_indices.resize(static_cast<std::size_t>(m_numbers.bound()), kNotYet);
        qsizetype &index = m_indices[static_cast<std::size_t>(number)];
        if (index < m_earlierRows) {
            added += index == kNotYet ? 1 : 0;
            index = m_earlierRows + m_outcome.sandboxes.size();
            m_outcome.sandboxes.append(sandbox);
            m_outcome.numbers.push_back(number);
        } else {
            // Rows move between pages while sandboxes come and go; the later page is the newer word.
            m_outcome.sandboxes[index - m_earlierRows] = sandbox;
        }
    }
    return added;
}

void ListReader::split(const ListQuery &query)
{
    ListQuery part;
    part.limit = kPageSize;
    if (query.status.isEmpty()) {
        for (const SandboxStatus status : kListedAlone) {
            part.status = wordOfStatus(status);
            m_queries.push_back(part);
        }
    } else if (query.region.isEmpty()) {
        part.status = query.status;
        QStringList regions(m_regions.begin(), m_regions.end());
        regions.sort();
        for (const QString &region : std::as_const(regions)) {
            part.region = region;
            if (m_queries.size() < kMostQueries)
                m_queries.push_back(part);
        }
    }
}

void ListReader::finish(ApiResult<ListOutcome> result)
{
    const Callback callback = std::exchange(m_callback, nullptr);
    abort();
    if (callback)
        callback(std::move(result));
}

ListOutcome ListReader::closeTurn()
{
    ListOutcome next;
    next.incompleteness = m_outcome.incompleteness;
    next.skippedRows = m_outcome.skippedRows;
    next.earlierRequests = m_outcome.listRequests();
    next.isFirstTurn = false;
    m_outcome.isLastTurn = false;
    m_earlierRows += m_outcome.sandboxes.size();
    return std::exchange(m_outcome, std::move(next));
}

void ListReader::answer(ApiResult<ListOutcome> result)
{
    if (const Callback callback = std::exchange(m_callback, nullptr))
        callback(std::move(result));
}

} // namespace sandglass
