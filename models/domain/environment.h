// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

namespace sandglass {

/// One variable for what runs in a sandbox.
struct EnvironmentVariable
{
    QString name;
    QString value;

    bool operator==(const EnvironmentVariable &) const = default;
};

/// Letters, digits and underscores, no digit first: what every shell accepts.
bool isEnvironmentName(QStringView name);

/// Whether a value is to be hidden from somebody who looks over the shoulder: the name speaks of a secret, or
/// the value has the form of one.
bool looksSecret(const EnvironmentVariable &variable);

/// What the text of a `.env` file says.
struct DotEnv
{
    enum class Mistake : quint8
    {
        NoEquals,
        BadName,
        UnclosedQuote,
        TextAfterQuote,
    };
    /// Tells where and what, never the text itself: it may hold a secret.
    struct Problem
    {
        int line = 0; ///< from 1
        Mistake mistake = Mistake::NoEquals;
        bool operator==(const Problem &) const = default;
    };

    QVector<EnvironmentVariable> variables; ///< each name once, the last value counts
    QVector<Problem> problems;              ///< these lines were left out
};

/// Reads NAME=value lines: `export `, comments, single quotes (literal), double quotes (with the usual
/// escapes for line end, tab, quote and backslash), quoted text over several lines, CRLF. References such as
/// $OTHER stay as they are written.
DotEnv parseDotEnv(const QString &text);

} // namespace sandglass
