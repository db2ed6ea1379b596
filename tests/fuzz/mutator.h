// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/randomdata.h"

#include <QByteArray>
#include <QByteArrayList>

namespace sandglass::fuzz {

/// Makes inputs out of samples: the same seed makes the same input, on every computer.
class Mutator
{
public:
    /// Most inputs stay shorter than this; about one in a thousand is up to 32 times as long.
    static constexpr qsizetype kUsualSize = 1'500;

    explicit Mutator(QByteArrayList samples);

    [[nodiscard]] QByteArray input(quint32 seed) const;

private:
    [[nodiscard]] QByteArray token(test::Random &random) const;
    void change(QByteArray &input, test::Random &random) const;

    QByteArrayList m_samples;
    QByteArrayList m_words; ///< of the samples, and what often upsets parsers
};

} // namespace sandglass::fuzz
