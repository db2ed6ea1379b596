// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"

#include <QWidget>

#include <array>

class QToolButton;

namespace sandglass {

class ActionButton;
class ActionSet;

/// "New", the lifecycle buttons, Stop and Delete set apart, and "Refresh". @p actions outlives it.
class ToolBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ToolBar(ActionSet &actions, QWidget *parent = nullptr);

    [[nodiscard]] ActionButton *button(LifecycleAction action) const;
    /// Puts @p widget at the far end.
    void addTrailing(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *makeExtendButton(const ActionSet &actions);

    std::array<ActionButton *, kAllActions.size()> m_buttons{};
    QWidget *m_last = nullptr; ///< in the order of Tab
};

} // namespace sandglass
