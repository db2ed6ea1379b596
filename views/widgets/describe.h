// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace sandglass {

/// What assistive technology is told of @p widget. Qt tells of a text that did not change as well, and a
/// screen reader might read it out.
inline void describe(QWidget &widget, const QString &name, const QString &description)
{
    if (widget.accessibleName() != name)
        widget.setAccessibleName(name);
    if (widget.accessibleDescription() != description)
        widget.setAccessibleDescription(description);
}

} // namespace sandglass
