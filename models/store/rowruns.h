// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sandglass {

/// Neighbouring rows: what models announce.
struct RowRun
{
    int first = 0;
    int last = 0;
};

/// Two rows that take each other's places.
struct RowSwap
{
    int one = 0;
    int other = 0;
};

/// Every removal or change of its own costs whoever hears of it a look at all rows; past a few runs, one for
/// all of them is cheaper.
inline constexpr std::size_t kMostRuns = 8;

/// Sorts @p rows, of @p count rows, without doubles, and leaves no row twice. Marks them in a map where they
/// are many, which costs them one look each.
template<typename Rows>
void sortRows(Rows &rows, int count)
{
    constexpr int kMapPays = 64; // from one in so many
    if (std::is_sorted(rows.begin(), rows.end(), std::less_equal<>()))
        return;
    if (static_cast<std::ptrdiff_t>(rows.size()) * kMapPays < count) {
        std::sort(rows.begin(), rows.end());
        const auto distinct = std::unique(rows.begin(), rows.end()) - rows.begin();
        rows.resize(static_cast<typename Rows::size_type>(distinct));
        return;
    }
    constexpr unsigned kBits = 64;
    std::vector<std::uint64_t> map(static_cast<std::size_t>(count) / kBits + 1);
    for (const int row : rows)
        map[static_cast<unsigned>(row) / kBits] |= std::uint64_t{1} << (static_cast<unsigned>(row) % kBits);
    rows.clear();
    for (std::size_t word = 0; word < map.size(); ++word) {
        for (std::uint64_t rest = map[word]; rest != 0; rest &= rest - 1)
            rows.push_back(static_cast<int>(word * kBits) + std::countr_zero(rest));
    }
}

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

/// The last ones first, so that those still to be removed keep their numbers.
inline std::vector<RowRun> lastFirst(std::vector<RowRun> runs)
{
    std::reverse(runs.begin(), runs.end());
    return runs;
}

/// The runs of @p sorted, or one run from the first to the last where they are many.
template<typename Rows>
std::vector<RowRun> fewRunsOf(const Rows &sorted)
{
    std::vector<RowRun> runs = runsOf(sorted);
    if (runs.size() > kMostRuns)
        runs = {{runs.front().first, runs.back().last}};
    return runs;
}

} // namespace sandglass
