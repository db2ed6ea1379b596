// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire.h"

#include "api/errorbody.h"
#include "api/responseheaders.h"
#include "engine/wishes.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace sandglass::chaos {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr const char *kPage =
    "<!DOCTYPE html><html><head><title>Something else</title></head><body>Sign in</body></html>";

engine::Method engineMethod(HttpRequest::Method method)
{
    switch (method) {
    case HttpRequest::Method::Get:
        return engine::Method::Get;
    case HttpRequest::Method::Post:
        return engine::Method::Post;
    case HttpRequest::Method::Put:
        return engine::Method::Put;
    case HttpRequest::Method::Delete:
        return engine::Method::Delete;
    case HttpRequest::Method::Patch:
        return engine::Method::Patch;
    }
    return engine::Method::Other;
}

QByteArray httpDate(UtcTime at)
{
    return QLocale::c()
        .toString(QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC),
                  u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
        .toLatin1();
}

bool isList(const HttpRequest &request)
{
    return request.method == HttpRequest::Method::Get && request.path == "/v1/sandboxes";
}

bool isExecutedWith(Fault fault)
{
    return fault != Fault::Refused && fault != Fault::Early500 && fault != Fault::Unavailable503 &&
           fault != Fault::Limit429;
}

} // namespace

QByteArray methodOf(const HttpRequest &request)
{
    return engine::verbOf(engineMethod(request.method)).toByteArray();
}

RequestHandle Wire::send(HttpRequest request, Callback callback)
{
    const quint64 number = ++m_last;
    if (onSent)
        onSent(request);
    Open &open = m_open[number];
    open.request = std::move(request);
    open.callback = std::move(callback);
    open.fault = m_world.weather.faultFor(isList(open.request));
    open.sent = m_world.client.monoNow();
    open.sentUtc = m_world.client.utcNow();
    open.deadline = m_world.client.after(open.request.deadline, [this, number] {
        Answer answer;
        answer.error = ApiErrorKind::Timeout;
        deliver(number, std::move(answer));
    });
    open.way = m_world.truth.after(10ms + 1ms * m_world.weather.random().below(150),
                                   [this, number] { arrive(number); });
    return RequestHandle([this, number, alive = std::weak_ptr(m_alive)] {
        if (!alive.expired())
            m_open.erase(number);
    });
}

void Wire::forgetAll()
{
    // Their deadlines stay: nobody told the client.
    for (auto &[number, open] : m_open) {
        open.way.reset();
        open.fault = Fault::Drip;
    }
    m_lists.clear();
}

void Wire::cutAll()
{
    m_lists.clear();
    std::vector<quint64> numbers;
    for (const auto &[number, open] : m_open) {
        if (open.way || open.fault != Fault::Drip)
            numbers.push_back(number);
    }
    for (const quint64 number : numbers) {
        Answer answer;
        answer.error = ApiErrorKind::ConnectionLost;
        answerLater(number, std::move(answer), 5ms);
    }
}

void Wire::arrive(quint64 number)
{
    const auto found = m_open.find(number);
    if (found == m_open.end())
        return;
    found->second.way.reset();
    const Fault fault = found->second.fault;
    if (!isExecutedWith(fault))
        return answerLater(number, refusal(fault), 20ms);
    const HttpRequest &request = found->second.request;
    engine::HttpRequest asked;
    asked.method = engineMethod(request.method);
    QString url = QString::fromLatin1(request.path);
    if (!request.query.isEmpty())
        url += u'?' + QString::fromLatin1(request.query);
    asked.url = QUrl(url);
    asked.apiKeyHeader = "hopx_live_chaos.secret";
    asked.body = request.body;
    m_world.server.handle(asked,
                          [this, number, alive = std::weak_ptr(m_alive)](const engine::HttpAnswer &given) {
                              if (alive.expired())
                                  return;
                              Answer answer;
                              answer.status = given.status;
                              answer.body = given.body;
                              answer.contentType = given.contentType;
                              answer.headers = given.headers;
                              answer.headers.append({"Date", httpDate(m_world.truth.utcNow())});
                              onServer(number, std::move(answer));
                          });
}

