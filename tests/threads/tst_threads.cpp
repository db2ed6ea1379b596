// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apierror.h"
#include "domain/clock.h"
#include "handover.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "session/pollthread.h"
#include "store/listreader.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/randomdata.h"
#include "support/scriptedserver.h"

#include <QTest>
#include <QTimer>

#include <memory>

namespace sandglass::test {

using namespace Qt::StringLiterals;

namespace {

/// A mistake put in on purpose, to see that ThreadSanitizer finds it: what both threads use counts how often
/// it was asked for the time.
class CountingClock final : public Clock
{
public:
    [[nodiscard]] UtcTime utcNow() const override
    {
        ++m_asked;
        return m_clock.utcNow();
    }
    [[nodiscard]] MonoTime monoNow() const override { return m_clock.monoNow(); }
    [[nodiscard]] std::chrono::milliseconds slept() const override { return m_clock.slept(); }
    [[nodiscard]] Timer after(std::chrono::milliseconds delay, std::function<void()> callback) override
    {
        return m_clock.after(delay, std::move(callback));
    }
    [[nodiscard]] Timer whenJumped(std::function<void(std::chrono::milliseconds)> callback) override
    {
        return m_clock.whenJumped(std::move(callback));
    }

private:
    SystemClock m_clock;
    mutable int m_asked = 0;
};

std::unique_ptr<Clock> makeClock()
{
    if (qEnvironmentVariable("SANDGLASS_MISTAKE") == u"shared-count")
        return std::make_unique<CountingClock>();
    return std::make_unique<SystemClock>();
}

} // namespace

/// The polling thread beside the one that has the store, with everything that crosses between them. Of use
/// above all when it is built with ThreadSanitizer.
class TestThreads final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pollsAbortsAndRoutesCross();
    void threadsThatEndAtOnceEndWell();
};

void TestThreads::pollsAbortsAndRoutesCross()
{
    Random random{testSeed()};
    const std::unique_ptr<Clock> owned = makeClock();
    Clock &clock = *owned;
    ServerClock serverClock(clock);
    SandboxStore store(clock, serverClock);
    SandboxListModel list(store, serverClock);
    SandboxFilterModel filter(list);
    filter.sort(SandboxListModel::State);
    ScriptedServer server;
    PollThread thread(clock, {server.url()}, ApiKey{"hopx_live_threads.secret"}, NetworkRoute{});
    int answered = 0;
    int exchanges = 0;
    bool ready = false;
    connect(&thread, &PollThread::ready, this, [&ready] { ready = true; });
    int foreseen = 0;
    connect(&thread.line(), &PollLine::snapshotTaken, this, [&](const SnapshotDelta &delta) {
        foreseen += delta.foreseen ? 1 : 0;
        store.applySnapshot(delta);
        ++answered;
    });
    connect(&thread.line(), &PollLine::pollFailed, this, [&](quint64, const ApiError &) { ++answered; });
    connect(&thread, &PollThread::exchanged, this, [&](const Exchange &) { ++exchanges; });
    connect(&store, &SandboxStore::resendNeeded, &thread.line(), &PollLine::resendWanted);
    // A window counts ages all the while.
    QTimer window;
    connect(&window, &QTimer::timeout, this, [&clock] { QVERIFY(clock.utcNow() > UtcTime{}); });
    window.start(1);
    thread.start();
    QTRY_VERIFY(ready);

    for (quint64 poll = 1; poll <= 200; ++poll) {
        QByteArray rows;
        for (int i = 0; i < 80; ++i) {
            if (random.chance(80))
                rows += R"({"id":"s)" + QByteArray::number(i) + R"(","status":")" +
                        (random.chance(50) ? "running" : "paused") + "\"},";
        }
        rows.chop(1);
        server.setDefault(random.chance(90) ? ScriptedReply::json("{\"data\":[" + rows + "]}")
                                            : ScriptedReply::reset());
        const int before = answered;
        Q_EMIT thread.line().pollWanted(poll, ListReader::kMostPages, filter.foresight());
        // What that works with on the other thread is in use here all the same.
        if (random.chance(10))
            filter.sort(random.below(SandboxListModel::ColumnCount),
                        random.chance(50) ? Qt::AscendingOrder : Qt::DescendingOrder);
        if (random.chance(20))
            Q_EMIT thread.line().resendWanted({u"s%1"_s.arg(random.below(80))});
        if (random.chance(10)) {
            NetworkRoute route;
            route.proxies = random.chance(50) ? NetworkRoute::Proxies::None : NetworkRoute::Proxies::System;
            Q_EMIT thread.routeWanted(route);
        }
        if (random.chance(15)) {
            Q_EMIT thread.line().abortWanted();
            QCoreApplication::processEvents();
        } else {
            QTRY_VERIFY(answered > before);
        }
        // A newer read on this thread, so that the next list has to be sent again in part.
        if (store.size() > 0 && random.chance(30)) {
            Sandbox read = store.at(random.below(store.size())).sandbox;
            read.status = SandboxStatus::Stopped;
            store.applyDetails(read, clock.monoNow());
        }
    }
    QVERIFY(exchanges > 100);
    QVERIFY(store.size() > 0);
    QVERIFY(foreseen > 0);
    QCOMPARE(filter.rowCount(), store.size());
}

void TestThreads::threadsThatEndAtOnceEndWell()
{
    SystemClock clock;
    ScriptedServer server;
    server.setDefault(ScriptedReply::hang());
    for (int i = 0; i < 20; ++i) {
        PollThread thread(clock, {server.url()}, ApiKey{"hopx_live_threads.secret"}, NetworkRoute{});
        bool ready = false;
        connect(&thread, &PollThread::ready, this, [&] {
            ready = true;
            Q_EMIT thread.line().pollWanted(1, ListReader::kMostPages);
        });
        thread.start();
        if (i % 2 == 0)
            QTRY_VERIFY(ready);
    }
}

} // namespace sandglass::test

int main(int argc, char **argv)
{
    using namespace sandglass;
    using namespace sandglass::test;
    handover::watch<SnapshotDelta>();
    handover::watch<Foresight>();
    handover::watch<ApiError>();
    handover::watch<Exchange>();
    handover::watch<NetworkRoute>();
    handover::watch<QStringList>();
    handover::watch<quint64>();
    const handover::Application application(argc, argv);
    TestThreads test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_threads.moc"
