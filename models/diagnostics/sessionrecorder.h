// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnostics/actionrecorder.h"
#include "diagnostics/readingrecorder.h"
#include "diagnostics/serverrecorder.h"
#include "store/sandboxstore.h"

#include <QObject>
#include <QUrl>

namespace sandglass {

struct NetworkRoute;

/// Notes in the logbook what one connection does, from its beginning to its end: the one place that listens
/// to all its parts, so that none of them has to speak of itself. It only ever listens. All references
/// outlive it. GUI thread.
class SessionRecorder final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Clock &clock;
        const Poller &poller;
        SandboxStore &store;
        LifecycleController &controller;
        DeletionQueue &deletions;
        SandboxCreator &creator;
        const RateBudget &budget;
        const ServerClock &serverClock;
        QUrl server;
    };

    SessionRecorder(Logbook &log, const Parts &parts, QObject *parent = nullptr);
    ~SessionRecorder() override;

    /// After budget and clock learnt from it.
    void onExchange(const Exchange &exchange) { m_server.onExchange(exchange); }
    /// Connections go another way from now on.
    void onRoute(const NetworkRoute &route);

private:
    void onDoubt(Doubt why, const QStringList &ids);

    Logbook &m_log;
    const QString m_name;
    ReadingRecorder m_reading;
    ServerRecorder m_server;
    ActionRecorder m_actions;
};

} // namespace sandglass
