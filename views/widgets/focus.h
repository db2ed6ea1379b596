// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace sandglass {

/// Whether the focus of its window is at @p widget or in it. Also while another window is the active one, for
/// a person who comes back goes on where the focus is.
[[nodiscard]] inline bool holdsFocus(const QWidget &widget)
{
    const QWidget *focus = widget.window()->focusWidget();
    return focus && (focus == &widget || widget.isAncestorOf(focus));
}

/// The nearest stop of Tab up to @p place, which itself may be none. QWidget::setTabOrder() takes stops only.
[[nodiscard]] inline QWidget *stopUpTo(QWidget &place)
{
    QWidget *stop = &place;
    while (stop->focusPolicy() == Qt::NoFocus && stop->previousInFocusChain() != &place)
        stop = stop->previousInFocusChain();
    return stop;
}

} // namespace sandglass
