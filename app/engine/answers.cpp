// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/answers.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace sandglass::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int kOrganizationId = 4021;

struct Code
{
    int status;
    QStringView word; ///< lower case as in E1; E2 has it in capitals
};

constexpr std::array kCodes{
    Code{400, u"invalid_request"},
    Code{401, u"authentication_required"},
    Code{402, u"payment_required"},
    Code{403, u"forbidden"},
    Code{404, u"resource_not_found"},
    Code{405, u"method_not_allowed"},
    Code{409, u"conflict"},
    Code{429, u"rate_limit_exceeded"},
    Code{500, u"internal_server_error"},
    Code{503, u"service_unavailable"},
};

QString codeOf(int status)
{
    for (const Code &code : kCodes) {
        if (code.status == status)
            return code.word.toString();
    }
    return u"error"_s;
}

QJsonObject resourcesJson(int vcpu, int memoryMb, int diskGb)
{
    return {{u"vcpu"_s, vcpu}, {u"memory_mb"_s, memoryMb}, {u"disk_gb"_s, diskGb}};
}

} // namespace

QString timeText(UtcTime at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODate);
}

HttpAnswer jsonAnswer(int status, const QJsonObject &body)
{
    HttpAnswer answer;
    answer.status = status;
    answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return answer;
}

HttpAnswer errorAnswer(ErrorShape shape, int status, const QString &message, const QString &requestId,
                       const QJsonObject &details)
{
    if (shape == ErrorShape::Flat) {
        QJsonObject body = details;
        body.insert(u"error"_s, message);
        body.insert(u"code"_s, codeOf(status).toUpper());
        body.insert(u"request_id"_s, requestId);
        return jsonAnswer(status, body);
    }
    QJsonObject error{{u"message"_s, message}, {u"code"_s, codeOf(status)}, {u"request_id"_s, requestId}};
    if (!details.isEmpty())
        error.insert(u"details"_s, details);
    return jsonAnswer(status, {{u"error"_s, error}});
}

HttpAnswer rateLimitAnswer(ErrorShape shape, const RateLimiter::State &state, qint64 retryAfter,
                           const QString &requestId)
{
    const QJsonObject details =
        shape == ErrorShape::Flat
            ? QJsonObject{{u"retry_after"_s, retryAfter}}
            : QJsonObject{{u"retry_after_seconds"_s, retryAfter}, {u"limit"_s, state.limit}};
    const QString message =
        u"Rate limit exceeded: %1 requests a minute. Try again in %2 seconds."_s.arg(state.limit)
            .arg(retryAfter);
    HttpAnswer answer = errorAnswer(shape, 429, message, requestId, details);
    answer.headers.append({"Retry-After", QByteArray::number(retryAfter)});
    return answer;
}

HttpAnswer problemAnswer(ErrorShape shape, const Outcome &outcome, const QString &what,
                         const QString &requestId)
{
    const QString status = outcome.instance ? outcome.instance->statusWord : QString();
    const QJsonObject details = status.isEmpty() ? QJsonObject{} : QJsonObject{{u"current_status"_s, status}};
    switch (outcome.problem) {
    case Problem::None:
        break;
    case Problem::NoSuchSandbox:
        return errorAnswer(shape, 404, u"Sandbox not found"_s, requestId);
    case Problem::IllegalTransition:
        return errorAnswer(shape, 409, u"Cannot %1 sandbox: its current status is '%2'"_s.arg(what, status),
                           requestId, details);
    case Problem::Busy:
        return errorAnswer(
            shape, 409,
            u"Cannot %1 sandbox: another operation is in progress, its current status is '%2'"_s.arg(what,
                                                                                                     status),
            requestId, details);
    case Problem::UnknownTemplate:
        // The live service answers 500 where its documentation says 404 (contract 4.3).
        return errorAnswer(shape, 500, u"An internal error occurred. Our team has been notified."_s,
                           requestId);
    case Problem::TemplateNotReady:
        return errorAnswer(shape, 400, u"Template is not active yet"_s, requestId);
    case Problem::NoCapacity:
        return errorAnswer(shape, 503, u"No nodes available: not enough capacity for this template"_s,
                           requestId);
    case Problem::NodeFailed:
        return errorAnswer(shape, 500, u"Failed to %1 sandbox: the node did not respond"_s.arg(what),
                           requestId);
    }
    return errorAnswer(shape, 500, u"An internal error occurred. Our team has been notified."_s, requestId);
}

QJsonObject sparseSandboxJson(const Instance &instance, const QString &publicHost)
{
    return {
        {u"id"_s, instance.id},
        {u"object"_s, u"sandbox"_s},
        {u"status"_s, instance.statusWord},
        {u"public_host"_s, publicHost},
        {u"template_name"_s, instance.templateName},
        {u"region"_s, instance.region},
        {u"created_at"_s, timeText(instance.createdAt)},
    };
}

QJsonObject sandboxJson(const Instance &instance, const QString &publicHost)
{
    QJsonObject json = sparseSandboxJson(instance, publicHost);
    json.insert(u"template_id"_s, instance.templateId);
    json.insert(u"organization_id"_s, kOrganizationId);
    json.insert(u"node_id"_s, instance.nodeId);
    json.insert(u"resources"_s, QJsonObject{{u"vcpu"_s, instance.vcpu},
                                            {u"memory_mb"_s, instance.memoryMb},
                                            {u"disk_mb"_s, instance.diskMb}});
    json.insert(u"internet_access"_s, instance.internetAccess);
    json.insert(u"live_mode"_s, instance.liveMode);
    json.insert(u"timeout_seconds"_s,
                instance.timeoutSeconds ? QJsonValue(*instance.timeoutSeconds) : QJsonValue());
    json.insert(u"expires_at"_s,
                instance.expiresAt ? QJsonValue(timeText(*instance.expiresAt)) : QJsonValue());
    return json;
}

QJsonObject templateListJson(const TemplateInfo &info)
{
    return {
        {u"id"_s, info.id.toString()},
        {u"object"_s, u"template"_s},
        {u"name"_s, info.name.toString()},
        {u"display_name"_s, info.displayName.toString()},
        {u"status"_s, info.status.toString()},
        {u"is_active"_s, info.status == u"active"},
        {u"is_public"_s, info.isPublic},
        {u"organization_id"_s, info.isPublic ? QString() : QString::number(kOrganizationId)},
        {u"default_resources"_s, resourcesJson(info.vcpu, info.memoryMb, info.diskGb)},
    };
}

QJsonObject templateJson(const TemplateInfo &info)
{
    QJsonObject json = templateListJson(info);
    json.insert(u"description"_s, info.description.toString());
    json.insert(u"category"_s, info.category.toString());
    json.insert(u"language"_s, info.language.toString());
    json.insert(u"features"_s, QJsonArray{});
    json.insert(u"tags"_s, QJsonArray{info.category.toString()});
    return json;
}

} // namespace sandglass::engine
