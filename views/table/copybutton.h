// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"

#include <QPersistentModelIndex>

#include <functional>

class QTableView;

namespace sandglass {

class SandboxDelegate;

/// The button in the id's cell that copies the id: what happens when it is pressed, and the tick that says it
/// worked. The delegate paints it.
class CopyButton
{
public:
    static constexpr std::chrono::milliseconds kTickShown{1'200};

    CopyButton(QTableView &view, SandboxDelegate &delegate, Clock &clock,
               std::function<void(QString)> copied);

    /// The cell whose button is at @p position of the viewport, if any.
    [[nodiscard]] QModelIndex at(const QPoint &position) const;
    /// These say whether the event was the button's.
    bool press(const QPoint &position);
    bool release(const QPoint &position);
    [[nodiscard]] bool isPressed() const { return m_pressed.isValid(); }

private:
    void copy(const QModelIndex &index);

    QTableView &m_view;
    SandboxDelegate &m_delegate;
    Clock &m_clock;
    std::function<void(QString)> m_copied;
    QPersistentModelIndex m_pressed;
    Timer m_tick;
};

} // namespace sandglass
