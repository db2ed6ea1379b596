// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/exchange.h"
#include "domain/times.h"

namespace sandglass {

class Clock;

/// The server's time, from its Date headers, so that a wrong local clock does not make a wrong countdown
/// (contract 13, trap 7). Date has whole seconds: small differences are noise and ignored.
class ServerClock
{
public:
    explicit ServerClock(const Clock &clock) : m_clock(clock) {}

    /// Returns whether it is another time now than it was before.
    bool record(const Exchange &exchange);
    [[nodiscard]] UtcTime now() const;
    /// The local clock that never jumps; no server has a say in it.
    [[nodiscard]] MonoTime monoNow() const;
    [[nodiscard]] std::chrono::milliseconds offset() const { return m_offset; }

private:
    const Clock &m_clock;
    std::chrono::milliseconds m_offset{0};
};

} // namespace sandglass
