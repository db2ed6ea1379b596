// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/listreader.h"

#include <array>

namespace sandglass {

namespace {
// The values the list's status filter is documented for (contract 4.2).
constexpr std::array kFilterStatuses{SandboxStatus::Running, SandboxStatus::Paused, SandboxStatus::Stopped,
                                     SandboxStatus::Creating};
constexpr int kMostQueries = 64;
constexpr qsizetype kEarlier = -1;
} // namespace

ListReader::ListReader(SandboxApi &api) : m_api(api) {}

void ListReader::start(Callback callback, int mostRequests)
{
    if (!isBetweenTurns()) {
        abort();
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
    m_requests = 0;
    m_failures = 0;
    m_indexById.clear();
    m_regions.clear();
    m_seenCursors.clear();
    m_queries.clear();
}

void ListReader::askNext()
{
    if (m_outcome.requests >= m_mostRequests) {
        m_outcome.isLastTurn = false;
        finishTurn(std::move(m_outcome));
        return;
    }
    ++m_outcome.requests;
    ++m_requests;
    m_request = m_api.list(m_queries.front(), [this](const ApiResult<ListPage> &page) { onPage(page); });
}

void ListReader::onPage(const ApiResult<ListPage> &page)
{
    if (!page) {
        if (!isPassing(page.error())) {
            finish(tl::unexpected(page.error()));
        } else if (++m_failures; m_outcome.requests > 1) {
            // What came before it is worth having.
            m_outcome.isLastTurn = false;
            finishTurn(std::move(m_outcome));
        } else {
            finishTurn(tl::unexpected(page.error()));
        }
        return;
    }
    m_failures = 0;
    const int added = take(*page);
    ListQuery &query = m_queries.front();
    const QString &cursor = page->nextCursor;
    const bool cursorIsNew = !cursor.isEmpty() && !m_seenCursors.contains(cursor);

    if (page->hasMore && m_requests >= kMostPages) {
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
    if (m_queries.empty() || m_requests >= kMostPages)
        finish(std::move(m_outcome));
    else
        askNext();
}

bool ListReader::isPassing(const ApiError &error) const
{
    using Kind = ApiErrorKind;
    if (m_failures + 1 >= kMostFailures)
        return false;
    if (error.kind == Kind::RateLimited)
        return !m_outcome.isFirstTurn || m_requests > kWorthKeeping;
    const bool mayPass = error.kind == Kind::Unreachable || error.kind == Kind::ConnectionLost ||
                         error.kind == Kind::Timeout || error.kind == Kind::Unavailable ||
                         error.kind == Kind::ServerError;
    return mayPass && !m_outcome.isFirstTurn;
}

int ListReader::take(const ListPage &page)
{
    m_outcome.skippedRows += page.skipped;
    int added = 0;
    for (const Sandbox &sandbox : page.sandboxes) {
        if (!sandbox.region.isEmpty())
            m_regions.insert(sandbox.region);
        const auto known = m_indexById.constFind(sandbox.id);
        if (known == m_indexById.constEnd()) {
            m_indexById.insert(sandbox.id, m_outcome.sandboxes.size());
            m_outcome.sandboxes.append(sandbox);
            ++added;
        } else if (known.value() == kEarlier) {
            m_indexById.insert(sandbox.id, m_outcome.sandboxes.size());
            m_outcome.sandboxes.append(sandbox);
        } else {
            // Rows move between pages while sandboxes come and go; the later page is the newer word.
            m_outcome.sandboxes[known.value()] = sandbox;
        }
    }
    return added;
}

void ListReader::split(const ListQuery &query)
{
    ListQuery part;
    part.limit = kPageSize;
    if (query.status.isEmpty()) {
        for (const SandboxStatus status : kFilterStatuses) {
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

void ListReader::finishTurn(ApiResult<ListOutcome> result)
{
    for (qsizetype &index : m_indexById)
        index = kEarlier;
    const Incompleteness incompleteness = m_outcome.incompleteness;
    const int skipped = m_outcome.skippedRows;
    m_outcome = {};
    m_outcome.incompleteness = incompleteness;
    m_outcome.skippedRows = skipped;
    m_outcome.isFirstTurn = false;
    if (const Callback callback = std::exchange(m_callback, nullptr))
        callback(std::move(result));
}

} // namespace sandglass
