// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/statuscolors.h"
#include "theme/style.h"

#include <QApplication>
#include <QEvent>

#include <array>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct RoleColor
{
    QPalette::ColorRole role;
    QRgb light;
    QRgb dark;
};

constexpr std::array kRoles{
    RoleColor{QPalette::Window, 0xfff3f4f6, 0xff1f2227},
    RoleColor{QPalette::WindowText, 0xff1c2128, 0xffe3e6ea},
    RoleColor{QPalette::Base, 0xffffffff, 0xff16181c},
    RoleColor{QPalette::AlternateBase, 0xfff9fafb, 0xff1a1d21},
    RoleColor{QPalette::Text, 0xff1c2128, 0xffe3e6ea},
    RoleColor{QPalette::PlaceholderText, 0xff5b6470, 0xffa0a8b3},
    RoleColor{QPalette::Button, 0xfffcfcfd, 0xff2a2e34},
    RoleColor{QPalette::ButtonText, 0xff1c2128, 0xffe3e6ea},
    RoleColor{QPalette::BrightText, 0xffffffff, 0xffffffff},
    RoleColor{QPalette::Highlight, 0xff2a5db0, 0xff3a69b4},
    RoleColor{QPalette::HighlightedText, 0xffffffff, 0xffffffff},
    RoleColor{QPalette::Link, 0xff1a5dbf, 0xff86b7ff},
    RoleColor{QPalette::LinkVisited, 0xff6a4a9c, 0xffc4a6f5},
    RoleColor{QPalette::ToolTipBase, 0xff2b3038, 0xff363b43},
    RoleColor{QPalette::ToolTipText, 0xfff5f6f8, 0xfff0f2f5},
    // The bevel roles: Fusion and frames draw lines with them.
    RoleColor{QPalette::Light, 0xffffffff, 0xff3a3f47},
    RoleColor{QPalette::Midlight, 0xffeceef1, 0xff31353c},
    RoleColor{QPalette::Mid, 0xffc3c8d0, 0xff3d424b},
    RoleColor{QPalette::Dark, 0xff9aa1ac, 0xff0f1114},
    RoleColor{QPalette::Shadow, 0xff5a626e, 0xff08090b},
};

QPalette makePalette(bool dark)
{
    QPalette palette;
    for (const RoleColor &entry : kRoles)
        palette.setColor(entry.role, QColor::fromRgba(dark ? entry.dark : entry.light));

    // Disabled text stays readable: people want to know what it is that they cannot do.
    const QColor faded =
        mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), dark ? 0.48 : 0.50);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, palette.color(QPalette::Mid));
    palette.setColor(QPalette::Disabled, QPalette::Base, palette.color(QPalette::Window));
    return palette;
}

} // namespace

QString wordOfTheme(Theme theme)
{
    switch (theme) {
    case Theme::System:
        break;
    case Theme::Light:
        return u"light"_s;
    case Theme::Dark:
        return u"dark"_s;
    }
    return u"system"_s;
}

std::optional<Theme> themeFromWord(QStringView word)
{
    for (const Theme theme : {Theme::System, Theme::Light, Theme::Dark}) {
        if (word.compare(wordOfTheme(theme), Qt::CaseInsensitive) == 0)
            return theme;
    }
    return std::nullopt;
}

QString nameOfTheme(Theme theme)
{
    switch (theme) {
    case Theme::System:
        return ThemeController::tr("System");
    case Theme::Light:
        return ThemeController::tr("Light");
    case Theme::Dark:
        return ThemeController::tr("Dark");
    }
    Q_UNREACHABLE();
}

QPalette lightPalette()
{
    return makePalette(false);
}

QPalette darkPalette()
{
    return makePalette(true);
}

bool isDark(const QPalette &palette)
{
    return relativeLuminance(palette.color(QPalette::Window)) <
           relativeLuminance(palette.color(QPalette::WindowText));
}

bool isHighContrast(const QPalette &palette)
{
    constexpr double kNearBlackOnWhite = 19.5; // 21 is the most there is
    return contrastRatio(palette.color(QPalette::Window), palette.color(QPalette::WindowText)) >=
               kNearBlackOnWhite &&
           contrastRatio(palette.color(QPalette::Base), palette.color(QPalette::Text)) >= kNearBlackOnWhite;
}

ThemeController::ThemeController(QApplication &application, QObject *parent)
    : QObject(parent), m_application(application), m_platform(QApplication::palette())
{
    QApplication::setStyle(new Style);
    readPlatformPalette();
    apply();
    m_application.installEventFilter(this);
}

ThemeController::~ThemeController() = default;

void ThemeController::setTheme(Theme theme)
{
    if (m_theme == theme)
        return;
    m_theme = theme;
    apply();
}

QPalette ThemeController::paletteFor(Theme theme, const QPalette &platform)
{
    switch (theme) {
    case Theme::System:
        break;
    case Theme::Light:
        return lightPalette();
    case Theme::Dark:
        return darkPalette();
    }
    if (isHighContrast(platform))
        return platform;
    return isDark(platform) ? darkPalette() : lightPalette();
}

bool ThemeController::eventFilter(QObject *watched, QEvent *event)
{
    // Every window is told; one answer is enough.
    if (event->type() == QEvent::ThemeChange && !m_applying) {
        m_applying = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                readPlatformPalette();
                m_applying = false;
                apply();
            },
            Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void ThemeController::readPlatformPalette()
{
    // Without a palette of ours the application shows the desktop's again; Qt 6.4 has no other way to ask.
    QApplication::setPalette(QPalette());
    m_platform = QApplication::palette();
}

void ThemeController::apply()
{
    const QPalette palette = paletteFor(m_theme, m_platform);
    QApplication::setPalette(palette);
    Q_EMIT changed();
}

} // namespace sandglass
