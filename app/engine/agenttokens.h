// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/times.h"

#include <QByteArray>
#include <QString>

namespace sandglass::engine {

/// Makes and checks the short-lived tokens for the agent of one sandbox (contract 4.8): JWT by form, signed
/// with a secret that lives as long as this object.
class AgentTokens
{
public:
    struct Token
    {
        QByteArray text; ///< a secret: never logged
        UtcTime expiresAt{};
    };

    static constexpr std::chrono::hours kLifetime{24};

    AgentTokens();

    /// @p epoch is Instance::tokenEpoch: a token of an older epoch is refused.
    [[nodiscard]] Token mint(const QString &sandboxId, int epoch, UtcTime now) const;
    [[nodiscard]] bool accepts(const QByteArray &token, const QString &sandboxId, int epoch,
                               UtcTime now) const;

private:
    [[nodiscard]] QByteArray signatureOf(const QByteArray &signedPart) const;

    QByteArray m_secret;
};

/// Whether both are the same, in a time that tells nothing about where they differ.
bool equalsInConstantTime(const QByteArray &given, const QByteArray &expected);

} // namespace sandglass::engine
