// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/agentapi.h"
#include "domain/clock.h"

#include <functional>
#include <optional>

namespace sandglass {

class RateBudget;
class SandboxStore;

/// Gives one sandbox its environment variables once it runs, for those sent with a create do not reach it
/// (contract 4.3): waits for the sandbox and for its agent, then sends them, which may be repeated. Follows
/// the policy for tokens (contract 4.8). Everything it holds is in memory only and gone with it. GUI thread;
/// the references outlive it.
class EnvironmentSetter
{
public:
    /// How long the sandbox may take to run, and its agent to answer after that.
    static constexpr std::chrono::milliseconds kPatience{180'000};
    static constexpr std::chrono::milliseconds kBetween{1'500};
    /// Agents take a moment to learn of a new token.
    static constexpr std::chrono::milliseconds kTokenSettles{2'500};

    struct Parts
    {
        Clock &clock;
        SandboxApi &api;
        AgentApi &agents;
        SandboxStore &store;
        const RateBudget &budget;
    };
    /// nullopt: they are set. Called once, never inside start(). It may destroy the setter, and so may
    /// whoever hears of what the setter tells the store.
    using Done = std::function<void(const std::optional<ApiError> &)>;

    EnvironmentSetter(const Parts &parts, QString id, ApiKey token, QVector<EnvironmentVariable> variables);
    EnvironmentSetter(const EnvironmentSetter &) = delete;
    EnvironmentSetter &operator=(const EnvironmentSetter &) = delete;
    ~EnvironmentSetter();

    /// Begins, or begins anew after a failure.
    void start(Done done);

private:
    void stepAfter(std::chrono::milliseconds delay);
    void step();
    void readSandbox();
    void askHealth();
    void askToken();
    void send();
    void onSent(const ApiResult<ActionAnswer> &answer);
    void tryAgain(const ApiError &error);
    [[nodiscard]] bool mayPassHere(ApiErrorKind kind) const;
    void finish(const std::optional<ApiError> &error);
    void finishWith(const QString &finding);

    Parts m_parts;
    const QString m_id;
    AgentAccess m_agent;
    const QVector<EnvironmentVariable> m_variables;
    Done m_done;
    RequestHandle m_request;
    Timer m_timer;
    MonoTime m_began{};
    bool m_isHealthy = false;
    bool m_tokenRefreshed = false;
    bool m_refusedTwice = false;
};

} // namespace sandglass
