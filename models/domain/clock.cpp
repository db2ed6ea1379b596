// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"

#include <QBasicTimer>
#include <QObject>
#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <limits>
#include <utility>

#ifdef Q_OS_LINUX
#include <sys/timerfd.h>
#include <unistd.h>
#endif

namespace sandglass {

using namespace std::chrono_literals;

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
/// The kernel cancels a timer that is set by the calendar when that jumps, which it does after a sleep too:
/// so nothing has to wake up to look (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET).
class JumpWatch final : public ScheduledCall
{
public:
    explicit JumpWatch(std::function<void(std::chrono::milliseconds)> callback)
        : m_file(timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC)), m_callback(std::move(callback))
    {
        if (m_file < 0)
            return; // out of files: the polls look as well
        arm();
        m_notifier = std::make_unique<QSocketNotifier>(m_file, QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { look(); });
    }
    ~JumpWatch() override
    {
        m_notifier.reset();
        if (m_file >= 0)
            ::close(m_file);
    }

private:
    void arm() const
    {
        itimerspec never{};
        never.it_value.tv_sec = std::numeric_limits<decltype(never.it_value.tv_sec)>::max();
        timerfd_settime(m_file, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr);
    }

    void look() const
    {
        quint64 expirations = 0;
        const bool isJump = ::read(m_file, &expirations, sizeof expirations) < 0 && errno == ECANCELED;
        arm();
        // What it calls may destroy this.
        if (const auto call = m_callback; isJump)
            call(std::chrono::milliseconds{0});
    }

    int m_file;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::function<void(std::chrono::milliseconds)> m_callback;
};

std::chrono::nanoseconds timeOf(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}
#else
/// Where nothing tells of a sleep, somebody has to look.
class JumpWatch final : public QObject, public ScheduledCall
{
public:
    explicit JumpWatch(std::function<void(std::chrono::milliseconds)> callback)
        : m_callback(std::move(callback))
    {
        m_timer.start(kEvery, this);
    }

protected:
    void timerEvent(QTimerEvent * /*event*/) override
    {
        const UtcTime utc = SystemClock().utcNow();
        const MonoTime mono = SystemClock().monoNow();
        const auto counted = mono - std::exchange(m_mono, mono);
        const auto wall = utc - std::exchange(m_utc, utc);
        const auto late = counted - std::chrono::milliseconds{kEvery};
        if (const auto call = m_callback; late > kEvery * 1ms || wall - counted > kEvery * 1ms)
            call(late);
    }

private:
    static constexpr int kEvery = 5'000; // ms

    UtcTime m_utc = SystemClock().utcNow();
    MonoTime m_mono = SystemClock().monoNow();
    QBasicTimer m_timer;
    std::function<void(std::chrono::milliseconds)> m_callback;
};
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

Timer SystemClock::whenJumped(std::function<void(std::chrono::milliseconds)> callback)
{
    return std::make_unique<JumpWatch>(std::move(callback));
}

} // namespace sandglass
