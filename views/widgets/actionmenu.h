// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace sandglass {

/// A menu whose disabled entries can be reached by the keyboard and say why they are disabled.
class ActionMenu : public QMenu
{
    Q_OBJECT

public:
    explicit ActionMenu(const QString &title, QWidget *parent = nullptr);
    explicit ActionMenu(QWidget *parent = nullptr) : ActionMenu(QString(), parent) {}

private:
    void tellStatus(const QString &tip);
};

} // namespace sandglass
