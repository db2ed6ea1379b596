// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "item/sessionparts.h"
#include "obedientserver.h"
#include "store/deletionqueue.h"
#include "store/expiryradar.h"
#include "store/failurecenter.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/pollworker.h"
#include "store/ratebudget.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/selectedreader.h"
#include "store/serverclock.h"
#include "store/sightreader.h"
#include "store/templatelibrary.h"
#include "store/tombstones.h"
#include "support/fakeagent.h"
#include "support/manualclock.h"
#include "support/memory.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Whoever keeps the window open for weeks sees thousands of sandboxes come and go.
class GrowthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sandboxesThatCameAndWentLeaveNothing();
    void pollsLeaveNothing();
    void actionsLeaveNothing();
};

struct Connection
{
    ManualClock clock;
    ServerClock serverClock{clock};
    RateBudget budget;
    ObedientServer server;
    SandboxStore store{clock, serverClock};
    Poller poller{clock, store, budget, 1};
    LifecycleController controller{clock, server, store, budget, serverClock};
    DeletionQueue deletions{clock, store, controller};
    FailureCenter failures{controller, QUrl(u"https://api.example.org"_s)};
    SelectedReader selected{clock, server, store, controller, budget};
    SightReader sight{clock, server, store, poller, budget};
    ExpiryRadar radar{clock, serverClock, store};
    FakeAgent agents;
    TemplateLibrary templates{clock, server, budget};
    SandboxCreator creator{{clock, serverClock, server, agents, store, templates, controller, budget}};
    SandboxListModel list{store, serverClock};
    SandboxFilterModel filter{list};

    Connection()
    {
        const SessionParts parts{clock,    budget, serverClock, store,     poller,  controller, failures,
                                 selected, sight,  radar,       templates, creator, list,       filter};
        parts.connectAll();
    }

    /// Goes on until @p done holds; false if it never does.
    template<typename Condition>
    bool goOnUntil(Condition done)
    {
        for (int second = 0; second < 600 && !done(); ++second) {
            server.answerAll();
            QCoreApplication::processEvents();
            clock.advance(1s);
        }
        return done();
    }
    /// As many sandboxes are created, paused and deleted, and forgotten.
    bool live(int count)
    {
        SandboxSpec spec;
        spec.templateId = u"73"_s;
        for (int i = 0; i < count; ++i)
            creator.create(spec);
        if (!goOnUntil([&] { return filter.rowCount() == count && server.sandboxes().size() == count; }))
            return false;
        QStringList ids;
        for (const Sandbox &one : server.sandboxes())
            ids += one.id;
        // A list confirms what the creator told.
        store.applySnapshot(deltaOf(clock, server.sandboxes()));
        controller.request(LifecycleAction::Pause, ids);
        const auto allPaused = [&] {
            return store.counts().at(static_cast<std::size_t>(SandboxStatus::Paused)) == count;
        };
        if (!goOnUntil(allPaused))
            return false;
        deletions.schedule(ids);
        if (!goOnUntil([&] { return store.size() == 0; }))
            return false;
        // What went stays to be looked at until it is cleared, and is kept from coming back for a while.
        store.tombstones().clear();
        clock.advance(1h);
        return goOnUntil([&] { return server.answerAll() == 0; });
    }
};

