// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/transport.h"

#include "api/pendingexchange.h"

#include <QPointer>
#include <QSslSocket>

namespace sandglass {

Transport::Transport(Clock &clock, ServerAddress address, ApiKey key, TransportOptions options,
                     QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_address(std::move(address))
    , m_key(std::move(key))
    , m_options(std::move(options))
{
    setRoute(m_options.route);
}

Transport::~Transport()
{
    // Before the manager: its replies must not outlive it.
    qDeleteAll(findChildren<PendingExchange *>(QString(), Qt::FindDirectChildrenOnly));
}

void Transport::setRoute(const NetworkRoute &route)
{
    if (m_network && route == m_options.route)
        return;
    m_options.route = route;
    m_tls.reset();
    forgetConnections();
}

void Transport::forgetConnections()
{
    m_network = std::make_shared<QNetworkAccessManager>();
    m_network->setAutoDeleteReplies(false);
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network->setProxyFactory(makeProxyFactory(m_options.route).release());
}

const QSslConfiguration &Transport::tls()
{
    if (!m_tls) {
        m_tls = QSslConfiguration::defaultConfiguration();
        if (!m_options.route.authorities.isEmpty())
            m_tls->setCaCertificates(m_options.route.authorities);
        // The one way Qt has to hear of a revocation: servers may show what their authority says of them.
        m_tls->setOcspStaplingEnabled(QSslSocket::isFeatureSupported(QSsl::SupportedFeature::Ocsp));
    }
    return *m_tls;
}

RequestHandle Transport::send(HttpRequest request, Callback callback)
{
    // Lives until it has answered; the handle only knows whether it still does.
    auto *exchange = new PendingExchange(*this, std::move(request), std::move(callback));
    exchange->start();
    return RequestHandle{[guard = QPointer<PendingExchange>(exchange)] {
        if (guard)
            guard->cancel();
    }};
}

} // namespace sandglass
