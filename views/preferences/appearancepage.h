// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preferencespage.h"
#include "theme/theme.h"

class QComboBox;

namespace sandglass {

/// How the windows look.
class AppearancePage final : public PreferencesPage
{
    Q_OBJECT

public:
    explicit AppearancePage(Theme theme);

    /// Shows @p theme as the chosen one, without asking for it.
    void setTheme(Theme theme);

Q_SIGNALS:
    void themeWanted(sandglass::Theme theme);

private:
    QComboBox *m_themes;
};

} // namespace sandglass
