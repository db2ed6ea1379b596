// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPalette>
#include <QString>

#include <optional>

class QApplication;

namespace sandglass {

enum class Theme : quint8
{
    System, ///< as the desktop has it; its high-contrast palettes are left as they are
    Light,
    Dark,
};

/// The word for settings and the command line: "system", "light", "dark".
QString wordOfTheme(Theme theme);
std::optional<Theme> themeFromWord(QStringView word);
/// For people: "System", "Light", "Dark".
QString nameOfTheme(Theme theme);

/// Our two palettes. Everything is drawn from palette roles and statuscolors.h, nothing from fixed colours.
QPalette lightPalette();
QPalette darkPalette();

bool isDark(const QPalette &palette);
/// A palette of near black on near white or the reverse, as people choose who need it.
bool isHighContrast(const QPalette &palette);

/// Gives the application its style and palette and follows the desktop when the theme is System.
/// Make one, before the first window and before anything else sets a palette. GUI thread.
class ThemeController final : public QObject
{
    Q_OBJECT

public:
    explicit ThemeController(QApplication &application, QObject *parent = nullptr);
    ~ThemeController() override;

    [[nodiscard]] Theme theme() const { return m_theme; }
    void setTheme(Theme theme);

    /// What @p theme means on a desktop whose own palette is @p platform.
    static QPalette paletteFor(Theme theme, const QPalette &platform);

Q_SIGNALS:
    /// The palette in use is another; widgets also get their usual PaletteChange.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void readPlatformPalette();

    QApplication &m_application;
    QPalette m_platform;
    Theme m_theme = Theme::System;
    bool m_applying = false;
};

} // namespace sandglass
