// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QDialog>

class QComboBox;
class QSettings;
class QVBoxLayout;

namespace sandglass {

/// What a person may choose about the program as a whole. Every choice counts at once; there is nothing to
/// apply and nothing to lose. The settings outlive it.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT

public:
    PreferencesDialog(QSettings &settings, Theme theme, QWidget *parent = nullptr);

    /// Shows @p theme as the chosen one, without asking for it.
    void setTheme(Theme theme);

Q_SIGNALS:
    void themeWanted(sandglass::Theme theme);

private:
    void addThemes(QVBoxLayout &layout);
    void addQuestions(QVBoxLayout &layout);

    QSettings &m_settings;
    QComboBox *m_themes;
};

} // namespace sandglass
