// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/openmenu.h"

#include <QApplication>
#include <QMenu>

namespace sandglass {

void whenNoMenuIsOpen(const QObject *context, std::function<void()> then)
{
    const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    if (!menu) {
        then();
        return;
    }
    // Queued, for a menu closes before it triggers what was chosen. Another may be open by then, or still.
    QObject::connect(
        menu, &QMenu::aboutToHide, context,
        [context, then = std::move(then)] { whenNoMenuIsOpen(context, then); },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

} // namespace sandglass
