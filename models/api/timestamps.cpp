// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/timestamps.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace sandglass {

namespace {

using namespace std::chrono;

/// Reads a text from left to right; what does not fit leaves the position alone.
template<typename Char>
class Cursor
{
public:
    Cursor(const Char *begin, qsizetype size) : m_at(begin), m_end(begin + size) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }

    bool take(char wanted)
    {
        if (atEnd() || unit(*m_at) != static_cast<char16_t>(wanted))
            return false;
        ++m_at;
        return true;
    }

    bool takeText(std::string_view wanted)
    {
        if (m_end - m_at < static_cast<std::ptrdiff_t>(wanted.size()))
            return false;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (unit(m_at[i]) != static_cast<char16_t>(wanted[i]))
                return false;
        }
        m_at += wanted.size();
        return true;
    }

    [[nodiscard]] std::optional<int> digit() const
    {
        if (atEnd() || unit(*m_at) < u'0' || unit(*m_at) > u'9')
            return std::nullopt;
        return unit(*m_at) - u'0';
    }

    std::optional<int> twoDigits()
    {
        if (m_end - m_at < 2)
            return std::nullopt;
        const auto tens = static_cast<unsigned>(unit(m_at[0]) - u'0');
        const auto ones = static_cast<unsigned>(unit(m_at[1]) - u'0');
        if (tens > 9 || ones > 9)
            return std::nullopt;
        m_at += 2;
        return static_cast<int>(tens * 10 + ones);
    }

    std::optional<int> fourDigits()
    {
        const Char *begin = m_at;
        if (const std::optional<int> first = twoDigits()) {
            if (const std::optional<int> last = twoDigits())
                return *first * 100 + *last;
        }
        m_at = begin;
        return std::nullopt;
    }

    void skip() { ++m_at; }

private:
    static char16_t unit(QChar c) { return c.unicode(); }
    static char16_t unit(char c) { return static_cast<unsigned char>(c); }

    const Char *m_at;
    const Char *m_end;
};

/// Fraction digits after the dot, as milliseconds; nullopt unless there are 1 to 9.
template<typename Char>
std::optional<int> takeFraction(Cursor<Char> &cursor)
{
    int millis = 0;
    int digits = 0;
    while (const std::optional<int> digit = cursor.digit()) {
        if (digits < 3)
            millis = millis * 10 + *digit;
        cursor.skip();
        ++digits;
    }
    if (digits < 1 || digits > 9)
        return std::nullopt;
    for (int i = digits; i < 3; ++i)
        millis *= 10;
    return millis;
}

template<typename Char>
std::optional<minutes> takeOffset(Cursor<Char> &cursor)
{
    if (cursor.atEnd() || cursor.take('Z') || cursor.take('z'))
        return minutes{0};
    const bool negative = cursor.take('-');
    if (!negative && !cursor.take('+'))
        return std::nullopt;
    const std::optional<int> hour = cursor.twoDigits();
    if (!hour || *hour > 23)
        return std::nullopt;
    int minute = 0;
    if (!cursor.atEnd()) {
        cursor.take(':');
        const std::optional<int> taken = cursor.twoDigits();
        if (!taken || *taken > 59)
            return std::nullopt;
        minute = *taken;
    }
    const minutes offset = hours{*hour} + minutes{minute};
    return negative ? -offset : offset;
}

std::optional<sys_days> dayOf(int yearNumber, int monthNumber, int dayNumber)
{
    const year_month_day date{year{yearNumber}, month{static_cast<unsigned>(monthNumber)},
                              day{static_cast<unsigned>(dayNumber)}};
    if (!date.ok())
        return std::nullopt;
    return sys_days{date};
}

std::optional<seconds> timeOfDay(int hour, int minute, int second)
{
    // 60 is a leap second; it counts as the first second of the next minute.
    if (hour > 23 || minute > 59 || second > 60 || (second == 60 && minute != 59))
        return std::nullopt;
    return hours{hour} + minutes{minute} + seconds{second};
}

ReportedTime momentOf(int year, int month, int day, int hour, int minute, int second, milliseconds more)
{
    const std::optional<sys_days> date = year == 0 ? std::nullopt : dayOf(year, month, day);
    const std::optional<seconds> time = timeOfDay(hour, minute, second);
    if (!date || !time)
        return {ReportedTime::Kind::Unreadable, {}};
    // Go writes a time that was never set as the first second of the year 1.
    if (year == 1)
        return {};
    return ReportedTime::known(*date + *time + more);
}

/// Eight or four characters at once, as they lie in memory.
template<typename Word>
Word wordAt(const char *text)
{
    Word word = 0;
    std::memcpy(&word, text, sizeof word);
    return word;
}

