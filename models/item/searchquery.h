// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"

#include <QString>
#include <QStringList>
#include <QVector>

#include <chrono>
#include <optional>

namespace sandglass {

/// A part of a search text that cannot be understood.
struct SearchProblem
{
    int at = 0; ///< where it begins in the text
    int length = 0;
    QString text; ///< for people: what is wrong and what would be right

    bool operator==(const SearchProblem &) const = default;
};

/// What a person looks for: words that occur in the id, template, region or state, quoted phrases, and tokens
/// such as `state:running,paused template:base region:eu id:17 left:<1h age:>2d`. All parts have to hold; `-`
/// before one turns it round. A part that cannot be understood is left out and reported. A value.
class SearchQuery
{
public:
    static SearchQuery parse(const QString &text);

    /// Holds for every sandbox.
    [[nodiscard]] bool isEmpty() const { return m_terms.isEmpty(); }
    /// Whether what matches changes with time alone.
    [[nodiscard]] bool dependsOnTime() const;
    /// Whether it asks for the time left, which lists often leave out.
    [[nodiscard]] bool looksAtExpiry() const;
    [[nodiscard]] const std::optional<SearchProblem> &problem() const { return m_problem; }

    /// A value the server did not report matches no comparison, and neither does its opposite.
    [[nodiscard]] bool matches(const Sandbox &sandbox, UtcTime now) const;

    /// The words before the colon, for help and completion.
    static QStringList keys();

private:
    enum class Field : quint8
    {
        Any,
        State,
        Template,
        Region,
        Id,
        Left,
        Age
    };
    enum class Comparison : quint8
    {
        Below,
        Above
    };

    struct Term
    {
        Field field = Field::Any;
        bool negated = false;
        QStringList values;
        Comparison comparison = Comparison::Below;
        std::chrono::milliseconds duration{0};
    };

    struct Piece;
    static QVector<Piece> split(const QString &text);
    static std::optional<Field> fieldOf(QStringView key);
    void add(const Piece &piece);
    void report(const Piece &piece, const QString &text);
    /// nullopt: not known.
    static std::optional<bool> holds(const Term &term, const Sandbox &sandbox, UtcTime now);

    QVector<Term> m_terms;
    std::optional<SearchProblem> m_problem; ///< the first one
};

} // namespace sandglass
