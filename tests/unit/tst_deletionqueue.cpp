// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerfixture.h"
#include "store/deletionqueue.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using enum LifecycleAction;
using Kind = ApiErrorKind;

class DeletionQueueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        q.reset();
        f = std::make_unique<ControllerFixture>();
        q = std::make_unique<DeletionQueue>(f->clock, f->store, *f->controller);
        f->know({sandbox(u"a"_s), sandbox(u"b"_s, Stopped), sandbox(u"gone"_s, Gone)});
    }

    void nothingIsSentBeforeTheTime();
    void undoSendsNothing();
    void blocksOtherActions();
    void onlyWhatMayBeDeleted();
    void laterOnesBeginTheTimeAnew();
    void goneMeanwhile();
    void whatGoesTogetherIsToldOnce();
    void sendNow();
    void heldWaitsForAPerson();
    void endingItDeletesNothing();
    void aRefusedKeyMeanwhile();
    void anOverdueActionCannotTakeTheMarkAway();
    void tellsWhenAllIsSettled();

private:
    void finish(const QString &id)
    {
        f->api.answer(f->api.find(u"DELETE "_s + id), ActionAnswer{Gone});
        f->settle();
        f->api.fail(f->api.find(u"GET "_s + id), apiError(Kind::NotFound));
    }

    std::unique_ptr<ControllerFixture> f;
    std::unique_ptr<DeletionQueue> q;
};

