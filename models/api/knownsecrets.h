// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apikey.h"

#include <QStringList>

namespace sandglass {

/// Secrets that are known by their value, and so are masked whatever they look like.
struct KnownSecrets
{
    /// What is shorter stays: "1", "80" or "yes" stand in any text. Masked, they would leave little to read,
    /// and the gaps would tell what they are.
    static constexpr qsizetype kShortest = 4;
    /// Keys are longer; one that is not, as of a server on this computer, may be an ordinary word.
    static constexpr qsizetype kShortestKey = 8;

    ApiKey key;
    QStringList values; ///< of variables
};

enum class TextEnd : quint8
{
    Whole,
    MayBeCut, ///< so the text may end in the beginning of a secret
};

/// @p text without any of @p secrets: as they are, as JSON, HTML and addresses write them, one in the other
/// too, in base64 and as hexadecimal digits, and with other white space than they have.
QString withoutKnown(const QString &text, const KnownSecrets &secrets, TextEnd end = TextEnd::Whole);

} // namespace sandglass
