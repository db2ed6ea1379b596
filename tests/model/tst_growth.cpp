// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "obedientserver.h"
#include "store/deletionqueue.h"
#include "store/lifecyclecontroller.h"
#include "store/ratebudget.h"
#include "store/sandboxcreator.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/templatelibrary.h"
#include "store/tombstones.h"
#include "support/fakeagent.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QTest>

#include <malloc.h>

// Of AddressSanitizer's run-time, which replaces the allocator and leaves mallinfo2() empty.
extern "C" [[gnu::weak]] std::size_t __sanitizer_get_current_allocated_bytes();

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

qint64 allocatedBytes()
{
    return static_cast<qint64>(__sanitizer_get_current_allocated_bytes
                                   ? __sanitizer_get_current_allocated_bytes()
                                   : mallinfo2().uordblks);
}

/// Whoever keeps the window open for weeks sees thousands of sandboxes come and go.
class GrowthTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sandboxesThatCameAndWentLeaveNothing();
};

struct Connection
{
    ManualClock clock;
    ServerClock serverClock{clock};
    RateBudget budget;
    ObedientServer server;
    SandboxStore store{clock};
    LifecycleController controller{clock, server, store, budget, serverClock};
    DeletionQueue deletions{clock, store, controller};
    FakeAgent agents;
    TemplateLibrary templates{clock, server, budget};
    SandboxCreator creator{{clock, serverClock, server, agents, store, templates, controller, budget}};
    SandboxListModel list{store, serverClock};
    SandboxFilterModel filter{list};

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
        SnapshotDelta delta;
        delta.began = clock.monoNow();
        delta.readAt = clock.utcNow();
        delta.changed = server.sandboxes();
        store.applySnapshot(delta);
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
    for (int i = 0; i < 2 + SandboxStore::kMostEnded / 100; ++i)
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

} // namespace

SANDGLASS_REGISTER_TEST(GrowthTest)

#include "tst_growth.moc"
