// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"

#include <QVector>

namespace sandglass {

class Settings;

/// Whether the plan for many sandboxes is shown before @p action: until a person silenced it for this action,
/// where it loses nothing; for Stop as long as Stop asks at all; always for Delete. What is silenced while
/// trying the demo is silent there alone.
[[nodiscard]] bool isPlanWanted(LifecycleAction action, Settings &settings, bool demo);

/// Only for actions that lose nothing.
void setPlanWanted(LifecycleAction action, Settings &settings, bool demo, bool wanted);

/// Those, for whoever takes the silence back.
[[nodiscard]] QVector<LifecycleAction> actionsWithSilencablePlan();

} // namespace sandglass
