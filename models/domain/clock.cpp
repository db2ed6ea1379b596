// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/clock.h"

#include <QTimer>

namespace sandglass {

namespace {

class QtScheduledCall final : public ScheduledCall
{
public:
    QtScheduledCall(std::chrono::milliseconds delay, std::function<void()> callback)
    {
        m_timer.setSingleShot(true);
        // The timer may be destroyed by what it calls, so the call runs on a copy.
        m_timer.callOnTimeout(&m_timer, [callback = std::move(callback)] {
            const auto call = callback;
            call();
        });
        m_timer.start(delay);
    }

private:
    QTimer m_timer;
};

} // namespace

UtcTime SystemClock::utcNow() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

MonoTime SystemClock::monoNow() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now());
}

Timer SystemClock::after(std::chrono::milliseconds delay, std::function<void()> callback)
{
    return std::make_unique<QtScheduledCall>(delay, std::move(callback));
}

} // namespace sandglass
