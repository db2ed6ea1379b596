// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QString>

#include <tl/expected.hpp>

namespace sandglass {

/// The certificates in the PEM file at @p path, or a sentence on why it is of no use and what to do. Reads
/// one small file; a bigger one than any bundle of authorities is refused unread.
tl::expected<QList<QSslCertificate>, QString> readAuthorities(const QString &path);

/// "“Example Root CA”, valid until 2030-01-31", or how many for several.
QString describeAuthorities(const QList<QSslCertificate> &certificates);

} // namespace sandglass
