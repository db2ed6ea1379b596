// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace sandglass {

/// Replaces ids by numbered words, the same id by the same word wherever it stands: "sandbox-3". Ids that
/// were made known get the word of their kind; behind "/sandboxes/" and the like, and wherever something
/// merely looks like an id, it goes as well, for servers quote what we have never heard of.
class IdVeil
{
public:
    /// @p kind is the word: "sandbox". What is too short to be told from a number or a word is left alone.
    void know(const QString &kind, const QString &id);

    /// Numbers are given in the order in which ids come.
    [[nodiscard]] QString apply(const QString &text);

private:
    [[nodiscard]] QString wordFor(const QString &kind, const QString &id);
    [[nodiscard]] QString veiledToken(const QString &token);

    QHash<QString, QString> m_kinds; ///< of ids that are known
    QHash<QString, QString> m_words; ///< of ids that came
    QHash<QString, int> m_last;      ///< number by kind
    QStringList m_odd;               ///< known ones that are not of one piece
};

} // namespace sandglass
