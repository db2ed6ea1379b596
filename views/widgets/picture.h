// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

namespace sandglass {

/// An icon that follows the theme and the screen it is on: drawn when painted, not when made.
class Picture final : public QWidget
{
    Q_OBJECT

public:
    /// A square of @p extent logical pixels.
    explicit Picture(int extent, QWidget *parent = nullptr);
    Picture(const QIcon &icon, int extent, QWidget *parent = nullptr);

    void setIcon(const QIcon &icon);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QIcon m_icon;
};

} // namespace sandglass
