// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/interned.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace sandglass {

// Its ends and its length tell short texts apart well enough, and cost the same whatever lies between.
std::size_t Interned::placeOf(std::string_view text)
{
    quint64 first = 0;
    quint64 last = 0;
    if (text.size() >= sizeof first) {
        std::memcpy(&first, text.data(), sizeof first);
        std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
    } else {
        std::memcpy(&first, text.data(), text.size());
        last = first;
    }
    constexpr quint64 kOdd = 0x9e37'79b9'7f4a'7c15;
    return static_cast<std::size_t>(((first * kOdd) ^ last ^ text.size()) * kOdd >> 56U);
}

const QString *Interned::find(std::string_view text) const
{
    if (text.empty() || text.size() > kLongest)
        return nullptr;
    const Kept &kept = m_kept[placeOf(text)];
    return kept.view() == text ? &kept.text : nullptr;
}

QString Interned::text(std::string_view ascii)
{
    const QString *known = find(ascii);
    return known ? *known : keep(ascii);
}

QString Interned::keep(std::string_view ascii)
{
    const QLatin1StringView view(ascii.data(), static_cast<qsizetype>(ascii.size()));
    if (ascii.empty() || ascii.size() > kLongest)
        return view;
    Kept &kept = m_kept[placeOf(ascii)];
    std::copy(ascii.begin(), ascii.end(), kept.ascii.begin());
    kept.size = ascii.size();
    kept.text = view;
    return kept.text;
}

QString Interned::number(qint64 number)
{
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.begin(), digits.end(), number);
    return text({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

} // namespace sandglass
