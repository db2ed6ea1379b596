// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/hopxclient.h"

#include "api/codec.h"
#include "api/decoding.h"
#include "api/httpsender.h"
#include "api/listdecoder.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostPerPage = 100; // contract 2.6

/// Empty, which the transport refuses, for an id that would lead elsewhere.
QByteArray pathOf(const QString &id, const QByteArray &below = {})
{
    if (!codec::isUsableId(id))
        return {};
    return "/v1/sandboxes/" + QUrl::toPercentEncoding(id) + below;
}

QByteArray templatePathOf(const QString &key)
{
    return codec::isUsableId(key) ? "/v1/templates/" + QUrl::toPercentEncoding(key) : QByteArray();
}

void addParameter(QByteArray &query, const char *name, const QString &value)
{
    if (value.isEmpty())
        return;
    if (!query.isEmpty())
        query += '&';
    query += name;
    query += '=';
    query += QUrl::toPercentEncoding(value);
}

/// GET of one sandbox: wakes nothing, changes nothing.
HttpRequest readOf(const QString &id)
{
    HttpRequest request;
    request.path = pathOf(id);
    request.deadline = HopxClient::kReadDeadline;
    return request;
}

/// A cache in between that mixes answers up must not write one sandbox's state into another's row.
CodecError anotherSandbox()
{
    return {CodecError::Kind::NotHopx,
            QCoreApplication::translate("HopxClient", "The answer was about another sandbox.")};
}

/// Only the API knows that a sandbox is gone: while it is being replaced, proxies answer 404 for it.
template<typename T>
ApiCallback<T> believingTheApiAlone(ApiCallback<T> callback)
{
    return [callback = std::move(callback)](ApiResult<T> answer) {
        if (!answer && answer.error().kind == ApiErrorKind::NotFound && !answer.error().isApisWord)
            answer.error().kind = ApiErrorKind::Unavailable;
        callback(std::move(answer));
    };
}

} // namespace

HopxClient::HopxClient(HttpSender &transport)
    : m_transport(transport), m_lists(std::make_shared<ListDecoder>())
{}

HopxClient::~HopxClient() = default;

RequestHandle HopxClient::list(const ListQuery &query, ApiCallback<ListPage> callback)
{
    HttpRequest request;
    request.path = "/v1/sandboxes"_ba;
    request.deadline = kReadDeadline;
    request.mostAnswerBytes = HttpRequest::kMostOfList;
    addParameter(request.query, "limit", QString::number(std::clamp(query.limit, 1, kMostPerPage)));
    addParameter(request.query, "cursor", query.cursor);
    addParameter(request.query, "status", query.status);
    addParameter(request.query, "region", query.region);
    if (query.cursor.isEmpty())
        m_lists->beginList();
    const auto decode = [lists = m_lists](const HttpAnswer &answer) { return lists->decode(answer.body); };
    return m_transport.send(std::move(request), decoding<ListPage>(std::move(callback), decode));
}

RequestHandle HopxClient::get(const QString &id, ApiCallback<Sandbox> callback)
{
    return m_transport.send(
        readOf(id),
        decoding<Sandbox>(believingTheApiAlone(std::move(callback)), [id](const HttpAnswer &answer) {
            Decoded<Sandbox> sandbox = codec::decodeSandbox(answer.body);
            if (sandbox && sandbox->id != id)
                sandbox = tl::unexpected<CodecError>(anotherSandbox());
            return sandbox;
        }));
}

RequestHandle HopxClient::inspect(const QString &id, ApiCallback<Inspection> callback)
{
    return m_transport.send(
        readOf(id),
        decoding<Inspection>(believingTheApiAlone(std::move(callback)), [id](const HttpAnswer &answer) {
            Decoded<Inspection> read = codec::decodeInspection(answer.body, answer.secrets);
            if (read && read->sandbox.id != id)
                read = tl::unexpected<CodecError>(anotherSandbox());
            return read;
        }));
}

RequestHandle HopxClient::act(const QString &id, LifecycleAction action, ApiCallback<ActionAnswer> callback)
{
    HttpRequest request;
    if (action == LifecycleAction::Delete) {
        request.method = HttpRequest::Method::Delete;
        request.path = pathOf(id);
    } else {
        request.method = HttpRequest::Method::Post;
        request.path = pathOf(id, '/' + wordOfAction(action).toLatin1());
    }
    request.deadline = kActionDeadline;
    return m_transport.send(std::move(request),
                            decoding<ActionAnswer>(std::move(callback), [id](const HttpAnswer &answer) {
                                return codec::isAboutAnother(answer.body, id)
                                           ? ActionAnswer()
                                           : codec::decodeAction(answer.body, answer.contentType);
                            }));
}

RequestHandle HopxClient::templates(const QString &cursor, ApiCallback<TemplatePage> callback)
{
    HttpRequest request;
    request.path = "/v1/templates"_ba;
    request.deadline = kReadDeadline;
    request.mostAnswerBytes = HttpRequest::kMostOfList;
    addParameter(request.query, "limit", QString::number(kMostPerPage));
    addParameter(request.query, "cursor", cursor);
    return m_transport.send(std::move(request),
                            decoding<TemplatePage>(std::move(callback), [](const HttpAnswer &answer) {
                                return codec::decodeTemplates(answer.body);
                            }));
}

RequestHandle HopxClient::templateDetails(const QString &key, ApiCallback<Template> callback)
{
    HttpRequest request;
    request.path = templatePathOf(key);
    request.deadline = kReadDeadline;
    return m_transport.send(std::move(request),
                            decoding<Template>(std::move(callback), [](const HttpAnswer &answer) {
                                return codec::decodeTemplate(answer.body);
                            }));
}

RequestHandle HopxClient::create(const SandboxSpec &spec, ApiCallback<CreatedSandbox> callback)
{
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    request.path = "/v1/sandboxes"_ba;
    request.body = codec::encodeCreate(spec);
    request.secretValues = valuesOf(spec.environment);
    request.deadline = kCreateDeadline;
    return m_transport.send(std::move(request),
                            decoding<CreatedSandbox>(std::move(callback), [](const HttpAnswer &answer) {
                                return codec::decodeCreated(answer.body);
                            }));
}

RequestHandle HopxClient::refreshToken(const QString &id, ApiCallback<ApiKey> callback)
{
    HttpRequest request;
    request.method = HttpRequest::Method::Post;
    request.path = pathOf(id, "/token/refresh"_ba);
    request.deadline = kReadDeadline;
    return m_transport.send(std::move(request),
                            decoding<ApiKey>(std::move(callback), [](const HttpAnswer &answer) {
                                return codec::decodeToken(answer.body);
                            }));
}

RequestHandle HopxClient::setTimeout(const QString &id, std::chrono::seconds timeout,
                                     ApiCallback<TimeoutAnswer> callback)
{
    Q_ASSERT(timeout.count() > 0);
    HttpRequest request;
    request.method = HttpRequest::Method::Put;
    request.path = pathOf(id, "/timeout"_ba);
    request.body = codec::encodeTimeout(timeout);
    request.bodyIsPublic = true;
    request.deadline = kActionDeadline;
    return m_transport.send(std::move(request),
                            decoding<TimeoutAnswer>(std::move(callback), [id](const HttpAnswer &answer) {
                                return codec::isAboutAnother(answer.body, id)
                                           ? TimeoutAnswer()
                                           : codec::decodeTimeout(answer.body, answer.contentType);
                            }));
}

} // namespace sandglass
