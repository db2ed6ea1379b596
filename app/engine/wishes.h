// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime.h"

#include <QByteArray>
#include <QUrl>

namespace sandglass::engine {

/// What a request asks for, or why it cannot be understood; the reason is for the answer's text.
template<typename T>
struct Wish
{
    T value{};
    QString mistake; ///< empty: value is good
};

/// Query of GET /v1/sandboxes: limit (1 to 100), status, region, cursor (contract 2.6).
Wish<PageWish> readPageWish(const QUrl &url);

/// The token that continues a list at @p position. Opaque to clients.
QString cursorFor(quint64 position);

/// Body of POST /v1/sandboxes (contract 4.3).
Wish<CreateWish> readCreateWish(const QByteArray &body);

/// Body of PUT /v1/sandboxes/{id}/timeout (contract 4.7); seconds.
Wish<qint64> readTimeoutWish(const QByteArray &body);

} // namespace sandglass::engine
