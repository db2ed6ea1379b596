# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later

set(SANDGLASS_EXPIRY_SOURCES
    expiry/expirynotice.cpp expiry/expirynotice.h
    expiry/expirytexts.cpp expiry/expirytexts.h
    expiry/extenddialog.cpp expiry/extenddialog.h
    expiry/extendflow.cpp expiry/extendflow.h
    expiry/timechoice.cpp expiry/timechoice.h)
