// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "neighbour.h"

namespace sandglass::chaos {

using namespace std::chrono_literals;

Neighbour::Neighbour(test::ManualClock &clock, Server &server, Habit habit, int part)
    : m_clock(clock), m_server(server), m_habit(habit), m_part(part)
{
    turn();
}

void Neighbour::turn()
{
    if (m_clock.monoNow() >= m_minuteEnds && m_open == 0)
        m_inMinute = 0;
    const int most = m_habit == Habit::AtOnce ? m_part : 1;
    for (int i = 0; i < most && m_inMinute < m_part; ++i)
        ask();
    const auto pause = m_habit == Habit::Evenly ? std::chrono::milliseconds(1min) / m_part : 200ms;
    m_timer = m_clock.after(pause, [this] { turn(); });
}

void Neighbour::ask()
{
    engine::HttpRequest request;
    request.method = engine::Method::Get;
    request.url = QUrl(QStringLiteral("/v1/templates"));
    request.apiKeyHeader = "hopx_live_chaos.secret";
    ++m_inMinute;
    ++m_open;
    m_server.handle(request, [this](const engine::HttpAnswer &answer) {
        --m_open;
        if (answer.status == 429)
            m_inMinute = m_habit == Habit::Evenly ? m_inMinute : m_part; // the next minute will do
        else
            ++m_taken;
        for (const auto &[name, value] : answer.headers) {
            if (name != "X-RateLimit-Reset")
                continue;
            const UtcTime reset{std::chrono::seconds{value.toLongLong()}};
            m_minuteEnds = m_clock.monoNow() + (reset - m_clock.utcNow());
        }
    });
}

} // namespace sandglass::chaos
