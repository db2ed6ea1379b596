// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"

#include <QWidget>

#include <array>

class QLabel;

namespace sandglass {

class ActionSet;

/// Every action with what it would do to the selection, or why it cannot be done and what can; what stands
/// against all of them is said once, above. The buttons are those of the toolbar once more; the words are the
/// action's own. @p actions outlives this.
class ActionList final : public QWidget
{
    Q_OBJECT

public:
    explicit ActionList(ActionSet &actions, QWidget *parent = nullptr);

private:
    void showTexts();

    ActionSet &m_actions;
    QLabel *m_common;
    std::array<QLabel *, kAllActions.size()> m_texts{};
};

} // namespace sandglass
