// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "textmode/verbs.h"

#include <QString>

#include <optional>

namespace sandglass {

/// What stands behind a verb.
enum class Takes : quint8
{
    Search,
    Ids,
    Template,
    Verb
};

/// What a verb takes and does, for the parser and for the help.
struct VerbRow
{
    Verb verb;
    Takes takes;
    const char *what; ///< one sentence, in the context "sandglass::TextCommandLine"
};

const VerbRow &rowOf(Verb verb);
QString wordOf(Verb verb);
std::optional<Verb> verbFrom(const QString &word);

} // namespace sandglass
