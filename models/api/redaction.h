// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/knownsecrets.h"

#include <QString>
#include <QStringList>

namespace sandglass {

/// @p text with everything that looks like a secret masked: HopX and `sk_` keys, Bearer and Basic values,
/// JSON web tokens, key headers, `token=…`-like pairs and passwords in addresses. For every text that comes
/// from a server or the network layer before it is shown, logged or kept.
QString redacted(QString text);

/// One line of what came from outside, fit to be shown: without secrets, plain, and only then cut. What is
/// cut first may end in the beginning of a secret, which nothing knows by its value or its looks.
QString safeLine(const QString &text, qsizetype mostCharacters, const KnownSecrets &secrets = {},
                 TextEnd end = TextEnd::Whole);

/// Whether a key is in @p text, by its looks: where something else is asked for, so that it is neither used
/// as that nor repeated.
bool looksLikeKey(const QString &text);

/// Whether one of these words of a command line is, names or begins a key, so that neither they nor what
/// stands behind them may be repeated on the terminal.
bool mayTellKey(const QStringList &words);

} // namespace sandglass
