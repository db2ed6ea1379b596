// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/elidedlabel.h"

#include <QPainter>

#include <algorithm>

namespace sandglass {

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::keepAtLeast(int characters)
{
    m_kept = characters;
    updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int kept = m_kept * fontMetrics().averageCharWidth();
    return {std::min(kept, sizeHint().width()), fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    const Qt::Alignment across = alignment() & Qt::AlignHorizontal_Mask;
    painter.drawText(rect(), static_cast<int>(Qt::AlignVCenter | across) | Qt::TextSingleLine, shown);
}

} // namespace sandglass
