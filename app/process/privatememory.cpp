// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/privatememory.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace sandglass {

void keepMemoryPrivate()
{
#ifdef Q_OS_LINUX
    // Not RLIMIT_CORE as well: children would inherit it, and a browser's core files are not our business.
    (void)::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace sandglass
