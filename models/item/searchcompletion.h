// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

#include <functional>

namespace sandglass {

class SandboxListModel;

/// What there is to be found, for completion.
struct SearchVocabulary
{
    QStringList states; ///< the server's own words for states this version does not know
    QStringList templates;
    QStringList regions;
    /// At most @p most ids that hold @p part. May be empty.
    std::function<QStringList(const QString &part, int most)> ids;
};

/// One way to go on with a search.
struct SearchSuggestion
{
    QString text;   ///< takes the place of what is completed
    QString detail; ///< for people; may be empty

    bool operator==(const SearchSuggestion &) const = default;
};

struct SearchCompletion
{
    int from = 0; ///< what is completed: from here...
    int to = 0;   ///< ...to here in the text
    QVector<SearchSuggestion> suggestions;
    /// Only one of these can be meant, as after `state:ru`; a word alone may just be looked for.
    bool isSure = false;
    /// Nothing was typed yet that these would go on with.
    bool isAnything = false;
};

/// How what stands before @p cursor can go on: with the name of a token, or with a value after one.
SearchCompletion completionAt(const QString &text, int cursor, const SearchVocabulary &vocabulary);

/// @p text with @p suggestion in it; @p cursor is set behind it.
QString completed(const QString &text, const SearchCompletion &completion, const SearchSuggestion &suggestion,
                  int &cursor);

} // namespace sandglass
