// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkReply>
#include <QString>

class QSslCertificate;

namespace sandglass {

/// Why no answer came, in sentences for people. What the network library itself says (@p errorString) is used
/// only where nothing better is known. Holds nothing secret but what @p errorString holds.
QString networkReason(QNetworkReply::NetworkError error, const QString &errorString);

/// Why the proxy did not let a request through. @p proxy names it, empty where only the system knows;
/// @p toldWhoAsks: it was given a name and a password.
QString proxyReason(QNetworkReply::NetworkError error, const QString &proxy, bool toldWhoAsks);

/// Why a certificate was not accepted, and whose it is.
QString certificateReason(const QList<QSslError> &errors, const QSslCertificate &certificate);

/// With a full stop, unless it ends in a mark of its own.
QString asSentence(const QString &text);

} // namespace sandglass
