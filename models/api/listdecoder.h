// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/codec.h"

#include <memory>

namespace sandglass {

/// Reads answers to the list, exactly as codec::decodeListPlainly() does, which reads whatever is unusual, at
/// a fraction of the time: what every service sends is read by simdjson, and a sandbox whose text is that of
/// the poll before is not read again. One per reader of lists; not shared between threads.
class ListDecoder
{
public:
    ListDecoder();
    ~ListDecoder();

    /// A list begins: what the list before the last one held is forgotten.
    void beginList();
    Decoded<ListPage> decode(const QByteArray &body);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sandglass
