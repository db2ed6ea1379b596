// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scrolltofocus.h"

#include <QApplication>
#include <QPointer>
#include <QScrollArea>

namespace sandglass {

void scrollToFocus(QScrollArea &area)
{
    // The focus also leaves what dies with the area, which is no scroll area any more by then.
    const auto follow = [guard = QPointer<QObject>(&area)](QWidget * /*old*/, QWidget *now) {
        auto *scroll = qobject_cast<QScrollArea *>(guard.data());
        const QWidget *content = scroll ? scroll->widget() : nullptr;
        if (!now || !content || !content->isAncestorOf(now))
            return;
        // What is pressed must not move away from under the mouse.
        if (QApplication::mouseButtons() == Qt::NoButton)
            scroll->ensureWidgetVisible(now);
    };
    QObject::connect(qApp, &QApplication::focusChanged, &area, follow);
}

} // namespace sandglass
