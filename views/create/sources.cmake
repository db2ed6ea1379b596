# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_CREATE_SOURCES
    create/createdialog.cpp create/createdialog.h
    create/creatememory.cpp create/creatememory.h
    create/creationfarewell.cpp create/creationfarewell.h
    create/creationpresenter.cpp create/creationpresenter.h
    create/environmentdelegate.cpp create/environmentdelegate.h
    create/environmenteditor.cpp create/environmenteditor.h
    create/lifetimefield.cpp create/lifetimefield.h
    create/outcomepanel.cpp create/outcomepanel.h
    create/templatedelegate.cpp create/templatedelegate.h
    create/templatepicker.cpp create/templatepicker.h)
