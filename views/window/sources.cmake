# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_WINDOW_SOURCES
    window/aboutdialog.cpp window/aboutdialog.h
    window/dashboardpage.cpp window/dashboardpage.h
    window/mainwindow.cpp window/mainwindow.h
    window/shortcutsheet.cpp window/shortcutsheet.h
    window/toolbar.cpp window/toolbar.h)
