// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"

#include <array>
#include <chrono>
#include <deque>
#include <optional>

namespace sandglass {

/// How long actions took lately, to say what is usual.
class DurationStats
{
public:
    void add(LifecycleAction action, std::chrono::milliseconds took);
    /// The median of the last few; nullopt before the first.
    [[nodiscard]] std::optional<std::chrono::milliseconds> usual(LifecycleAction action) const;

private:
    static constexpr std::size_t kKept = 20;
    std::array<std::deque<std::chrono::milliseconds>, kActionCount> m_samples;
};

} // namespace sandglass
