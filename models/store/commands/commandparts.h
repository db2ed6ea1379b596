// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/commands/commandtext.h"

namespace sandglass::commands {

// What the languages of commandText() have in common.

/// No server named, or the official service, which every tool talks to by itself.
bool isOfficial(const QUrl &server);
/// Without a slash at its end, without a name and password.
QString baseOf(const QUrl &server);
/// As a string literal of Python and JavaScript, which agree with JSON on them.
QString literal(const QString &text);
/// The same for a list.
QString literals(const QStringList &texts);
/// Ids and seconds, as a literal of both.
QString timeoutsOf(const ExtendWish &extend);
QString methodOf(LifecycleAction action);
/// What follows the sandbox's path.
QString tailOf(LifecycleAction action);
QString pathOf(const QString &id);
/// Start and Stop, which no official tool has (contract 5.3).
bool isPower(LifecycleAction action);
/// The one status the API itself can filter by; empty where there is none or more (contract 4.2).
QString apiStatus(const FilterWish &filter);

/// Notes for the reader; empty where there is nothing to say.
QString filterNote(const FilterWish &filter);
QString countedFromNow(const ExtendWish &extend);
QString noSuchAction(const QString &tool, LifecycleAction action);
/// Notes as comments in front of code. A comment is one line, whatever is in it.
QString withNotes(const QStringList &notes, QLatin1StringView sign, const QString &code);

} // namespace sandglass::commands
