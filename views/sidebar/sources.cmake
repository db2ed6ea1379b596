# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_SIDEBAR_SOURCES
    sidebar/builtinview.cpp sidebar/builtinview.h
    sidebar/finding.cpp sidebar/finding.h
    sidebar/sidebar.cpp sidebar/sidebar.h
    sidebar/viewactions.cpp sidebar/viewactions.h
    sidebar/viewdelegate.cpp sidebar/viewdelegate.h
    sidebar/viewlist.cpp sidebar/viewlist.h
    sidebar/viewlistview.cpp sidebar/viewlistview.h
    sidebar/viewnamedialog.cpp sidebar/viewnamedialog.h)
