// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace sandglass {

/// Whether anybody can see @p widget: what moves there rests meanwhile. A widget whose window comes back has
/// to be painted once, for that is what begins it again.
inline bool canBeSeen(const QWidget &widget)
{
    return widget.isVisible() && !widget.window()->isMinimized();
}

} // namespace sandglass
