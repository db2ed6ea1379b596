// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace sandglass {

/// @name What assistive technology is told of a widget
/// Qt tells of a text that did not change as well, and a screen reader might read it out.
/// @{
inline void nameForReaders(QWidget &widget, const QString &name)
{
    if (widget.accessibleName() != name)
        widget.setAccessibleName(name);
}

inline void describe(QWidget &widget, const QString &description)
{
    if (widget.accessibleDescription() != description)
        widget.setAccessibleDescription(description);
}
/// @}

} // namespace sandglass
