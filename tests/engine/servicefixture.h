// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service.h"
#include "engine/simulatedruntime.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace sandglass::engine {

/// A service with a manual clock, called without any network.
struct ServiceFixture
{
    explicit ServiceFixture(const EngineOptions &given = {})
        : options(withKey(given))
        , runtime({options.sandboxes, options.seed, options.latency, false}, clock)
        , service(options, runtime, clock)
    {
        service.setBaseUrl(QStringLiteral("http://127.0.0.1:1"));
    }

    static EngineOptions withKey(EngineOptions options)
    {
        options.key = "hopx_live_test.secret";
        return options;
    }

    void ask(Method method, const QString &path, const QByteArray &body = {})
    {
        HttpRequest request;
        request.method = method;
        request.url = QUrl(path);
        request.apiKeyHeader = options.key;
        request.body = body;
        ask(request);
    }

    void ask(const HttpRequest &request)
    {
        answer.reset();
        service.handle(request, [this](const HttpAnswer &given) {
            ++answers;
            answer = given;
        });
    }

    [[nodiscard]] int status() const { return answer ? answer->status : 0; }
    [[nodiscard]] QJsonObject json() const
    {
        return answer ? QJsonDocument::fromJson(answer->body).object() : QJsonObject();
    }
    [[nodiscard]] QByteArray header(const QByteArray &name) const
    {
        for (const auto &[key, value] : answer ? answer->headers : QList<QPair<QByteArray, QByteArray>>()) {
            if (key == name)
                return value;
        }
        return {};
    }
    [[nodiscard]] QString idIn(QStringView word) const
    {
        for (const Instance &instance : runtime.page({100, word.toString(), {}, {}}).rows) {
            if (findTemplate(instance.templateName)->temper == Temper::Reliable)
                return instance.id;
        }
        return {};
    }

    test::ManualClock clock;
    const EngineOptions options;
    SimulatedRuntime runtime;
    Service service;
    std::optional<HttpAnswer> answer;
    int answers = 0;
};

} // namespace sandglass::engine
