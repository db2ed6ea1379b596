// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/agentclient.h"

#include "api/decoding.h"
#include "domain/clock.h"

#include <QPointer>

namespace sandglass {

using namespace Qt::StringLiterals;

AgentClient::AgentClient(Clock &clock, TransportOptions options, QObject *parent)
    : QObject(parent), m_clock(clock), m_options(std::move(options))
{
    m_options.credential = TransportOptions::Credential::BearerToken;
}

AgentClient::~AgentClient() = default;

RequestHandle AgentClient::send(const AgentAccess &agent, HttpRequest request, HttpSender::Callback callback)
{
    // What is no address of an agent fails like a request that has none: later, and without being sent.
    const auto address = ServerAddress::parse(agent.host);
    const bool isUsable = !agent.host.isEmpty() && address.has_value();
    if (!isUsable)
        request.path.clear();
    auto *transport = new Transport(m_clock, isUsable ? *address : ServerAddress::official(),
                                    isUsable ? agent.token : ApiKey(), m_options, this);
    auto pending = std::make_shared<RequestHandle>();
    *pending = transport->send(std::move(request),
                               [transport, callback = std::move(callback)](ApiResult<HttpAnswer> answer) {
                                   transport->deleteLater();
                                   callback(std::move(answer));
                               });
    return RequestHandle{[pending, guard = QPointer<Transport>(transport)] {
        pending->cancel();
        if (guard)
            guard->deleteLater();
    }};
}

RequestHandle AgentClient::health(const AgentAccess &agent, ApiCallback<bool> callback)
{
    HttpRequest request;
    request.path = "/health"_ba;
    request.deadline = kHealthDeadline;
    return send(agent, std::move(request), decoding<bool>(std::move(callback), [](const HttpAnswer &answer) {
                    return codec::decodeHealth(answer.body);
                }));
}

RequestHandle AgentClient::setEnvironment(const AgentAccess &agent,
                                          const QVector<EnvironmentVariable> &variables,
                                          ApiCallback<ActionAnswer> callback)
{
    HttpRequest request;
    request.method = HttpRequest::Method::Patch;
    request.path = "/env"_ba;
    request.body = codec::encodeEnvironment(variables);
    request.secretValues = valuesOf(variables);
    request.deadline = kDeadline;
    return send(agent, std::move(request),
                decoding<ActionAnswer>(std::move(callback), [](const HttpAnswer &answer) {
                    return codec::decodeAction(answer.body, answer.contentType);
                }));
}

} // namespace sandglass
