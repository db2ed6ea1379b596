// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/plaintext.h"

#include <array>
#include <cstring>
#include <utility>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTitleWithin = 16 * 1024; // a title stands near the beginning or is not worth finding

/// Marks that change the order of what follows: with them a server's text could pose as ours.
bool turnsDirection(char16_t c)
{
    return c == u'\u061c' || c == u'\u200e' || c == u'\u200f' || (c >= u'\u202a' && c <= u'\u202e') ||
           (c >= u'\u2066' && c <= u'\u2069');
}

bool isInvisible(char16_t c)
{
    return c == u'\u00ad' || c == u'\u200b' || c == u'\u2060' || c == u'\ufeff' ||
           (c >= u'\ufff9' && c <= u'\ufffb');
}

template<typename Char>
bool isPlain(const Char *begin, const Char *end)
{
    bool spaceMayFollow = false;
    for (const Char *at = begin; at != end; ++at) {
        const bool isVisible = *at > 0x20 && *at < 0x7f;
        if (!isVisible && !(spaceMayFollow && *at == 0x20))
            return false;
        spaceMayFollow = isVisible;
    }
    return begin == end || spaceMayFollow;
}

/// Whether eight characters are all visible ones of ASCII.
bool areVisible(const char *eight)
{
    constexpr quint64 kEach = 0x0101'0101'0101'0101;
    quint64 all = 0;
    std::memcpy(&all, eight, sizeof all);
    // The highest bit of some byte is set where one is beyond ASCII, below '!' or DEL.
    return ((all | (all - kEach * 0x21) | (all + kEach)) & (kEach * 0x80)) == 0;
}

QString withEntities(QString text)
{
    static constexpr std::array<std::pair<QLatin1StringView, char16_t>, 7> kEntities{{
        {"&lt;"_L1, u'<'},
        {"&gt;"_L1, u'>'},
        {"&quot;"_L1, u'"'},
        {"&#39;"_L1, u'\''},
        {"&nbsp;"_L1, u' '},
        {"&mdash;"_L1, u'\u2014'},
        {"&amp;"_L1, u'&'}, // last, so that nothing is decoded twice
    }};
    for (const auto &[entity, character] : kEntities)
        text.replace(entity, QString{QChar{character}}, Qt::CaseInsensitive);
    return text;
}

} // namespace

QString plainLine(QStringView text, qsizetype mostCharacters)
{
    QString plain;
    plain.reserve(qMin(text.size(), mostCharacters + 1));
    bool wantsSpace = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (turnsDirection(c.unicode()) || isInvisible(c.unicode()))
            continue;
        if (c.isSpace() || c.category() == QChar::Other_Control) {
            wantsSpace = !plain.isEmpty();
            continue;
        }
        const bool isPair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        const qsizetype needed = (wantsSpace ? 1 : 0) + (isPair ? 2 : 1);
        if (plain.size() + needed > mostCharacters) {
            plain += u'…';
            return plain;
        }
        if (wantsSpace)
            plain += u' ';
        wantsSpace = false;
        if (isPair) {
            plain += c;
            plain += text[++i];
        } else {
            plain += c.isSurrogate() ? QChar{QChar::ReplacementCharacter} : c;
        }
    }
    return plain;
}

QString plainLine(QString &&text, qsizetype mostCharacters)
{
    if (text.size() <= mostCharacters && isPlain(text.utf16(), text.utf16() + text.size()))
        return std::move(text);
    return plainLine(QStringView{text}, mostCharacters);
}

QString wellFormed(QString text)
{
    if (text.isValidUtf16())
        return text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else if (text.at(i).isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

bool isPlainAscii(std::string_view text)
{
    const char *begin = text.data();
    const char *end = begin + text.size();
    // Few texts hold a space.
    const char *at = begin;
    while (end - at >= qsizetype{sizeof(quint64)} && areVisible(at))
        at += sizeof(quint64);
    return isPlain(at == begin ? begin : at - 1, end);
}

bool looksLikeHtml(QByteArrayView body, QByteArrayView contentType)
{
    QByteArrayView start = body;
    if (start.startsWith("\xef\xbb\xbf"))
        start = start.sliced(3);
    start = start.trimmed();
    if (start.isEmpty())
        return false;
    if (start.front() == '<')
        return true;
    const QByteArray type = contentType.toByteArray().toLower();
    return type.contains("html") && start.front() != '{' && start.front() != '[';
}

QString titleOfHtml(QByteArrayView body)
{
    const QString text = QString::fromUtf8(body.first(qMin(body.size(), kTitleWithin)));
    const qsizetype tag = text.indexOf("<title"_L1, 0, Qt::CaseInsensitive);
    const qsizetype begin = tag < 0 ? -1 : text.indexOf(u'>', tag);
    const qsizetype end = begin < 0 ? -1 : text.indexOf(u'<', begin);
    if (end < 0)
        return {};
    return plainLine(withEntities(text.sliced(begin + 1, end - begin - 1)), kTitleWithin);
}

} // namespace sandglass
