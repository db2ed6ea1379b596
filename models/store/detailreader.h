// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QHash>
#include <QObject>

namespace sandglass {

class LifecycleController;
class Poller;
class RateBudget;
struct SandboxRow;
class SandboxStore;

/// Fills in what lists leave out (contract 3: resources and expiry often come only with a read of one
/// sandbox): after each poll a few plain reads, as long as more than half of the
/// request budget is left. Nothing it does wakes a sandbox. GUI thread.
class DetailReader final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kReadsPerPoll = 3;
    /// Others may extend a sandbox and a sparse list would not tell.
    static constexpr std::chrono::minutes kOldAfter{5};

    DetailReader(Clock &clock, SandboxStore &store, LifecycleController &controller, Poller &poller,
                 const RateBudget &budget, QObject *parent = nullptr);

private:
    void onPollStatus();
    void readSome();
    [[nodiscard]] bool isWanted(int index) const;

    Clock &m_clock;
    SandboxStore &m_store;
    LifecycleController &m_controller;
    Poller &m_poller;
    const RateBudget &m_budget;
    QHash<QString, MonoTime> m_readAt;
    MonoTime m_lastRead{};
    int m_cursor = 0; ///< where the turn through all rows stands
};

} // namespace sandglass
