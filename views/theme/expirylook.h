// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/expirytier.h"
#include "theme/statuscolors.h"

#include <QString>

#include <optional>

namespace sandglass {

/// How a tier looks: each has a shape of its own, for colour alone does not reach everybody.
struct ExpiryLook
{
    QString icon;       ///< for themedIcon()
    SemanticColor ink;  ///< of glyph and text
    SemanticColor tint; ///< behind the row
};

/// nullopt for None, which looks like any other row.
std::optional<ExpiryLook> lookOf(ExpiryTier tier);

} // namespace sandglass