Wire::Answer Wire::refusal(Fault fault)
{
    Answer answer;
    switch (fault) {
    case Fault::Refused:
        answer.error = ApiErrorKind::Unreachable;
        answer.wasSent = false;
        break;
    case Fault::Limit429:
        return limited();
    case Fault::Unavailable503:
        answer.status = 503;
        answer.body = R"({"error":"Service unavailable","code":"SERVICE_UNAVAILABLE"})";
        if (m_world.weather.random().chance(50))
            answer.headers = {{"Retry-After", "7"}};
        break;
    default:
        answer.status = 500;
        answer.body = R"({"error":{"message":"internal","code":"internal_server_error"}})";
        break;
    }
    return answer;
}

Wire::Answer Wire::limited()
{
    const UtcTime now = m_world.truth.utcNow();
    const int seconds = 1 + m_world.weather.random().below(40);
    const QByteArray number = QByteArray::number(seconds);
    Answer answer;
    answer.status = 429;
    answer.headers = {{"Date", httpDate(now)}};
    answer.body = R"({"error":"Rate limit exceeded","code":"RATE_LIMIT_EXCEEDED"})";
    switch (m_world.weather.random().below(6)) {
    case 0:
        answer.body =
            R"({"error":"Rate limit exceeded","code":"RATE_LIMIT_EXCEEDED","retry_after":)" + number + '}';
        break;
    case 1:
        answer.body =
            R"({"error":{"message":"slow down","code":"rate_limit_exceeded","details":{"retry_after_seconds":)" +
            number + "}}}";
        break;
    case 2:
        answer.headers.append({"Retry-After", number});
        break;
    case 3:
        answer.headers.append({"Retry-After", httpDate(now + std::chrono::seconds{seconds})});
        break;
    case 4:
        answer.headers.append({"X-RateLimit-Limit", QByteArray::number(Server::kRequestsPerMinute)});
        answer.headers.append({QByteArrayLiteral("X-RateLimit-Remaining"), QByteArrayLiteral("0")});
        answer.headers.append(
            {"X-RateLimit-Reset",
             QByteArray::number(
                 qint64{std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count()} +
                 seconds)});
        break;
    default: // not a word
        break;
    }
    return answer;
}

