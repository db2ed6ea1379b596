# SPDX-FileCopyrightText: 2026 The Sandglass authors
# SPDX-License-Identifier: GPL-3.0-or-later
set(SANDGLASS_DIAGNOSTICS_SOURCES
    diagnostics/diagnosticsdialog.cpp diagnostics/diagnosticsdialog.h
    diagnostics/diagnosticssource.cpp diagnostics/diagnosticssource.h
    diagnostics/eventfiltermodel.cpp diagnostics/eventfiltermodel.h
    diagnostics/eventmodel.cpp diagnostics/eventmodel.h
    diagnostics/eventspanel.cpp diagnostics/eventspanel.h)
