// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/snapshotdiff.h"

#include <QThread>

#include <functional>
#include <random>

namespace sandglass::bench {

/// An account, and what the polling thread makes of it; on a thread of its own as in the program, so that
/// what is made and let go of there costs the GUI thread nothing.
class PollingSide
{
public:
    using Edit = std::function<void(QVector<SandboxRef> &all, std::mt19937 &engine)>;

    explicit PollingSide(int count);
    ~PollingSide();
    PollingSide(const PollingSide &) = delete;
    PollingSide &operator=(const PollingSide &) = delete;

    /// What a poll brings after @p edit; valid until the next one.
    const SnapshotDelta &next(const Edit &edit = {}, const Foresight &foresight = {});

private:
    void run(const std::function<void()> &work);

    QThread m_thread;
    QObject m_there; ///< lives on the thread
    QVector<SandboxRef> m_all;
    std::mt19937 m_engine{11};
    SnapshotDiff m_diff;
    SnapshotDelta m_delta;
};

} // namespace sandglass::bench
