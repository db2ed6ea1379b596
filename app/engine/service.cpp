// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service.h"

#include "engine/answers.h"

#include <QUuid>

namespace sandglass::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kAgentRequestsPerMinute = 300;
constexpr std::size_t kMostHanging = 64;

bool isAgentRoute(Route route)
{
    return route == Route::AgentHealth || route == Route::AgentEnv || route == Route::AgentElse;
}

} // namespace

Service::Service(const EngineOptions &options, Runtime &runtime, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_runtime(runtime)
    , m_clock(clock)
    , m_limiter(options.requestsPerMinute)
    , m_agentLimiter(std::max(kAgentRequestsPerMinute, options.requestsPerMinute))
    , m_faults(options.seed)
    , m_networkDice(options.seed)
    , m_agents(runtime, m_tokens)
    , m_later(clock)
{
    Q_ASSERT(!options.key.isEmpty());
    for (const FaultRule &rule : options.faults)
        m_faults.add(rule);
    connect(&runtime, &Runtime::removed, this, [this](const QString &id) { m_agents.forget(id); });
}

void Service::handle(const HttpRequest &request, const Respond &respond)
{
    Call call;
    call.request = request;
    call.match = routeOf(request.method, request.url, m_options.withStopStart);
    call.requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const RateLimiter &limiter = isAgentRoute(call.match.route) ? m_agentLimiter : m_limiter;
    call.answer = [this, respond, id = call.requestId, &limiter](HttpAnswer answer) {
        send(respond, std::move(answer), id, limiter);
    };
    admit(call);
}

void Service::admit(const Call &call)
{
    const UtcTime now = m_clock.utcNow();
    if (call.match.route == Route::Health) {
        return call.answer(jsonAnswer(200, {{u"status"_s, u"healthy"_s},
                                            {u"message"_s, u"sandglass-engine"_s},
                                            {u"version"_s, QStringLiteral(SANDGLASS_VERSION)}}));
    }
    const bool forAgent = isAgentRoute(call.match.route);
    if (!forAgent && !isAuthorised(call.request)) {
        const bool hasKey =
            !call.request.apiKeyHeader.isEmpty() || !call.request.authorizationHeader.isEmpty();
        return call.answer(error(call, 401, hasKey ? u"Invalid API key"_s : u"API key required"_s));
    }
    const RateLimiter::State state = forAgent ? m_agentLimiter.spend(now) : m_limiter.spend(now);
    if (!state.allowed) {
        const ErrorShape shape = forAgent ? ErrorShape::Flat : m_options.errorShape;
        return call.answer(rateLimitAnswer(shape, state, state.retryAfter(now), call.requestId));
    }

    const std::optional<FaultKind> fault = m_faults.strike(call.match.route);
    if (!fault)
        return dispatch(call);
    if (preventsWork(*fault))
        return call.answer(faultAnswer(call, *fault));
    dispatch(spoiled(call, *fault));
}

bool Service::isAuthorised(const HttpRequest &request) const
{
    const QByteArray given = request.apiKeyHeader.isEmpty() ? bearerToken(request.authorizationHeader)
                                                            : request.apiKeyHeader.trimmed();
    return equalsInConstantTime(given, m_options.key);
}

Service::Call Service::spoiled(const Call &call, FaultKind kind)
{
    Call spoiledCall = call;
    spoiledCall.answer = [this, kind, call](HttpAnswer whole) {
        const Respond &answer = call.answer;
        switch (kind) {
        case FaultKind::Hang:
            m_hanging.push_back(answer);
            if (m_hanging.size() > kMostHanging)
                m_hanging.pop_front();
            return;
        case FaultKind::Slow:
            m_later.after(m_faults.slowness(), [answer, whole] { answer(whole); });
            return;
        case FaultKind::Empty:
            whole.body.clear();
            break;
        case FaultKind::NoContent:
            whole.status = 204;
            whole.body.clear();
            whole.contentType.clear();
            break;
        case FaultKind::Truncate:
            whole.body.truncate(whole.body.size() / 2);
            break;
        case FaultKind::Late500:
            whole = error(call, 500, u"An internal error occurred. Our team has been notified."_s);
            break;
        default:
            break;
        }
        answer(std::move(whole));
    };
    return spoiledCall;
}

HttpAnswer Service::faultAnswer(const Call &call, FaultKind kind) const
{
    switch (kind) {
    case FaultKind::BadGatewayHtml: {
        HttpAnswer answer;
        answer.status = 502;
        answer.contentType = "text/html";
        answer.body = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
                      "<h1>502 Bad Gateway</h1>\r\n</body>\r\n</html>\r\n";
        return answer;
    }
    case FaultKind::Unavailable503:
        if (isAgentRoute(call.match.route)) {
            // What a young agent says (contract 2.3, E4).
            return jsonAnswer(503, {{u"error"_s, u"NOT_INITIALIZED"_s},
                                    {u"message"_s, u"JWT authentication not yet initialized"_s}});
        }
        return error(call, 503, u"Service temporarily unavailable"_s);
    case FaultKind::RateLimited429:
        return rateLimitAnswer(m_options.errorShape, m_limiter.look(m_clock.utcNow()), 5, call.requestId);
    case FaultKind::Payment402:
        return error(call, 402, u"Insufficient credits"_s);
    case FaultKind::Forbidden403:
        return error(call, 403, u"Plan limit reached: too many concurrent sandboxes"_s);
    default:
        return error(call, 500, u"An internal error occurred. Our team has been notified."_s);
    }
}

HttpAnswer Service::error(const Call &call, int status, const QString &message) const
{
    return errorAnswer(m_options.errorShape, status, message, call.requestId);
}

HttpAnswer Service::refused(const Call &call, const Outcome &outcome, const QString &what) const
{
    return problemAnswer(m_options.errorShape, outcome, what, call.requestId);
}

void Service::send(const Respond &respond, HttpAnswer answer, const QString &requestId,
                   const RateLimiter &limiter)
{
    const RateLimiter::State state = limiter.look(m_clock.utcNow());
    answer.headers.append({"X-Request-ID", requestId.toLatin1()});
    answer.headers.append({"X-RateLimit-Limit", QByteArray::number(state.limit)});
    answer.headers.append({"X-RateLimit-Remaining", QByteArray::number(state.remaining)});
    answer.headers.append(
        {"X-RateLimit-Reset", QByteArray::number(qint64(state.reset.time_since_epoch().count()))});
    const auto delay = std::chrono::milliseconds(
        m_networkDice.between(m_options.httpLatencyLow.count(), m_options.httpLatencyHigh.count()));
    if (delay == 0ms)
        return respond(std::move(answer));
    m_later.after(delay, [respond, answer = std::move(answer)] { respond(answer); });
}

} // namespace sandglass::engine
