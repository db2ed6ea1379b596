// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/expirylook.h"

namespace sandglass {

using namespace Qt::StringLiterals;

std::optional<ExpiryLook> lookOf(ExpiryTier tier)
{
    switch (tier) {
    case ExpiryTier::None:
        break;
    case ExpiryTier::Soon:
        return ExpiryLook{u"clock"_s, SemanticColor::Warning, SemanticColor::FaintWarningTint};
    case ExpiryTier::VerySoon:
        return ExpiryLook{u"clock-alert"_s, SemanticColor::Warning, SemanticColor::WarningTint};
    case ExpiryTier::Last:
    case ExpiryTier::Over:
        return ExpiryLook{u"alarm-clock"_s, SemanticColor::Danger, SemanticColor::DangerTint};
    }
    return std::nullopt;
}

} // namespace sandglass
