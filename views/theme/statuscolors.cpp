// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/statuscolors.h"

#include "theme/theme.h"

#include <algorithm>
#include <cmath>

namespace sandglass {

namespace {

struct StatusEntry
{
    SemanticColor color;
    QRgb light;
    QRgb dark;
    QPalette::ColorRole highContrast;
};

// Text and glyphs reach 4.5:1 on every background of their theme, the tints below included; a test sees to
// it.
constexpr std::array kStatusColors{
    StatusEntry{SemanticColor::Running, 0xff17713a, 0xff5fd08a, QPalette::Text},
    StatusEntry{SemanticColor::Paused, 0xff8a5300, 0xffe9b44c, QPalette::Text},
    StatusEntry{SemanticColor::Stopped, 0xff55606e, 0xffa9b1bc, QPalette::Text},
    StatusEntry{SemanticColor::Creating, 0xff1f5fbf, 0xff82b5ff, QPalette::Text},
    StatusEntry{SemanticColor::Error, 0xffb3261e, 0xffff9088, QPalette::Text},
    StatusEntry{SemanticColor::Gone, 0xff5f6368, 0xffa3a9b2, QPalette::Text},
    StatusEntry{SemanticColor::Unknown, 0xff6a4a9c, 0xffc4a6f5, QPalette::Text},
    StatusEntry{SemanticColor::Link, 0xff1a5dbf, 0xff86b7ff, QPalette::Link},
    StatusEntry{SemanticColor::Success, 0xff17713a, 0xff5fd08a, QPalette::Text},
    StatusEntry{SemanticColor::Warning, 0xff8a5300, 0xffe9b44c, QPalette::Text},
    StatusEntry{SemanticColor::Danger, 0xffb3261e, 0xffff9088, QPalette::Text},
    StatusEntry{SemanticColor::InfoTint, 0xffe3edfb, 0xff1d2f4b, QPalette::Base},
    StatusEntry{SemanticColor::FaintWarningTint, 0xfffef9ee, 0xff25211a, QPalette::Base},
    StatusEntry{SemanticColor::WarningTint, 0xfffcefd2, 0xff3a2e12, QPalette::Base},
    StatusEntry{SemanticColor::DangerTint, 0xfffbe3e0, 0xff45211f, QPalette::Base},
    StatusEntry{SemanticColor::SelectionTint, 0xffdbe8fb, 0xff263a5a, QPalette::Highlight},
    StatusEntry{SemanticColor::InactiveSelectionTint, 0xffe6e9ee, 0xff2b2f36, QPalette::Highlight},
    StatusEntry{SemanticColor::HoverTint, 0xffedf3fb, 0xff252a31, QPalette::Base},
    StatusEntry{SemanticColor::Separator, 0xffdfe2e7, 0xff30353c, QPalette::Text},
    StatusEntry{SemanticColor::Faint, 0xff5f6874, 0xff9ea7b2, QPalette::Text},
};

constexpr bool tableIsInOrder()
{
    for (std::size_t i = 0; i < kStatusColors.size(); ++i) {
        if (static_cast<std::size_t>(kStatusColors[i].color) != i)
            return false;
    }
    return kStatusColors.size() == kSemanticColorCount;
}
static_assert(tableIsInOrder());

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

} // namespace

QColor semanticColor(SemanticColor color, const QPalette &palette)
{
    const StatusEntry &entry = kStatusColors[static_cast<std::size_t>(color)];
    if (isHighContrast(palette))
        return palette.color(entry.highContrast);
    return QColor::fromRgba(isDark(palette) ? entry.dark : entry.light);
}

SemanticColor colorOfStatus(SandboxStatus status)
{
    switch (status) {
    case SandboxStatus::Creating:
        return SemanticColor::Creating;
    case SandboxStatus::Running:
        return SemanticColor::Running;
    case SandboxStatus::Paused:
        return SemanticColor::Paused;
    case SandboxStatus::Stopped:
        return SemanticColor::Stopped;
    case SandboxStatus::Error:
        return SemanticColor::Error;
    case SandboxStatus::Gone:
        return SemanticColor::Gone;
    case SandboxStatus::Unknown:
        break;
    }
    return SemanticColor::Unknown;
}

QColor statusColor(SandboxStatus status, const QPalette &palette)
{
    return semanticColor(colorOfStatus(status), palette);
}

double relativeLuminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax({relativeLuminance(a), relativeLuminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

QColor mixed(const QColor &under, const QColor &over, double part)
{
    const auto blend = [part](float from, float to) {
        return std::clamp(static_cast<float>(from + (to - from) * part), 0.0F, 1.0F);
    };
    return QColor::fromRgbF(blend(under.redF(), over.redF()), blend(under.greenF(), over.greenF()),
                            blend(under.blueF(), over.blueF()));
}

} // namespace sandglass
