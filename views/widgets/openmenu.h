// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QObject;

namespace sandglass {

/// Calls @p then when no menu is open: at once where that is so, else after the last one closed and what was
/// chosen in it is done. For what would change the selection by itself: a menu acts on what was selected when
/// it was opened. Nothing happens once @p context is gone.
void whenNoMenuIsOpen(const QObject *context, std::function<void()> then);

} // namespace sandglass
