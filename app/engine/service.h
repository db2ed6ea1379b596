// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/agentstub.h"
#include "engine/engineoptions.h"
#include "engine/httpmessage.h"
#include "engine/pendingcalls.h"
#include "engine/ratelimiter.h"
#include "engine/router.h"
#include "engine/runtime.h"

#include <QObject>

#include <deque>

namespace sandglass::engine {

/// The control plane of contract 4 over a Runtime: key, rate limit, faults, routes, bodies. Knows no HTTP
/// library and no socket, so tests can call it directly.
class Service final : public QObject
{
    Q_OBJECT
public:
    /// @p runtime and @p clock must outlive this object. The key in @p options must not be empty.
    Service(const EngineOptions &options, Runtime &runtime, Clock &clock, QObject *parent = nullptr);

    /// Answers @p request now or later; @p respond is called at most once.
    void handle(const HttpRequest &request, const Respond &respond);

    /// Where clients reach this service, without a slash at the end; agents are below it.
    void setBaseUrl(const QString &url) { m_baseUrl = url; }

private:
    /// One request on its way through.
    struct Call
    {
        HttpRequest request;
        RouteMatch match;
        QString requestId;
        Respond answer;
    };

    [[nodiscard]] bool isAuthorised(const HttpRequest &request) const;
    void admit(const Call &call);
    void dispatch(const Call &call);
    void listSandboxes(const Call &call) const;
    void createSandbox(const Call &call);
    void showSandbox(const Call &call) const;
    void deleteSandbox(const Call &call);
    void act(const Call &call, LifecycleAction action);
    void setTimeout(const Call &call);
    void refreshToken(const Call &call) const;
    void listTemplates(const Call &call) const;
    void showTemplate(const Call &call) const;

    [[nodiscard]] Call spoiled(const Call &call, FaultKind kind);
    [[nodiscard]] HttpAnswer faultAnswer(const Call &call, FaultKind kind) const;
    [[nodiscard]] HttpAnswer error(const Call &call, int status, const QString &message) const;
    [[nodiscard]] HttpAnswer refused(const Call &call, const Outcome &outcome, const QString &what) const;
    [[nodiscard]] QString publicHostOf(const Instance &instance) const;
    void send(const Respond &respond, HttpAnswer answer, const QString &requestId,
              const RateLimiter &limiter);

    const EngineOptions m_options;
    Runtime &m_runtime;
    Clock &m_clock;
    RateLimiter m_limiter;
    RateLimiter m_agentLimiter;
    FaultInjector m_faults;
    Dice m_networkDice;
    AgentTokens m_tokens;
    AgentStub m_agents;
    QString m_baseUrl;
    std::deque<Respond> m_hanging; ///< kept, so that their connections stay open
    PendingCalls m_later;
};

} // namespace sandglass::engine
