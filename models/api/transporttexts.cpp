// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/transporttexts.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslError>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct TransportText
{
    Q_DECLARE_TR_FUNCTIONS(Transport)
};

QString standingNotProved()
{
    return TransportText::tr(
        "What the server shows to prove that its certificate was not revoked is not valid.");
}

/// Empty for what says nothing that matters to a person.
QString sentenceFor(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return TransportText::tr("The certificate is self-signed.");
    case QSslError::HostNameMismatch:
        return TransportText::tr("The certificate belongs to another server.");
    case QSslError::CertificateExpired:
        return TransportText::tr("The certificate has expired.");
    case QSslError::CertificateNotYetValid:
        return TransportText::tr("The certificate is not valid yet.");
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
        return TransportText::tr("This computer does not trust who issued the certificate.");
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return TransportText::tr("The certificate was revoked.");
    case QSslError::OcspMalformedRequest:
    case QSslError::OcspMalformedResponse:
    case QSslError::OcspInternalError:
    case QSslError::OcspSigRequred:
    case QSslError::OcspUnauthorized:
    case QSslError::OcspResponseCannotBeTrusted:
    case QSslError::OcspResponseExpired:
    case QSslError::OcspStatusUnknown:
        return standingNotProved();
    case QSslError::OcspNoResponseFound:
    case QSslError::OcspTryLater:
    case QSslError::OcspResponseCertIdUnknown:
        return {};
    case QSslError::NoPeerCertificate:
        return TransportText::tr("The server shows no certificate.");
    default:
        return TransportText::tr("The certificate is not valid.");
    }
}

struct ProxyText
{
    const char *context;
    const char *text; ///< or how it begins
    ProxyFault fault;
};

/// Qt 6.4 reports most faults of a proxy as an unknown network error and tells them by text alone. All of
/// these come while the tunnel is made. A text that is not here is taken for a lost connection, which claims
/// nothing about what was sent.
constexpr auto kHttp = "QHttpSocketEngine";
constexpr auto kSocks = "QSocks5SocketEngine";
constexpr std::array kProxyTexts{
    ProxyText{kHttp, "Proxy connection refused", ProxyFault::NotReached},
    ProxyText{kHttp, "Proxy server not found", ProxyFault::NotFound},
    ProxyText{kHttp, "Proxy server connection timed out", ProxyFault::Silent},
    ProxyText{kHttp, "Proxy denied connection", ProxyFault::Refuses},
    ProxyText{kHttp, "Error communicating with HTTP proxy", ProxyFault::Refuses},
    ProxyText{kHttp, "Did not receive HTTP response from proxy", ProxyFault::Refuses},
    ProxyText{kHttp, "Error parsing authentication request from proxy", ProxyFault::Refuses},
    ProxyText{kSocks, "Connection to proxy refused", ProxyFault::NotReached},
    ProxyText{kSocks, "Proxy host not found", ProxyFault::NotFound},
    ProxyText{kSocks, "Connection to proxy timed out", ProxyFault::Silent},
    ProxyText{kSocks, "Proxy authentication failed", ProxyFault::WantsLogin},
    ProxyText{kSocks, "SOCKS version 5 protocol error", ProxyFault::Refuses},
    ProxyText{kSocks, "General SOCKSv5 server failure", ProxyFault::CannotConnect},
    ProxyText{kSocks, "Connection not allowed by SOCKSv5 server", ProxyFault::Refuses},
};

QString nameOf(const QStringList &commonName, const QStringList &organization)
{
    return commonName.isEmpty() ? organization.join(", "_L1) : commonName.join(", "_L1);
}

} // namespace

QString networkReason(QNetworkReply::NetworkError error, const QString &errorString)
{
    switch (error) {
    case QNetworkReply::NoError:
        return TransportText::tr("The server ended the request without an answer.");
    case QNetworkReply::ConnectionRefusedError:
        return TransportText::tr("Nothing accepts connections there.");
    case QNetworkReply::HostNotFoundError:
        return TransportText::tr("There is no server of this name.");
    case QNetworkReply::RemoteHostClosedError:
        return TransportText::tr("The server closed the connection.");
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return TransportText::tr("The network is down.");
    case QNetworkReply::SslHandshakeFailedError:
        // Known by its text alone, as with proxies below.
        if (errorString.contains(QCoreApplication::translate("QSslSocket", "Failed to decode OCSP response")))
            return standingNotProved();
        return TransportText::tr("No encrypted connection came about; the server may not speak https there.");
    case QNetworkReply::UnknownContentError:
        return TransportText::tr(
            "The packed answer is broken, or it would unpack to far more than an answer may be.");
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return TransportText::tr("The server broke the request off: %1").arg(asSentence(errorString));
    default:
        return asSentence(errorString);
    }
}

