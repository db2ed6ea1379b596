// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"

namespace sandglass {

/// The way to the agent inside one sandbox (contract 1.2). The token is a secret, in memory only.
struct AgentAccess
{
    QString host; ///< Sandbox::publicHost, as the server gave it
    ApiKey token;

    bool operator==(const AgentAccess &) const = default;
};

/// The part of the agents' API the dashboard uses. Agents are other hosts than the API: the key never goes
/// there, and no token to a host in the clear. Nothing here is for a paused sandbox, whose agent does not
/// answer.
class AgentApi
{
public:
    AgentApi() = default;
    AgentApi(const AgentApi &) = delete;
    AgentApi &operator=(const AgentApi &) = delete;
    virtual ~AgentApi() = default;

    /// Whether the agent works by now; it needs some seconds after the sandbox runs (contract 13, trap 21).
    [[nodiscard]] virtual RequestHandle health(const AgentAccess &agent, ApiCallback<bool> callback) = 0;
    /// Adds @p variables to the sandbox's environment. May be repeated: the same again changes nothing.
    [[nodiscard]] virtual RequestHandle setEnvironment(const AgentAccess &agent,
                                                       const QVector<EnvironmentVariable> &variables,
                                                       ApiCallback<ActionAnswer> callback) = 0;
};

} // namespace sandglass
