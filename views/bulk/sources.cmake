# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_BULK_SOURCES
    bulk/bulkflow.cpp bulk/bulkflow.h
    bulk/bulkstrip.cpp bulk/bulkstrip.h
    bulk/bulktexts.cpp bulk/bulktexts.h
    bulk/plandialog.cpp bulk/plandialog.h
    bulk/planmodel.cpp bulk/planmodel.h
    bulk/plansilence.cpp bulk/plansilence.h
    bulk/rundetails.cpp bulk/rundetails.h
    bulk/runmodel.cpp bulk/runmodel.h)
