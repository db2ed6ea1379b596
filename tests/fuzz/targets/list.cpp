// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxpromises.h"

namespace {

using namespace sandglass;

void readList(QByteArrayView input)
{
    const Decoded<ListPage> page = codec::decodeList(input.toByteArray());
    if (!page) {
        fuzz::checkError(page.error());
        return;
    }
    PROMISE(page->skipped >= 0);
    // A row costs at least the two bytes of its braces.
    PROMISE(page->sandboxes.size() + page->skipped <= input.size());
    PROMISE(page->nextCursor.size() <= 4096);
    for (const Sandbox &sandbox : page->sandboxes)
        fuzz::checkSandbox(sandbox);
}

FUZZ_TARGET("list", readList)

} // namespace
