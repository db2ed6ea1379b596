// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/profilecolors.h"

#include "theme/statuscolors.h"
#include "theme/theme.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>

#include <algorithm>
#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct ProfileEntry
{
    ProfileColor color;
    QRgb light;
    QRgb dark;
};

// Each is seen well on the backgrounds of its theme, and black or white is read well on it; a test sees to
// it.
constexpr std::array kProfileColors{
    ProfileEntry{ProfileColor::Blue, 0xff1a5dbf, 0xff82b5ff},
    ProfileEntry{ProfileColor::Teal, 0xff0b6b72, 0xff55c7ce},
    ProfileEntry{ProfileColor::Green, 0xff17713a, 0xff5fd08a},
    ProfileEntry{ProfileColor::Yellow, 0xff7d5f00, 0xffe5c24b},
    ProfileEntry{ProfileColor::Orange, 0xffb04a00, 0xffff9f5a},
    ProfileEntry{ProfileColor::Red, 0xffb3261e, 0xffff8078},
    ProfileEntry{ProfileColor::Pink, 0xffb0246f, 0xffff8cc6},
    ProfileEntry{ProfileColor::Purple, 0xff6a3fb5, 0xffc4a6f5},
};
static_assert(kProfileColors.size() == kAllProfileColors.size() - 1);

class DotEngine final : public QIconEngine
{
public:
    explicit DotEngine(ProfileColor color) : m_color(color) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        const qreal size = qMin(rect.width(), rect.height()) * 0.62;
        QRectF dot(0, 0, size, size);
        dot.moveCenter(QRectF(rect).center());
        const QColor color = mode == QIcon::Selected && m_color == ProfileColor::None
                                 ? palette.color(QPalette::HighlightedText)
                                 : (m_color == ProfileColor::None ? palette.color(QPalette::PlaceholderText)
                                                                  : profileColor(m_color, palette));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (m_color == ProfileColor::None) {
            const qreal line = size / 7;
            painter->setPen(QPen(color, line));
            painter->drawEllipse(dot.adjusted(line / 2, line / 2, -line / 2, -line / 2));
        } else {
            painter->setPen(Qt::NoPen);
            painter->setBrush(color);
            painter->drawEllipse(dot);
        }
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    bool isNull() override { return false; }
    QIconEngine *clone() const override { return new DotEngine(m_color); }

private:
    ProfileColor m_color;
};

} // namespace

QColor profileColor(ProfileColor color, const QPalette &palette)
{
    const auto *const entry = std::find_if(kProfileColors.begin(), kProfileColors.end(),
                                           [color](const ProfileEntry &one) { return one.color == color; });
    if (entry == kProfileColors.end() || isHighContrast(palette))
        return palette.color(QPalette::WindowText);
    return QColor::fromRgba(isDark(palette) ? entry->dark : entry->light);
}

QColor textColorOn(const QColor &fill)
{
    return contrastRatio(Qt::black, fill) > contrastRatio(Qt::white, fill) ? Qt::black : Qt::white;
}

QIcon profileIcon(ProfileColor color)
{
    return QIcon(new DotEngine(color));
}

} // namespace sandglass
