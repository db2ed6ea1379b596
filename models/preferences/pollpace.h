// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>

namespace sandglass {

/// How often the list is read. The request limit may stretch it further.
struct PollPace
{
    std::chrono::seconds usual{5};
    std::chrono::seconds hidden{30}; ///< while nobody can see the table

    bool operator==(const PollPace &) const = default;
};

inline constexpr std::chrono::seconds kLongestUsualPace{300};

/// What is wrong with it; each a sentence, empty when the field is fine.
struct PollPaceProblems
{
    QString usual;
    QString hidden;

    [[nodiscard]] bool none() const { return usual.isEmpty() && hidden.isEmpty(); }
};

PollPaceProblems problemsOf(const PollPace &pace);

} // namespace sandglass
