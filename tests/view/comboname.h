// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QComboBox>

namespace sandglass::test {

/// Whether a screen reader hears what is chosen in @p box: as a name it hears the choice, whatever name is
/// set.
inline bool isComboNamed(QComboBox &box)
{
    QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(&box);
    return heard && (!heard->relations(QAccessible::Label).isEmpty() ||
                     !heard->text(QAccessible::Description).isEmpty());
}

} // namespace sandglass::test
