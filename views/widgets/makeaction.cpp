// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/makeaction.h"

#include "theme/icons.h"
#include "widgets/plaintooltip.h"

#include <QAction>

namespace sandglass {

using namespace Qt::StringLiterals;

QAction *makeAction(QObject *parent, const ActionLook &look)
{
    auto *action = new QAction(look.text, parent);
    action->setObjectName("action."_L1 % look.name);
    if (!look.icon.isEmpty())
        action->setIcon(themedIcon(look.icon));
    action->setShortcuts(look.shortcuts);
    action->setAutoRepeat(false);
    action->setStatusTip(look.hint);
    action->setToolTip(plainToolTip(withShortcut(action->iconText(), *action), look.hint));
    return action;
}

QString withShortcut(const QString &title, const QAction &action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? title : QString(title % "  ("_L1 % keys % u')');
}

} // namespace sandglass
