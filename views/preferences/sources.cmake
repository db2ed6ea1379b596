# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_PREFERENCES_SOURCES
    preferences/appearancepage.cpp preferences/appearancepage.h
    preferences/authorityfield.cpp preferences/authorityfield.h
    preferences/networkpage.cpp preferences/networkpage.h
    preferences/notificationspage.cpp preferences/notificationspage.h
    preferences/pollingpage.cpp preferences/pollingpage.h
    preferences/preferencesdialog.cpp preferences/preferencesdialog.h
    preferences/preferencespage.cpp preferences/preferencespage.h
    preferences/proxyform.cpp preferences/proxyform.h
    preferences/questionspage.cpp preferences/questionspage.h
    preferences/startpage.cpp preferences/startpage.h
    preferences/traypage.cpp preferences/traypage.h)
