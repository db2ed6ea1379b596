// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/actionmenu.h"

#include <QCoreApplication>
#include <QStatusTipEvent>

namespace sandglass {

ActionMenu::ActionMenu(const QString &title, QWidget *parent) : QMenu(title, parent)
{
    setToolTipsVisible(true);
    // Qt sends the status tip of an entry to nobody when the menu hangs below no menu bar.
    connect(this, &QMenu::hovered, this, [this](const QAction *action) { tellStatus(action->statusTip()); });
    connect(this, &QMenu::aboutToHide, this, [this] { tellStatus({}); });
}

void ActionMenu::tellStatus(const QString &tip)
{
    if (!parentWidget())
        return;
    QStatusTipEvent event(tip);
    QCoreApplication::sendEvent(parentWidget(), &event);
}

} // namespace sandglass
