// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "domain/clock.h"

#include <QStringList>

#include <deque>
#include <map>

namespace sandglass {

class RateBudget;

/// Reads sandboxes one by one by plain GET, which wakes nothing: a few at a time, within the request budget.
/// Where the server asks to wait it waits and reads again.
class EachReader
{
public:
    static constexpr int kMostInFlight = 4;
    static constexpr int kMostWaits = 3; ///< for one sandbox

    using OnRead = std::function<void(const QString &id, MonoTime began, const ApiResult<Sandbox> &answer)>;

    EachReader(Clock &clock, SandboxApi &api, RateBudget &budget);

    /// Calls @p onRead once for every id, in the order of the answers, then @p done, from the event loop.
    /// Destroying the reader ends it.
    void start(const QStringList &ids, OnRead onRead, std::function<void()> done);
    [[nodiscard]] int left() const { return static_cast<int>(m_queue.size() + m_open.size()); }

private:
    struct Wanted
    {
        QString id;
        int waits = 0;
    };

    void readNext();
    void onAnswer(const Wanted &wanted, MonoTime began, const ApiResult<Sandbox> &answer);
    void refuseRest(const ApiError &error);

    Clock &m_clock;
    SandboxApi &m_api;
    RateBudget &m_budget;
    std::deque<Wanted> m_queue;
    std::map<QString, RequestHandle> m_open;
    OnRead m_onRead;
    std::function<void()> m_done;
    Timer m_timer;
};

} // namespace sandglass
