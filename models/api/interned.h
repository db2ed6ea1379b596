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
    /// @p ascii holds characters of ASCII alone.
    QString text(std::string_view ascii);
    QString number(qint64 number);

private:
    std::array<QString, 256> m_texts;
};

} // namespace sandglass
