// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sandglass {

/// From now on the kernel writes no core file of this process and lets no other process of this user read its
/// memory, its environment or attach a debugger: it holds a key. A debugger that started the process keeps
/// it. Programs started from here are not affected. Where the kernel does not know this, nothing happens.
void keepMemoryPrivate();

} // namespace sandglass
