# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_WIDGETS_SOURCES
    widgets/actionmenu.cpp widgets/actionmenu.h
    widgets/describe.h
    widgets/elidedlabel.cpp widgets/elidedlabel.h
    widgets/focus.h
    widgets/growinglabel.cpp widgets/growinglabel.h
    widgets/listtexts.cpp widgets/listtexts.h
    widgets/literaltext.h
    widgets/makeaction.cpp widgets/makeaction.h
    widgets/menuentries.cpp widgets/menuentries.h
    widgets/openmenu.cpp widgets/openmenu.h
    widgets/picture.cpp widgets/picture.h
    widgets/plainlabel.cpp widgets/plainlabel.h
    widgets/plainquestion.cpp widgets/plainquestion.h
    widgets/plaintooltip.cpp widgets/plaintooltip.h
    widgets/problemlabel.cpp widgets/problemlabel.h
    widgets/scrollareaaccess.cpp widgets/scrollareaaccess.h
    widgets/scrolltofocus.cpp widgets/scrolltofocus.h
    widgets/shownlater.cpp widgets/shownlater.h
    widgets/timetexts.cpp widgets/timetexts.h
    widgets/toolbutton.cpp widgets/toolbutton.h
    widgets/typingguard.cpp widgets/typingguard.h
    widgets/wheelguard.cpp widgets/wheelguard.h)
