// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/knownsecrets.h"

#include <algorithm>
#include <vector>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

/// A part of a text, from its first character to the one behind its last.
struct Stretch
{
    qsizetype begin = 0;
    qsizetype end = 0;
};

/// A text as it is compared: its escapes read, no backslashes, and one space for all white space between
/// words. A text and the same text written in JSON, once or twice, fold to the same.
struct Folded
{
    QString text;
    std::vector<Stretch> from; ///< of each character of the text
};

/// The character that stands at @p at behind a backslash; @p at goes behind it.
QChar unescaped(QStringView text, qsizetype &at)
{
    constexpr qsizetype kDigits = 4;
    const QChar sign = text[at++];
    if (QStringView(u"nrtbf").contains(sign))
        return u' ';
    if (sign == u'u' && text.size() - at >= kDigits) {
        bool isNumber = false;
        const ushort code = text.sliced(at, kDigits).toUShort(&isNumber, 16);
        if (isNumber) {
            at += kDigits;
            return QChar(code);
        }
    }
    return sign;
}

Folded folded(QStringView text)
{
    Folded made;
    made.text.reserve(text.size());
    made.from.reserve(static_cast<std::size_t>(text.size()));
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype begin = at;
        while (at < text.size() && text[at] == u'\\')
            ++at;
        if (at == text.size())
            break;
        const QChar c = at > begin ? unescaped(text, at) : text[at++];
        if (!c.isSpace()) {
            made.text += c;
            made.from.push_back({begin, at});
        } else if (made.text.endsWith(u' ')) {
            made.from.back().end = at;
        } else {
            made.text += u' ';
            made.from.push_back({begin, at});
        }
    }
    return made;
}

/// Where the secrets stand in one text.
class Finder
{
public:
    Finder(const QString &text, TextEnd end) : m_text(text), m_folded(folded(text)), m_end(end) {}

    void look(const QString &secret)
    {
        // Servers trim what they quote.
        const QString trimmed = secret.trimmed();
        if (trimmed.size() < KnownSecrets::kShortest)
            return;
        // First as it is, for a backslash before it may look like an escape: "DOMAIN\name".
        for (qsizetype at = m_text.indexOf(trimmed); at >= 0; at = m_text.indexOf(trimmed, at + 1))
            m_found.push_back({at, at + trimmed.size()});
        const QString plain = folded(secret).text.trimmed();
        if (plain.size() < KnownSecrets::kShortest)
            return;
        for (qsizetype at = m_folded.text.indexOf(plain); at >= 0; at = m_folded.text.indexOf(plain, at + 1))
            addFolded(at, plain.size());
        if (m_end == TextEnd::MayBeCut)
            lookAtEnd(plain);
    }

    [[nodiscard]] QString masked()
    {
        std::sort(m_found.begin(), m_found.end(),
                  [](const Stretch &one, const Stretch &other) { return one.begin < other.begin; });
        QString text;
        qsizetype copied = 0;
        for (const Stretch &stretch : m_found) {
            // One mark for secrets that overlap.
            if (stretch.begin >= copied) {
                text += QStringView(m_text).sliced(copied, stretch.begin - copied);
                text += u'…';
            }
            copied = std::max(copied, stretch.end);
        }
        text += QStringView(m_text).sliced(copied);
        return text;
    }

private:
    void addFolded(qsizetype at, qsizetype size)
    {
        const auto first = static_cast<std::size_t>(at);
        const auto last = static_cast<std::size_t>(at + size - 1);
        m_found.push_back({m_folded.from[first].begin, m_folded.from[last].end});
    }

    void lookAtEnd(QStringView secret)
    {
        const QStringView text = m_folded.text;
        for (qsizetype size = std::min(secret.size(), text.size()); size >= KnownSecrets::kShortest; --size) {
            if (!text.endsWith(secret.first(size)))
                continue;
            addFolded(text.size() - size, size);
            return;
        }
    }

    const QString &m_text;
    const Folded m_folded;
    const TextEnd m_end;
    std::vector<Stretch> m_found;
};

} // namespace

QString withoutKnown(const QString &text, const KnownSecrets &secrets, TextEnd end)
{
    if (text.isEmpty() || (secrets.key.isEmpty() && secrets.values.isEmpty()))
        return text;
    Finder finder(text, end);
    const QString key = QString::fromUtf8(secrets.key.secret());
    const QString half = key.sliced(key.indexOf(u'.') + 1); // a server may quote only the secret one
    for (const QString &secret : {key, half}) {
        if (secret.size() >= KnownSecrets::kShortestKey)
            finder.look(secret);
    }
    for (const QString &value : secrets.values)
        finder.look(value);
    return finder.masked();
}

} // namespace sandglass
