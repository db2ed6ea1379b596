# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_PREFERENCES_SOURCES
    preferences/preferencesdialog.cpp preferences/preferencesdialog.h)
