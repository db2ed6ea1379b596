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
} // namespace

ListReader::ListReader(SandboxApi &api) : m_api(api) {}

void ListReader::start(Callback callback)
{
    abort();
    m_callback = std::move(callback);
    ListQuery everything;
    everything.limit = kPageSize;
    m_queries.push_back(everything);
    askNext();
}

void ListReader::abort()
{
    m_request.cancel();
    m_callback = nullptr;
    m_outcome = {};
    m_indexById.clear();
    m_regions.clear();
    m_seenCursors.clear();
    m_queries.clear();
}

void ListReader::askNext()
{
    ++m_outcome.requests;
    m_request = m_api.list(m_queries.front(), [this](const ApiResult<ListPage> &page) { onPage(page); });
}

void ListReader::onPage(const ApiResult<ListPage> &page)
{
    if (!page) {
        finish(tl::unexpected(page.error()));
        return;
    }
    const int added = take(*page);
    ListQuery &query = m_queries.front();
    const QString &cursor = page->nextCursor;
    const bool cursorIsNew = !cursor.isEmpty() && !m_seenCursors.contains(cursor);

    if (page->hasMore && m_outcome.requests >= kMostPages) {
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
    if (m_queries.empty() || m_outcome.requests >= kMostPages)
        finish(std::move(m_outcome));
    else
        askNext();
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

} // namespace sandglass
