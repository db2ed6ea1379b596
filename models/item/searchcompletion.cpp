// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/searchcompletion.h"

#include "item/searchquery.h"
#include "item/searchtext.h"

#include <QCoreApplication>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct CompletionTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::SearchCompletion)
};

constexpr int kMostSuggestions = 10;
constexpr int kShortestWord = 2; // a single letter begins too much

QString detailOfKey(const QString &key)
{
    if (key == "state"_L1)
        return CompletionTexts::tr("running, paused, stopped…");
    if (key == "is"_L1)
        return CompletionTexts::tr("a problem, changing, deleted, in production");
    if (key == "template"_L1)
        return CompletionTexts::tr("the template’s name or number");
    if (key == "region"_L1)
        return CompletionTexts::tr("where it runs");
    if (key == "id"_L1)
        return CompletionTexts::tr("a part of the id");
    if (key == "left"_L1)
        return CompletionTexts::tr("time until it is deleted");
    return CompletionTexts::tr("time since it was created");
}

QString detailOfTrait(const QString &trait)
{
    if (trait == "problem"_L1)
        return CompletionTexts::tr("in error, not known, or an action failed");
    if (trait == "changing"_L1)
        return CompletionTexts::tr("an action is under way");
    if (trait == "deleted"_L1)
        return CompletionTexts::tr("gone while this window was open");
    return CompletionTexts::tr("live mode, not test mode");
}

QVector<SearchSuggestion> fixed(const QStringList &words, QString (*detailOf)(const QString &))
{
    QVector<SearchSuggestion> all;
    for (const QString &word : words)
        all.append({word, detailOf ? detailOf(word) : QString()});
    return all;
}

QVector<SearchSuggestion> states(const SearchVocabulary &vocabulary)
{
    QVector<SearchSuggestion> all;
    for (const SandboxStatus status : kAllStatuses)
        all.append({searchWordOf(status), {}});
    for (const QString &word : vocabulary.states)
        all.append({word, CompletionTexts::tr("the server’s own word")});
    return all;
}

QVector<SearchSuggestion> durations(const QString &typed)
{
    if (typed.size() > 1) {
        // The number is there, the unit is not.
        bool isNumber = false;
        const int count = QStringView(typed).mid(1).toInt(&isNumber);
        if (!isNumber || count < 0)
            return {};
        return {{typed + u'm', CompletionTexts::tr("minutes")},
                {typed + u'h', CompletionTexts::tr("hours")},
                {typed + u'd', CompletionTexts::tr("days")},
                {typed + u'w', CompletionTexts::tr("weeks")},
                {typed + u's', CompletionTexts::tr("seconds")}};
    }
    return {{u"<15m"_s, CompletionTexts::tr("less than 15 minutes")},
            {u"<1h"_s, CompletionTexts::tr("less than an hour")},
            {u"<8h"_s, CompletionTexts::tr("less than 8 hours")},
            {u"<1d"_s, CompletionTexts::tr("less than a day")},
            {u">1h"_s, CompletionTexts::tr("more than an hour")},
            {u">1d"_s, CompletionTexts::tr("more than a day")}};
}

/// Those of @p all that go on with what was typed, best first, written as they have to be.
QVector<SearchSuggestion> fitting(const QVector<SearchSuggestion> &all, const QString &typed,
                                  const QStringList &used = {})
{
    QVector<SearchSuggestion> begins;
    QVector<SearchSuggestion> contains;
    for (const SearchSuggestion &one : all) {
        if (used.contains(one.text, Qt::CaseInsensitive))
            continue;
        if (one.text.startsWith(typed, Qt::CaseInsensitive))
            begins.append(one);
        else if (one.text.contains(typed, Qt::CaseInsensitive))
            contains.append(one);
    }
    begins += contains;
    // What stands there already as a whole needs no completion.
    begins.removeIf(
        [&typed](const SearchSuggestion &one) { return one.text.compare(typed, Qt::CaseInsensitive) == 0; });
    if (begins.size() > kMostSuggestions)
        begins.resize(kMostSuggestions);
    return begins;
}

