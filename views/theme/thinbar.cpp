// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/thinbar.h"

#include "theme/statuscolors.h"

#include <QPainter>

namespace sandglass {

void paintThinBar(QPainter &painter, const QRect &rect, double part, const QColor &color,
                  const QPalette &palette, Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF groove(rect);
    const qreal radius = groove.height() / 2;
    painter.setBrush(semanticColor(SemanticColor::Separator, palette));
    painter.drawRoundedRect(groove, radius, radius);
    if (part > 0) {
        QRectF bar = groove;
        bar.setWidth(qMax(groove.height(), groove.width() * qMin(part, 1.0)));
        if (direction == Qt::RightToLeft)
            bar.moveRight(groove.right());
        painter.setBrush(color);
        painter.drawRoundedRect(bar, radius, radius);
    }
    painter.restore();
}

} // namespace sandglass
