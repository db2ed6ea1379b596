// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"

class QCheckBox;
class QComboBox;

namespace sandglass {

class TrayPreferences;

/// The icon in the tray and what closing the window does. Says so where the desktop has no tray. The
/// preferences outlive it.
class TrayPage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit TrayPage(TrayPreferences &preferences);

private:
    void refresh();

    TrayPreferences &m_preferences;
    QCheckBox *m_icon;
    QComboBox *m_onClose;
    QCheckBox *m_hidden;
    QLabel *m_note = nullptr;
};

} // namespace sandglass
