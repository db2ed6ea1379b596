// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedserver.h"

#include <QTemporaryDir>

namespace sandglass::test {

/// Who issues certificates, made anew with the openssl program, with whatever may be wrong about them.
class TestAuthority final
{
public:
    explicit TestAuthority(const QByteArray &commonName);

    /// Its own certificate; empty when openssl fails.
    [[nodiscard]] const TlsIdentity &own() const { return m_own; }
    /// A certificate for @p names as in subjectAltName, valid for so many days from now; less than 0:
    /// expired. The answer of openssl is empty when it fails.
    [[nodiscard]] TlsIdentity issue(const QByteArray &commonName, const QByteArray &names,
                                    int days = 2) const;

    enum class Standing : quint8
    {
        Good,
        Revoked,
    };
    /// What this authority says of the certificate issued last (OCSP, DER), as servers staple it to theirs.
    [[nodiscard]] QByteArray statementOnLast(Standing standing) const;

private:
    QTemporaryDir m_folder;
    TlsIdentity m_own;
};

} // namespace sandglass::test
