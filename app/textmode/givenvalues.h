// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/environment.h"
#include "domain/times.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <tl/expected.hpp>

namespace sandglass {

/// A moment as a person types it: a time of day, which is the next one after @p now, or a day and a time,
/// local unless it names a zone. nullopt for anything else.
std::optional<UtcTime> momentFrom(const QString &text, const QDateTime &now);

/// Variables as given on the command line, NAME with the value of this process or NAME=VALUE, after those of
/// a `.env` file where one is named; the last value of a name counts. The error is a sentence, and never
/// holds a value.
tl::expected<QVector<EnvironmentVariable>, QString> variablesFrom(const QStringList &given,
                                                                  const QString &file);

} // namespace sandglass
