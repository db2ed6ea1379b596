# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_CONNECT_SOURCES
    connect/firstrunpage.cpp connect/firstrunpage.h
    connect/waitingpage.cpp connect/waitingpage.h)
