// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkReply>
#include <QString>

#include <optional>

class QSslCertificate;

namespace sandglass {

/// Why no answer came, in sentences for people. What the network library itself says (@p errorString) is used
/// only where nothing better is known. Holds nothing secret but what @p errorString holds.
QString networkReason(QNetworkReply::NetworkError error, const QString &errorString);

/// What went wrong at the proxy, before anything was sent to the server.
enum class ProxyFault : quint8
{
    NotFound,   ///< the proxy, or by it the server
    NotReached, ///< nothing accepts connections there
    Silent,
    Closed,
    WantsLogin,
    CannotConnect, ///< the proxy is there, but finds no way to the server
    Refuses,
};

/// Nothing when it was not the proxy. @p byHand: the connection went through a proxy we know of, so what
/// could be either side's is the proxy's.
std::optional<ProxyFault> proxyFaultOf(QNetworkReply::NetworkError error, const QString &errorString,
                                       bool byHand);

/// Why the proxy did not let a request through. @p proxy names it, empty where only the system knows;
/// @p toldWhoAsks: it was given a name and a password.
QString proxyReason(ProxyFault fault, const QString &proxy, bool toldWhoAsks);

/// Why a certificate was not accepted, and whose it is.
QString certificateReason(const QList<QSslError> &errors, const QSslCertificate &certificate);

/// With a full stop, unless it ends in a mark of its own.
QString asSentence(const QString &text);

} // namespace sandglass
