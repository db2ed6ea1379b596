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

/// What @p text means by the table @p words, in upper or lower case.
template<typename Words>
auto meaningOf(const Words &words, QStringView text) -> std::optional<decltype(words.front().meaning)>
{
    for (const auto &word : words) {
        // No case has another length.
        if (text.size() == word.text.size() && text.compare(word.text, Qt::CaseInsensitive) == 0)
            return word.meaning;
    }
    return std::nullopt;
}

} // namespace sandglass
