// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"

namespace sandglass {

/// The name of the icon that stands for @p action, for themedIcon().
[[nodiscard]] QString iconNameOf(LifecycleAction action);

} // namespace sandglass
