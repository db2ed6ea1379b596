// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"
#include "domain/clock.h"
#include "store/ratebudget.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace sandglass {

class Poller;
class SandboxStore;

/// Reads the rows people look at where the list is read in turns, for theirs may be many minutes away: after
/// each poll that worked, those in sight that are old, the oldest first and one at a time, so that no click
/// waits behind them. Uses what polls and clicks leave of the minute, by the plain GET that wakes nothing.
/// GUI thread.
class SightReader final : public QObject
{
    Q_OBJECT

public:
    /// The references outlive it; @p api is the client of the actions.
    SightReader(Clock &clock, SandboxApi &api, SandboxStore &store, const Poller &poller, RateBudget &budget,
                QObject *parent = nullptr);
    ~SightReader() override;

    /// Asked before each read, for the ids of the rows in sight.
    void setInSight(std::function<QStringList()> inSight) { m_inSight = std::move(inSight); }

Q_SIGNALS:
    /// A read answered 401.
    void keyRefused(const sandglass::ApiError &error);

private:
    void onPollStatus();
    void readNext();
    void onAnswer(const QString &id, MonoTime began, const ApiResult<Sandbox> &answer);
    [[nodiscard]] bool mayRead() const;
    /// What was read before this is old, or will be before the next poll.
    [[nodiscard]] MonoTime oldFrom() const;
    /// Of such rows in sight, without those that were asked for since the last poll; or empty.
    [[nodiscard]] QString oldest() const;

    Clock &m_clock;
    SandboxApi &m_api;
    SandboxStore &m_store;
    const Poller &m_poller;
    RateBudget &m_budget;
    std::function<QStringList()> m_inSight;
    RequestHandle m_request;
    RateBudget::UnderWay m_underWay;
    QHash<QString, MonoTime> m_askedAt; ///< whose answer changed nothing waits for its turn like the others
    MonoTime m_lastRead{};              ///< the poll these reads follow
    int m_left = 0;                     ///< reads until the next one
    bool m_isReading = false;
};

} // namespace sandglass
