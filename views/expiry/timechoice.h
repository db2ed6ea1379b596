// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/extension.h"
#include "store/sandboxrow.h"

#include <QStringList>

#include <optional>
#include <span>

namespace sandglass {

/// What one time, wished for several sandboxes, would do to each.
struct TimeChoice
{
    QStringList later;   ///< live at least as long as they would
    QStringList shorter; ///< live shorter
    QStringList endless; ///< have no end and would get one
    QStringList unknown; ///< their present end is not known, so it may be any of these
    ExtensionProblem problem = ExtensionProblem::None; ///< why the time is none at all

    /// Those a person has to agree to.
    [[nodiscard]] QStringList worse() const { return shorter + endless + unknown; }
};

TimeChoice choiceOf(std::span<const SandboxRow *const> rows, UtcTime until, UtcTime now);

/// The first and the last of the ends that are known.
struct EndRange
{
    UtcTime first{};
    UtcTime last{};
};
std::optional<EndRange> endsOf(std::span<const SandboxRow *const> rows);

} // namespace sandglass
