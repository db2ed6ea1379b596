# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_PALETTE_SOURCES
    palette/command.cpp palette/command.h
    palette/commanddelegate.cpp palette/commanddelegate.h
    palette/commandmatch.cpp palette/commandmatch.h
    palette/commandmodel.cpp palette/commandmodel.h
    palette/commandpalette.cpp palette/commandpalette.h)
