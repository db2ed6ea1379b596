# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_STATUS_SOURCES
    status/banner.cpp status/banner.h
    status/bannercontent.cpp status/bannercontent.h
    status/budgetgauge.cpp status/budgetgauge.h
    status/deletionnotice.cpp status/deletionnotice.h
    status/pollnotice.cpp status/pollnotice.h
    status/statusline.cpp status/statusline.h
    status/statustexts.cpp status/statustexts.h)
