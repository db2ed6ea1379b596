// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../target.h"
#include "api/codec.h"

namespace sandglass::fuzz {

/// What holds for every sandbox, whatever it was read from: unknown stays unknown, absent is not zero.
inline void checkSandbox(const Sandbox &sandbox)
{
    PROMISE(codec::isUsableId(sandbox.id));
    PROMISE(sandbox.status == statusFromWord(sandbox.statusWord));
    PROMISE(isPlainLine(sandbox.statusWord, 64));
    for (const QString *text : {&sandbox.templateName, &sandbox.templateId, &sandbox.region,
                                &sandbox.organizationId, &sandbox.nodeId})
        PROMISE(isPlainLine(*text, 256));
    PROMISE(isPlainLine(sandbox.publicHost, 1024));
    PROMISE(isPlainLine(sandbox.previewUrl, 1024));
    for (const std::optional<int> &size : {sandbox.vcpu, sandbox.memoryMb, sandbox.diskMb})
        PROMISE(!size || *size > 0);
    PROMISE(!sandbox.timeoutSeconds || *sandbox.timeoutSeconds > 0);
    PROMISE(sandbox.createdAt.isKnown() || sandbox.createdAt.at == UtcTime{});
    PROMISE(sandbox.expiry.kind == Expiry::Kind::At || sandbox.expiry.at == UtcTime{});
    // A limit without an end is an end that was not told, never "never".
    PROMISE(sandbox.expiry.kind != Expiry::Kind::Never || !sandbox.timeoutSeconds);
}

/// A reason is given, in few words.
inline void checkError(const CodecError &error)
{
    PROMISE(!error.text.isEmpty());
    PROMISE(isPlainLine(error.text, 400));
}

} // namespace sandglass::fuzz
