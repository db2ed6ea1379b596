// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/wholelistreader.h"

#include "store/ratebudget.h"

#include <algorithm>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

constexpr auto kShortestWait = 5'000ms; // where nobody says how long

} // namespace

WholeListReader::WholeListReader(Clock &clock, SandboxApi &api, const RateBudget &budget, OnWait onWait)
    : m_clock(clock), m_budget(budget), m_onWait(std::move(onWait)), m_reader(api)
{}

void WholeListReader::start(ListReader::Callback callback)
{
    m_timer.reset();
    m_reader.abort();
    m_whole = {};
    m_places.clear();
    m_callback = std::move(callback);
    readOn();
}

void WholeListReader::readOn()
{
    m_reader.start([this](ApiResult<ListOutcome> turn) { onTurn(std::move(turn)); });
}

void WholeListReader::onTurn(ApiResult<ListOutcome> turn)
{
    std::chrono::milliseconds wait = kShortestWait;
    if (turn) {
        const bool isOver = turn->isLastTurn;
        take(*std::move(turn));
        if (isOver)
            return finish(std::exchange(m_whole, {}));
    } else {
        if (!m_reader.isBetweenTurns())
            return finish(tl::unexpected(turn.error()));
        wait = std::max(wait, RateBudget::bounded(turn.error().retryAfter.value_or(0ms)));
    }
    wait = std::max(wait, m_budget.actionMustWait(m_clock.monoNow()));
    m_timer = m_clock.after(wait, [this] { readOn(); });
    if (m_onWait)
        m_onWait(wait);
}

void WholeListReader::take(ListOutcome &&turn)
{
    for (const SandboxRef &sandbox : std::as_const(turn.sandboxes)) {
        const auto place = m_places.constFind(sandbox->id);
        if (place != m_places.constEnd()) {
            m_whole.sandboxes[*place] = sandbox; // it moved to a later page, which is the newer word
            continue;
        }
        m_places.insert(sandbox->id, m_whole.sandboxes.size());
        m_whole.sandboxes.append(sandbox);
    }
    m_whole.incompleteness = turn.incompleteness;
    m_whole.skippedRows = turn.skippedRows;
    m_whole.requests = turn.listRequests();
}

void WholeListReader::finish(ApiResult<ListOutcome> result)
{
    const ListReader::Callback callback = std::exchange(m_callback, nullptr);
    callback(std::move(result)); // may destroy this
}

} // namespace sandglass
