// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <string_view>

namespace sandglass {

/// Texts that come again and again (states, templates, regions), each kept once. Bounded: a text that falls
/// on the place of another one takes it.
class Interned
{
public:
    /// @p text if it is kept; nullptr does not say that it never came.
    [[nodiscard]] const QString *find(std::string_view text) const;
    /// @p ascii holds characters of ASCII alone.
    QString text(std::string_view ascii);
    /// The same where find() does not know it.
    QString keep(std::string_view ascii);
    QString number(qint64 number);

private:
    static constexpr std::size_t kLongest = 32; // what is longer hardly comes twice

    /// The text twice: as it comes, which is what it is compared with, and as it is handed out.
    struct Kept
    {
        std::array<char, kLongest> ascii{};
        std::size_t size = 0;
        QString text;

        [[nodiscard]] std::string_view view() const { return {ascii.data(), size}; }
    };

    static std::size_t placeOf(std::string_view text);

    std::array<Kept, 256> m_kept;
};

} // namespace sandglass
