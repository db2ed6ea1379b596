# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_TAKEOUT_SOURCES
    takeout/copyasdialog.cpp takeout/copyasdialog.h
    takeout/copyasmenu.cpp takeout/copyasmenu.h
    takeout/rowexporter.cpp takeout/rowexporter.h
    takeout/saveflow.cpp takeout/saveflow.h)
