// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../target.h"
#include "item/searchcompletion.h"
#include "item/searchquery.h"
#include "item/searchtext.h"

#include <array>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr UtcTime kNow{std::chrono::seconds{1'763'382'095}};

/// Every kind of not knowing, and one of which all is known.
const std::array<Sandbox, 3> &sandboxes()
{
    static const std::array<Sandbox, 3> all = [] {
        std::array<Sandbox, 3> made;
        made[0].id = u"1763382095i648uu1o"_s;
        made[0].status = SandboxStatus::Running;
        made[0].statusWord = u"running"_s;
        made[0].templateName = u"code-interpreter"_s;
        made[0].region = u"eu-1001"_s;
        made[0].liveMode = true;
        made[0].createdAt = ReportedTime::known(kNow - 3h);
        made[0].expiry = Expiry::atTime(kNow + 20min);
        made[1].id = u"b"_s;
        made[1].statusWord = u"suspended"_s;
        made[1].expiry = {Expiry::Kind::Unreadable, {}};
        made[2].id = u"c"_s;
        made[2].status = SandboxStatus::Stopped;
        made[2].expiry = Expiry::never();
        return made;
    }();
    return all;
}

void checkPieces(const QString &text)
{
    int from = 0;
    const QVector<SearchPiece> pieces = piecesOf(text);
    for (const SearchPiece &piece : pieces) {
        PROMISE(piece.at >= from && piece.length > 0 && piece.end() <= text.size());
        PROMISE(piece.valueAt >= piece.at && piece.valueAt <= piece.end());
        from = piece.end();
    }
}

void checkQuoting(const QString &text)
{
    QString value = text;
    value.remove(u'"');
    if (value.isEmpty())
        return;
    const QVector<SearchPiece> pieces = piecesOf(quotedForSearch(value));
    PROMISE(pieces.size() == 1);
    PROMISE(!pieces.first().key && !pieces.first().negated && !pieces.first().unclosed);
    PROMISE(pieces.first().value == value);
}

void checkStates(const QString &text)
{
    const QSet<SandboxStatus> wanted{SandboxStatus::Running, SandboxStatus::Unknown};
    const QString with = withStates(text, wanted);
    PROMISE(SearchQuery::parse(with).states() == wanted);
    PROMISE(withStates(with, wanted) == with);
}

void checkCompletion(const QString &text)
{
    const SearchVocabulary vocabulary{{u"suspended"_s}, {u"base"_s, u"my template"_s}, {u"eu-1001"_s}, {}};
    const int size = static_cast<int>(text.size());
    for (const int at : {size / 2, size}) {
        const SearchCompletion completion = completionAt(text, at, vocabulary);
        PROMISE(completion.from >= 0 && completion.from <= completion.to && completion.to <= size);
        for (const SearchSuggestion &suggestion : completion.suggestions) {
            int cursor = at;
            const QString longer = completed(text, completion, suggestion, cursor);
            PROMISE(cursor >= 0 && cursor <= longer.size());
        }
    }
}

void readSearch(QByteArrayView input)
{
    const QString text = QString::fromUtf8(input.first(std::min<qsizetype>(input.size(), 120)));
    checkPieces(text);
    const SearchQuery query = SearchQuery::parse(text);
    if (const auto &problem = query.problem()) {
        PROMISE(problem->at >= 0 && problem->length > 0 && problem->at + problem->length <= text.size());
        PROMISE(!problem->text.isEmpty());
    }
    for (const Sandbox &sandbox : sandboxes()) {
        PROMISE(query.matches(sandbox, kNow) || !query.isEmpty());
        for (const RowTraits &traits : {RowTraits{}, RowTraits{true, false, false},
                                        RowTraits{false, true, false}, RowTraits{false, false, true}}) {
            const std::optional<bool> decided = query.matchesByFacts(factsOf(sandbox), kNow, traits);
            PROMISE(!decided || *decided == query.matches(sandbox, kNow, traits));
        }
        // What is gone is found only by whoever asks for it.
        PROMISE(!query.matches(sandbox, kNow, {false, false, true}) || query.wantsEnded());
    }
    checkQuoting(text);
    checkStates(text);
    checkCompletion(text);
}

FUZZ_TARGET("search", readSearch)

} // namespace
