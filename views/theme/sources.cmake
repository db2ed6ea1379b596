# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_THEME_SOURCES
    theme/expirylook.cpp theme/expirylook.h
    theme/icons.cpp theme/icons.h
    theme/profilecolors.cpp theme/profilecolors.h
    theme/searchlook.cpp theme/searchlook.h
    theme/statuscolors.cpp theme/statuscolors.h
    theme/statusglyph.cpp theme/statusglyph.h
    theme/style.cpp theme/style.h
    theme/theme.cpp theme/theme.h
    theme/thinbar.cpp theme/thinbar.h)
