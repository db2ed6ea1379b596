// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace sandglass {

/// How often a person may have the list read.
inline constexpr std::chrono::seconds kShortestPollInterval{2};
inline constexpr std::chrono::seconds kLongestPollInterval{3600};

} // namespace sandglass
