// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"
#include "domain/sandboxfacts.h"

#include <QSet>
#include <QString>
#include <QStringList>
#include <QVector>

#include <chrono>
#include <optional>

namespace sandglass {

struct SandboxRow;
struct SearchPiece;

/// A part of a search text that cannot be understood.
struct SearchProblem
{
    int at = 0; ///< where it begins in the text
    int length = 0;
    QString text;            ///< for people: what is wrong and what would be right
    bool unfinished = false; ///< may become right by typing on

    bool operator==(const SearchProblem &) const = default;
};

/// What a search may ask of a row beside what the server said of the sandbox.
struct RowTraits
{
    bool problem = false;  ///< an action on it failed or does not end
    bool changing = false; ///< an action is under way
    bool ended = false;    ///< a tombstone
};

RowTraits traitsOf(const SandboxRow &row);

/// What a person looks for: words that occur in the id, template, region or state, quoted phrases, and tokens
/// such as `state:running,paused is:problem template:base region:eu id:17 left:<1h age:>2d`. All parts have
/// to hold; `-` before one turns it round. A part that cannot be understood is left out and reported. What is
/// gone is found by `is:deleted` alone. A value.
class SearchQuery
{
public:
    static SearchQuery parse(const QString &text);

    /// Holds for every sandbox.
    [[nodiscard]] bool isEmpty() const { return m_terms.isEmpty(); }
    /// Whether what matches changes with time alone.
    [[nodiscard]] bool dependsOnTime() const;
    /// Whether it asks for RowTraits, or what they and the server's word decide together.
    [[nodiscard]] bool asksForTraits() const;
    /// Whether it asks for the status and the traits of a row alone.
    [[nodiscard]] bool asksForStatusAlone() const;
    /// Whether it asks for the time left, which lists often leave out.
    [[nodiscard]] bool looksAtExpiry() const;
    /// Whether it looks among what is gone.
    [[nodiscard]] bool wantsEnded() const;
    [[nodiscard]] const std::optional<SearchProblem> &problem() const { return m_problem; }

    /// The statuses a plain `state:…` names; empty where there is none, or one that is not made of whole
    /// names.
    [[nodiscard]] QSet<SandboxStatus> states() const;
    /// Whether any part lets only some states through.
    [[nodiscard]] bool limitsStates() const;

    /// A value the server did not report matches no comparison, and neither does its opposite.
    [[nodiscard]] bool matches(const Sandbox &sandbox, UtcTime now, const RowTraits &traits = {}) const
    {
        return (!traits.ended || wantsEnded()) && matches(sandbox, factsOf(sandbox), now, traits);
    }
    [[nodiscard]] bool matches(const Sandbox &sandbox, const SandboxFacts &facts, UtcTime now,
                               const RowTraits &traits) const;
    /// The same without a look at the sandbox; nullopt where the facts do not decide.
    [[nodiscard]] std::optional<bool> matchesByFacts(const SandboxFacts &facts, UtcTime now,
                                                     const RowTraits &traits = {}) const;

    /// The words before the colon, for help and completion.
    static QStringList keys();
    /// The words after `is:`.
    static QStringList traits();

private:
    enum class Field : quint8
    {
        Any,
        State,
        Is,
        Template,
        Region,
        Id,
        Left,
        Age
    };
    enum class Trait : quint8
    {
        Problem,
        Changing,
        Deleted,
        Production
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
        QVector<Trait> traits;
        quint16 statuses = 0; ///< one bit per status that `values` name
        Comparison comparison = Comparison::Below;
        std::chrono::milliseconds duration{0};
    };

    static std::optional<Field> fieldOf(QStringView key);
    void add(const SearchPiece &piece);
    void addValues(const SearchPiece &piece, Term term);
    void addComparison(const SearchPiece &piece, Term term);
    void report(const SearchPiece &piece, const QString &text, bool unfinished = false);
    /// Whether a part holds.
    enum class Held : quint8
    {
        No,
        Yes,
        NotReported, ///< neither it nor its opposite
        AskSandbox,  ///< more than the facts has to be known
    };
    static Held holdsByFacts(const Term &term, const SandboxFacts &facts, UtcTime now,
                             const RowTraits &traits);
    /// Where the facts do not decide.
    static Held holds(const Term &term, const Sandbox &sandbox);

    QVector<Term> m_terms;
    std::optional<SearchProblem> m_problem; ///< the first one
};

} // namespace sandglass
