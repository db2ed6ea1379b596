// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/agenttokens.h"
#include "engine/httpmessage.h"
#include "engine/router.h"
#include "engine/runtime.h"

#include <QHash>
#include <QJsonObject>

namespace sandglass::engine {

/// The little of a sandbox's own agent that clients need right after they created one: its health and its
/// environment variables (contract 7.1). A real service runs it at a host name of its own; this one answers
/// under /agent/{id} of the engine's address, which is what `public_host` points to. Reachable while the
/// sandbox runs, as the real one.
class AgentStub
{
public:
    AgentStub(const Runtime &runtime, const AgentTokens &tokens) : m_runtime(runtime), m_tokens(tokens) {}

    HttpAnswer answer(const HttpRequest &request, const RouteMatch &match, const QString &requestId,
                      UtcTime now);

    /// Nothing of a deleted sandbox is kept.
    void forget(const QString &id) { m_environments.remove(id); }

private:
    HttpAnswer environment(const HttpRequest &request, const QString &id, const QString &requestId);

    const Runtime &m_runtime;
    const AgentTokens &m_tokens;
    QHash<QString, QJsonObject> m_environments;
};

/// The token of an `Authorization: Bearer …` header; empty if it is none.
QByteArray bearerToken(const QByteArray &authorizationHeader);

} // namespace sandglass::engine
