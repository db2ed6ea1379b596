// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apikey.h"

#include <QString>
#include <QVector>

#include <optional>
#include <tl/expected.hpp>

namespace sandglass {

/// One profile of the HopX CLI, as far as one of its places tells (contract 10).
struct CliProfile
{
    QString name;
    QString baseUrl;     ///< empty: the official service
    ApiKey key;          ///< empty: not in this place
    QString keyVariable; ///< the key is said to be in this variable of the environment
};

/// From `~/.hopx/config.yaml`, in both layouts: `profiles: {NAME: {…}}` with `default_profile`, which comes
/// first, or the profiles at top level. The error is a sentence for people, with the line where there is one;
/// it never quotes the file, for the file holds keys.
tl::expected<QVector<CliProfile>, QString> parseCliConfig(const QByteArray &yaml);

/// From `~/.hopx/credentials.yaml`, where both generations of the CLI put what no keyring would take. The
/// same layouts, keys only.
tl::expected<QVector<CliProfile>, QString> parseCliCredentials(const QByteArray &yaml);

/// What the keyring holds under @p account: the Python CLI's `NAME:api_key`, whose secret is the key, or the
/// newer CLI's `NAME` with a JSON object. Nothing for other accounts, such as those of browser sign-ins.
std::optional<CliProfile> fromCliKeyring(const QString &account, const QByteArray &secret);

/// One list out of several, by name: an address or key that is missing in the first is taken from the next.
QVector<CliProfile> merged(const QVector<QVector<CliProfile>> &lists);

} // namespace sandglass
