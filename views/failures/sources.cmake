# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_FAILURES_SOURCES
    failures/detailspanel.cpp failures/detailspanel.h
    failures/errordialog.cpp failures/errordialog.h
    failures/errorrecall.cpp failures/errorrecall.h
    failures/failurepresenter.cpp failures/failurepresenter.h)
