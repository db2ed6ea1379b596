// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "domain/clock.h"
#include "engine/httpfront.h"
#include "engine/service.h"
#include "engine/simulatedruntime.h"

#include <QCoreApplication>

namespace sandglass::engine {

using namespace Qt::StringLiterals;

namespace {

EngineOptions withKey(EngineOptions options)
{
    if (options.key.isEmpty())
        options.key = makeApiKey();
    return options;
}

} // namespace

struct Engine::Parts
{
    explicit Parts(EngineOptions given)
        : options(withKey(std::move(given)))
        , runtime({options.sandboxes, options.seed, options.latency, options.life}, clock)
        , service(options, runtime, clock)
        , front([this](const HttpRequest &request, const Respond &respond) {
            if (watcher)
                watcher(verbOf(request.method) + ' ' + request.url.path(QUrl::FullyEncoded).toLatin1());
            service.handle(request, respond);
        })
    {}

    // Built in this order, destroyed in the reverse: nobody is asked who is gone. Answers that are still owed
    // then go to nobody.
    const EngineOptions options;
    std::function<void(const QByteArray &)> watcher;
    SystemClock clock;
    SimulatedRuntime runtime;
    Service service;
    HttpFront front;
};

Engine::Engine(EngineOptions options) : m_parts(std::make_unique<Parts>(std::move(options))) {}

Engine::~Engine() = default;

QString Engine::start()
{
    const EngineOptions &options = m_parts->options;
    const QString mistake = m_parts->front.listen(options.host, options.port);
    if (!mistake.isEmpty()) {
        return QCoreApplication::translate("sandglass::engine::Engine", "Cannot listen on %1 port %2: %3")
            .arg(options.host.toString(), QString::number(options.port), mistake);
    }
    m_parts->service.setBaseUrl(baseUrl().toString());
    return {};
}

QUrl Engine::baseUrl() const
{
    const QHostAddress &host = m_parts->options.host;
    const bool isEverywhere = QList<QHostAddress>{QHostAddress::Any, QHostAddress::AnyIPv4}.contains(host);
    QUrl url;
    url.setScheme(u"http"_s);
    url.setPort(m_parts->front.port());
    if (isEverywhere)
        url.setHost(u"127.0.0.1"_s);
    else if (host == QHostAddress::AnyIPv6)
        url.setHost(u"::1"_s);
    else
        url.setHost(host.toString());
    return url;
}

QByteArray Engine::key() const
{
    return m_parts->options.key;
}

void Engine::watch(std::function<void(const QByteArray &)> watcher)
{
    if (m_parts->options.logRequests)
        m_parts->watcher = std::move(watcher);
}

} // namespace sandglass::engine
