// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sandglass {

/// @p text as it has to be given to buttons, menus and labels with a buddy to be seen as it is: elsewhere in
/// them an "&" marks the key to press, and is not shown.
inline QString literalText(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

/// The other way round: what is seen of such a text.
inline QString withoutMnemonic(QString text)
{
    return text.replace(QLatin1StringView("&&"), QLatin1StringView("\x01"))
        .remove(u'&')
        .replace(u'\x01', u'&');
}

} // namespace sandglass
