# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_PROFILES_SOURCES
    profiles/cliimportdialog.cpp profiles/cliimportdialog.h
    profiles/keyplacefield.cpp profiles/keyplacefield.h
    profiles/profileactions.cpp profiles/profileactions.h
    profiles/profilebutton.cpp profiles/profilebutton.h
    profiles/profileform.cpp profiles/profileform.h
    profiles/profilesdialog.cpp profiles/profilesdialog.h)
