// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engineclock.h"

#include <QTimer>

#include <algorithm>

namespace sandglass::engine {

using namespace std::chrono_literals;

UtcTime SystemClock::now() const
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void SystemClock::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> work)
{
    // QTimer counts in an int of milliseconds; whoever waits longer is woken early and asks again.
    QTimer::singleShot(std::clamp<std::chrono::milliseconds>(delay, 0ms, 24h), Qt::PreciseTimer, context,
                       std::move(work));
}

} // namespace sandglass::engine