void Wire::onServer(quint64 number, Answer answer)
{
    const auto found = m_open.find(number);
    if (answer.status == 429 && onLimit)
        onLimit();
    if (found == m_open.end())
        return;
    const Open &open = found->second;
    const MonoTime now = m_world.truth.monoNow();
    if (isList(open.request) && answer.status == 200) {
        if (!open.request.query.contains("cursor") && !open.request.query.contains("status")) {
            m_lists.emplace_back(now, answer.body);
            while (m_lists.size() > 6)
                m_lists.pop_front();
        }
        spoilList(open.fault, answer.body);
    }
    test::Random &random = m_world.weather.random();
    std::chrono::milliseconds delay = 10ms + 1ms * random.below(200);
    const auto page = [&answer](int status) {
        answer.status = status;
        answer.body = kPage;
        answer.contentType = "text/html";
        answer.headers.clear();
    };
    switch (open.fault) {
    case Fault::CutAfter:
    case Fault::ResetWithin:
        if (repeatsLost && onSent)
            onSent(open.request);
        answer = {};
        answer.error = ApiErrorKind::ConnectionLost;
        break;
    case Fault::Drip:
        return; // the deadline ends it
    case Fault::Slow:
        delay = 1s + 1ms * random.below(17'000);
        break;
    case Fault::SlowList:
        delay = 9s + 1ms * random.below(10'000);
        break;
    case Fault::Late500:
        answer.status = 500;
        answer.body = R"({"error":{"message":"internal","code":"internal_server_error"}})";
        break;
    case Fault::Gateway502:
        page(502);
        break;
    case Fault::Gateway504:
        page(504);
        delay = 5s + 1ms * random.below(10'000);
        break;
    case Fault::Portal:
        page(200);
        break;
    case Fault::Truncated:
        answer.body.truncate(answer.body.size() / 2);
        break;
    case Fault::WrongJson:
        answer.status = 200;
        answer.body = random.chance(50) ? R"({"hello":"world"})" : R"([1,2,3])";
        break;
    default:
        break;
    }
    answerLater(number, std::move(answer), delay);
}

void Wire::spoilList(Fault fault, QByteArray &body)
{
    if (fault == Fault::LaggingList && !m_lists.empty()) {
        // At most ten seconds old, as services of this kind are known to lag.
        for (const auto &[at, list] : m_lists) {
            if (m_world.truth.monoNow() - at <= 9s) {
                body = list;
                return;
            }
        }
    }
    if (fault != Fault::RepeatedCursor && fault != Fault::NoCursor)
        return;
    QJsonObject list = QJsonDocument::fromJson(body).object();
    list[u"has_more"_s] = true;
    list[u"next_cursor"_s] =
        fault == Fault::NoCursor ? QJsonValue() : QJsonValue(engine::cursorFor(1'000'000));
    body = QJsonDocument(list).toJson(QJsonDocument::Compact);
}

void Wire::answerLater(quint64 number, Answer answer, std::chrono::milliseconds delay)
{
    const auto found = m_open.find(number);
    if (found == m_open.end())
        return;
    found->second.way =
        m_world.truth.after(delay, [this, number, answer = std::move(answer)] { deliver(number, answer); });
}

void Wire::deliver(quint64 number, Answer answer)
{
    auto node = m_open.extract(number);
    if (node.empty())
        return;
    // Kept until the end of this call: it may be its own timer that led here.
    const Open &open = node.mapped();
    Exchange exchange;
    ApiResult<HttpAnswer> result = resultOf(open, answer, exchange);
    if (onAnswer)
        onAnswer(open.request, open.sent, answer);
    const Callback callback = open.callback;
    if (answer.wasSent && onExchange)
        onExchange(exchange);
    callback(std::move(result));
}

/// What PendingExchange makes of an answer of QNetworkAccessManager's.
ApiResult<HttpAnswer> Wire::resultOf(const Open &open, const Answer &answer, Exchange &exchange) const
{
    const UtcTime now = m_world.client.utcNow();
    const ResponseHeaders headers = readResponseHeaders(
        [&answer](const char *name) {
            for (const auto &[key, value] : answer.headers) {
                if (key.compare(name, Qt::CaseInsensitive) == 0)
                    return value;
            }
            return QByteArray();
        },
        now);
    ApiError context;
    context.method = QString::fromLatin1(methodOf(open.request));
    context.path = QString::fromLatin1(open.request.path);
    context.httpStatus = answer.status;
    context.requestId = headers.requestId;
    context.at = now;
    context.took = m_world.client.monoNow() - open.sent;
    const bool matters = open.request.method != HttpRequest::Method::Get;

    exchange.method = context.method;
    exchange.path = context.path;
    exchange.httpStatus = answer.status;
    exchange.rate = headers.rate;
    exchange.serverDate = headers.serverDate;
    exchange.sentAt = open.sentUtc;
    exchange.answeredAt = now;

    if (answer.error) {
        context.kind = *answer.error;
        context.maybeExecuted = matters && answer.wasSent;
        return tl::unexpected<ApiError>(context);
    }
    if (answer.status < 200 || answer.status > 299) {
        const ErrorBody body = parseErrorBody(answer.body, answer.contentType);
        context.kind = classify(answer.status, body);
        context.serverCode = body.code;
        context.serverMessage = body.message;
        context.maybeExecuted = matters && mayHaveExecuted(answer.status);
        context.isApisWord = body.isApisWord;
        context.retryAfter = body.retryAfter ? body.retryAfter : headers.retryAfter;
        if (!context.retryAfter && answer.status == 429)
            context.retryAfter = headers.untilReset;
        if (answer.status == 429 || answer.status == 503)
            exchange.retryAfter = context.retryAfter;
        return tl::unexpected<ApiError>(context);
    }
    context.maybeExecuted = matters;
    HttpAnswer good;
    good.status = answer.status;
    good.body = answer.body;
    good.contentType = answer.contentType;
    good.context = context;
    return good;
}

} // namespace sandglass::chaos
