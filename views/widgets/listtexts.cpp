// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/listtexts.h"

#include "item/formatting.h"

#include <QCoreApplication>

namespace sandglass {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ListTexts)
};

} // namespace

QStringList withRest(QStringList first, qsizetype total)
{
    if (const qsizetype rest = total - first.size(); rest > 0)
        first += Text::tr("and %1 more").arg(countText(rest));
    return first;
}

} // namespace sandglass