void GrowthTest::sandboxesThatCameAndWentLeaveNothing()
{
    Connection c;
    c.templates.want();
    c.server.answerAll();
    QVERIFY(c.templates.hasData());
    // What is kept of so many that it is bounded is full after these.
    for (int i = 0; i < 2 + RecentReads::kPrunedFrom / 100; ++i)
        QVERIFY(c.live(100));
    const qint64 before = allocatedBytes();
    QVERIFY(before > 0);
    const int acts = c.server.acts();
    for (int i = 0; i < 10; ++i)
        QVERIFY(c.live(100));
    QCOMPARE(c.server.acts() - acts, 2'000); // each was paused and deleted, once
    const qint64 grown = allocatedBytes() - before;
    QVERIFY2(grown < 1'000 * 64, qPrintable(u"%1 bytes more after 1,000 sandboxes"_s.arg(grown)));
}

/// SANDGLASS_POLLS=1000000 for the long form. The list changes from poll to poll.
void GrowthTest::pollsLeaveNothing()
{
    const int polls = timesFrom("SANDGLASS_POLLS", 10'000);
    Connection c;
    PollWorker worker(c.clock, c.server);
    connect(&c.poller, &Poller::pollWanted, &worker, &PollWorker::poll);
    connect(&c.store, &SandboxStore::resendNeeded, &worker, &PollWorker::resend);
    connect(&worker, &PollWorker::finished, &c.poller, &Poller::onSnapshot);
    int done = 0;
    connect(&worker, &PollWorker::finished, this, [&done] { ++done; });
    SandboxSpec spec;
    spec.templateId = u"73"_s;
    for (int i = 0; i < 3; ++i)
        (void)c.server.create(spec, [](const ApiResult<CreatedSandbox> &) {});
    c.server.answerAll();
    const QString id = c.server.sandboxes().constFirst().id;
    c.poller.start();
    const auto pollUntil = [&](int count) {
        for (int step = 0; done < count && step < 4 * count; ++step) {
            c.server.answerAll();
            c.server.change(id, done % 2 == 0 ? SandboxStatus::Paused : SandboxStatus::Running);
            c.clock.advanceToNextTimer();
        }
        return done >= count;
    };
    QVERIFY(pollUntil(1'000));
    QCOMPARE(c.filter.rowCount(), 3);
    const qint64 before = allocatedBytes();
    QVERIFY(pollUntil(1'000 + polls));
    const qint64 grown = allocatedBytes() - before;
    qInfo("%d polls, %lld bytes more", polls, static_cast<long long>(grown));
    QVERIFY2(grown < 32 * 1024, qPrintable(u"%1 bytes more after %2 polls"_s.arg(grown).arg(polls)));
}

/// SANDGLASS_ACTIONS=10000 for the long form.
void GrowthTest::actionsLeaveNothing()
{
    constexpr int kSandboxes = 100;
    const int actions = timesFrom("SANDGLASS_ACTIONS", 2'000);
    Connection c;
    SandboxSpec spec;
    spec.templateId = u"73"_s;
    for (int i = 0; i < kSandboxes; ++i)
        (void)c.server.create(spec, [](const ApiResult<CreatedSandbox> &) {});
    c.server.answerAll();
    QStringList ids;
    for (const Sandbox &one : c.server.sandboxes())
        ids += one.id;
    c.store.applySnapshot(deltaOf(c.clock, c.server.sandboxes()));
    const auto actUntil = [&](int count) {
        bool pause = true;
        while (c.server.acts() < count) {
            const SandboxStatus wanted = pause ? SandboxStatus::Paused : SandboxStatus::Running;
            c.controller.request(pause ? LifecycleAction::Pause : LifecycleAction::Resume, ids);
            if (!c.goOnUntil(
                    [&] { return c.store.counts().at(static_cast<std::size_t>(wanted)) == kSandboxes; }))
                return false;
            pause = !pause;
        }
        return true;
    };
    QVERIFY(actUntil(1'000));
    const qint64 before = allocatedBytes();
    QVERIFY(actUntil(1'000 + actions));
    const qint64 grown = allocatedBytes() - before;
    qInfo("%d actions, %lld bytes more", actions, static_cast<long long>(grown));
    QCOMPARE(c.server.acts(), 1'000 + actions);
    QVERIFY2(grown < 32 * 1024, qPrintable(u"%1 bytes more after %2 actions"_s.arg(grown).arg(actions)));
}

} // namespace

SANDGLASS_REGISTER_TEST(GrowthTest)

#include "tst_growth.moc"
