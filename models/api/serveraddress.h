// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <QUrl>

#include <tl/expected.hpp>

namespace sandglass {

/// Where the API lives. Paths start with "/v1/…" below `url`, which never ends in "/" or "/v1".
struct ServerAddress
{
    QUrl url;

    /// The official service.
    static ServerAddress official();

    /// From what a person typed or set: a missing scheme is https, a trailing "/" or "/v1" is dropped.
    /// Plain http is accepted for this computer only: a key must not cross a network in the clear.
    /// The error is a sentence for people, and repeats no key.
    static tl::expected<ServerAddress, QString> parse(const QString &text);

    /// As it is shown and saved; parse() makes the same address of it.
    [[nodiscard]] QString text() const;

    bool operator==(const ServerAddress &) const = default;
};

} // namespace sandglass
