// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/menuentries.h"

#include <QDialog>

class QGridLayout;

namespace sandglass {

/// Every key the window knows, made from the actions themselves so that it cannot be wrong.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(const QVector<MenuEntry> &entries, QWidget *parent = nullptr);

private:
    void addEntries(QGridLayout &grid, const QVector<MenuEntry> &entries);
};

} // namespace sandglass
