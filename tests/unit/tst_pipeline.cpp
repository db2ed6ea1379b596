// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/pollworker.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/eventlog.h"
#include "support/fakeapi.h"
#include "support/listening.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QTest>

#include <map>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;

/// Poller, worker, controller and store as the session wires them, against a server with a life of its own.
/// One thread, for the order of events is the test's to decide.
class PipelineTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void changesByOthersShowWithinOnePoll();
    void aRowIsAsOldAsItsRequest();
    void aRowTheStoreSkippedIsSentAgain();
    void aDeletionTheStoreSkippedIsReportedAgain();
    void deletingMostOfThemIsNoSurprise();
    void aRowThatCannotBeReadIsAskedAbout();
    void aPauseShowsAndStays();
    void aLaggingListDoesNotFlipARowBack();
    void aSnapshotOvertakenByASleepIsNotLost();

private:
    /// Answers everything open with what the server holds now.
    void serve(FakeApi &api)
    {
        for (const int number : api.open())
            serve(api, number);
    }
    void serve(FakeApi &api, int number)
    {
        const FakeApi::Request request = api.request(number);
        const auto found = m_server.find(request.id);
        if (request.verb == FakeApi::Verb::List) {
            QVector<Sandbox> rows;
            for (const auto &[id, status] : m_server)
                rows.append(sandbox(id, status));
            api.answer(number, page(rows));
        } else if (found == m_server.end()) {
            api.fail(number, apiError(ApiErrorKind::NotFound));
        } else if (request.verb == FakeApi::Verb::Get) {
            api.answer(number, sandbox(request.id, found->second));
        } else {
            found->second = request.action == LifecycleAction::Pause ? Paused : Running;
            api.answer(number, ActionAnswer{});
        }
    }
    /// Lets time pass until the next poll has been asked for.
    void nextPoll()
    {
        const int before = m_polls.count();
        while (m_polls.count() == before && m_clock.elapsed() < 10min)
            m_clock.advanceToNextTimer();
    }
    [[nodiscard]] QString shown(const QString &id) const
    {
        const SandboxRow *row = m_store->find(id);
        return row ? EventLog::describe(*row) : u"–"_s;
    }

    ManualClock m_clock;
    FakeApi m_polls;
    FakeApi m_actions;
    RateBudget m_budget;
    ServerClock m_serverClock{m_clock};
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<Poller> m_poller;
    std::unique_ptr<PollWorker> m_worker;
    std::unique_ptr<LifecycleController> m_controller;
    std::map<QString, SandboxStatus> m_server;
};

void PipelineTest::init()
{
    m_controller.reset();
    m_worker.reset();
    m_poller.reset();
    m_store = std::make_unique<SandboxStore>(m_clock, m_serverClock);
    m_poller = std::make_unique<Poller>(m_clock, *m_store, m_budget, 1);
    m_worker = std::make_unique<PollWorker>(m_clock, m_polls);
    m_controller =
        std::make_unique<LifecycleController>(m_clock, m_actions, *m_store, m_budget, m_serverClock);
    connect(m_poller.get(), &Poller::pollWanted, m_worker.get(), &PollWorker::poll);
    connect(m_poller.get(), &Poller::abortWanted, m_worker.get(), &PollWorker::abort);
    connect(m_store.get(), &SandboxStore::resendNeeded, m_worker.get(), &PollWorker::resend);
    connect(m_store.get(), &SandboxStore::goneExpected, m_worker.get(), &PollWorker::expectGone);
    connect(m_worker.get(), &PollWorker::finished, m_poller.get(), &Poller::onSnapshot);
    connect(m_worker.get(), &PollWorker::failed, m_poller.get(), &Poller::onFailed);
    m_server = {{u"a"_s, Running}, {u"b"_s, Paused}, {u"c"_s, Stopped}};
    m_poller->start();
    serve(m_polls);
    QCOMPARE(m_store->size(), 3);
}

