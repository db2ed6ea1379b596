// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandboxstatus.h"

#include <QColor>
#include <QPalette>

#include <array>

namespace sandglass {

/// Colours that mean something and have no palette role.
enum class SemanticColor : quint8
{
    Running,
    Paused,
    Stopped,
    Creating,
    Error,
    Gone,
    Unknown,
    Link,
    Success,  ///< text and glyphs of good news
    Warning,  ///< text and glyphs that ask for attention
    Danger,   ///< text and glyphs of losses and failures
    InfoTint, ///< backgrounds; normal text is readable on each of them
    FaintWarningTint,
    WarningTint,
    DangerTint,
    SelectionTint,         ///< a selected row of the table with the focus
    InactiveSelectionTint, ///< and without
    HoverTint,             ///< the row under the pointer
    Separator,             ///< hair lines between areas
    Faint,                 ///< text that matters little: "–", counts of nothing
};

inline constexpr std::size_t kSemanticColorCount = static_cast<std::size_t>(SemanticColor::Faint) + 1;

/// The colour for use on the backgrounds of @p palette (light or dark is taken from it). A high-contrast
/// palette gets its own text and selection colours: there, shapes and words alone carry the meaning.
QColor semanticColor(SemanticColor color, const QPalette &palette);

/// Glyph and word of a status.
SemanticColor colorOfStatus(SandboxStatus status);
QColor statusColor(SandboxStatus status, const QPalette &palette);

/// How well one colour is seen on another by WCAG 2: 1 to 21. Both opaque.
double contrastRatio(const QColor &a, const QColor &b);
/// Relative luminance by WCAG 2: 0 to 1.
double relativeLuminance(const QColor &color);

/// @p part of @p over laid on @p under, 0 to 1, opaque.
QColor mixed(const QColor &under, const QColor &over, double part);

} // namespace sandglass
