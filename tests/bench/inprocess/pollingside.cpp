// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pollingside.h"

#include "population.h"

namespace sandglass::bench {

PollingSide::PollingSide(int count)
{
    m_there.moveToThread(&m_thread);
    m_thread.start();
    run([&] { m_all = population(count); });
}

PollingSide::~PollingSide()
{
    m_thread.quit();
    m_thread.wait();
}

const SnapshotDelta &PollingSide::next(const Edit &edit, const Foresight &foresight)
{
    run([&] {
        if (edit)
            edit(m_all, m_engine);
        ListOutcome outcome;
        outcome.sandboxes = m_all;
        outcome.requests = 1;
        SnapshotDelta delta = m_diff.take(std::move(outcome));
        if (foresight)
            delta.foreseen = foresight(delta);
        m_delta = std::move(delta);
    });
    return m_delta;
}

void PollingSide::run(const std::function<void()> &work)
{
    QMetaObject::invokeMethod(&m_there, work, Qt::BlockingQueuedConnection);
}

} // namespace sandglass::bench
