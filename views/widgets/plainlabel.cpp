// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plainlabel.h"

#include <QLabel>

namespace sandglass {

QLabel *makePlainLabel(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void setStrong(QLabel *label, double scale)
{
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    // A size that is set no longer follows the window's.
    if (scale > 1.0)
        font.setPointSizeF(font.pointSizeF() * scale);
    label->setFont(font);
}

QLabel *makeNote(const QString &text, QWidget *parent)
{
    QLabel *note = makePlainLabel(parent);
    note->setText(text);
    note->setForegroundRole(QPalette::PlaceholderText);
    return note;
}

void setShownText(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace sandglass
