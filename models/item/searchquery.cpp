// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/searchquery.h"

#include "item/searchtext.h"
#include "store/actionrules.h"
#include "store/sandboxrow.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct QueryTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::SearchQuery)
};

bool has(const QString &text, const QString &part)
{
    return text.contains(part, Qt::CaseInsensitive);
}

constexpr quint16 bitOf(SandboxStatus status)
{
    return static_cast<quint16>(1U << static_cast<unsigned>(status));
}

/// One bit for each status for which @p fits says so of its word or its name. Worked out once per search:
/// naming a status for every row would cost more than everything else.
template<typename Fits>
quint16 statusesWhere(Fits fits)
{
    quint16 bits = 0;
    for (const SandboxStatus status : kAllStatuses) {
        if (fits(searchWordOf(status)) || fits(wordOfStatus(status)) || fits(nameOfStatus(status)))
            bits |= bitOf(status);
    }
    return bits;
}

} // namespace

RowTraits traitsOf(const SandboxRow &row)
{
    if (row.ending)
        return {false, false, true};
    const bool overdue = row.pending && row.pending->phase == PendingOp::Phase::Overdue;
    return {row.fault.has_value() || overdue, row.pending.has_value(), false};
}

QStringList SearchQuery::keys()
{
    return {u"state"_s, u"is"_s, u"template"_s, u"region"_s, u"id"_s, u"left"_s, u"age"_s};
}

QStringList SearchQuery::traits()
{
    return {u"problem"_s, u"changing"_s, u"deleted"_s, u"production"_s};
}

std::optional<SearchQuery::Field> SearchQuery::fieldOf(QStringView key)
{
    constexpr std::array kFields{Field::State, Field::Is,   Field::Template, Field::Region,
                                 Field::Id,    Field::Left, Field::Age};
    const qsizetype index = keys().indexOf(key.toString().toLower());
    return index < 0 ? std::nullopt : std::optional(kFields.at(static_cast<std::size_t>(index)));
}

SearchQuery SearchQuery::parse(const QString &text)
{
    SearchQuery query;
    const QVector<SearchPiece> pieces = piecesOf(text);
    for (const SearchPiece &piece : pieces)
        query.add(piece);
    return query;
}

void SearchQuery::report(const SearchPiece &piece, const QString &text, bool unfinished)
{
    if (!m_problem)
        m_problem = SearchProblem{piece.at, piece.length, text, unfinished};
}

void SearchQuery::add(const SearchPiece &piece)
{
    if (piece.unclosed)
        report(piece, QueryTexts::tr("A quotation mark is missing at the end."), true);
    Term term;
    term.negated = piece.negated;
    if (!piece.key) {
        if (!piece.value.isEmpty()) {
            term.values = {piece.value};
            term.statuses = statusesWhere([&piece](const QString &name) { return has(name, piece.value); });
            m_terms.append(term);
        }
        return;
    }
    const std::optional<Field> field = fieldOf(*piece.key);
    if (!field) {
        report(piece,
               QueryTexts::tr(
                   "“%1:” is not known; there are %2. Put in quotation marks, it is looked for as it is.")
                   .arg(*piece.key, keys().join(u", "_s)));
        return;
    }
    term.field = *field;
    if (*field == Field::Left || *field == Field::Age)
        addComparison(piece, term);
    else
        addValues(piece, term);
}

void SearchQuery::addValues(const SearchPiece &piece, Term term)
{
    term.values = piece.value.split(u',', Qt::SkipEmptyParts);
    if (term.values.isEmpty()) {
        const QString example = term.field == Field::State ? u"running,paused"_s
                                : term.field == Field::Is  ? u"problem"_s
                                                           : u"base"_s;
        report(piece, QueryTexts::tr("“%1:” needs a value, for example %1:%2.").arg(*piece.key, example),
               true);
        return;
    }
    if (term.field == Field::State) {
        term.statuses = statusesWhere([&term](const QString &name) {
            return std::any_of(term.values.begin(), term.values.end(), [&name](const QString &value) {
                return name.startsWith(value, Qt::CaseInsensitive);
            });
        });
    }
    if (term.field == Field::Is) {
        for (const QString &value : std::as_const(term.values)) {
            const qsizetype index = traits().indexOf(value.toLower());
            if (index < 0) {
                const QStringList known = traits();
                const bool begins = std::any_of(known.begin(), known.end(), [&value](const QString &trait) {
                    return trait.startsWith(value, Qt::CaseInsensitive);
                });
                report(piece,
                       QueryTexts::tr("“%1:%2” is not known; after %1: there may be %3.")
                           .arg(*piece.key, value, known.join(u", "_s)),
                       begins);
                return;
            }
            term.traits.append(static_cast<Trait>(index));
        }
    }
    m_terms.append(term);
}

