// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/listdecoder.h"

#include "sandboxpromises.h"

namespace {

using namespace sandglass;

bool isSame(const Decoded<ListPage> &one, const Decoded<ListPage> &other)
{
    if (!one || !other)
        return !one && !other && one.error() == other.error();
    return one->sandboxes == other->sandboxes && one->hasMore == other->hasMore &&
           one->nextCursor == other->nextCursor && one->skipped == other->skipped;
}

/// @p text with room behind it that is full of what would go on from it.
QByteArray withRoom(const QByteArray &text)
{
    QByteArray roomy = text + QByteArray("}]}").repeated(50);
    roomy.truncate(text.size());
    return roomy;
}

/// The fast way says what QJsonDocument says, whatever it is given and whatever it has read before.
void readBothWays(QByteArrayView input)
{
    static ListDecoder remembering;
    static int count = 0;
    // Lists of one page, and of several.
    if (++count % 3 == 0)
        remembering.beginList();
    const QByteArray body = input.toByteArray();
    const Decoded<ListPage> plainly = codec::decodeListPlainly(body);
    PROMISE(isSame(remembering.decode(body), plainly));
    PROMISE(isSame(ListDecoder().decode(withRoom(body)), plainly));
    // A poll without news, with another envelope round the same sandboxes.
    remembering.beginList();
    PROMISE(isSame(remembering.decode(body + ' '), codec::decodeListPlainly(body + ' ')));
    // As it comes from the network, without a byte of room behind it.
    PROMISE(isSame(ListDecoder().decode(QByteArray::fromRawData(input.data(), input.size())), plainly));
}

FUZZ_TARGET_THAT_REMEMBERS("listdecoder", readBothWays)

} // namespace
