// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace sandglass::test {

/// Time that stands still until a test moves it. Timers fire inside advance(), in the order of their times,
/// those of one time in the order they were asked for; timers started meanwhile take part. One thread.
/// Timers may outlive the clock.
class ManualClock final : public Clock
{
public:
    /// 2026-01-02 03:04:05 UTC, so that texts of moments can be compared.
    static constexpr UtcTime kStartUtc{std::chrono::milliseconds{1'767'323'045'000}};
    /// Not zero: a MonoTime nobody set must not look like a real one.
    static constexpr MonoTime kStartMono{std::chrono::milliseconds{1'000'000}};

    ManualClock();
    ~ManualClock() override;

    [[nodiscard]] UtcTime utcNow() const override;
    [[nodiscard]] MonoTime monoNow() const override;
    [[nodiscard]] std::chrono::milliseconds slept() const override;
    [[nodiscard]] Timer after(std::chrono::milliseconds delay, std::function<void()> callback) override;
    [[nodiscard]] Timer whenJumped(std::function<void(std::chrono::milliseconds)> callback) override;

    /// Both clocks go on by @p duration; every timer due until then fires at its own time.
    void advance(std::chrono::milliseconds duration);
    /// Goes on to the next timer and fires it alone. False if there is none.
    bool advanceToNextTimer();
    /// Only the clock of the calendar moves, as when somebody sets it or a virtual machine was paused. Who
    /// waits for that hears of it with the next advance().
    void jumpWall(std::chrono::milliseconds by);
    /// Time passes while nothing runs: no timer fires before the next advance(), which finds them late.
    /// @p monotonic is what the clock that never jumps counts of it: nothing on Linux. The rest is slept().
    void suspend(std::chrono::milliseconds wall,
                 std::chrono::milliseconds monotonic = std::chrono::milliseconds{0});

    /// Time since the clock was made, as the clock that never jumps counts it.
    [[nodiscard]] std::chrono::milliseconds elapsed() const { return monoNow() - kStartMono; }
    [[nodiscard]] int timerCount() const;
    /// How long until the next timer; nullopt if there is none.
    [[nodiscard]] std::optional<std::chrono::milliseconds> untilNextTimer() const;

private:
    struct State;
    class Call;
    class Watch;

    void fireFirst();
    void tellOfJump();

    std::shared_ptr<State> m_state;
};

} // namespace sandglass::test