std::optional<ProxyFault> proxyFaultOf(QNetworkReply::NetworkError error, const QString &errorString,
                                       bool byHand)
{
    switch (error) {
    case QNetworkReply::ProxyNotFoundError:
        return ProxyFault::NotFound;
    case QNetworkReply::ProxyConnectionRefusedError:
        return ProxyFault::NotReached;
    case QNetworkReply::ProxyTimeoutError:
        return ProxyFault::Silent;
    case QNetworkReply::ProxyConnectionClosedError:
        return ProxyFault::Closed;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return ProxyFault::WantsLogin;
    case QNetworkReply::UnknownProxyError:
        return ProxyFault::Refuses;
    case QNetworkReply::HostNotFoundError:
        return byHand ? std::optional(ProxyFault::NotFound) : std::nullopt;
    case QNetworkReply::ConnectionRefusedError:
        return byHand ? std::optional(ProxyFault::CannotConnect) : std::nullopt;
    case QNetworkReply::UnknownNetworkError:
        break;
    default:
        return std::nullopt;
    }
    const auto *const row = std::find_if(kProxyTexts.begin(), kProxyTexts.end(), [&](const ProxyText &one) {
        return errorString.startsWith(QCoreApplication::translate(one.context, one.text));
    });
    return row == kProxyTexts.end() ? std::nullopt : std::optional(row->fault);
}

QString proxyReason(ProxyFault fault, const QString &proxy, bool toldWhoAsks)
{
    const QString name =
        proxy.isEmpty() ? TransportText::tr("The proxy") : TransportText::tr("The proxy %1").arg(proxy);
    switch (fault) {
    case ProxyFault::NotFound:
        return TransportText::tr("%1 cannot be found, or does not find the server.").arg(name);
    case ProxyFault::NotReached:
        return TransportText::tr("%1 cannot be reached: nothing accepts connections there.").arg(name);
    case ProxyFault::Silent:
        return TransportText::tr("%1 does not answer.").arg(name);
    case ProxyFault::Closed:
        return TransportText::tr("%1 closed the connection.").arg(name);
    case ProxyFault::WantsLogin:
        return toldWhoAsks ? TransportText::tr("%1 does not accept this user name and password.").arg(name)
                           : TransportText::tr("%1 asks for a user name and a password.").arg(name);
    case ProxyFault::CannotConnect:
        return TransportText::tr("%1 finds no way to the server.").arg(name);
    case ProxyFault::Refuses:
        return TransportText::tr("%1 does not let the connection through.").arg(name);
    }
    Q_UNREACHABLE();
}

QString certificateReason(const QList<QSslError> &errors, const QSslCertificate &certificate)
{
    QStringList sentences;
    for (const QSslError &error : errors) {
        const QString sentence = sentenceFor(error.error());
        if (!sentence.isEmpty() && !sentences.contains(sentence))
            sentences.append(sentence);
    }
    if (!certificate.isNull()) {
        sentences.append(TransportText::tr("It is for “%1”, issued by “%2”, valid until %3.")
                             .arg(nameOf(certificate.subjectInfo(QSslCertificate::CommonName),
                                         certificate.subjectInfo(QSslCertificate::Organization)),
                                  nameOf(certificate.issuerInfo(QSslCertificate::CommonName),
                                         certificate.issuerInfo(QSslCertificate::Organization)),
                                  certificate.expiryDate().date().toString(Qt::ISODate)));
    }
    return sentences.join(u' ');
}

QString asSentence(const QString &text)
{
    const QString trimmed = text.trimmed();
    const bool ends = trimmed.isEmpty() || QStringView(u".!?…").contains(trimmed.back());
    return ends ? trimmed : QString(trimmed % u'.');
}

} // namespace sandglass
