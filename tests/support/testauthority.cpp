// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testauthority.h"

#include <QProcess>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kCurve = "ec_paramgen_curve:prime256v1"_L1;

bool openssl(const QStringList &arguments, const QString &folder)
{
    QProcess program;
    program.setWorkingDirectory(folder);
    program.start(u"openssl"_s, arguments);
    return program.waitForFinished() && program.exitCode() == 0;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file{path};
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray contentOf(const QString &path)
{
    QFile file{path};
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

QString subject(const QByteArray &commonName)
{
    return "/O=Scripted Authority/CN="_L1 % QString::fromUtf8(commonName);
}

} // namespace

TlsIdentity TlsIdentity::make(const QByteArray &commonName, const QByteArray &names)
{
    const QTemporaryDir folder;
    if (!openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, kCurve, u"-nodes"_s, u"-days"_s,
                  u"2"_s, u"-subj"_s, subject(commonName), u"-addext"_s,
                  "subjectAltName="_L1 % QString::fromUtf8(names), u"-keyout"_s, u"key.pem"_s, u"-out"_s,
                  u"certificate.pem"_s},
                 folder.path()))
        return {};
    return {contentOf(folder.filePath(u"certificate.pem"_s)), contentOf(folder.filePath(u"key.pem"_s))};
}

TestAuthority::TestAuthority(const QByteArray &commonName)
{
    if (!openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, kCurve, u"-nodes"_s, u"-days"_s,
                  u"2"_s, u"-subj"_s, subject(commonName), u"-keyout"_s, u"root.key"_s, u"-out"_s,
                  u"root.pem"_s},
                 m_folder.path()))
        return;
    m_own = {contentOf(m_folder.filePath(u"root.pem"_s)), contentOf(m_folder.filePath(u"root.key"_s))};
}

TlsIdentity TestAuthority::issue(const QByteArray &commonName, const QByteArray &names, int days) const
{
    const bool done =
        openssl({u"req"_s, u"-new"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, kCurve, u"-nodes"_s, u"-subj"_s,
                 subject(commonName), u"-keyout"_s, u"leaf.key"_s, u"-out"_s, u"leaf.csr"_s},
                m_folder.path()) &&
        write(m_folder.filePath(u"leaf.ext"_s), "subjectAltName=" + names + '\n') &&
        openssl({u"x509"_s, u"-req"_s, u"-in"_s, u"leaf.csr"_s, u"-CA"_s, u"root.pem"_s, u"-CAkey"_s,
                 u"root.key"_s, u"-set_serial"_s, u"0x1000"_s, u"-days"_s, QString::number(days),
                 u"-extfile"_s, u"leaf.ext"_s, u"-out"_s, u"leaf.pem"_s},
                m_folder.path());
    if (!done)
        return {};
    return {contentOf(m_folder.filePath(u"leaf.pem"_s)), contentOf(m_folder.filePath(u"leaf.key"_s))};
}

QByteArray TestAuthority::statementOnLast(Standing standing) const
{
    // The authority's book: standing, end, when and why it was revoked, number, file, name.
    const QByteArray line =
        standing == Standing::Good
            ? "V\t361231000000Z\t\t1000\tunknown\t/CN=leaf\n"_ba
            : "R\t361231000000Z\t260101000000Z,keyCompromise\t1000\tunknown\t/CN=leaf\n"_ba;
    const bool done = write(m_folder.filePath(u"index.txt"_s), line) &&
                      openssl({u"ocsp"_s, u"-index"_s, u"index.txt"_s, u"-CA"_s, u"root.pem"_s, u"-rsigner"_s,
                               u"root.pem"_s, u"-rkey"_s, u"root.key"_s, u"-issuer"_s, u"root.pem"_s,
                               u"-cert"_s, u"leaf.pem"_s, u"-respout"_s, u"ocsp.der"_s, u"-ndays"_s, u"1"_s},
                              m_folder.path());
    return done ? contentOf(m_folder.filePath(u"ocsp.der"_s)) : QByteArray{};
}

} // namespace sandglass::test
