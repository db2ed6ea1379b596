// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/agentstub.h"

#include "domain/sandboxstatus.h"
#include "engine/answers.h"

#include <QJsonDocument>

namespace sandglass::engine {

using namespace Qt::StringLiterals;

namespace {

/// The agent's own error shape, E2 (contract 2.3).
HttpAnswer agentError(int status, const QString &message, const QString &code, const QString &requestId)
{
    return jsonAnswer(status, {{u"error"_s, message}, {u"code"_s, code}, {u"request_id"_s, requestId}});
}

} // namespace

QByteArray bearerToken(const QByteArray &authorizationHeader)
{
    static constexpr QByteArrayView kScheme = "bearer ";
    if (authorizationHeader.left(kScheme.size()).toLower() != kScheme)
        return {};
    return authorizationHeader.mid(kScheme.size()).trimmed();
}

HttpAnswer AgentStub::answer(const HttpRequest &request, const RouteMatch &match, const QString &requestId,
                             UtcTime now)
{
    if (match.route == Route::AgentElse)
        return agentError(404, u"The simulated agent does not offer this"_s, u"NOT_FOUND"_s, requestId);
    const std::optional<Instance> instance = m_runtime.find(match.id);
    // What stands in front of the agents answers for those that do not run.
    if (!instance || statusFromWord(instance->statusWord) != SandboxStatus::Running) {
        return agentError(503, u"Agent is not reachable: the sandbox does not run"_s,
                          u"SERVICE_UNAVAILABLE"_s, requestId);
    }
    if (match.route == Route::AgentHealth) {
        return jsonAnswer(200, {{u"status"_s, u"healthy"_s},
                                {u"agent"_s, u"sandglass-engine"_s},
                                {u"version"_s, QStringLiteral(SANDGLASS_VERSION)},
                                {u"vm_id"_s, match.id},
                                {u"active_streams"_s, 0}});
    }
    if (!m_tokens.accepts(bearerToken(request.authorizationHeader), match.id, instance->tokenEpoch, now))
        return agentError(401, u"Invalid token"_s, u"INVALID_TOKEN"_s, requestId);
    return environment(request, match.id, requestId);
}

HttpAnswer AgentStub::environment(const HttpRequest &request, const QString &id, const QString &requestId)
{
    if (request.method == Method::Delete) {
        m_environments.remove(id);
    } else if (request.method != Method::Get) {
        const QJsonDocument document = QJsonDocument::fromJson(request.body);
        const QJsonValue given = document.object().value("env_vars"_L1);
        if (!given.isObject())
            return agentError(400, u"env_vars must be an object"_s, u"INVALID_REQUEST"_s, requestId);
        QJsonObject &kept = m_environments[id];
        if (request.method == Method::Put)
            kept = {};
        const QJsonObject added = given.toObject();
        for (auto it = added.begin(); it != added.end(); ++it)
            kept.insert(it.key(), it.value());
    }
    return jsonAnswer(200, {{u"env_vars"_s, m_environments.value(id)}, {u"request_id"_s, requestId}});
}

} // namespace sandglass::engine
