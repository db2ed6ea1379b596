// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QIcon>
#include <QPalette>

#include <chrono>

class QPainter;
class QRectF;
class QWidget;

namespace sandglass {

/// What a state glyph tells: shape and fill say it without colour.
struct StatusGlyph
{
    SandboxStatus status = SandboxStatus::Unknown; ///< while pending: where it is going
    bool pending = false;                          ///< inside an open ring, which turns
    bool old = false;                              ///< weaker, with a small clock

    bool operator==(const StatusGlyph &) const = default;
};

inline constexpr int kStatusGlyphSize = 16; ///< logical pixels; made for this size and its multiples

/// Paints @p glyph into the square @p rect. @p turn is how far moving rings have turned, 0 to 1.
void paintStatusGlyph(QPainter &painter, const QRectF &rect, const StatusGlyph &glyph,
                      const QPalette &palette, qreal turn = 0);
/// The same in one colour, for selected rows of high-contrast palettes.
void paintStatusGlyph(QPainter &painter, const QRectF &rect, const StatusGlyph &glyph, const QColor &color,
                      qreal turn = 0);

/// Does any part of this glyph move?
constexpr bool isMoving(const StatusGlyph &glyph)
{
    return glyph.pending || glyph.status == SandboxStatus::Creating;
}

/// One calm turn of a ring.
inline constexpr std::chrono::milliseconds kGlyphTurn{2'400};

/// Whether the person wants motion: off when the style's animations are off or SANDGLASS_NO_ANIMATION is set.
bool animationsWanted(const QWidget *widget);

/// The glyph at rest as an icon which follows the theme.
QIcon statusIcon(SandboxStatus status);

} // namespace sandglass
