# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_PREFERENCES_SOURCES
    preferences/appearancepage.cpp preferences/appearancepage.h
    preferences/notificationspage.cpp preferences/notificationspage.h
    preferences/preferencesdialog.cpp preferences/preferencesdialog.h
    preferences/preferencespage.cpp preferences/preferencespage.h
    preferences/questionspage.cpp preferences/questionspage.h
    preferences/traypage.cpp preferences/traypage.h)
