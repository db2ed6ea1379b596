// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QObject>

#include <chrono>
#include <functional>

namespace sandglass::engine {

/// Where the engine takes time from, so that tests can turn it by hand.
class EngineClock
{
public:
    EngineClock() = default;
    EngineClock(const EngineClock &) = delete;
    EngineClock &operator=(const EngineClock &) = delete;
    virtual ~EngineClock() = default;

    [[nodiscard]] virtual UtcTime now() const = 0;

    /// Calls @p work once, @p delay from now, in the calling thread; never inside this call. Forgotten if
    /// @p context is destroyed before.
    virtual void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) = 0;
};

/// The computer's clock and the event loop's timers.
class SystemClock final : public EngineClock
{
public:
    [[nodiscard]] UtcTime now() const override;
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work) override;
};

} // namespace sandglass::engine
