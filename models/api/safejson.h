// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QStringView>

namespace sandglass {

/// Whether a field of this name holds a secret, to judge by its name: "auth_token", "apiKey", "DB_PASSWORD".
/// Rather too many than too few; names known to be harmless (`token_expires_at`) are not.
bool namesSecret(QStringView name);

/// @p value fit to be shown and copied: what stands under the name of a secret is replaced, whatever it is;
/// so are all values of environment variables; in every other text what looks like a key or token is masked.
/// Null, booleans and empty text stay: they only tell that there is nothing, or that there is something.
QJsonValue withoutSecrets(const QJsonValue &value);

} // namespace sandglass
