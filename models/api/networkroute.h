// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QUrl>

#include <memory>

namespace sandglass {

/// How connections come about: through which proxy, and whom they trust. A value, so that each thread has its
/// own. Servers of this computer are never asked for through a proxy, whatever it says: the demo, or an
/// engine on a loopback port, is not there for the proxy.
struct NetworkRoute
{
    enum class Proxies : quint8
    {
        System, ///< as the desktop or http_proxy and its like in the environment say
        None,
        Manual,
    };

    Proxies proxies = Proxies::System;
    QNetworkProxy manual; ///< for Proxies::Manual; may hold a password
    /// Who is trusted, see withSystems(); empty: the system's authorities.
    QList<QSslCertificate> authorities;

    bool operator==(const NetworkRoute &) const = default;

    /// The proxies for @p query; a single one of type NoProxy means none. May wait for the system's settings.
    [[nodiscard]] QList<QNetworkProxy> proxiesFor(const QNetworkProxyQuery &query) const;
    /// "proxy.example:3128"; empty unless there is one by hand.
    [[nodiscard]] QString proxyName() const;
    /// Whether the proxy set by hand is told who asks.
    [[nodiscard]] bool hasCredentials() const
    {
        return proxies == Proxies::Manual && !manual.user().isEmpty();
    }
};

/// @p extra beside the system's authorities: the only way to a server whose certificate the system does not
/// know. Reads all of the system's, which takes a tenth of a second: once for a route, not for each request.
QList<QSslCertificate> withSystems(const QList<QSslCertificate> &extra);

/// For a network manager of its own, which takes it.
std::unique_ptr<QNetworkProxyFactory> makeProxyFactory(const NetworkRoute &route);

/// "localhost" and loopback addresses.
bool isThisComputer(const QString &host);

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::NetworkRoute)
