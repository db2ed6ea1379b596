// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../target.h"
#include "api/serveraddress.h"

#include <QHostAddress>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

void readAddress(QByteArrayView input)
{
    const QString text = QString::fromUtf8(input);
    const auto address = ServerAddress::parse(text);
    if (!address) {
        PROMISE(!address.error().isEmpty());
        return;
    }
    const QUrl &url = address->url;
    PROMISE(url.isValid());
    PROMISE(!url.host().isEmpty());
    // A key travels with every request: nothing in the clear but within this computer.
    const bool isLocal =
        url.host().compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(url.host()).isLoopback();
    PROMISE(url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLocal));
    PROMISE(url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment());
    PROMISE(!url.path(QUrl::FullyEncoded).endsWith(u'/'));
    PROMISE(!url.path(QUrl::FullyEncoded).endsWith("/v1"_L1));
    // It is saved as text and read again.
    const auto again = ServerAddress::parse(address->text());
    PROMISE(again.has_value());
    PROMISE(*again == *address);
}

FUZZ_TARGET("address", readAddress)

} // namespace
