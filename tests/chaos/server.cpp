// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server.h"

namespace sandglass::chaos {

Server::Server(test::ManualClock &clock, quint64 seed) : m_clock(clock)
{
    restart(seed);
}

Server::Server(test::ManualClock &clock, quint64 seed, int sandboxes) : m_clock(clock)
{
    open(seed, sandboxes, false);
}

void Server::restart(quint64 seed)
{
    open(seed, 18 + static_cast<int>(seed % 12), true);
}

void Server::open(quint64 seed, int sandboxes, bool life)
{
    engine::EngineOptions options;
    options.key = "hopx_live_chaos.secret";
    options.sandboxes = sandboxes;
    options.seed = seed;
    options.requestsPerMinute = kRequestsPerMinute;
    options.sparseList = seed % 2 == 0;
    m_service.reset();
    m_runtime = std::make_unique<engine::SimulatedRuntime>(
        engine::SimulatedRuntime::Settings{options.sandboxes, seed, 1.0, life}, m_clock);
    m_service = std::make_unique<engine::Service>(options, *m_runtime, m_clock);
    m_service->setBaseUrl(QStringLiteral("http://127.0.0.1:1"));
}

} // namespace sandglass::chaos
