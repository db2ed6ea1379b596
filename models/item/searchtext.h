// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QSet>
#include <QString>
#include <QVector>

#include <chrono>
#include <optional>

namespace sandglass {

/// A part of a search text: what stands between blanks, where blanks inside quotes do not count.
struct SearchPiece
{
    int at = 0; ///< where it begins in the text
    int length = 0;
    bool negated = false;
    bool unclosed = false;      ///< a quotation mark is missing
    std::optional<QString> key; ///< what stood before the first colon outside quotes
    QString value;              ///< without quotes
    int valueAt = 0;            ///< where the value begins in the text

    [[nodiscard]] int end() const { return at + length; }
};

QVector<SearchPiece> piecesOf(const QString &text);

/// A span of time as people write it: "90m", "1h", "2d"; s, m, h, d or w. nullopt for anything else.
std::optional<std::chrono::milliseconds> spanOf(QStringView text);

/// @p value as it has to be written to be looked for as it is.
QString quotedForSearch(const QString &value);

/// The word for a status in `state:…`.
QString searchWordOf(SandboxStatus status);

/// @p text with its `state:` parts replaced by one that lets through @p statuses alone; none means all.
/// Negated parts stay.
QString withStates(const QString &text, const QSet<SandboxStatus> &statuses);

} // namespace sandglass
