// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/safejson.h"
#include "sandboxpromises.h"

namespace {

using namespace sandglass;

void readSandbox(QByteArrayView input)
{
    const QByteArray body = input.toByteArray();
    const Decoded<Sandbox> sandbox = codec::decodeSandbox(body);
    const Decoded<Inspection> inspection = codec::decodeInspection(body);
    PROMISE(sandbox.has_value() == inspection.has_value());
    if (!sandbox) {
        fuzz::checkError(sandbox.error());
        fuzz::checkError(inspection.error());
        return;
    }
    fuzz::checkSandbox(*sandbox);
    PROMISE(*sandbox == inspection->sandbox);
    PROMISE(inspection->json.size() < 201'000);
    for (const QChar c : inspection->json)
        PROMISE(c == u'\n' || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format));
    PROMISE(inspection->extras.size() <= 24);
    for (const ExtraField &extra : inspection->extras) {
        PROMISE(!namesSecret(extra.name));
        PROMISE(fuzz::isPlainLine(extra.name, 64));
        PROMISE(fuzz::isPlainLine(extra.value, 1024));
    }
}

FUZZ_TARGET("sandbox", readSandbox)

} // namespace
