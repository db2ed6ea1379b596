// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sandglass::test {

/// What the program has allocated and not freed, in bytes.
qint64 allocatedBytes();

/// How often a test does what must not grow: @p usual, or what the environment variable @p name says, for
/// runs that are too long for every time.
int timesFrom(const char *name, int usual);

} // namespace sandglass::test
