// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paintwatch.h"

#include "measure.h"

#include <QAbstractEventDispatcher>
#include <QThread>

namespace sandglass::bench {

bool PaintWatch::notify(QObject *receiver, QEvent *event)
{
    const bool paints = event->type() == QEvent::UpdateRequest || event->type() == QEvent::Paint;
    // Qt's HTTP thread comes this way too.
    if (!paints || QThread::currentThread() != thread() || m_depth > 0)
        return QApplication::notify(receiver, event);
    ++m_depth;
    const qint64 before = threadCpu();
    const bool done = QApplication::notify(receiver, event);
    m_painting += threadCpu() - before;
    --m_depth;
    return done;
}

PaintWatch &PaintWatch::instance()
{
    return *qobject_cast<PaintWatch *>(qApp);
}

void settle()
{
    // What there is to do may lead to more; a timer without end must not keep us.
    constexpr int kMostTurns = 6;
    for (int turn = 0; turn < kMostTurns; ++turn) {
        QCoreApplication::sendPostedEvents();
        if (!QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents))
            return;
    }
}

} // namespace sandglass::bench
