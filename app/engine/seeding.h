// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dice.h"
#include "engine/runtime.h"
#include "engine/templatecatalogue.h"

#include <vector>

namespace sandglass::engine {

/// The regions the simulated service has nodes in.
std::span<const QStringView> regionCatalogue();

/// An id shaped like the service's own (contract 2.1): ten digits of Unix seconds, seven or eight lower-case
/// letters and digits.
QString makeSandboxId(UtcTime createdAt, Dice &dice);

/// A running instance of @p info that was created at @p createdAt and never expires.
Instance makeInstance(const TemplateInfo &info, QString region, UtcTime createdAt, Dice &dice);

/// @p count sandboxes as somebody's account might hold them, oldest first: every status from the sixth on,
/// one expiring within four minutes from the seventh, one within fourteen from the tenth, one of each
/// failing template from the ninth.
std::vector<Instance> seedInstances(int count, UtcTime now, Dice &dice);

} // namespace sandglass::engine
