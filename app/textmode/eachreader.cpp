// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/eachreader.h"

#include "store/ratebudget.h"

namespace sandglass {

using namespace std::chrono_literals;

EachReader::EachReader(Clock &clock, SandboxApi &api, RateBudget &budget)
    : m_clock(clock), m_api(api), m_budget(budget)
{}

void EachReader::start(const QStringList &ids, OnRead onRead, std::function<void()> done)
{
    m_onRead = std::move(onRead);
    m_done = std::move(done);
    for (const QString &id : ids)
        m_queue.push_back({id});
    m_timer = m_clock.after(0ms, [this] { readNext(); });
}

void EachReader::readNext()
{
    while (!m_queue.empty() && m_open.size() < kMostInFlight) {
        const MonoTime now = m_clock.monoNow();
        const int requests =
            static_cast<int>(m_open.size()) + 1; // the budget hears of them when they are over
        if (const auto wait = m_budget.pollMustWait(requests, now); wait > 0ms) {
            m_timer = m_clock.after(wait, [this] { readNext(); });
            return;
        }
        const Wanted wanted = m_queue.front();
        m_queue.pop_front();
        m_open[wanted.id] = m_api.get(wanted.id, [this, wanted, now](const ApiResult<Sandbox> &answer) {
            onAnswer(wanted, now, answer);
        });
    }
    if (left() == 0) {
        if (const auto call = std::exchange(m_done, nullptr))
            call(); // may destroy this
    }
}

void EachReader::onAnswer(const Wanted &wanted, MonoTime began, const ApiResult<Sandbox> &answer)
{
    const auto keep = m_open.extract(wanted.id);
    if (!answer && answer.error().kind == ApiErrorKind::RateLimited && wanted.waits < kMostWaits) {
        m_queue.push_front({wanted.id, wanted.waits + 1});
    } else {
        m_onRead(wanted.id, began, answer);
        if (!answer && answer.error().kind == ApiErrorKind::Unauthorized)
            refuseRest(answer.error());
    }
    readNext();
}

void EachReader::refuseRest(const ApiError &error)
{
    // The key is refused for all of them; asking again would only tell so again.
    QStringList rest;
    for (const auto &[id, request] : std::exchange(m_open, {}))
        rest += id;
    for (const Wanted &wanted : std::exchange(m_queue, {}))
        rest += wanted.id;
    for (const QString &id : std::as_const(rest))
        m_onRead(id, m_clock.monoNow(), tl::unexpected<ApiError>(error));
}

} // namespace sandglass
