// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/idveil.h"

#include <QRegularExpression>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortest = 4;

const QRegularExpression &tokens()
{
    static const QRegularExpression pattern{uR"([\w-]+)"_s, QRegularExpression::UseUnicodePropertiesOption};
    return pattern;
}

bool isOneToken(const QString &id)
{
    const auto match = tokens().match(id);
    return match.hasMatch() && match.capturedLength() == id.size();
}

/// Letters and digits mixed over some length: what services make ids of. Words, numbers, versions and dates
/// are not.
bool looksLikeId(const QString &token)
{
    constexpr qsizetype kLikelyId = 12;
    if (token.size() < kLikelyId)
        return false;
    const auto digits = std::count_if(token.begin(), token.end(), [](QChar c) { return c.isDigit(); });
    const bool hasLetter = std::any_of(token.begin(), token.end(), [](QChar c) { return c.isLetter(); });
    return digits >= 2 && hasLetter;
}

/// What stands behind these in a path names one of them.
QString kindBehind(QStringView before)
{
    if (before.endsWith(u"/sandboxes/"_s))
        return u"sandbox"_s;
    return before.endsWith(u"/templates/"_s) ? u"template"_s : QString();
}

} // namespace

void IdVeil::know(const QString &kind, const QString &id)
{
    if (id.size() < kShortest || m_kinds.contains(id))
        return;
    m_kinds.insert(id, kind);
    if (!isOneToken(id))
        m_odd.append(id);
}

QString IdVeil::wordFor(const QString &kind, const QString &id)
{
    QString &word = m_words[id];
    if (word.isEmpty())
        word = QString(kind % u'-' % QString::number(++m_last[kind]));
    return word;
}

QString IdVeil::veiledToken(const QString &token)
{
    if (const auto known = m_kinds.constFind(token); known != m_kinds.constEnd())
        return wordFor(*known, token);
    return looksLikeId(token) ? wordFor(u"id"_s, token) : token;
}

QString IdVeil::apply(const QString &text)
{
    QString rest = text;
    // Longest first: one may be a part of another.
    std::sort(m_odd.begin(), m_odd.end(),
              [](const QString &one, const QString &other) { return one.size() > other.size(); });
    for (const QString &id : std::as_const(m_odd)) {
        if (rest.contains(id))
            rest.replace(id, wordFor(m_kinds.value(id), id));
    }
    QString result;
    result.reserve(rest.size());
    qsizetype done = 0;
    for (auto matches = tokens().globalMatch(rest); matches.hasNext();) {
        const auto match = matches.next();
        const qsizetype begin = match.capturedStart();
        result += QStringView(rest).sliced(done, begin - done);
        const QString token = match.captured();
        const QString kind = kindBehind(QStringView(rest).first(begin));
        result += kind.isEmpty() || m_kinds.contains(token) ? veiledToken(token) : wordFor(kind, token);
        done = match.capturedEnd();
    }
    result += QStringView(rest).sliced(done);
    return result;
}

} // namespace sandglass