void DeletionQueueTest::nothingIsSentBeforeTheTime()
{
    QCOMPARE(q->schedule({u"a"_s, u"b"_s}), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(q->due(), std::optional(f->clock.monoNow() + 10s));
    QCOMPARE(f->store.find(u"a"_s)->pending->due, q->due());
    f->pass(9'999ms);
    QCOMPARE(f->api.count(), 0);
    f->pass(1ms);
    QCOMPARE(q->ids(), QStringList());
    QCOMPARE(f->log.take(), (QStringList{
                                u"0 a: Running, delete scheduled"_s,
                                u"0 b: Stopped, delete scheduled"_s,
                                u"10000 #1 DELETE a"_s,
                                u"10000 #2 DELETE b"_s,
                                u"10000 a: Running, delete sending"_s,
                                u"10000 b: Stopped, delete sending"_s,
                            }));
}

void DeletionQueueTest::undoSendsNothing()
{
    q->schedule({u"a"_s, u"b"_s});
    f->pass(9s);
    QSignalSpy changed(q.get(), &DeletionQueue::changed);
    QCOMPARE(q->undo(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
    QCOMPARE(f->shown(u"b"_s), u"Stopped"_s);
    f->pass(1h);
    QCOMPARE(f->api.count(), 0);
    QCOMPARE(q->undo(), QStringList());
    QCOMPARE(changed.count(), 1);
}

void DeletionQueueTest::blocksOtherActions()
{
    q->schedule({u"a"_s});
    for (const LifecycleAction action : kAllActions) {
        QCOMPARE(f->request(action, {u"a"_s}), QStringList());
        QCOMPARE(f->controller->verdict(action, u"a"_s).reason,
                 u"This sandbox is about to be deleted: Undo that first"_s);
    }
    QCOMPARE(q->schedule({u"a"_s}), QStringList());
    QCOMPARE(q->ids(), QStringList{u"a"_s});
}

void DeletionQueueTest::onlyWhatMayBeDeleted()
{
    QCOMPARE(q->schedule({u"gone"_s, u"nobody"_s}), QStringList());
    QCOMPARE(q->due(), std::nullopt);
    QCOMPARE(q->schedule({u"gone"_s, u"b"_s}), QStringList{u"b"_s});
}

void DeletionQueueTest::laterOnesBeginTheTimeAnew()
{
    q->schedule({u"a"_s});
    f->pass(8s);
    q->schedule({u"b"_s});
    f->pass(9s);
    QCOMPARE(f->api.count(), 0);
    f->pass(1s);
    QCOMPARE(f->api.texts(), (QStringList{u"DELETE a"_s, u"DELETE b"_s}));
}

void DeletionQueueTest::goneMeanwhile()
{
    q->schedule({u"a"_s, u"b"_s});
    f->pass(1s);
    f->list({}, {u"a"_s, u"b"_s});
    QCOMPARE(q->ids(), (QStringList{u"a"_s, u"b"_s})); // a list alone does not decide that
    f->api.fail(f->api.find(u"GET a"_s), apiError(Kind::NotFound));
    QCOMPARE(q->ids(), QStringList{u"b"_s});
    f->api.fail(f->api.find(u"GET b"_s), apiError(Kind::NotFound));
    QCOMPARE(q->ids(), QStringList());
    QCOMPARE(q->due(), std::nullopt);
    f->pass(1h);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 0);
}

void DeletionQueueTest::whatGoesTogetherIsToldOnce()
{
    q->schedule({u"a"_s, u"b"_s});
    f->pass(1s);
    QSignalSpy changed(q.get(), &DeletionQueue::changed);
    f->store.applyGone(u"a"_s, f->clock.monoNow());
    QCOMPARE(q->ids(), QStringList{u"b"_s});
    f->store.applyGone(u"b"_s, f->clock.monoNow());
    QCOMPARE(q->ids(), QStringList());
    QCOMPARE(q->due(), std::nullopt);
    QCOMPARE(changed.count(), 0);
    QTRY_COMPARE(changed.count(), 1);
    // One that comes back takes its turn like any other, also before that was told.
    f->know({sandbox(u"c"_s)});
    q->schedule({u"c"_s});
    f->pass(1s);
    f->store.applyGone(u"c"_s, f->clock.monoNow());
    f->pass(1s);
    QVERIFY(f->store.applyDetails(sandbox(u"c"_s), f->clock.monoNow()));
    f->know({sandbox(u"d"_s)});
    QCOMPARE(q->schedule({u"d"_s, u"c"_s}), (QStringList{u"d"_s, u"c"_s}));
    QCOMPARE(q->ids(), (QStringList{u"d"_s, u"c"_s}));
    QCOMPARE(q->undo(), (QStringList{u"d"_s, u"c"_s}));
}

void DeletionQueueTest::sendNow()
{
    q->schedule({u"a"_s});
    q->sendNow();
    QCOMPARE(f->api.texts(), QStringList{u"DELETE a"_s});
    f->pass(20s);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
}

void DeletionQueueTest::heldWaitsForAPerson()
{
    q->schedule({u"a"_s});
    f->pass(5s);
    q->setHeld(true);
    QCOMPARE(q->due(), std::nullopt);
    QCOMPARE(f->store.find(u"a"_s)->pending->due, std::nullopt);
    f->pass(1h);
    QCOMPARE(f->api.count(), 0);
    q->setHeld(false);
    f->pass(9'999ms);
    QCOMPARE(f->api.count(), 0);
    f->pass(1ms);
    QCOMPARE(f->api.texts(), QStringList{u"DELETE a"_s});
}

void DeletionQueueTest::endingItDeletesNothing()
{
    q->schedule({u"a"_s});
    q.reset();
    f->pass(1h);
    QCOMPARE(f->api.count(), 0);
}

void DeletionQueueTest::aRefusedKeyMeanwhile()
{
    QSignalSpy refused(q.get(), &DeletionQueue::refused);
    q->schedule({u"a"_s});
    f->controller->setKeyRefused(true);
    f->pass(10s);
    QCOMPARE(f->api.count(), 0);
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
    QCOMPARE(refused.count(), 1);
    QVERIFY(refused.first().constFirst().toString().startsWith(u"Nothing was deleted. The server refused"_s));
}

void DeletionQueueTest::anOverdueActionCannotTakeTheMarkAway()
{
    f->request(Stop, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    while (f->store.find(u"a"_s)->pending->phase != PendingOp::Phase::Overdue) {
        f->pass(1s);
        if (const int read = f->api.find(u"GET a"_s))
            f->api.answer(read, sandbox(u"a"_s));
    }
    f->pass(LifecycleController::kGiveUp - LifecycleController::kPatience - 5s);
    QCOMPARE(q->schedule({u"a"_s}), QStringList{u"a"_s});
    f->pass(8s);
    QCOMPARE(f->shown(u"a"_s), u"Running, delete scheduled"_s);
    f->pass(2s);
    QVERIFY(f->api.find(u"DELETE a"_s) > 0);
}

void DeletionQueueTest::tellsWhenAllIsSettled()
{
    QSignalSpy settled(q.get(), &DeletionQueue::settled);
    q->schedule({u"a"_s, u"b"_s});
    q->sendNow();
    QVERIFY(q->isSending());
    finish(u"a"_s);
    QCOMPARE(settled.count(), 0);
    f->api.fail(f->api.find(u"DELETE b"_s), apiError(Kind::PlanLimit));
    QCOMPARE(settled.count(), 1);
    QCOMPARE(settled.takeFirst().constFirst().toBool(), false);
    QVERIFY(!q->isSending());
    q->schedule({u"b"_s});
    q->sendNow();
    finish(u"b"_s);
    QCOMPARE(settled.count(), 1);
    QCOMPARE(settled.first().constFirst().toBool(), true);
}

SANDGLASS_REGISTER_TEST(DeletionQueueTest)

} // namespace

#include "tst_deletionqueue.moc"
