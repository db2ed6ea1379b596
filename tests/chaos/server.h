// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service.h"
#include "engine/simulatedruntime.h"
#include "support/manualclock.h"

#include <memory>

namespace sandglass::chaos {

/// The engine without its HTTP front, in simulated time. It can be replaced by one that knows other
/// sandboxes.
class Server
{
public:
    static constexpr int kRequestsPerMinute = 100;

    /// Some twenty sandboxes, and others who use the account as well.
    Server(test::ManualClock &clock, quint64 seed);
    /// So many sandboxes, and nobody who changes them.
    Server(test::ManualClock &clock, quint64 seed, int sandboxes);

    void restart(quint64 seed);
    void handle(const engine::HttpRequest &request, const engine::Respond &respond)
    {
        m_service->handle(request, respond);
    }

    [[nodiscard]] engine::SimulatedRuntime &runtime() const { return *m_runtime; }

private:
    void open(quint64 seed, int sandboxes, bool life);

    test::ManualClock &m_clock;
    std::unique_ptr<engine::SimulatedRuntime> m_runtime;
    std::unique_ptr<engine::Service> m_service;
};

} // namespace sandglass::chaos
