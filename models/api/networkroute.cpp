// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/networkroute.h"

#include <QHostAddress>
#include <QSslConfiguration>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

class RouteProxies final : public QNetworkProxyFactory
{
public:
    explicit RouteProxies(NetworkRoute route) : m_route(std::move(route)) {}

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return m_route.proxiesFor(query);
    }

private:
    const NetworkRoute m_route;
};

} // namespace

QList<QNetworkProxy> NetworkRoute::proxiesFor(const QNetworkProxyQuery &query) const
{
    const QString host = query.url().isEmpty() ? query.peerHostName() : query.url().host();
    if (proxies == Proxies::None || isThisComputer(host))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    if (proxies == Proxies::Manual)
        return {manual};
    return QNetworkProxyFactory::systemProxyForQuery(query);
}

QString NetworkRoute::proxyName() const
{
    if (proxies != Proxies::Manual)
        return {};
    QUrl name; // for the brackets of IPv6
    name.setHost(manual.hostName());
    name.setPort(manual.port());
    return name.authority();
}

QList<QSslCertificate> withSystems(const QList<QSslCertificate> &extra)
{
    return QSslConfiguration::systemCaCertificates() + extra;
}

std::unique_ptr<QNetworkProxyFactory> makeProxyFactory(const NetworkRoute &route)
{
    return std::make_unique<RouteProxies>(route);
}

bool isThisComputer(const QString &host)
{
    if (host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return true;
    QHostAddress address;
    return address.setAddress(host) && address.isLoopback();
}

} // namespace sandglass
