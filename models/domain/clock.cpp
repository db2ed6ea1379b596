// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"

#include <QBasicTimer>
#include <QObject>

#include <algorithm>
#include <ctime>
#include <limits>

namespace sandglass {

namespace {

/// A bare timer: every poll and every request takes one, and a QTimer with its connection costs twice as
/// much.
class QtScheduledCall final : public QObject, public ScheduledCall
{
public:
    QtScheduledCall(std::chrono::milliseconds delay, std::function<void()> callback)
        : m_callback(std::move(callback))
    {
        m_timer.start(static_cast<int>(std::clamp<qint64>(delay.count(), 0, kLongestWait)), this);
    }

protected:
    void timerEvent(QTimerEvent * /*event*/) override
    {
        m_timer.stop();
        // What it calls may destroy it.
        const auto call = std::move(m_callback);
        call();
    }

private:
    static constexpr qint64 kLongestWait = std::numeric_limits<int>::max(); // ms, 24 days

    QBasicTimer m_timer;
    std::function<void()> m_callback;
};

#ifdef Q_OS_LINUX
std::chrono::nanoseconds timeOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}
#endif

} // namespace

UtcTime SystemClock::utcNow() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

MonoTime SystemClock::monoNow() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now());
}

std::chrono::milliseconds SystemClock::slept() const
{
#ifdef Q_OS_LINUX
    const auto awake = timeOf(CLOCK_MONOTONIC);
    return std::chrono::floor<std::chrono::milliseconds>(timeOf(CLOCK_BOOTTIME) - awake);
#else
    return std::chrono::milliseconds{0};
#endif
}

Timer SystemClock::after(std::chrono::milliseconds delay, std::function<void()> callback)
{
    return std::make_unique<QtScheduledCall>(delay, std::move(callback));
}

} // namespace sandglass
