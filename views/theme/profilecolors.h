// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiles/profile.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

namespace sandglass {

/// The colour on the backgrounds of @p palette. None, and a high-contrast palette, get the palette's own text
/// colour: there the name alone tells profiles apart.
QColor profileColor(ProfileColor color, const QPalette &palette);

/// Black or white, whichever is read better on @p fill.
QColor textColorOn(const QColor &fill);

/// A dot of that colour, for menus and lists; a ring for None. Follows the theme by itself.
QIcon profileIcon(ProfileColor color);

} // namespace sandglass
