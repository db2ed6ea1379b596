// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sandboxrow.h"

#include <QWidget>

class QLabel;

namespace sandglass {

class ValueText;

/// What failed last on the sandbox, and the way to the full report. Hidden while nothing has.
class FaultBox final : public QWidget
{
    Q_OBJECT

public:
    explicit FaultBox(QWidget *parent = nullptr);

    /// @p now is the computer's time, by which the fault was stamped.
    void setFault(const Rare<RowFault> &fault, UtcTime now);
    /// Before the fault of another sandbox is shown.
    void deselect();

Q_SIGNALS:
    void reportWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ValueText *m_text;
    QLabel *m_time;
};

} // namespace sandglass
