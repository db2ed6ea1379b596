// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/searchtext.h"

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMostDigits = 6; // beyond, no sandbox lives

} // namespace

std::optional<std::chrono::milliseconds> spanOf(QStringView text)
{
    if (text.size() < 2)
        return std::nullopt;
    const QStringView number = text.chopped(1);
    const bool isNumber =
        std::all_of(number.begin(), number.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber || number.size() > kMostDigits)
        return std::nullopt;
    const qint64 count = number.toLongLong();
    switch (text.back().toLower().unicode()) {
    case u's':
        return count * 1s;
    case u'm':
        return count * 1min;
    case u'h':
        return count * 1h;
    case u'd':
        return count * 24h;
    case u'w':
        return count * 168h;
    default:
        return std::nullopt;
    }
}

QVector<SearchPiece> piecesOf(const QString &text)
{
    QVector<SearchPiece> pieces;
    qsizetype i = 0;
    while (i < text.size()) {
        if (text.at(i).isSpace()) {
            ++i;
            continue;
        }
        SearchPiece piece;
        piece.at = static_cast<int>(i);
        if (text.at(i) == u'-' && i + 1 < text.size() && !text.at(i + 1).isSpace()) {
            piece.negated = true;
            ++i;
        }
        piece.valueAt = static_cast<int>(i);
        bool quoted = false;
        bool everQuoted = false;
        for (; i < text.size() && (quoted || !text.at(i).isSpace()); ++i) {
            const QChar c = text.at(i);
            if (c == u'"') {
                quoted = !quoted;
                everQuoted = true;
            } else if (c == u':' && !quoted && !everQuoted && !piece.key && !piece.value.isEmpty()) {
                piece.key = std::exchange(piece.value, {});
                piece.valueAt = static_cast<int>(i) + 1;
            } else {
                piece.value += c;
            }
        }
        piece.unclosed = quoted;
        piece.length = static_cast<int>(i) - piece.at;
        pieces.append(piece);
    }
    return pieces;
}

QString quotedForSearch(const QString &value)
{
    const bool plain = !value.startsWith(u'-') && std::none_of(value.begin(), value.end(), [](QChar c) {
        return c.isSpace() || c == u'"' || c == u':' || c == u',';
    });
    if (plain)
        return value;
    QString inside = value;
    inside.remove(u'"'); // there is no way to write one
    return u'"' + inside + u'"';
}

QString searchWordOf(SandboxStatus status)
{
    switch (status) {
    case SandboxStatus::Gone:
        return u"gone"_s;
    case SandboxStatus::Unknown:
        return u"unknown"_s;
    default:
        return wordOfStatus(status);
    }
}

QString withStates(const QString &text, const QSet<SandboxStatus> &statuses)
{
    QString states;
    for (const SandboxStatus status : kAllStatuses) {
        if (statuses.contains(status))
            states += (states.isEmpty() ? u"state:"_s : u","_s) + searchWordOf(status);
    }
    QStringList parts;
    const QVector<SearchPiece> pieces = piecesOf(text);
    for (const SearchPiece &piece : pieces) {
        const bool isState =
            !piece.negated && piece.key && piece.key->compare("state"_L1, Qt::CaseInsensitive) == 0;
        // The new part stands where the old one stood.
        if (!isState)
            parts += text.mid(piece.at, piece.length);
        else if (!states.isEmpty())
            parts += std::exchange(states, {});
    }
    if (!states.isEmpty()) {
        // An open quotation mark would swallow what follows it.
        const bool open = !pieces.isEmpty() && pieces.last().unclosed;
        parts.insert(open ? parts.size() - 1 : parts.size(), states);
    }
    return parts.join(u' ');
}

} // namespace sandglass
