// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <string_view>

namespace sandglass {

/// @p text fit to stand in a window: characters that are invisible, break lines or turn the reading direction
/// become spaces or go, runs of spaces become one, and what is longer than @p mostCharacters ends in "…".
QString plainLine(QStringView text, qsizetype mostCharacters);

/// The same; text that is fit already comes back without a copy.
QString plainLine(QString &&text, qsizetype mostCharacters);

/// @p text without halves of characters, which JSON can hold: no QRegularExpression finds anything beside
/// them.
QString wellFormed(QString text);

/// Nearly every text of an API is of this kind: visible ASCII and lone spaces between words. plainLine()
/// would leave it as it is, but for its length.
bool isPlainAscii(std::string_view text);

/// Whether @p body is a web page (or other markup) rather than anything an API would answer.
bool looksLikeHtml(QByteArrayView body, QByteArrayView contentType = {});

/// Of a title as much as this is shown.
inline constexpr qsizetype kLongestTitle = 120;

/// The title of a web page as plain text, not cut yet; empty when it has none.
QString titleOfHtml(QByteArrayView body);

} // namespace sandglass
