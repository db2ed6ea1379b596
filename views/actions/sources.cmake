# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_ACTIONS_SOURCES
    actions/actionbutton.cpp actions/actionbutton.h
    actions/actionconfirmation.cpp actions/actionconfirmation.h
    actions/actionfarewell.cpp actions/actionfarewell.h
    actions/actionhelp.cpp actions/actionhelp.h
    actions/actionicon.cpp actions/actionicon.h
    actions/actionset.cpp actions/actionset.h
    actions/extendactions.cpp actions/extendactions.h
    actions/typedcount.cpp actions/typedcount.h)
