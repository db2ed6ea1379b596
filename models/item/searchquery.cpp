// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/searchquery.h"

#include "store/actionrules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::SearchQuery)
};

constexpr int kMostDigits = 6; // beyond, no sandbox lives

/// "90m", "1h", "2d"; nullopt for anything else.
std::optional<std::chrono::milliseconds> durationFrom(QStringView text)
{
    if (text.size() < 2)
        return std::nullopt;
    const QStringView number = text.chopped(1);
    const bool isNumber =
        std::all_of(number.begin(), number.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber || number.size() > kMostDigits)
        return std::nullopt;
    const qint64 count = number.toLongLong();
    switch (text.back().toLower().unicode()) {
    case u's':
        return count * 1s;
    case u'm':
        return count * 1min;
    case u'h':
        return count * 1h;
    case u'd':
        return count * 24h;
    case u'w':
        return count * 168h;
    default:
        return std::nullopt;
    }
}

bool has(const QString &text, const QString &part)
{
    return text.contains(part, Qt::CaseInsensitive);
}

} // namespace

/// A part of the text between blanks; blanks inside quotes do not count.
struct SearchQuery::Piece
{
    int at = 0;
    int length = 0;
    bool negated = false;
    bool unclosed = false;
    std::optional<QString> key; ///< what stood before the first colon outside quotes
    QString value;              ///< without quotes
};

QVector<SearchQuery::Piece> SearchQuery::split(const QString &text)
{
    QVector<Piece> pieces;
    qsizetype i = 0;
    while (i < text.size()) {
        if (text.at(i).isSpace()) {
            ++i;
            continue;
        }
        Piece piece;
        piece.at = static_cast<int>(i);
        if (text.at(i) == u'-' && i + 1 < text.size() && !text.at(i + 1).isSpace()) {
            piece.negated = true;
            ++i;
        }
        bool quoted = false;
        bool everQuoted = false;
        for (; i < text.size() && (quoted || !text.at(i).isSpace()); ++i) {
            const QChar c = text.at(i);
            if (c == u'"') {
                quoted = !quoted;
                everQuoted = true;
            } else if (c == u':' && !quoted && !everQuoted && !piece.key && !piece.value.isEmpty()) {
                piece.key = std::exchange(piece.value, {});
            } else {
                piece.value += c;
            }
        }
        piece.unclosed = quoted;
        piece.length = static_cast<int>(i) - piece.at;
        pieces.append(piece);
    }
    return pieces;
}

QStringList SearchQuery::keys()
{
    return {u"state"_s, u"template"_s, u"region"_s, u"id"_s, u"left"_s, u"age"_s};
}

std::optional<SearchQuery::Field> SearchQuery::fieldOf(QStringView key)
{
    constexpr std::array kFields{Field::State, Field::Template, Field::Region,
                                 Field::Id,    Field::Left,     Field::Age};
    const qsizetype index = keys().indexOf(key.toString().toLower());
    return index < 0 ? std::nullopt : std::optional(kFields.at(static_cast<std::size_t>(index)));
}

SearchQuery SearchQuery::parse(const QString &text)
{
    SearchQuery query;
    const QVector<Piece> pieces = split(text);
    for (const Piece &piece : pieces)
        query.add(piece);
    return query;
}

void SearchQuery::report(const Piece &piece, const QString &text)
{
    if (!m_problem)
        m_problem = SearchProblem{piece.at, piece.length, text};
}

void SearchQuery::add(const Piece &piece)
{
    if (piece.unclosed)
        report(piece, Texts::tr("A quotation mark is missing at the end"));
    Term term;
    term.negated = piece.negated;
    if (!piece.key) {
        if (!piece.value.isEmpty()) {
            term.values = {piece.value};
            m_terms.append(term);
        }
        return;
    }
    const std::optional<Field> field = fieldOf(*piece.key);
    if (!field) {
        report(
            piece,
            Texts::tr("“%1:” is not known; there are %2. Put it into quotation marks to look for it as it is")
                .arg(*piece.key, keys().join(u", "_s)));
        return;
    }
    term.field = *field;
    if (*field != Field::Left && *field != Field::Age) {
        term.values = piece.value.split(u',', Qt::SkipEmptyParts);
        if (term.values.isEmpty())
            report(piece, Texts::tr("“%1:” needs a value, for example %1:%2")
                              .arg(*piece.key, *field == Field::State ? u"running,paused"_s : u"base"_s));
        else
            m_terms.append(term);
        return;
    }
    const QChar sign = piece.value.isEmpty() ? QChar() : piece.value.front();
    const auto duration = durationFrom(QStringView(piece.value).mid(1));
    if ((sign != u'<' && sign != u'>') || !duration) {
        report(piece, Texts::tr("“%1:” needs < or > and a time in s, m, h, d or w, for example %1:<1h")
                          .arg(*piece.key));
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

bool SearchQuery::looksAtExpiry() const
{
    return std::any_of(m_terms.begin(), m_terms.end(),
                       [](const Term &term) { return term.field == Field::Left; });
}

bool SearchQuery::matches(const Sandbox &sandbox, UtcTime now) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&](const Term &term) {
        const std::optional<bool> held = holds(term, sandbox, now);
        return held && *held != term.negated;
    });
}

std::optional<bool> SearchQuery::holds(const Term &term, const Sandbox &sandbox, UtcTime now)
{
    const auto anyValue = [&term](auto matchesValue) {
        return std::any_of(term.values.begin(), term.values.end(), matchesValue);
    };
    const auto compare = [&term](std::chrono::milliseconds span) {
        return term.comparison == Comparison::Below ? span < term.duration : span > term.duration;
    };
    const QString state = nameOfStatus(sandbox.status, sandbox.statusWord);
    switch (term.field) {
    case Field::Any:
        return anyValue([&](const QString &word) {
            return has(sandbox.id, word) || has(sandbox.templateName, word) ||
                   has(sandbox.templateId, word) || has(sandbox.region, word) || has(state, word);
        });
    case Field::State:
        return anyValue([&](const QString &word) {
            return state.startsWith(word, Qt::CaseInsensitive) ||
                   sandbox.statusWord.startsWith(word, Qt::CaseInsensitive);
        });
    case Field::Template:
        return anyValue([&](const QString &word) {
            return has(sandbox.templateName, word) || sandbox.templateId == word;
        });
    case Field::Region:
        return anyValue([&](const QString &word) { return has(sandbox.region, word); });
    case Field::Id:
        return anyValue([&](const QString &word) { return has(sandbox.id, word); });
    case Field::Left:
        switch (sandbox.expiry.kind) {
        case Expiry::Kind::At:
            return compare(sandbox.expiry.at - now);
        case Expiry::Kind::Never:
            return term.comparison == Comparison::Above; // longer than any time
        case Expiry::Kind::NotReported:
        case Expiry::Kind::Unreadable:
            break;
        }
        return std::nullopt;
    case Field::Age:
        if (!sandbox.createdAt.isKnown())
            return std::nullopt;
        return compare(now - sandbox.createdAt.at);
    }
    return std::nullopt;
}

} // namespace sandglass
