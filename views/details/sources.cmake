# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later

set(SANDGLASS_DETAILS_SOURCES
    details/actionlist.cpp details/actionlist.h
    details/copytool.cpp details/copytool.h
    details/detailspane.cpp details/detailspane.h
    details/faultbox.cpp details/faultbox.h
    details/fieldgrid.cpp details/fieldgrid.h
    details/jsonview.cpp details/jsonview.h
    details/previewbox.cpp details/previewbox.h
    details/readtexts.cpp details/readtexts.h
    details/sandboxface.cpp details/sandboxface.h
    details/section.cpp details/section.h
    details/stateheader.cpp details/stateheader.h
    details/summaryface.cpp details/summaryface.h
    details/valuetext.cpp details/valuetext.h)
