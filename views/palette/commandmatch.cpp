// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/commandmatch.h"

namespace sandglass {

namespace {

enum Rank : quint8
{
    TextBegins,
    WordBegins,
    InText,
    DetailWordBegins,
    InDetail,
    LettersInOrder,
};

bool isWordStart(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// Where @p word is found at the beginning of a word of @p text; or else anywhere; -1 for nowhere.
qsizetype bestPlace(const QString &text, const QString &word)
{
    qsizetype any = -1;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (isWordStart(text, at))
            return at;
        if (any < 0)
            any = at;
    }
    return any;
}

bool hasLettersInOrder(const QString &text, const QString &word)
{
    qsizetype at = 0;
    for (const QChar letter : word) {
        at = text.indexOf(letter, at, Qt::CaseInsensitive) + 1;
        if (at == 0)
            return false;
    }
    return word.size() > 1;
}

std::optional<int> rankOfWord(const QString &text, const QString &detail, const QString &word)
{
    if (const qsizetype at = bestPlace(text, word); at >= 0)
        return at == 0 ? TextBegins : isWordStart(text, at) ? WordBegins : InText;
    if (const qsizetype at = bestPlace(detail, word); at >= 0)
        return isWordStart(detail, at) ? DetailWordBegins : InDetail;
    if (hasLettersInOrder(text, word))
        return LettersInOrder;
    return std::nullopt;
}

} // namespace

std::optional<int> matchRank(const QString &text, const QString &detail, const QStringList &words)
{
    int sum = 0;
    for (const QString &word : words) {
        const auto rank = rankOfWord(text, detail, word);
        if (!rank)
            return std::nullopt;
        sum += *rank;
    }
    return sum;
}

} // namespace sandglass
