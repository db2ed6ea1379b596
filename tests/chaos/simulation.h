// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "watcher.h"

namespace sandglass::chaos {

/// What a run did, for the record.
struct Tally
{
    std::array<int, kFaults> faults{};
    int restarts = 0;
    int clockJumps = 0;
    int sleeps = 0;
    int clicks = 0;
    qint64 events = 0;
    qint64 requests = 0;
    int foreseen = 0; ///< polls that were shown so

    void add(const Tally &other);
};

struct Course
{
    quint32 seed = 1;
    std::chrono::minutes length{40}; ///< of bad weather; half an hour of fine weather follows
    Mistake mistake = Mistake::None;
};

/// One dashboard through some simulated hours. Returns what went wrong: nothing, if all is well.
QStringList run(const Course &course, Tally &tally);

} // namespace sandglass::chaos
