// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace sandglass {

/// A secret API key. Copies wipe their memory when they die (as far as implicit sharing lets them); there is
/// deliberately no way to print one.
class ApiKey
{
public:
    ApiKey() = default;
    explicit ApiKey(QByteArray secret);
    ApiKey(const ApiKey &) = default;
    ApiKey(ApiKey &&) noexcept = default;
    /// What was here before goes as a key of its own, and so is wiped.
    ApiKey &operator=(ApiKey other) noexcept
    {
        m_secret.swap(other.m_secret);
        return *this;
    }
    ~ApiKey();

    /// The key inside what a person pasted: without spaces, line ends, quotes, `export NAME=` or `Bearer `
    /// (contract 13, trap 38). Not validated further: forms differ (contract 1.1).
    static ApiKey fromPasted(const QString &text);

    [[nodiscard]] bool isEmpty() const { return m_secret.isEmpty(); }
    /// True when every byte may stand in an HTTP header; anything else cannot be a key and must not be sent.
    [[nodiscard]] bool isSendable() const;
    /// Only for the header of a request to the configured server.
    [[nodiscard]] const QByteArray &secret() const { return m_secret; }
    /// What may be shown: the public part before the dot, "hopx_live_Ab3…", or "key set".
    [[nodiscard]] QString masked() const;

    bool operator==(const ApiKey &) const = default;

private:
    QByteArray m_secret;
};

} // namespace sandglass
