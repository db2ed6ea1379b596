// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/verbtable.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kRows{
    VerbRow{
        Verb::List, Takes::Search,
        QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Show the sandboxes, or those that match a search.")},
    VerbRow{
        Verb::Get, Takes::Ids,
        QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Show everything the server says about a sandbox.")},
    VerbRow{Verb::Start, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Boot stopped sandboxes from their files.")},
    VerbRow{Verb::Stop, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine",
                              "Stop sandboxes; files are kept, memory and everything that runs are lost.")},
    VerbRow{Verb::Pause, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine",
                              "Pause sandboxes; memory, processes and files are kept.")},
    VerbRow{Verb::Resume, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Go on with paused sandboxes where they were.")},
    VerbRow{
        Verb::Delete, Takes::Ids,
        QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Delete sandboxes with all their files, for good.")},
    VerbRow{Verb::Extend, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine",
                              "Put off when the server deletes sandboxes, by a span or to a time.")},
    VerbRow{Verb::Create, Takes::Template,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine",
                              "Create a sandbox from a template; it is asked for once, whatever happens.")},
    VerbRow{
        Verb::Watch, Takes::Search,
        QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Show what changes, line by line, until Ctrl-C.")},
    VerbRow{Verb::Help, Takes::Verb,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Explain the text mode or one of its commands.")},
};

constexpr bool rowsMatchVerbs()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].verb != static_cast<Verb>(i) || kVerbs[i].verb != static_cast<Verb>(i))
            return false;
    }
    return kRows.size() == kVerbs.size();
}
static_assert(rowsMatchVerbs());

} // namespace

const VerbRow &rowOf(Verb verb)
{
    return kRows[static_cast<std::size_t>(verb)];
}

QString wordOf(Verb verb)
{
    const std::string_view word = kVerbs[static_cast<std::size_t>(verb)].word;
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

std::optional<Verb> verbFrom(const QString &word)
{
    const auto found = std::find_if(kVerbs.begin(), kVerbs.end(),
                                    [&word](const VerbWord &row) { return wordOf(row.verb) == word; });
    return found == kVerbs.end() ? std::nullopt : std::optional(found->verb);
}

} // namespace sandglass
