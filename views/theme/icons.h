// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/statuscolors.h"

#include <QIcon>
#include <QPalette>
#include <QString>

class QPainter;
class QRect;

namespace sandglass {

/// The icon of this name ("play" is :/icons/play.svg), drawn in a role of the application's palette, so that
/// it follows the theme by itself. Disabled and selected are the palette's as well. Drawn from the SVG at the
/// very size and device ratio asked for. An unknown name gives an empty picture and a warning in the log.
QIcon themedIcon(const QString &name, QPalette::ColorRole role = QPalette::ButtonText);

/// The same in a colour that means something: a red triangle for a failure.
QIcon themedIcon(const QString &name, SemanticColor color);

/// Paints the icon's shape in @p color into @p rect (logical pixels); for delegates.
void paintIcon(QPainter &painter, const QRect &rect, const QString &name, const QColor &color);

} // namespace sandglass
