// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/networkroute.h"
#include "diagnostics/logbook.h"
#include "diagnostics/sessionrecorder.h"
#include "store/deletionqueue.h"
#include "store/lifecyclecontroller.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/templatelibrary.h"
#include "support/fakeagent.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/snapshots.h"

namespace sandglass::test {

/// A connection without network, and what is noted of it.
class RecorderFixture final : public QObject
{
    Q_OBJECT

public:
    RecorderFixture()
    {
        connect(&poller, &Poller::pollWanted, this, [this](quint64 poll) { m_wanted = poll; });
    }

    /// The poll under way, or the next one, brings this.
    void answerPoll(const QVector<Sandbox> &changed, int requests = 1,
                    Incompleteness incompleteness = Incompleteness::None)
    {
        begin();
        SnapshotDelta delta = deltaOf(clock, changed);
        delta.poll = m_wanted;
        delta.requests = requests;
        delta.incompleteness = incompleteness;
        poller.onSnapshot(delta);
    }
    void failPoll(ApiErrorKind kind, std::optional<std::chrono::milliseconds> retryAfter = std::nullopt)
    {
        begin();
        ApiError error = apiError(kind);
        error.retryAfter = retryAfter;
        poller.onFailed(m_wanted, error);
    }
    void exchange(const Exchange &seen)
    {
        budget.record(seen, clock.monoNow());
        serverClock.record(seen);
        recorder->onExchange(seen);
    }

    /// What was noted since the last call: "Pace: Slowed to 12 s: 100/min shared, 8 pages".
    QStringList take()
    {
        QStringList lines;
        for (; m_taken < logbook.events.size(); ++m_taken) {
            const Event &event = logbook.events.at(m_taken);
            QString line = nameOfEventKind(event.kind) + QStringLiteral(": ") + event.what;
            if (!event.why.isEmpty())
                line += QStringLiteral(": ") + event.why;
            lines += line;
        }
        return lines;
    }

    ManualClock clock;
    FakeApi api;
    FakeAgent agents;
    RateBudget budget;
    ServerClock serverClock{clock};
    SandboxStore store{clock, serverClock};
    Poller poller{clock, store, budget, 1};
    LifecycleController controller{clock, api, store, budget, serverClock};
    DeletionQueue deletions{clock, store, controller};
    TemplateLibrary templates{clock, api, budget};
    SandboxCreator creator{{clock, serverClock, api, agents, store, templates, controller, budget}};
    Logbook logbook{clock};
    std::unique_ptr<SessionRecorder> recorder = std::make_unique<SessionRecorder>(
        logbook, SessionRecorder::Parts{clock, poller, store, controller, deletions, creator, budget,
                                        serverClock, QUrl(QStringLiteral("https://api.example.org"))});

private:
    void begin()
    {
        if (poller.status().phase == PollStatus::Phase::Idle)
            poller.start();
        else if (poller.status().phase == PollStatus::Phase::Waiting)
            clock.advance(poller.status().next - clock.monoNow());
    }

    quint64 m_wanted = 0;
    int m_taken = 0;
};

} // namespace sandglass::test
