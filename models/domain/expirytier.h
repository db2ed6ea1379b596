// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"

#include <QMetaType>

#include <array>
#include <optional>

namespace sandglass {

/// How near the end of a sandbox is; later values are more urgent.
enum class ExpiryTier : quint8
{
    None,
    Soon,
    VerySoon,
    Last,
    Over, ///< the end is past, but the server has not shown it yet
};

struct ExpiryTierRule
{
    ExpiryTier tier;
    std::chrono::milliseconds below; ///< the tier holds with less left than this
};

/// When people are warned, most urgent first. Colours, glyphs, the strip and notifications follow this table.
inline constexpr std::array kExpiryTiers{
    ExpiryTierRule{ExpiryTier::Over, std::chrono::milliseconds{1}},
    ExpiryTierRule{ExpiryTier::Last, std::chrono::minutes{1}},
    ExpiryTierRule{ExpiryTier::VerySoon, std::chrono::minutes{5}},
    ExpiryTierRule{ExpiryTier::Soon, std::chrono::minutes{15}},
};

/// The time from which on @p tier holds; zero for None.
constexpr std::chrono::milliseconds boundOf(ExpiryTier tier)
{
    for (const ExpiryTierRule &rule : kExpiryTiers) {
        if (rule.tier == tier)
            return rule.below;
    }
    return std::chrono::milliseconds{0};
}

constexpr ExpiryTier tierOf(std::chrono::milliseconds left)
{
    for (const ExpiryTierRule &rule : kExpiryTiers) {
        if (left < rule.below)
            return rule.tier;
    }
    return ExpiryTier::None;
}

/// How long until tierOf() gives another tier by time alone; nullopt when it will not.
constexpr std::optional<std::chrono::milliseconds> untilNextTier(std::chrono::milliseconds left)
{
    std::optional<std::chrono::milliseconds> wait;
    for (const ExpiryTierRule &rule : kExpiryTiers) {
        // The first moment at which less than the bound is left.
        if (left >= rule.below)
            wait = left - rule.below + std::chrono::milliseconds{1};
    }
    return wait;
}

/// Nobody says whether the time of a paused or stopped sandbox runs on (contract 5.2).
constexpr bool mayTimeStandStill(SandboxStatus status)
{
    return status == SandboxStatus::Paused || status == SandboxStatus::Stopped;
}

/// The tier of a sandbox by the server's time @p now. A paused one that outlives its end is in none: then its
/// time stands still.
inline ExpiryTier tierOf(const Sandbox &sandbox, UtcTime now)
{
    if (sandbox.expiry.kind != Expiry::Kind::At || sandbox.status == SandboxStatus::Gone)
        return ExpiryTier::None;
    const ExpiryTier tier = tierOf(sandbox.expiry.at - now);
    return tier == ExpiryTier::Over && mayTimeStandStill(sandbox.status) ? ExpiryTier::None : tier;
}

static_assert(tierOf(std::chrono::minutes{15}) == ExpiryTier::None);
static_assert(tierOf(std::chrono::minutes{15} - std::chrono::milliseconds{1}) == ExpiryTier::Soon);
static_assert(tierOf(std::chrono::minutes{1}) == ExpiryTier::VerySoon);
static_assert(tierOf(std::chrono::milliseconds{0}) == ExpiryTier::Over);

} // namespace sandglass

Q_DECLARE_METATYPE(sandglass::ExpiryTier)
