// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace sandglass {

/// How much of something is spent, as a small bar.
class BudgetGauge final : public QWidget
{
    Q_OBJECT

public:
    explicit BudgetGauge(QWidget *parent = nullptr);

    void setValue(int used, int limit);
    QSize sizeHint() const override { return {32, 4}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_used = 0;
    int m_limit = 1;
};

} // namespace sandglass
