// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboardfixture.h"

#include "item/sessionparts.h"
#include "settings/settings.h"
#include "support/snapshots.h"

#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

DashboardFixture::DashboardFixture()
    : settings(folder.filePath(u"settings.ini"_s))
    , poller(clock, store, budget, 1)
    , controller(clock, api, store, budget, serverClock)
    , deletions(clock, store, controller)
    , bulk(clock, controller, deletions)
    , failures(controller, QUrl(u"https://api.example.org"_s))
    , selected(clock, api, store, controller, budget)
    , sight(clock, api, store, poller, budget)
    , templates(clock, api, budget)
    , creator({clock, serverClock, api, agents, store, templates, controller, budget})
    , recorder(logbook, {clock, poller, store, controller, deletions, creator, budget, serverClock,
                         QUrl(u"https://api.example.org"_s)})
    , list(store, serverClock)
    , filter(list)
{
    const SessionParts parts{clock,    budget, serverClock, store,     poller,  controller, failures,
                             selected, sight,  radar,       templates, creator, list,       filter};
    parts.connectAll();
    connect(&poller, &Poller::pollWanted, this, [this](quint64 poll) { m_wanted = poll; });
}

DashboardFixture::~DashboardFixture() = default;

Dashboard DashboardFixture::dashboard(bool isDemo)
{
    return {clock,
            serverClock,
            store,
            filter,
            controller,
            deletions,
            bulk,
            poller,
            failures,
            selected,
            radar,
            budget,
            templates,
            creator,
            logbook,
            isDemo ? u"Demo"_s : u"api.example.org"_s,
            isDemo,
            QUrl(u"https://api.example.org"_s),
            isDemo ? u"demo"_s : u"default"_s};
}

void DashboardFixture::ensurePolling()
{
    if (poller.status().phase == PollStatus::Phase::Idle ||
        poller.status().phase == PollStatus::Phase::Refused)
        poller.start();
    else if (poller.status().phase == PollStatus::Phase::Waiting)
        clock.advance(poller.status().next - clock.monoNow());
}

void DashboardFixture::load(const QVector<Sandbox> &sandboxes)
{
    answerPoll(sandboxes);
}

void DashboardFixture::answerPoll(const QVector<Sandbox> &changed, const QStringList &missing,
                                  Incompleteness incompleteness)
{
    ensurePolling();
    SnapshotDelta delta = deltaOf(clock, changed, missing);
    delta.poll = m_wanted;
    delta.incompleteness = incompleteness;
    delta.requests = 1;
    poller.onSnapshot(delta);
    QCoreApplication::processEvents();
}

void DashboardFixture::failPoll(ApiErrorKind kind, std::optional<std::chrono::milliseconds> retryAfter)
{
    ApiError error = apiError(kind);
    error.retryAfter = retryAfter;
    failPoll(std::move(error));
}

void DashboardFixture::failPoll(ApiError error)
{
    ensurePolling();
    error.at = clock.utcNow();
    poller.onFailed(m_wanted, error);
    QCoreApplication::processEvents();
}

void DashboardFixture::failAction(const QString &id, LifecycleAction action, ApiErrorKind kind,
                                  SandboxStatus statusNow)
{
    const int sent = api.find("POST "_L1 % id % u'/' % wordOfAction(action));
    QVERIFY2(sent > 0, qPrintable(api.texts().join(u", ")));
    ApiError error = apiError(kind);
    error.at = clock.utcNow();
    error.method = u"POST"_s;
    error.path = "/v1/sandboxes/"_L1 % id % u'/' % wordOfAction(action);
    api.fail(sent, error);
    clock.advance(1ms);
    if (const int read = api.find("GET "_L1 % id))
        api.answer(read, sandbox(id, statusNow));
    QCoreApplication::processEvents();
}

QVector<Sandbox> oneOfEachStatus()
{
    QVector<Sandbox> all;
    for (const SandboxStatus status : kAllStatuses) {
        const QString word = status == SandboxStatus::Unknown ? u"unknown"_s : wordOfStatus(status);
        Sandbox one = sandbox(word, status);
        if (status == SandboxStatus::Unknown)
            one.statusWord = u"hibernating"_s;
        all << one;
    }
    return all;
}

} // namespace sandglass::test
