// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apikey.h"
#include "api/requesthandle.h"

#include <QString>

#include <functional>
#include <optional>
#include <tl/expected.hpp>

namespace sandglass {

/// Why a secret could not be had or kept.
struct SecretProblem
{
    enum class Kind : quint8
    {
        NotThere, ///< nothing of that name, or the person did not unlock the store
        NoStore,  ///< there is none on this computer
        Refused,  ///< the person or the store said no
        NoAnswer, ///< it takes too long
        Other,
    };

    Kind kind = Kind::Other;
    QString text; ///< a sentence for people

    bool operator==(const SecretProblem &) const = default;
};

/// Where keys can be kept under a name. Everything is asked for and answered later, from the event loop, for
/// a store may wait for a person to unlock it. Destroying the handle ends the waiting only: what was to be
/// written or removed still is. GUI thread.
class SecretStore
{
public:
    using ReadDone = std::function<void(const tl::expected<ApiKey, SecretProblem> &)>;
    using Done = std::function<void(const std::optional<SecretProblem> &)>;

    SecretStore() = default;
    SecretStore(const SecretStore &) = delete;
    SecretStore &operator=(const SecretStore &) = delete;
    virtual ~SecretStore() = default;

    [[nodiscard]] virtual RequestHandle read(const QString &name, ReadDone done) = 0;
    [[nodiscard]] virtual RequestHandle write(const QString &name, const ApiKey &secret, Done done) = 0;
    /// Not to have been there is no problem; NotThere is told where a locked store looks the same.
    [[nodiscard]] virtual RequestHandle remove(const QString &name, Done done) = 0;
    /// Whether it can be used at all, without unlocking it where that is possible.
    [[nodiscard]] virtual RequestHandle probe(Done done) = 0;
};

} // namespace sandglass
