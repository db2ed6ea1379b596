// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVector>

class QAction;
class QMenuBar;

namespace sandglass {

/// One entry of the menu bar and the menus it is found in, from the outermost on, without mnemonics.
struct MenuEntry
{
    QStringList path;
    QAction *action = nullptr;
};

/// Everything in @p bar that does something, in the order of the menus. So whatever lists the actions of the
/// window, as the command palette and the sheet of shortcuts do, knows exactly what the menus know.
[[nodiscard]] QVector<MenuEntry> menuEntries(const QMenuBar &bar);

/// "Save Search as View" of "Save &Search as View…".
[[nodiscard]] QString plainTextOf(const QAction &action);

} // namespace sandglass
