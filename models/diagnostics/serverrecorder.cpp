// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/serverrecorder.h"

#include "diagnostics/logbook.h"
#include "item/formatting.h"
#include "store/ratebudget.h"
#include "store/serverclock.h"

#include <utility>

namespace sandglass {

using namespace std::chrono_literals;

namespace {

// A clock that is off by some seconds is told of; that it is off by a second more later is not.
constexpr auto kSameOffset = 5'000ms;

} // namespace

ServerRecorder::ServerRecorder(Logbook &log, const RateBudget &budget, const ServerClock &serverClock,
                               QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_budget(budget)
    , m_serverClock(serverClock)
    , m_limit(budget.limitPerMinute())
{}

ServerRecorder::~ServerRecorder() = default;

void ServerRecorder::onExchange(const Exchange &exchange)
{
    m_log.requests.record(exchange);
    noteLimit();
    if (exchange.httpStatus == 429)
        noteRefusal(exchange);
    noteClock();
}

void ServerRecorder::noteLimit()
{
    const bool known = m_budget.isLimitKnown();
    const int limit = m_budget.limitPerMinute();
    if (std::exchange(m_limitKnown, known) == known && m_limit == limit)
        return;
    m_limit = limit;
    m_log.events.add(EventKind::Limit, EventLevel::Note,
                     tr("The key may send %1 requests a minute").arg(countText(limit)),
                     tr("the server says so"));
}

void ServerRecorder::noteRefusal(const Exchange &exchange)
{
    const QString route = routeOf(exchange.method, exchange.path);
    const QString why =
        exchange.retryAfter
            ? tr("429 to %1; the server asks to wait %2").arg(route, durationText(*exchange.retryAfter))
        : exchange.rate.resetAt ? tr("429 to %1; the server names when the limit begins anew").arg(route)
                                : tr("429 to %1, without a hint for how long").arg(route);
    m_log.events.add(EventKind::Limit, EventLevel::Warning,
                     tr("The server refused a request for the limit's sake"), why);
}

void ServerRecorder::noteClock()
{
    const std::chrono::milliseconds offset = m_serverClock.offset();
    if (std::chrono::abs(offset - m_offset) <= kSameOffset && (offset == 0ms) == (m_offset == 0ms))
        return;
    m_offset = offset;
    if (offset == 0ms)
        m_log.events.add(EventKind::Time, EventLevel::Note, tr("The clocks agree again"));
    else
        m_log.events.add(
            EventKind::Time, EventLevel::Warning, tr("Times are counted by the server's clock"),
            (offset > 0ms ? tr("it is %1 ahead of this computer's") : tr("it is %1 behind this computer's"))
                .arg(durationText(std::chrono::abs(offset))));
}

} // namespace sandglass
