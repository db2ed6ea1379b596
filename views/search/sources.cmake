# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_SEARCH_SOURCES
    search/completionpopup.cpp search/completionpopup.h
    search/searchfield.cpp search/searchfield.h)
