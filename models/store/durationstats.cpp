// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/durationstats.h"

#include <algorithm>
#include <vector>

namespace sandglass {

void DurationStats::add(LifecycleAction action, std::chrono::milliseconds took)
{
    auto &samples = m_samples.at(static_cast<std::size_t>(action));
    samples.push_back(took);
    if (samples.size() > kKept)
        samples.pop_front();
}

std::optional<std::chrono::milliseconds> DurationStats::usual(LifecycleAction action) const
{
    const auto &samples = m_samples.at(static_cast<std::size_t>(action));
    if (samples.empty())
        return std::nullopt;
    std::vector<std::chrono::milliseconds> sorted(samples.begin(), samples.end());
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

} // namespace sandglass
