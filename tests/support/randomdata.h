// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"

#include <QStringList>

#include <random>

namespace sandglass::test {

/// The seed of a random test: SANDGLASS_TEST_SEED if set, else a fixed one, so that a test is the same every
/// time. Printed, for whoever has to repeat a failure.
quint32 testSeed();

/// Random values that are the same on every system.
class Random
{
public:
    explicit Random(quint32 seed) : m_engine(seed) {}

    /// 0 to @p bound - 1.
    int below(int bound);
    /// True in @p percent of cases.
    bool chance(int percent) { return below(100) < percent; }

    template<typename Container>
    const auto &pick(const Container &from)
    {
        return from[static_cast<typename Container::size_type>(below(static_cast<int>(std::size(from))))];
    }

    /// A sandbox with few different values, so that rows are often equal, and many unknown ones. Its times
    /// lie around @p now.
    Sandbox sandbox(const QString &id, UtcTime now);

private:
    std::mt19937 m_engine;
};

} // namespace sandglass::test
