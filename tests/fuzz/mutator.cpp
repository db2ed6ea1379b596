// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"

#include <QSet>

#include <algorithm>

namespace sandglass::fuzz {

namespace {

/// What upsets parsers whatever they read.
QByteArrayList usualSuspects()
{
    return {QByteArray(1, '\0'),
            "\xff",
            "\xc0\x80",
            "\xed\xa0\x80",
            "\xef\xbb\xbf",
            "\xe2\x80\xae",
            "\xe2\x80\xa8",
            "\xf0\x9f\x92\xa9",
            "\r\n",
            "\n",
            "\t",
            " ",
            "\\",
            "\"",
            "'",
            "{",
            "}",
            "[",
            "]",
            "[[[[[[[[",
            ":",
            ",",
            "=",
            "%",
            "#",
            "@",
            "/",
            "..",
            "<b>",
            "&amp;",
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "-1",
            "0",
            "-0",
            "1e309",
            "1e-400",
            "0.1",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551616",
            "\\u0000",
            "\\ud800",
            "\\udfff",
            "\\u202e",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:60.999999999-23:59"};
}

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

QByteArrayList wordsOf(const QByteArrayList &samples)
{
    QSet<QByteArray> seen;
    QByteArrayList words;
    for (const QByteArray &sample : samples) {
        const auto *at = sample.begin();
        while (at != sample.end()) {
            const auto *end = std::find_if_not(at, sample.end(), isWordByte);
            const QByteArray word(at, end - at);
            if (word.size() > 1 && word.size() < 40 && !seen.contains(word)) {
                seen.insert(word);
                words.append(word);
            }
            at = end == sample.end() ? end : end + 1;
        }
    }
    return words;
}

} // namespace

Mutator::Mutator(QByteArrayList samples)
    : m_samples(std::move(samples)), m_words(wordsOf(m_samples) + usualSuspects())
{}

QByteArray Mutator::input(quint32 seed) const
{
    test::Random random(seed);
    QByteArray made = random.pick(m_samples);
    if (random.chance(5))
        made.clear();
    // Few changes leave an input that gets far; many find what nobody thought of.
    const int changes = 1 + random.below(random.chance(80) ? 4 : 24);
    for (int i = 0; i < changes; ++i)
        change(made, random);
    if (random.below(1'000) == 0 && !made.isEmpty())
        made = made.repeated(2 + random.below(31));
    else if (made.size() > kUsualSize)
        made.truncate(kUsualSize);
    return made;
}

QByteArray Mutator::token(test::Random &random) const
{
    return random.pick(m_words);
}

void Mutator::change(QByteArray &input, test::Random &random) const
{
    const auto place = [&] {
        return static_cast<qsizetype>(random.below(static_cast<int>(input.size()) + 1));
    };
    const qsizetype at = place();
    const auto rest = [&](int most) {
        return std::min<qsizetype>(1 + random.below(most), input.size() - at);
    };
    switch (random.below(11)) {
    case 0: // one bit
        if (at < input.size())
            input[at] = static_cast<char>(input.at(at) ^ (1 << random.below(8)));
        break;
    case 1: // one byte
        if (at < input.size())
            input[at] = static_cast<char>(random.below(256));
        break;
    case 2:
        input.insert(at, static_cast<char>(random.below(256)));
        break;
    case 3:
    case 4:
        input.insert(at, token(random));
        break;
    case 5: { // a word in place of another
        const auto *begin = std::find_if(input.cbegin() + at, input.cend(), isWordByte);
        const auto *end = std::find_if_not(begin, input.cend(), isWordByte);
        const qsizetype from = begin - input.cbegin();
        input.replace(from, end - begin, token(random));
        break;
    }
    case 6:
        input.remove(at, rest(32));
        break;
    case 7: // a part once more, elsewhere
        input.insert(place(), input.mid(at, rest(128)));
        break;
    case 8: // one byte many times
        if (at < input.size())
            input.insert(at, QByteArray(1 + random.below(64), input.at(at)));
        break;
    case 9: // the end of another sample
        input.truncate(at);
        if (const QByteArray &other = random.pick(m_samples); !other.isEmpty())
            input += other.sliced(random.below(static_cast<int>(other.size())));
        break;
    default:
        input.truncate(at);
        break;
    }
}

} // namespace sandglass::fuzz
