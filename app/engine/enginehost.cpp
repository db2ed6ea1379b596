// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginehost.h"

#include "engine/engine.h"

#include <QEventLoop>
#include <QThread>

namespace sandglass::engine {

using namespace Qt::StringLiterals;

EngineHost::EngineHost(EngineOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options))
{}

EngineHost::~EngineHost()
{
    if (!m_thread)
        return;
    m_thread->quit();
    m_thread->wait();
}

void EngineHost::start()
{
    Q_ASSERT(!m_thread);
    m_thread.reset(QThread::create([this, options = m_options] {
        // This object waits for the thread before it goes, so `this` is alive here; what is posted to it
        // and not delivered by then is dropped with it.
        Engine engine(options);
        const QString mistake = engine.start();
        if (!mistake.isEmpty()) {
            QMetaObject::invokeMethod(
                this, [this, mistake] { Q_EMIT failed(mistake); }, Qt::QueuedConnection);
            return;
        }
        QMetaObject::invokeMethod(
            this, [this, url = engine.baseUrl(), key = engine.key()] { Q_EMIT ready(url, key); },
            Qt::QueuedConnection);
        // quit() ends this loop too, even if it came before.
        QEventLoop loop;
        loop.exec();
    }));
    m_thread->setObjectName(u"engine"_s);
    m_thread->start();
}

} // namespace sandglass::engine
