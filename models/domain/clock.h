// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <functional>
#include <memory>

namespace sandglass {

/// A call that will be made later. Destroying it before then cancels the call.
class ScheduledCall
{
public:
    ScheduledCall() = default;
    ScheduledCall(const ScheduledCall &) = delete;
    ScheduledCall &operator=(const ScheduledCall &) = delete;
    virtual ~ScheduledCall() = default;
};

using Timer = std::unique_ptr<ScheduledCall>;

/// Where the program gets the time and its timers from, so that tests can move it by hand.
/// A clock may be used from any thread; a call arrives on the thread that asked for it, from its event loop.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual UtcTime utcNow() const = 0;
    [[nodiscard]] virtual MonoTime monoNow() const = 0;
    /// What utcNow() told at this moment, unless the clock was set or the computer slept since.
    [[nodiscard]] UtcTime utcAt(MonoTime moment) const { return utcNow() - (monoNow() - moment); }
    /// How long the computer has slept in all, as far as monoNow() does not count it; only its growth means
    /// anything. A clock that is set does not change it. Zero where the system does not tell.
    [[nodiscard]] virtual std::chrono::milliseconds slept() const = 0;

    /// Calls @p callback once after @p delay, unless the returned timer is destroyed first.
    /// The callback may destroy its own timer.
    [[nodiscard]] virtual Timer after(std::chrono::milliseconds delay, std::function<void()> callback) = 0;

    /// Calls @p callback whenever the computer may have slept, or its clock was set: soon after it, and never
    /// just to look. It is told how long this process did not get to run by monoNow(), as far as that is
    /// known: not the sleep that slept() tells of.
    [[nodiscard]] virtual Timer whenJumped(std::function<void(std::chrono::milliseconds)> callback) = 0;
};

/// The computer's clocks.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] UtcTime utcNow() const override;
    [[nodiscard]] MonoTime monoNow() const override;
    [[nodiscard]] std::chrono::milliseconds slept() const override;
    [[nodiscard]] Timer after(std::chrono::milliseconds delay, std::function<void()> callback) override;
    [[nodiscard]] Timer whenJumped(std::function<void(std::chrono::milliseconds)> callback) override;
};

} // namespace sandglass
