// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/budgetgauge.h"

#include "theme/statuscolors.h"

#include <QPainter>

namespace sandglass {

namespace {

constexpr double kMuch = 0.8;

} // namespace

BudgetGauge::BudgetGauge(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void BudgetGauge::setValue(int used, int limit)
{
    if (used == m_used && limit == m_limit)
        return;
    m_used = used;
    m_limit = qMax(1, limit);
    update();
}

void BudgetGauge::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF groove = QRectF(rect());
    const qreal radius = groove.height() / 2;
    painter.setBrush(semanticColor(SemanticColor::Separator, palette()));
    painter.drawRoundedRect(groove, radius, radius);
    const double part = qBound(0.0, double(m_used) / m_limit, 1.0);
    if (part <= 0)
        return;
    QRectF bar = groove;
    bar.setWidth(qMax(groove.height(), groove.width() * part));
    if (layoutDirection() == Qt::RightToLeft)
        bar.moveRight(groove.right());
    painter.setBrush(part >= kMuch ? semanticColor(SemanticColor::Warning, palette())
                                   : palette().color(QPalette::PlaceholderText));
    painter.drawRoundedRect(bar, radius, radius);
}

} // namespace sandglass
