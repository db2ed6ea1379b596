// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace sandglass {

/// @p text with everything that looks like a secret masked: HopX and `sk_` keys, Bearer and Basic values,
/// JSON web tokens, key headers, `token=…`-like pairs and passwords in addresses. For every text that comes
/// from a server or the network layer before it is shown, logged or kept.
QString redacted(QString text);

/// The same, and the key in use masked by its value, whatever it looks like.
QString redacted(QString text, const QByteArray &secret);

/// Whether one of these words of a command line names or begins a key, so that neither they nor what stands
/// behind them may be repeated on the terminal.
bool mayTellKey(const QStringList &words);

} // namespace sandglass
