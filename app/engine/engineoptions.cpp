// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engineoptions.h"

#include <QRandomGenerator>

namespace sandglass::engine {

namespace {

QByteArray randomLetters(QByteArrayView alphabet, qsizetype length)
{
    QByteArray text(length, Qt::Uninitialized);
    for (char &c : text)
        c = alphabet[QRandomGenerator::system()->bounded(static_cast<int>(alphabet.size()))];
    return text;
}

} // namespace

QByteArray makeApiKey()
{
    static constexpr QByteArrayView kBase62 =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static constexpr QByteArrayView kBase64Url =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    return QByteArray("hopx_live_") + randomLetters(kBase62, 12) + '.' + randomLetters(kBase64Url, 43);
}

} // namespace sandglass::engine