void PipelineTest::changesByOthersShowWithinOnePoll()
{
    m_server[u"a"_s] = Stopped;
    m_server[u"b"_s] = Running;
    m_server.erase(u"c"_s);
    m_server[u"d"_s] = Creating;
    nextPoll();
    serve(m_polls);
    QCOMPARE(shown(u"a"_s), u"Stopped"_s);
    QCOMPARE(shown(u"b"_s), u"Running"_s);
    QCOMPARE(shown(u"c"_s), u"–"_s);
    QCOMPARE(shown(u"d"_s), u"Creating"_s);
    QVERIFY(m_poller->status().interval <= 5'500ms);
}

void PipelineTest::aRowIsAsOldAsItsRequest()
{
    nextPoll();
    UtcTime asked = m_clock.utcNow();
    m_clock.advance(12s);
    serve(m_polls);
    QCOMPARE(m_store->find(u"a"_s)->readAtUtc, asked);
    QCOMPARE(m_poller->status().lastReadUtc, std::optional(asked));
    QCOMPARE(m_poller->status().lastAsked, m_store->find(u"a"_s)->readAt);

    m_controller->reread(u"a"_s);
    asked = m_clock.utcNow();
    m_clock.advance(3s);
    serve(m_actions);
    QCOMPARE(m_store->find(u"a"_s)->readAtUtc, asked);
}

void PipelineTest::aRowTheStoreSkippedIsSentAgain()
{
    // The poll is under way when a newer read of a answers.
    nextPoll();
    m_clock.advance(100ms);
    m_controller->reread(u"a"_s);
    m_server[u"a"_s] = Paused;
    serve(m_actions);
    QCOMPARE(shown(u"a"_s), u"Paused"_s);
    m_clock.advance(100ms);
    m_server[u"a"_s] = Stopped;
    serve(m_polls); // says stopped, but was asked for before the read
    QCOMPARE(shown(u"a"_s), u"Paused"_s);
    // Nothing changes any more, yet the row must not stay as it is for ever.
    m_clock.advance(11s);
    serve(m_polls);
    nextPoll();
    serve(m_polls);
    serve(m_actions);
    QCOMPARE(shown(u"a"_s), u"Stopped"_s);
}

void PipelineTest::aDeletionTheStoreSkippedIsReportedAgain()
{
    nextPoll();
    m_clock.advance(100ms);
    m_controller->reread(u"a"_s);
    serve(m_actions);
    m_server.erase(u"a"_s);
    serve(m_polls);
    QCOMPARE(shown(u"a"_s), u"Running"_s);
    nextPoll();
    serve(m_polls);
    QCOMPARE(shown(u"a"_s), u"–"_s);
}

/// A list without most of what was there is doubted, but not where we asked for just that.
void PipelineTest::deletingMostOfThemIsNoSurprise()
{
    QStringList ids;
    for (int i = 0; i < 8; ++i) {
        ids.append(u"d%1"_s.arg(i));
        m_server[ids.constLast()] = Running;
    }
    nextPoll();
    serve(m_polls);
    QCOMPARE(m_controller->request(LifecycleAction::Delete, ids), ids);
    while (!m_actions.open().isEmpty())
        m_actions.answer(m_actions.open().constFirst(), ActionAnswer{});
    for (const QString &id : std::as_const(ids))
        m_server.erase(id);
    nextPoll();
    serve(m_polls);
    QVERIFY(m_poller->status().isComplete());
    QCOMPARE(m_store->size(), 3);
}

void PipelineTest::aRowThatCannotBeReadIsAskedAbout()
{
    const int before = m_actions.count();
    ListPage unread = page({sandbox(u"b"_s, Paused), sandbox(u"c"_s, Stopped)});
    unread.skipped = 1;
    nextPoll();
    m_polls.answer(m_polls.count(), unread);
    QCOMPARE(shown(u"a"_s), u"Running"_s);
    serve(m_actions);
    QCOMPARE(shown(u"a"_s), u"Running"_s);
    // The next one may tell no more, and this time it is gone.
    m_server.erase(u"a"_s);
    nextPoll();
    m_polls.answer(m_polls.count(), unread);
    QCOMPARE(shown(u"a"_s), u"Running"_s);
    serve(m_actions);
    QCOMPARE(shown(u"a"_s), u"–"_s);
    QCOMPARE(m_actions.texts().mid(before), (QStringList{u"GET a"_s, u"GET a"_s}));
}

void PipelineTest::aPauseShowsAndStays()
{
    const int before = m_actions.count();
    QCOMPARE(m_controller->request(LifecycleAction::Pause, {u"a"_s}), QStringList{u"a"_s});
    QCOMPARE(shown(u"a"_s), u"Running, pause sending"_s);
    serve(m_actions);
    QCOMPARE(shown(u"a"_s), u"Running, pause accepted"_s);
    m_clock.advance(1s);
    serve(m_actions);
    QCOMPARE(shown(u"a"_s), u"Paused"_s);
    for (int i = 0; i < 5; ++i) {
        nextPoll();
        serve(m_polls);
        QCOMPARE(shown(u"a"_s), u"Paused"_s);
    }
    QCOMPARE(m_actions.texts().mid(before), (QStringList{u"POST a/pause"_s, u"GET a"_s}));
}

void PipelineTest::aLaggingListDoesNotFlipARowBack()
{
    (void)m_controller->request(LifecycleAction::Pause, {u"a"_s});
    serve(m_actions);
    m_clock.advance(1s);
    serve(m_actions);
    QCOMPARE(shown(u"a"_s), u"Paused"_s);
    const int before = m_actions.count();
    // The list still says running; the read by id knows better.
    for (int i = 0; i < 2; ++i) {
        nextPoll();
        m_polls.answer(m_polls.count(), page({sandbox(u"a"_s, Running), sandbox(u"b"_s, Paused)}));
        QCOMPARE(shown(u"a"_s), u"Paused"_s);
        QCOMPARE(m_actions.count(), before + i + 1);
        serve(m_actions);
        QCOMPARE(shown(u"a"_s), u"Paused"_s);
    }
    QCOMPARE(shown(u"c"_s), u"–"_s);
}

void PipelineTest::aSnapshotOvertakenByASleepIsNotLost()
{
    // The worker's answer lies in the queue of this thread while the poller notices the sleep.
    disconnect(m_worker.get(), &PollWorker::finished, m_poller.get(), nullptr);
    SnapshotDelta queued;
    auto hold =
        listen(m_worker.get(), &PollWorker::finished, [&](const SnapshotDelta &delta) { queued = delta; });
    nextPoll();
    m_server[u"a"_s] = Stopped;
    serve(m_polls);
    m_clock.suspend(1h);
    m_clock.advance(5s);
    m_poller->onSnapshot(queued);
    hold.reset();
    connect(m_worker.get(), &PollWorker::finished, m_poller.get(), &Poller::onSnapshot);
    serve(m_polls);
    QCOMPARE(shown(u"a"_s), u"Stopped"_s);
}

SANDGLASS_REGISTER_TEST(PipelineTest)

} // namespace

#include "tst_pipeline.moc"
