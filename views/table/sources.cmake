# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_TABLE_SOURCES
    table/celltooltip.cpp table/celltooltip.h
    table/columnactions.cpp table/columnactions.h
    table/columnlayout.cpp table/columnlayout.h
    table/copybutton.cpp table/copybutton.h
    table/emptystate.cpp table/emptystate.h
    table/errormark.cpp table/errormark.h
    table/filterbar.cpp table/filterbar.h
    table/glyphanimator.cpp table/glyphanimator.h
    table/idselection.cpp table/idselection.h
    table/rowheader.cpp table/rowheader.h
    table/sandboxdelegate.cpp table/sandboxdelegate.h
    table/sandboxtable.cpp table/sandboxtable.h
    table/scrollanchor.cpp table/scrollanchor.h
    table/seen.h
    table/statuschip.cpp table/statuschip.h
    table/tablepane.cpp table/tablepane.h
    table/tableheader.cpp table/tableheader.h
    table/ticker.cpp table/ticker.h)
