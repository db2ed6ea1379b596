// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRect>

class QPainter;
class QPalette;

namespace sandglass {

/// A round groove over all of @p rect and, from where the text begins, @p part (0 to 1) of it in @p color.
void paintThinBar(QPainter &painter, const QRect &rect, double part, const QColor &color,
                  const QPalette &palette, Qt::LayoutDirection direction);

} // namespace sandglass
