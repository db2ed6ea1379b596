// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace sandglass {

/// Neighbouring rows: what models announce.
struct RowRun
{
    int first = 0;
    int last = 0;
};

/// Every removal or change of its own costs whoever hears of it a look at all rows; past a few runs, one for
/// all of them is cheaper.
inline constexpr std::size_t kMostRuns = 8;

/// The runs of @p sorted, rows without doubles.
template<typename Rows>
std::vector<RowRun> runsOf(const Rows &sorted)
{
    std::vector<RowRun> runs;
    for (const int row : sorted) {
        if (!runs.empty() && runs.back().last == row - 1)
            runs.back().last = row;
        else
            runs.push_back({row, row});
    }
    return runs;
}

} // namespace sandglass
