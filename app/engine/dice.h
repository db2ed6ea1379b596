// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <random>
#include <span>
#include <string_view>

namespace sandglass::engine {

/// Seeded chance. The standard's distributions differ between libraries, so the few needed are spelled
/// out here: one seed gives one history everywhere.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_generator(seed) {}

    /// 0 to @p bound - 1; 0 for an empty range.
    std::int64_t below(std::int64_t bound)
    {
        return bound <= 0 ? 0 : static_cast<std::int64_t>(m_generator() % static_cast<std::uint64_t>(bound));
    }

    /// @p low to @p high, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }

    /// True with the probability @p chance (0 to 1).
    bool happens(double chance) { return static_cast<double>(m_generator() >> 11) * 0x1.0p-53 < chance; }

    template<typename T>
    const T &pick(std::span<const T> choices)
    {
        return choices[static_cast<std::size_t>(below(static_cast<std::int64_t>(choices.size())))];
    }

    /// @p length lower-case letters and digits.
    QString letters(qsizetype length)
    {
        static constexpr std::u16string_view kAlphabet = u"0123456789abcdefghijklmnopqrstuvwxyz";
        QString text(length, Qt::Uninitialized);
        for (QChar &c : text)
            c = QChar(kAlphabet[static_cast<std::size_t>(below(std::ssize(kAlphabet)))]);
        return text;
    }

private:
    std::mt19937_64 m_generator;
};

} // namespace sandglass::engine
