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
/// words. A text and the same text written in JSON, in HTML or in an address, also one in the other, fold to
/// the same.
struct Folded
{
    QString text;
    std::vector<Stretch> from; ///< of each character of the text

    void add(QChar c, Stretch stretch)
    {
        if (c.category() == QChar::Other_Format) // of no width
            return;
        // Forms write a plus for a space.
        if (!c.isSpace() && c != u'+') {
            text += c;
            from.push_back(stretch);
        } else if (text.endsWith(u' ')) {
            from.back().end = stretch.end;
        } else {
            text += u' ';
            from.push_back(stretch);
        }
    }
};

/// Several characters that stand for others, or for nothing, and how many they are; none where they stand for
/// themselves.
struct Escape
{
    QString text;
    qsizetype size = 0;
};

Escape behindBackslash(QStringView rest)
{
    constexpr qsizetype kDigits = 4;
    qsizetype at = 0;
    while (at < rest.size() && rest[at] == u'\\') // JSON in JSON
        ++at;
    if (at == rest.size())
        return {{}, at};
    const QChar sign = rest[at++];
    if (QStringView(u"nrtbf").contains(sign))
        return {u" "_s, at};
    bool isNumber = false;
    const ushort code = rest.sliced(at).first(qMin(kDigits, rest.size() - at)).toUShort(&isNumber, 16);
    if (sign == u'u' && rest.size() - at >= kDigits && isNumber)
        return {QChar(code), at + kDigits};
    return {sign, at};
}

/// %C3%A4: the bytes of one character.
Escape percents(QStringView rest)
{
    constexpr qsizetype kOfByte = 3;
    constexpr qsizetype kMostBytes = 4;
    QByteArray bytes;
    for (qsizetype at = 0; rest.size() - at >= kOfByte && rest[at] == u'%' && bytes.size() < kMostBytes;
         at += kOfByte) {
        bool isNumber = false;
        bytes += static_cast<char>(rest.sliced(at + 1, 2).toUShort(&isNumber, 16));
        if (!isNumber)
            break;
        QString text = QString::fromUtf8(bytes);
        if (!text.contains(QChar::ReplacementCharacter))
            return {std::move(text), at + kOfByte};
    }
    return {};
}

Escape entity(QStringView rest)
{
    constexpr qsizetype kLongest = 10;
    const qsizetype end = rest.first(qMin(rest.size(), kLongest)).indexOf(u';');
    if (end < 0)
        return {};
    const QStringView name = rest.sliced(1, end - 1);
    bool isNumber = false;
    uint code = 0;
    if (name.startsWith("#x"_L1, Qt::CaseInsensitive))
        code = name.sliced(2).toUInt(&isNumber, 16);
    else if (name.startsWith(u'#'))
        code = name.sliced(1).toUInt(&isNumber);
    if (isNumber && code > 0 && code <= QChar::LastValidCodePoint)
        return {QString::fromUcs4(reinterpret_cast<const char32_t *>(&code), 1), end + 1};
    static constexpr std::pair<QLatin1StringView, char16_t> kNamed[] = {
        {"amp"_L1, u'&'}, {"lt"_L1, u'<'}, {"gt"_L1, u'>'}, {"quot"_L1, u'"'}, {"apos"_L1, u'\''}};
    for (const auto &[known, c] : kNamed) {
        if (name == known)
            return {QChar(c), end + 1};
    }
    return {};
}

Escape escapeAt(QStringView rest)
{
    if (rest.front() == u'\\')
        return behindBackslash(rest);
    if (rest.front() == u'%')
        return percents(rest);
    return rest.front() == u'&' ? entity(rest) : Escape{};
}

Folded foldedOnce(QStringView text, const std::vector<Stretch> &from)
{
    Folded made;
    made.text.reserve(text.size());
    made.from.reserve(static_cast<std::size_t>(text.size()));
    const auto stretch = [&from](qsizetype begin, qsizetype end) {
        return from.empty() ? Stretch{begin, end}
                            : Stretch{from[static_cast<std::size_t>(begin)].begin,
                                      from[static_cast<std::size_t>(end - 1)].end};
    };
    for (qsizetype at = 0; at < text.size();) {
        const Escape escape = escapeAt(text.sliced(at));
        const qsizetype size = std::max<qsizetype>(escape.size, 1);
        const QStringView stands = escape.size == 0 ? text.sliced(at, 1) : QStringView(escape.text);
        for (const QChar c : stands)
            made.add(c, stretch(at, at + size));
        at += size;
    }
    return made;
}

Folded folded(QStringView text)
{
    constexpr int kLayers = 4; // of one in another
    Folded made = foldedOnce(text, {});
    for (int layer = 1; layer < kLayers; ++layer) {
        Folded next = foldedOnce(made.text, made.from);
        if (next.text == made.text)
            break;
        made = std::move(next);
    }
    return made;
}

/// What of @p secret's base64 is the same wherever in the encoded text it begins, one for each of the three
/// places.
QStringList base64Of(const QByteArray &secret, QByteArray::Base64Options alphabet)
{
    constexpr qsizetype kBitsOfByte = 8;
    constexpr qsizetype kBitsOfSign = 6;
    QStringList all;
    for (qsizetype before = 0; before < 3; ++before) {
        const QByteArray encoded = QByteArray(QByteArray(before, '\0') + secret).toBase64(alphabet);
        const qsizetype first = (before * kBitsOfByte + kBitsOfSign - 1) / kBitsOfSign;
        const qsizetype last = (before + secret.size()) * kBitsOfByte / kBitsOfSign;
        all += QString::fromLatin1(encoded.sliced(first, last - first));
    }
    return all;
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
        if (trimmed.size() >= KnownSecrets::kShortestKey)
            lookForBytes(trimmed.toUtf8());
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

    /// Written as numbers: what a server prints of a header it could not read.
    void lookForBytes(const QByteArray &secret)
    {
        QStringList written{QString::fromLatin1(secret.toHex())};
        written += base64Of(secret, QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals);
        written += base64Of(secret, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        for (const QString &one : std::as_const(written)) {
            const auto sensitivity = &one == &written.constFirst() ? Qt::CaseInsensitive : Qt::CaseSensitive;
            for (qsizetype at = m_text.indexOf(one, 0, sensitivity); at >= 0;
                 at = m_text.indexOf(one, at + 1, sensitivity))
                m_found.push_back({at, at + one.size()});
        }
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
