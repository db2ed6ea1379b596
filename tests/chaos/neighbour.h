// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server.h"

namespace sandglass::chaos {

/// Another program that uses the same key, and so spends of the same limit.
class Neighbour
{
public:
    enum class Habit : quint8
    {
        Evenly,  ///< one request after the other through the whole minute
        Hastily, ///< some requests a second from the beginning of each minute, until it has had its part
        AtOnce,  ///< its whole part when a minute begins
    };

    /// @p part is what it wants of each minute.
    Neighbour(test::ManualClock &clock, Server &server, Habit habit, int part);

    /// What it was given so far.
    [[nodiscard]] int taken() const { return m_taken; }

private:
    void turn();
    void ask();

    test::ManualClock &m_clock;
    Server &m_server;
    const Habit m_habit;
    const int m_part;
    MonoTime m_minuteEnds{}; ///< the server's, as last told
    int m_inMinute = 0;
    int m_open = 0;
    int m_taken = 0;
    Timer m_timer;
};

} // namespace sandglass::chaos
