// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/transporttexts.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslError>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Transport)
};

QString sentenceFor(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return Text::tr("The certificate is self-signed.");
    case QSslError::HostNameMismatch:
        return Text::tr("The certificate belongs to another server.");
    case QSslError::CertificateExpired:
        return Text::tr("The certificate has expired.");
    case QSslError::CertificateNotYetValid:
        return Text::tr("The certificate is not valid yet.");
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::InvalidCaCertificate:
        return Text::tr("This computer does not trust who issued the certificate.");
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return Text::tr("The certificate was revoked.");
    case QSslError::NoPeerCertificate:
        return Text::tr("The server shows no certificate.");
    default:
        return Text::tr("The certificate is not valid.");
    }
}

QString nameOf(const QStringList &commonName, const QStringList &organization)
{
    return commonName.isEmpty() ? organization.join(", "_L1) : commonName.join(", "_L1);
}

} // namespace

QString networkReason(QNetworkReply::NetworkError error, const QString &errorString)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return Text::tr("Nothing accepts connections there.");
    case QNetworkReply::HostNotFoundError:
        return Text::tr("There is no server of this name.");
    case QNetworkReply::RemoteHostClosedError:
        return Text::tr("The server closed the connection.");
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return Text::tr("The network is down.");
    case QNetworkReply::SslHandshakeFailedError:
        return Text::tr("No encrypted connection came about; the server may not speak https there.");
    default:
        return asSentence(errorString);
    }
}

QString proxyReason(QNetworkReply::NetworkError error, const QString &proxy, bool toldWhoAsks)
{
    const QString name = proxy.isEmpty() ? Text::tr("The proxy") : Text::tr("The proxy %1").arg(proxy);
    switch (error) {
    case QNetworkReply::ProxyNotFoundError:
        return Text::tr("%1 cannot be found: there is no computer of this name.").arg(name);
    case QNetworkReply::ProxyConnectionRefusedError:
        return Text::tr("%1 cannot be reached: nothing accepts connections there.").arg(name);
    case QNetworkReply::ProxyTimeoutError:
        return Text::tr("%1 does not answer.").arg(name);
    case QNetworkReply::ProxyConnectionClosedError:
        return Text::tr("%1 closed the connection.").arg(name);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return toldWhoAsks ? Text::tr("%1 does not accept this user name and password.").arg(name)
                           : Text::tr("%1 asks for a user name and a password.").arg(name);
    default:
        return Text::tr("%1 does not let the connection through.").arg(name);
    }
}

QString certificateReason(const QList<QSslError> &errors, const QSslCertificate &certificate)
{
    QStringList sentences;
    for (const QSslError &error : errors) {
        const QString sentence = sentenceFor(error.error());
        if (!sentences.contains(sentence))
            sentences.append(sentence);
    }
    if (!certificate.isNull()) {
        sentences.append(Text::tr("It is for “%1”, issued by “%2”, valid until %3.")
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
