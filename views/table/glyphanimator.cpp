// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/glyphanimator.h"

#include "table/seen.h"
#include "theme/statusglyph.h"

#include <QWidget>

namespace sandglass {

qreal GlyphAnimator::turn() const
{
    if (!animationsWanted(&m_canvas))
        return 0;
    // One of few, so that each is drawn once and kept.
    const auto frame = m_clock.monoNow().time_since_epoch() % kGlyphTurn / kFrame;
    return static_cast<qreal>(frame) / static_cast<qreal>(kGlyphTurn / kFrame);
}

void GlyphAnimator::drawn(const QRect &rect)
{
    if (!animationsWanted(&m_canvas))
        return;
    m_moving += rect;
    if (!m_timer) {
        m_timer = m_clock.after(kFrame, [this] {
            m_timer.reset();
            showNextFrame();
        });
    }
}

void GlyphAnimator::showNextFrame()
{
    const QRegion moving = std::exchange(m_moving, {});
    if (canBeSeen(m_canvas))
        m_canvas.update(moving);
}

} // namespace sandglass
