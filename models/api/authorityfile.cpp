// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/authorityfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// The bundle of all public authorities is a fifth of this.
constexpr qint64 kMostBytes = qint64{1024} * 1024;

struct AuthorityText
{
    Q_DECLARE_TR_FUNCTIONS(AuthorityFile)
};

bool isOver(const QSslCertificate &certificate)
{
    return certificate.expiryDate() < QDateTime::currentDateTimeUtc();
}

QString ownerOf(const QSslCertificate &certificate)
{
    const QString name = certificate.subjectDisplayName();
    return name.isEmpty() ? AuthorityText::tr("a certificate without a name")
                          : AuthorityText::tr("“%1”").arg(name);
}

} // namespace

tl::expected<QList<QSslCertificate>, QString> readAuthorities(const QString &path)
{
    const auto refused = [](const QString &why) { return tl::unexpected<QString>(why); };
    const QFileInfo info(path);
    if (info.isRelative())
        return refused(AuthorityText::tr("Give the whole path, from / on."));
    if (!info.exists())
        return refused(
            AuthorityText::tr("There is no such file. Choose the file your administrator gave you."));
    if (!info.isFile())
        return refused(AuthorityText::tr("This is no file. Choose the file with the certificate in it."));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(
            AuthorityText::tr("The file cannot be read: %1. Change its permissions, or copy it to where "
                              "you may read it.")
                .arg(file.errorString()));
    if (file.size() > kMostBytes)
        return refused(AuthorityText::tr("The file is too big for certificates. Choose a file in PEM form."));
    const QByteArray bytes = file.readAll();
    if (bytes.contains("PRIVATE KEY-----"))
        return refused(
            AuthorityText::tr("The file holds a private key, which belongs to a server and nowhere else. "
                              "Choose a file with certificates only."));
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(bytes, QSsl::Pem);
    if (certificates.isEmpty()) {
        if (!QSslCertificate::fromData(bytes, QSsl::Der).isEmpty())
            return refused(AuthorityText::tr("The certificate is in DER form. Turn it into PEM first: "
                                             "openssl x509 -inform der -in FILE -out FILE.pem"));
        return refused(
            AuthorityText::tr("There is no certificate in this file. It has to be in PEM form, which "
                              "begins with -----BEGIN CERTIFICATE-----."));
    }
    if (std::all_of(certificates.begin(), certificates.end(), isOver))
        return refused(
            AuthorityText::tr("It is %1, expired on %2. Ask your administrator for the present one.")
                .arg(ownerOf(certificates.first()),
                     certificates.first().expiryDate().date().toString(Qt::ISODate)));
    return certificates;
}

QString describeAuthorities(const QList<QSslCertificate> &certificates)
{
    if (certificates.isEmpty())
        return {};
    const QString first = AuthorityText::tr("%1, valid until %2")
                              .arg(ownerOf(certificates.first()),
                                   certificates.first().expiryDate().date().toString(Qt::ISODate));
    return certificates.size() == 1
               ? first
               : AuthorityText::tr("%1 certificates; the first is %2").arg(certificates.size()).arg(first);
}

} // namespace sandglass