QVector<SearchSuggestion> valuesOf(const QString &key, const QString &typed, const QStringList &used,
                                   const SearchVocabulary &vocabulary)
{
    QVector<SearchSuggestion> found;
    if (key == "state"_L1)
        found = fitting(states(vocabulary), typed, used);
    else if (key == "is"_L1)
        found = fitting(fixed(SearchQuery::traits(), detailOfTrait), typed, used);
    else if (key == "template"_L1)
        found = fitting(fixed(vocabulary.templates, nullptr), typed, used);
    else if (key == "region"_L1)
        found = fitting(fixed(vocabulary.regions, nullptr), typed, used);
    else if (key == "id"_L1 && vocabulary.ids)
        found = fitting(fixed(vocabulary.ids(typed, kMostSuggestions), nullptr), typed, used);
    return found;
}

/// `state:running` for "run", `region:eu-1` for "eu".
QVector<SearchSuggestion> tokensFor(const QString &word, const SearchVocabulary &vocabulary)
{
    QVector<SearchSuggestion> found;
    for (const QString &key : {u"state"_s, u"is"_s, u"template"_s, u"region"_s}) {
        const QVector<SearchSuggestion> values = valuesOf(key, word, {}, vocabulary);
        for (const SearchSuggestion &value : values) {
            if (value.text.startsWith(word, Qt::CaseInsensitive))
                found.append({key + u':' + quotedForSearch(value.text), value.detail});
        }
    }
    return found;
}

SearchCompletion completeKey(const QString &text, const SearchPiece *piece, int cursor,
                             const SearchVocabulary &vocabulary)
{
    SearchCompletion result;
    result.from = piece ? piece->at + (piece->negated ? 1 : 0) : cursor;
    result.to = piece && piece->key ? piece->valueAt : cursor;
    const QString typed = text.mid(result.from, cursor - result.from);
    if (typed.contains(u'"') || typed == u'-')
        return result;
    result.isAnything = typed.isEmpty();
    const QVector<SearchSuggestion> keys = fixed(SearchQuery::keys(), detailOfKey);
    for (const SearchSuggestion &key : keys) {
        if (key.text.startsWith(typed, Qt::CaseInsensitive))
            result.suggestions.append({key.text + u':', key.detail});
    }
    if (typed.size() >= kShortestWord && !(piece && piece->key))
        result.suggestions += tokensFor(typed, vocabulary);
    if (result.suggestions.size() > kMostSuggestions)
        result.suggestions.resize(kMostSuggestions);
    return result;
}

SearchCompletion completeValue(const QString &text, const SearchPiece &piece, int cursor,
                               const SearchVocabulary &vocabulary)
{
    SearchCompletion result;
    result.from = piece.valueAt;
    result.to = cursor;
    const QString key = piece.key->toLower();
    if (key == "left"_L1 || key == "age"_L1) {
        const QString typed = text.mid(piece.valueAt, cursor - piece.valueAt);
        result.suggestions = fitting(durations(typed), typed);
        result.suggestions.removeIf(
            [&typed](const SearchSuggestion &one) { return !one.text.startsWith(typed); });
        // "<5" is about to become "<5m" or "<50m": nothing is sure.
        return result;
    }
    QStringList used;
    QString typed;
    bool quoted = false;
    for (int i = piece.valueAt; i < cursor; ++i) {
        const QChar c = text.at(i);
        if (c == u'"') {
            quoted = !quoted;
        } else if (c == u',' && !quoted) {
            used += std::exchange(typed, {});
            result.from = i + 1;
        } else {
            typed += c;
        }
    }
    result.suggestions = valuesOf(key, typed, used, vocabulary);
    for (SearchSuggestion &one : result.suggestions)
        one.text = quotedForSearch(one.text);
    result.isSure = !typed.isEmpty() && !result.suggestions.isEmpty();
    return result;
}

} // namespace

SearchCompletion completionAt(const QString &text, int cursor, const SearchVocabulary &vocabulary)
{
    const QVector<SearchPiece> pieces = piecesOf(text);
    const auto at = std::find_if(pieces.begin(), pieces.end(), [cursor](const SearchPiece &piece) {
        return piece.at < cursor && cursor <= piece.end();
    });
    if (at == pieces.end())
        return completeKey(text, nullptr, cursor, vocabulary);
    if (at->key && cursor >= at->valueAt)
        return completeValue(text, *at, cursor, vocabulary);
    return completeKey(text, &*at, cursor, vocabulary);
}

QString completed(const QString &text, const SearchCompletion &completion, const SearchSuggestion &suggestion,
                  int &cursor)
{
    cursor = completion.from + static_cast<int>(suggestion.text.size());
    return text.left(completion.from) + suggestion.text + text.mid(completion.to);
}

} // namespace sandglass
