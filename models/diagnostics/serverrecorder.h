// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/exchange.h"

#include <QObject>

namespace sandglass {

class RateBudget;
class ServerClock;
struct Logbook;

/// Notes what the outside of the answers tells: the limit, refusals for its sake, a clock that differs, how
/// long answers take. All references outlive it.
class ServerRecorder final : public QObject
{
    Q_OBJECT

public:
    ServerRecorder(Logbook &log, const RateBudget &budget, const ServerClock &serverClock,
                   QObject *parent = nullptr);
    ~ServerRecorder() override;

    /// After budget and clock learnt from it.
    void onExchange(const Exchange &exchange);

private:
    void noteLimit();
    void noteRefusal(const Exchange &exchange);
    void noteClock();

    Logbook &m_log;
    const RateBudget &m_budget;
    const ServerClock &m_serverClock;
    int m_limit;
    bool m_limitKnown = false;
    std::chrono::milliseconds m_offset{0};
};

} // namespace sandglass
