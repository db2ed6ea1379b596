// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"

#include <QList>
#include <QWidget>

#include <array>

namespace sandglass {

class ActionButton;
class ActionSet;
class ToolButton;

/// "New", the lifecycle buttons, Stop and Delete set apart, and "Refresh". Where there is no room for all
/// words there are none, and the icons keep their distances. @p actions outlives it.
class ToolBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ToolBar(ActionSet &actions, QWidget *parent = nullptr);

    [[nodiscard]] ActionButton *button(LifecycleAction action) const;
    /// Puts @p widget at the far end.
    void addTrailing(QWidget *widget);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    ToolButton *makeExtendButton(const ActionSet &actions);
    void fit();

    std::array<ActionButton *, kAllActions.size()> m_buttons{};
    QList<ToolButton *> m_worded;
    QWidget *m_last = nullptr; ///< in the order of Tab
};

} // namespace sandglass
