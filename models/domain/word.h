// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace sandglass {

/// A word of the API and what it means. Several may mean the same.
template<typename Meaning>
struct Word
{
    QStringView text;
    Meaning meaning;
};

/// Whether both are one word, in upper or lower case.
inline bool isSameWord(QStringView one, QStringView other)
{
    // No case has another length, and most words come as they are known.
    return one.size() == other.size() && (one == other || one.compare(other, Qt::CaseInsensitive) == 0);
}

/// What @p text means by the table @p words, in upper or lower case.
template<typename Words>
auto meaningOf(const Words &words, QStringView text) -> std::optional<decltype(words.front().meaning)>
{
    for (const auto &word : words) {
        if (isSameWord(text, word.text))
            return word.meaning;
    }
    return std::nullopt;
}

} // namespace sandglass
