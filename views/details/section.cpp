// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/section.h"

#include "widgets/plainlabel.h"

#include <QLabel>
#include <QVBoxLayout>

namespace sandglass {

QLabel *addSection(QVBoxLayout &layout, const QString &title, QWidget *part)
{
    auto *headline = new QLabel(title, part->parentWidget());
    headline->setTextFormat(Qt::PlainText);
    setStrong(headline);
    headline->setContentsMargins(0, 10, 0, 2);
    headline->stackUnder(part); // it is read out before the part
    layout.addWidget(headline);
    layout.addWidget(part);
    part->setAccessibleName(title);
    return headline;
}

} // namespace sandglass
