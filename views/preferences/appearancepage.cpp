// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/appearancepage.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace sandglass {

using namespace Qt::StringLiterals;

AppearancePage::AppearancePage(Theme theme)
    : PreferencesPage(u"appearance"_s, tr("Appearance"), u"sun-moon"_s), m_themes(new QComboBox(this))
{
    m_themes->setObjectName("theme"_L1);
    m_themes->setAccessibleName(tr("Theme"));
    for (const Theme one : {Theme::System, Theme::Light, Theme::Dark})
        m_themes->addItem(nameOfTheme(one), static_cast<int>(one));
    addRow(tr("&Theme:"), m_themes);
    addNote(tr("“System” follows the desktop whenever it turns light or dark."));
    column().addStretch();
    setTheme(theme);
    connect(m_themes, &QComboBox::activated, this,
            [this] { Q_EMIT themeWanted(static_cast<Theme>(m_themes->currentData().toInt())); });
}

void AppearancePage::setTheme(Theme theme)
{
    m_themes->setCurrentIndex(m_themes->findData(static_cast<int>(theme)));
}

} // namespace sandglass
