// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detailreader.h"

#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/ratebudget.h"
#include "store/sandboxstore.h"

#include <algorithm>

namespace sandglass {

namespace {

constexpr int kLooksPerPoll = 1'000; // among a hundred thousand the search goes on after the next poll

} // namespace

DetailReader::DetailReader(Clock &clock, SandboxStore &store, LifecycleController &controller, Poller &poller,
                           const RateBudget &budget, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_store(store)
    , m_controller(controller)
    , m_poller(poller)
    , m_budget(budget)
{
    connect(&m_poller, &Poller::statusChanged, this, &DetailReader::onPollStatus);
    connect(&m_store, &SandboxStore::sandboxGone, this, [this](const QString &id) { m_readAt.remove(id); });
}

void DetailReader::onPollStatus()
{
    const PollStatus &status = m_poller.status();
    // Once after each poll that worked, and never while the server has trouble or nobody is looking.
    if (status.phase != PollStatus::Phase::Waiting || status.failures > 0 || status.lastRead == m_lastRead ||
        !m_poller.isVisible())
        return;
    m_lastRead = status.lastRead;
    readSome();
}

void DetailReader::readSome()
{
    int left = kReadsPerPoll;
    const int most = std::min(m_store.size(), kLooksPerPoll);
    for (int looked = 0; looked < most && left > 0; ++looked) {
        m_cursor = m_cursor + 1 < m_store.size() ? m_cursor + 1 : 0;
        // Mostly nothing is left out, and then no row has to be looked at.
        if ((m_readAt.isEmpty() && m_store.factsAt(m_cursor).whole) || !isWanted(m_cursor))
            continue;
        const QString id = m_store.at(m_cursor).sandbox->id;
        if (m_budget.usedInLastMinute(m_clock.monoNow()) * 2 > m_budget.limitPerMinute())
            return;
        if (!m_controller.reread(id))
            continue; // as wanted as before when its turn comes again
        m_readAt.insert(id, m_clock.monoNow());
        --left;
    }
}

bool DetailReader::isWanted(int index) const
{
    const SandboxRow &row = m_store.at(index);
    if (row.creation || row.pending || row.sandbox->status == SandboxStatus::Gone)
        return false;
    const auto read = m_readAt.constFind(row.sandbox->id);
    if (read == m_readAt.constEnd())
        return !m_store.factsAt(index).whole;
    return m_clock.monoNow() - read.value() >= kOldAfter;
}

} // namespace sandglass
