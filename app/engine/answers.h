// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engineoptions.h"
#include "engine/httpmessage.h"
#include "engine/ratelimiter.h"
#include "engine/runtime.h"
#include "engine/templatecatalogue.h"

#include <QJsonObject>

namespace sandglass::engine {

/// RFC 3339 in UTC, whole seconds, as the service writes it.
QString timeText(UtcTime at);

HttpAnswer jsonAnswer(int status, const QJsonObject &body);

/// The error bodies of the service in one of its two shapes. @p details are added where the shape puts them.
HttpAnswer errorAnswer(ErrorShape shape, int status, const QString &message, const QString &requestId,
                       const QJsonObject &details = {});

/// 429 with the hints of contract 2.4: Retry-After, and retry_after or retry_after_seconds in the body.
HttpAnswer rateLimitAnswer(ErrorShape shape, const RateLimiter::State &state, qint64 retryAfter,
                           const QString &requestId);

/// What a runtime's refusal looks like from outside.
HttpAnswer problemAnswer(ErrorShape shape, const Outcome &outcome, const QString &what,
                         const QString &requestId);

/// A sandbox as GET shows it.
QJsonObject sandboxJson(const Instance &instance, const QString &publicHost);

/// The documented fields of a list row alone (contract 3, "L").
QJsonObject sparseSandboxJson(const Instance &instance, const QString &publicHost);

QJsonObject templateListJson(const TemplateInfo &info);
QJsonObject templateJson(const TemplateInfo &info);

} // namespace sandglass::engine
