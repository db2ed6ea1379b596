# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later

set(SANDGLASS_TRAY_SOURCES
    tray/closetotray.cpp tray/closetotray.h
    tray/recentactions.cpp tray/recentactions.h
    tray/tray.cpp tray/tray.h
    tray/trayface.cpp tray/trayface.h
    tray/trayicon.h
    tray/traymenu.cpp tray/traymenu.h
    tray/traypreferences.cpp tray/traypreferences.h)
