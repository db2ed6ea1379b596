// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requesthandle.h"

#include <QMetaObject>
#include <QObject>
#include <QPointer>

namespace sandglass {

/// Calls @p call from the event loop, unless @p owner or the handle goes before.
[[nodiscard]] inline RequestHandle answerLater(QObject *owner, std::function<void()> call)
{
    auto *turn = new QObject(owner);
    QMetaObject::invokeMethod(
        turn,
        [turn, call = std::move(call)] {
            turn->deleteLater();
            call();
        },
        Qt::QueuedConnection);
    return RequestHandle([turn = QPointer(turn)] { delete turn; });
}

} // namespace sandglass
