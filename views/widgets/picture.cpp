// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/picture.h"

#include <QPainter>

namespace sandglass {

Picture::Picture(int extent, QWidget *parent) : QWidget(parent)
{
    setFixedSize(extent, extent);
}

Picture::Picture(const QIcon &icon, int extent, QWidget *parent) : Picture(extent, parent)
{
    m_icon = icon;
}

void Picture::setIcon(const QIcon &icon)
{
    m_icon = icon;
    update();
}

void Picture::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    m_icon.paint(&painter, rect());
}

} // namespace sandglass
