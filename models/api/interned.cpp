// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/interned.h"

#include <charconv>

namespace sandglass {

namespace {

constexpr std::size_t kLongest = 32; // what is longer hardly comes twice

} // namespace

QString Interned::text(std::string_view ascii)
{
    const QLatin1StringView view(ascii.data(), static_cast<qsizetype>(ascii.size()));
    if (ascii.empty() || ascii.size() > kLongest)
        return view;
    quint32 hash = 2'166'136'261U;
    for (const char c : ascii)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    QString &known = m_texts[(hash ^ (hash >> 16U)) % m_texts.size()];
    if (known != view)
        known = view;
    return known;
}

QString Interned::number(qint64 number)
{
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.begin(), digits.end(), number);
    return text({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

} // namespace sandglass
