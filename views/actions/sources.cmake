# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_ACTIONS_SOURCES
    actions/actionbutton.cpp actions/actionbutton.h
    actions/actionconfirmation.cpp actions/actionconfirmation.h
    actions/actionfarewell.cpp actions/actionfarewell.h
    actions/actionhelp.cpp actions/actionhelp.h
    actions/actionicon.cpp actions/actionicon.h
    actions/actionmenu.cpp actions/actionmenu.h
    actions/actionset.cpp actions/actionset.h
    actions/literaltext.h
    actions/makeaction.cpp actions/makeaction.h
    actions/menuentries.cpp actions/menuentries.h
    actions/openmenu.cpp actions/openmenu.h
    actions/plainquestion.cpp actions/plainquestion.h
    actions/plaintooltip.cpp actions/plaintooltip.h
    actions/toolbutton.cpp actions/toolbutton.h
    actions/typedcount.cpp actions/typedcount.h)
