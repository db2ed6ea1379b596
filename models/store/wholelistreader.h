// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "store/listreader.h"

#include <QHash>

namespace sandglass {

class RateBudget;

/// Reads the whole list once, for whoever reads one and no more: where the rate limit (429) or a page that
/// fails ends a turn of it, waits and goes on. What it brings is never a part that looks like all.
class WholeListReader
{
public:
    /// Told before each wait.
    using OnWait = std::function<void(std::chrono::milliseconds)>;

    WholeListReader(Clock &clock, SandboxApi &api, const RateBudget &budget, OnWait onWait = {});

    /// Ends any reading that is under way, without a callback.
    void start(ListReader::Callback callback);

private:
    void readOn();
    void onTurn(ApiResult<ListOutcome> turn);
    void take(ListOutcome &&turn);
    void finish(ApiResult<ListOutcome> result);

    Clock &m_clock;
    const RateBudget &m_budget;
    const OnWait m_onWait;
    ListReader m_reader;
    ListReader::Callback m_callback;
    ListOutcome m_whole;                ///< so far
    QHash<QString, qsizetype> m_places; ///< in it, by id
    Timer m_timer;
};

} // namespace sandglass
