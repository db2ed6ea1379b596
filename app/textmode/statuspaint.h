// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QString>

namespace sandglass {

/// @p text in the colour of @p status, for a terminal that has colours.
QString painted(const QString &text, SandboxStatus status);

} // namespace sandglass