void SearchQuery::addComparison(const SearchPiece &piece, Term term)
{
    const QChar sign = piece.value.isEmpty() ? QChar() : piece.value.front();
    const auto duration = spanOf(QStringView(piece.value).mid(1));
    if ((sign != u'<' && sign != u'>') || !duration) {
        const QStringView number = QStringView(piece.value).mid(1);
        const bool begins = piece.value.isEmpty() ||
                            ((sign == u'<' || sign == u'>') &&
                             (number.isEmpty() || spanOf(QString(number.toString() + u's')).has_value()));
        report(piece,
               QueryTexts::tr("“%1:” needs < or > and a time in s, m, h, d or w, for example %1:<1h.")
                   .arg(*piece.key),
               begins);
        return;
    }
    term.comparison = sign == u'<' ? Comparison::Below : Comparison::Above;
    term.duration = *duration;
    m_terms.append(term);
}

bool SearchQuery::dependsOnTime() const
{
    return std::any_of(m_terms.begin(), m_terms.end(), [](const Term &term) {
        return term.field == Field::Left || term.field == Field::Age;
    });
}

bool SearchQuery::asksForTraits() const
{
    return std::any_of(m_terms.begin(), m_terms.end(),
                       [](const Term &term) { return !term.traits.isEmpty(); });
}

bool SearchQuery::asksForStatusAlone() const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [](const Term &term) {
        return term.field == Field::State ||
               (term.field == Field::Is && !term.traits.contains(Trait::Production));
    });
}

bool SearchQuery::looksAtExpiry() const
{
    return std::any_of(m_terms.begin(), m_terms.end(),
                       [](const Term &term) { return term.field == Field::Left; });
}

bool SearchQuery::wantsEnded() const
{
    return std::any_of(m_terms.begin(), m_terms.end(), [](const Term &term) {
        return term.traits.contains(Trait::Deleted) && !term.negated;
    });
}

QSet<SandboxStatus> SearchQuery::states() const
{
    const auto isPlain = [](const Term &term) { return term.field == Field::State && !term.negated; };
    const auto found = std::find_if(m_terms.begin(), m_terms.end(), isPlain);
    if (found == m_terms.end() || std::count_if(m_terms.begin(), m_terms.end(), isPlain) > 1)
        return {};
    QSet<SandboxStatus> statuses;
    for (const QString &value : found->values) {
        const auto named =
            std::find_if(kAllStatuses.begin(), kAllStatuses.end(), [&value](SandboxStatus status) {
                return value.compare(searchWordOf(status), Qt::CaseInsensitive) == 0 ||
                       value.compare(nameOfStatus(status), Qt::CaseInsensitive) == 0;
            });
        if (named == kAllStatuses.end())
            return {};
        statuses.insert(*named);
    }
    return statuses;
}

bool SearchQuery::limitsStates() const
{
    return std::any_of(m_terms.begin(), m_terms.end(),
                       [](const Term &term) { return term.field == Field::State; });
}

bool SearchQuery::matches(const Sandbox &sandbox, const SandboxFacts &facts, UtcTime now,
                          const RowTraits &traits) const
{
    if (traits.ended && !wantsEnded())
        return false;
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const Term &term) {
        Held held = holdsByFacts(term, facts, now, traits);
        if (held == Held::AskSandbox)
            held = holds(term, sandbox);
        return held == (term.negated ? Held::No : Held::Yes);
    });
}

