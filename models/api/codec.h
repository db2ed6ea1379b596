// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/sandboxapi.h"

#include <QByteArray>

#include <tl/expected.hpp>

namespace sandglass {

/// Why an answer could not be read.
struct CodecError
{
    enum class Kind : quint8
    {
        Malformed, ///< JSON, but broken or cut
        NotHopx,   ///< something else altogether
    };

    Kind kind = Kind::Malformed;
    QString text; ///< one sentence for details

    bool operator==(const CodecError &) const = default;
};

template<typename T>
using Decoded = tl::expected<T, CodecError>;

/// Reads the API's answers with all the leniency the contract asks for (2.1, 2.2, 3, 13). The one place that
/// knows the JSON parser. Texts come out plain and bounded, `auth_token` never comes out at all. Pure.
namespace codec {

Decoded<ListPage> decodeList(const QByteArray &body);

/// The answer to GET of one sandbox: here, unlike in a list, no expiry and no timeout mean "never".
Decoded<Sandbox> decodeSandbox(const QByteArray &body);

/// An action that was accepted says little or nothing; only a web page is no answer to it.
Decoded<ActionAnswer> decodeAction(const QByteArray &body, const QByteArray &contentType);

/// Whether @p id may stand in a path: not empty, not "." or "..", of sane length, without control characters.
bool isUsableId(const QString &id);

} // namespace codec

} // namespace sandglass
