// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QRegion>

class QWidget;

namespace sandglass {

/// Turns the rings of the glyphs in sight at a calm pace: repaints the places where a moving glyph was last
/// painted, some times a second. Where none is painted any more nothing is asked for, and it rests.
class GlyphAnimator
{
public:
    static constexpr std::chrono::milliseconds kFrame{120};

    GlyphAnimator(QWidget &canvas, Clock &clock) : m_canvas(canvas), m_clock(clock) {}

    /// How far the rings have turned, 0 to 1, in whole frames. Always 0 when no motion is wanted.
    [[nodiscard]] qreal turn() const;
    /// A moving glyph has been painted at @p rect of the canvas.
    void drawn(const QRect &rect);

private:
    void showNextFrame();

    QWidget &m_canvas;
    Clock &m_clock;
    QRegion m_moving;
    Timer m_timer;
};

} // namespace sandglass