/// The bits that are not as in @p shape, where any digit stands for '0'; of each character the highest one is
/// among them if it is wrong.
template<typename Word>
Word wrongBits(const char *text, const char *shape)
{
    constexpr Word kEach = static_cast<Word>(0x0101'0101'0101'0101);
    const Word expected = wordAt<Word>(shape);
    const Word difference = wordAt<Word>(text) ^ expected;
    // Zeros are the only ones of the shape with just these bits set.
    const Word zeros = ~(((expected ^ (kEach * '0')) + kEach * 0x7f)) & (kEach * 0x80);
    // Added to, what is more than 9, or than 0 beside the digits, reaches the highest bit.
    return difference | (difference + (kEach * 0x7f - (zeros >> 7U) * 9));
}

/// The same as parseTrimmed() of a time like "2026-01-02T03:04:05Z", which is how services mostly write it;
/// nothing where it is written otherwise.
std::optional<ReportedTime> parseUsual(const char *text, qsizetype size)
{
    constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
    if (size != static_cast<qsizetype>(kShape.size()))
        return std::nullopt;
    const quint64 wrong = wrongBits<quint64>(text, kShape.data()) |
                          wrongBits<quint64>(text + 8, kShape.data() + 8) |
                          wrongBits<quint32>(text + 16, kShape.data() + 16);
    if ((wrong & 0x8080'8080'8080'8080U) != 0)
        return std::nullopt;
    const auto two = [text](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    return momentOf(two(0) * 100 + two(2), two(5), two(8), two(11), two(14), two(17), milliseconds{0});
}

template<typename Char>
ReportedTime parseTrimmed(Cursor<Char> cursor)
{
    if (cursor.atEnd())
        return {};
    const ReportedTime unreadable{ReportedTime::Kind::Unreadable, {}};
    const std::optional<int> year = cursor.fourDigits();
    if (!year || !cursor.take('-'))
        return unreadable;
    const std::optional<int> month = cursor.twoDigits();
    if (!month || !cursor.take('-'))
        return unreadable;
    const std::optional<int> day = cursor.twoDigits();
    if (!day || !(cursor.take('T') || cursor.take('t') || cursor.take(' ')))
        return unreadable;
    const std::optional<int> hour = cursor.twoDigits();
    if (!hour || !cursor.take(':'))
        return unreadable;
    const std::optional<int> minute = cursor.twoDigits();
    if (!minute || !cursor.take(':'))
        return unreadable;
    const std::optional<int> second = cursor.twoDigits();
    if (!second)
        return unreadable;
    int millis = 0;
    if (cursor.take('.')) {
        const std::optional<int> fraction = takeFraction(cursor);
        if (!fraction)
            return unreadable;
        millis = *fraction;
    }
    const std::optional<minutes> offset = takeOffset(cursor);
    if (!offset || !cursor.atEnd())
        return unreadable;

    return momentOf(*year, *month, *day, *hour, *minute, *second, milliseconds{millis} - *offset);
}

} // namespace

ReportedTime parseTimestamp(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    return parseTrimmed(Cursor<QChar>{trimmed.data(), trimmed.size()});
}

ReportedTime parseTimestamp(QLatin1StringView text)
{
    if (const auto usual = parseUsual(text.data(), text.size()))
        return *usual;
    const QLatin1StringView trimmed = text.trimmed();
    return parseTrimmed(Cursor<char>{trimmed.data(), trimmed.size()});
}

std::optional<UtcTime> parseHttpDate(QByteArrayView text)
{
    static constexpr std::array<std::string_view, 7> kDays{"Mon, ", "Tue, ", "Wed, ", "Thu, ",
                                                           "Fri, ", "Sat, ", "Sun, "};
    static constexpr std::array<std::string_view, 12> kMonths{" Jan ", " Feb ", " Mar ", " Apr ",
                                                              " May ", " Jun ", " Jul ", " Aug ",
                                                              " Sep ", " Oct ", " Nov ", " Dec "};

    const QByteArrayView trimmed = text.trimmed();
    Cursor<char> cursor{trimmed.data(), trimmed.size()};
    bool dayNamed = false;
    for (const std::string_view name : kDays)
        dayNamed = dayNamed || cursor.takeText(name);
    const std::optional<int> day = cursor.twoDigits();
    if (!dayNamed || !day)
        return std::nullopt;
    int month = 0;
    for (std::size_t i = 0; i < kMonths.size() && month == 0; ++i) {
        if (cursor.takeText(kMonths[i]))
            month = static_cast<int>(i) + 1;
    }
    const std::optional<int> year = cursor.fourDigits();
    if (month == 0 || !year || !cursor.take(' '))
        return std::nullopt;
    const std::optional<int> hour = cursor.twoDigits();
    if (!hour || !cursor.take(':'))
        return std::nullopt;
    const std::optional<int> minute = cursor.twoDigits();
    if (!minute || !cursor.take(':'))
        return std::nullopt;
    const std::optional<int> second = cursor.twoDigits();
    if (!second || !cursor.takeText(" GMT") || !cursor.atEnd())
        return std::nullopt;
    const std::optional<sys_days> date = dayOf(*year, month, *day);
    const std::optional<seconds> time = timeOfDay(*hour, *minute, *second);
    if (!date || !time)
        return std::nullopt;
    return *date + *time;
}

} // namespace sandglass