std::optional<bool> SearchQuery::matchesByFacts(const SandboxFacts &facts, UtcTime now,
                                                const RowTraits &traits) const
{
    if (traits.ended && !wantsEnded())
        return false;
    bool isSure = true;
    for (const Term &term : m_terms) {
        const Held held = holdsByFacts(term, facts, now, traits);
        if (held == Held::AskSandbox)
            isSure = false;
        else if (held != (term.negated ? Held::No : Held::Yes))
            return false;
    }
    return isSure ? std::optional(true) : std::nullopt;
}

SearchQuery::Held SearchQuery::holdsByFacts(const Term &term, const SandboxFacts &facts, UtcTime now,
                                            const RowTraits &traits)
{
    const auto answer = [](bool holds) { return holds ? Held::Yes : Held::No; };
    const auto compare = [&](std::chrono::milliseconds span) {
        return answer(term.comparison == Comparison::Below ? span < term.duration : span > term.duration);
    };
    const auto isTrait = [&](Trait trait) {
        switch (trait) {
        case Trait::Problem:
            return answer(traits.problem || facts.status == SandboxStatus::Error ||
                          facts.status == SandboxStatus::Unknown);
        case Trait::Changing:
            return answer(traits.changing);
        case Trait::Deleted:
            return answer(traits.ended || facts.status == SandboxStatus::Gone);
        case Trait::Production:
            break;
        }
        return Held::AskSandbox;
    };
    const bool hasStatus = (term.statuses & bitOf(facts.status)) != 0;
    switch (term.field) {
    case Field::State:
        // A status without a name is shown by the server's own word.
        if (!hasStatus && facts.status == SandboxStatus::Unknown)
            return Held::AskSandbox;
        return answer(hasStatus);
    case Field::Is: {
        Held any = Held::No;
        for (const Trait trait : term.traits) {
            const Held has = isTrait(trait);
            if (has == Held::Yes)
                return has;
            if (has == Held::AskSandbox)
                any = has;
        }
        return any;
    }
    case Field::Any:
        return hasStatus ? Held::Yes : Held::AskSandbox;
    case Field::Template:
    case Field::Region:
    case Field::Id:
        return Held::AskSandbox;
    case Field::Left:
        switch (facts.expiry) {
        case Expiry::Kind::At:
            return compare(facts.end - now);
        case Expiry::Kind::Never:
            return answer(term.comparison == Comparison::Above); // longer than any time
        case Expiry::Kind::NotReported:
        case Expiry::Kind::Unreadable:
            break;
        }
        return Held::NotReported;
    case Field::Age:
        if (!ReportedTime{facts.created, facts.createdAt}.isKnown())
            return Held::NotReported;
        return compare(now - facts.createdAt);
    }
    return Held::AskSandbox;
}

SearchQuery::Held SearchQuery::holds(const Term &term, const Sandbox &sandbox)
{
    const auto anyValue = [&term](auto matchesValue) {
        return std::any_of(term.values.begin(), term.values.end(), matchesValue) ? Held::Yes : Held::No;
    };
    const bool hasOwnWord = sandbox.status == SandboxStatus::Unknown;
    switch (term.field) {
    case Field::Any:
        return anyValue([&](const QString &word) {
            return has(sandbox.id, word) || has(sandbox.templateName, word) ||
                   has(sandbox.templateId, word) || has(sandbox.region, word) ||
                   (hasOwnWord && has(sandbox.statusWord, word));
        });
    case Field::State:
        return anyValue(
            [&](const QString &word) { return sandbox.statusWord.startsWith(word, Qt::CaseInsensitive); });
    case Field::Is: // in production, all else is among the facts
        if (!sandbox.liveMode)
            return Held::NotReported;
        return *sandbox.liveMode ? Held::Yes : Held::No;
    case Field::Template:
        return anyValue([&](const QString &word) {
            return has(sandbox.templateName, word) || sandbox.templateId == word;
        });
    case Field::Region:
        return anyValue([&](const QString &word) { return has(sandbox.region, word); });
    case Field::Id:
        return anyValue([&](const QString &word) { return has(sandbox.id, word); });
    case Field::Left:
    case Field::Age:
        break;
    }
    return Held::NotReported;
}

} // namespace sandglass
