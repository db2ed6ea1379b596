// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QWheelEvent>
#include <QWidget>

namespace sandglass::test {

/// One notch down, with the pointer over @p widget.
inline void turnWheelOver(QWidget &widget)
{
    const QPointF place = widget.rect().center();
    QWheelEvent turn(place, widget.mapToGlobal(place), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &turn);
}

} // namespace sandglass::test
