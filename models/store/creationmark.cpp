// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/creationmark.h"

namespace sandglass {

namespace {
constexpr QChar kMark(0x1);
}

QString provisionalId(quint64 number)
{
    return kMark + QString::number(number).rightJustified(20, u'0');
}

bool isProvisionalId(const QString &id)
{
    return id.startsWith(kMark);
}

} // namespace sandglass
