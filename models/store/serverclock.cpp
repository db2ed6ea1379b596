// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/serverclock.h"

#include "domain/clock.h"

namespace sandglass {

namespace {
// Date is cut to whole seconds and the answer was under way: below this a difference means nothing.
constexpr std::chrono::milliseconds kNoise{2'000};
} // namespace

bool ServerClock::record(const Exchange &exchange)
{
    if (!exchange.serverDate)
        return false;
    const auto halfTrip = (exchange.answeredAt - exchange.sentAt) / 2;
    const auto middle = exchange.sentAt + halfTrip;
    const auto seen = *exchange.serverDate + std::chrono::milliseconds{500} - middle;
    // The server wrote the date at some moment of the trip: a slow answer tells little.
    const auto noise = kNoise + std::chrono::abs(halfTrip);
    if (std::chrono::abs(seen - m_offset) <= noise)
        return false;
    m_offset = std::chrono::abs(seen) <= noise ? std::chrono::milliseconds{0} : seen;
    return true;
}

UtcTime ServerClock::now() const
{
    return m_clock.utcNow() + m_offset;
}

MonoTime ServerClock::monoNow() const
{
    return m_clock.monoNow();
}

} // namespace sandglass
