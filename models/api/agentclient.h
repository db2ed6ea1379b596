// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/agentapi.h"
#include "api/transport.h"

#include <QObject>

#include <chrono>

namespace sandglass {

/// The agents' API over a Transport for each request: it is used for a few requests to ever other hosts.
/// Lives on the thread that made it.
class AgentClient final : public QObject, public AgentApi
{
    Q_OBJECT

public:
    /// As the official clients wait (contract 2.5).
    static constexpr std::chrono::milliseconds kHealthDeadline{5'000};
    static constexpr std::chrono::milliseconds kDeadline{30'000};

    explicit AgentClient(Clock &clock, TransportOptions options = {}, QObject *parent = nullptr);
    ~AgentClient() override;

    /// Counts for every request from now on.
    void setRoute(const NetworkRoute &route) { m_options.route = route; }

    [[nodiscard]] RequestHandle health(const AgentAccess &agent, ApiCallback<bool> callback) override;
    [[nodiscard]] RequestHandle setEnvironment(const AgentAccess &agent,
                                               const QVector<EnvironmentVariable> &variables,
                                               ApiCallback<ActionAnswer> callback) override;

private:
    [[nodiscard]] RequestHandle send(const AgentAccess &agent, HttpRequest request,
                                     HttpSender::Callback callback);

    Clock &m_clock;
    TransportOptions m_options;
};

} // namespace sandglass
