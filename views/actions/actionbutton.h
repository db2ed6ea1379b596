// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "widgets/toolbutton.h"

namespace sandglass {

class ActionSet;

/// The toolbar's button of a lifecycle action. Where the action is impossible it looks and reports itself as
/// disabled, but can still be hovered, reached by Tab and read by a screen reader, and says why when pressed:
/// a button that Qt disables can do none of that. @p actions outlives this.
class ActionButton final : public ToolButton
{
    Q_OBJECT

public:
    ActionButton(ActionSet &actions, LifecycleAction action, QWidget *parent = nullptr);

    [[nodiscard]] LifecycleAction action() const { return m_action; }
    /// Whether pressing it acts. isEnabled() is always true.
    [[nodiscard]] bool isActionEnabled() const;

    [[nodiscard]] int fullWidth() const override;
    QSize minimumSizeHint() const override;

protected:
    void initStyleOption(QStyleOptionToolButton *option) const override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// Where there is no room for words.
    [[nodiscard]] int widthForIcon() const;
    void updateHelp();
    void onClicked();

    ActionSet &m_actions;
    LifecycleAction m_action;
    bool m_wasEnabled = true;
};

} // namespace sandglass
