// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/standardstreams.h"

#include <fcntl.h>
#include <unistd.h>

namespace sandglass {

void holdStandardStreams()
{
    // The lowest free number is what open() gives, so one after the other is filled. Not closed in programs
    // started from here: they would meet the same.
    for (;;) {
        const bool isInput = ::fcntl(STDIN_FILENO, F_GETFD) == -1;
        const int file = ::open("/dev/null", isInput ? O_WRONLY : O_RDONLY);
        if (file > STDERR_FILENO)
            ::close(file);
        if (file < 0 || file > STDERR_FILENO)
            return;
    }
}

} // namespace sandglass
