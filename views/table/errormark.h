// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QPoint>

class QTableView;

namespace sandglass {

class SandboxDelegate;

/// The red mark of a failed action in the state's cell as something to click: it leads to the report. The
/// delegate paints it.
class ErrorMark
{
public:
    ErrorMark(QTableView &view, const SandboxDelegate &delegate) : m_view(view), m_delegate(delegate) {}

    /// The cell whose mark is at @p position of the viewport, if any.
    [[nodiscard]] QModelIndex at(const QPoint &position) const;
    void press(const QPoint &position) { m_pressed = at(position); }
    /// The sandbox whose mark was clicked; empty if none was.
    [[nodiscard]] QString release(const QPoint &position);

private:
    QTableView &m_view;
    const SandboxDelegate &m_delegate;
    QPersistentModelIndex m_pressed;
};

} // namespace sandglass
