# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_WINDOW_SOURCES
    window/aboutdialog.cpp window/aboutdialog.h
    window/bodysplitter.cpp window/bodysplitter.h
    window/dashboardpage.cpp window/dashboardpage.h
    window/deletionflow.cpp window/deletionflow.h
    window/lifecycleflow.cpp window/lifecycleflow.h
    window/mainmenu.cpp window/mainmenu.h
    window/mainwindow.cpp window/mainwindow.h
    window/panecycle.cpp window/panecycle.h
    window/panedock.cpp window/panedock.h
    window/selectionwish.cpp window/selectionwish.h
    window/shortcutsheet.cpp window/shortcutsheet.h
    window/sidewindows.cpp window/sidewindows.h
    window/stripstack.cpp window/stripstack.h
    window/toolbar.cpp window/toolbar.h)
