// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apikey.h"
#include "api/exchange.h"
#include "api/networkroute.h"
#include "api/serveraddress.h"
#include "store/pollline.h"

#include <QThread>

namespace sandglass {

class Clock;

/// The thread that reads the list: its own transport, decoding and diff. Only values cross to it and back,
/// through these signals and the line. Wait for ready() before asking for a poll.
class PollThread final : public QThread
{
    Q_OBJECT

public:
    /// @p route until routeWanted().
    PollThread(Clock &clock, ServerAddress address, ApiKey key, NetworkRoute route,
               QObject *parent = nullptr);
    /// Drops what is under way and waits for the thread, which only has to leave its event loop.
    ~PollThread() override;

    [[nodiscard]] PollLine &line() { return m_line; }

Q_SIGNALS:
    // Into the thread.
    void routeWanted(const sandglass::NetworkRoute &route);

    // Out of it.
    void ready();
    void exchanged(const sandglass::Exchange &exchange);

protected:
    void run() override;

private:
    Clock &m_clock;
    const ServerAddress m_address;
    const ApiKey m_key;
    const NetworkRoute m_route;
    PollLine m_line;
};

} // namespace sandglass
