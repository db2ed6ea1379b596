// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memory.h"

#include <malloc.h>

// Of AddressSanitizer's run-time, which replaces the allocator and leaves mallinfo2() empty.
extern "C" [[gnu::weak]] std::size_t __sanitizer_get_current_allocated_bytes();

namespace sandglass::test {

qint64 allocatedBytes()
{
    return static_cast<qint64>(__sanitizer_get_current_allocated_bytes
                                   ? __sanitizer_get_current_allocated_bytes()
                                   : mallinfo2().uordblks);
}

int timesFrom(const char *name, int usual)
{
    const int told = qEnvironmentVariableIntValue(name);
    return told > 0 ? told : usual;
}

} // namespace sandglass::test
