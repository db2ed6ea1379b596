// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace sandglass {

/// One line of plain text that gives way when there is little room, ending in "…".
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// How many characters of usual width stay, however little room there is; a shorter text stays whole.
    void keepAtLeast(int characters);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_kept = 0;
};

} // namespace sandglass
