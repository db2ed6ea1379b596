// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "status/budgetgauge.h"

#include "theme/statuscolors.h"
#include "theme/thinbar.h"

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
    const double part = double(m_used) / m_limit;
    const QColor color = part >= kMuch ? semanticColor(SemanticColor::Warning, palette())
                                       : palette().color(QPalette::PlaceholderText);
    paintThinBar(painter, rect(), part, color, palette(), layoutDirection());
}

} // namespace sandglass
