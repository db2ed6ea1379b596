// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerfixture.h"
#include "support/names.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using enum LifecycleAction;
using Kind = ApiErrorKind;

/// Delete ends where the other actions fail: with a sandbox that is not there.
class ControllerDeleteTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { f = std::make_unique<ControllerFixture>(); }

    void endsWhenAReadFindsNothing();
    void fromEveryStatusButGone();
    void notFoundIsSuccess();
    void notFoundThatLagsBehindIsWaitedFor();
    void notFoundOfALivingSandboxIsAFailure();
    void refusalsAreFailures();
    void silenceIsDecidedByReads();
    void stillListedAsDeletedIsSuccess();
    void goneBeforeItsTurnSendsNothing();
    void goneBeforeItsTurnWasNotDeletedHere();
    void leftOutBeforeItsTurnIsStillSent();
    void anErrorStateIsNoFailure();
    void noListRevivesIt();
    void onlyAReadRevivesIt();

private:
    void deleteA()
    {
        f->request(Delete, {u"a"_s});
        f->api.answer(1, ActionAnswer{Gone});
        f->settle();
        f->api.fail(2, apiError(Kind::NotFound));
        QCOMPARE(f->shown(u"a"_s), u"–"_s);
    }

    std::unique_ptr<ControllerFixture> f;
};

void ControllerDeleteTest::endsWhenAReadFindsNothing()
{
    f->know({sandbox(u"a"_s)});
    QCOMPARE(f->request(Delete, {u"a"_s}), QStringList{u"a"_s});
    f->pass(200ms);
    f->api.answer(1, ActionAnswer{Gone});
    f->settle();
    f->api.answer(2, sandbox(u"a"_s));
    f->pass(1s);
    f->api.fail(3, apiError(Kind::NotFound));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{
                                u"0 #1 DELETE a"_s,
                                u"0 a: Running, delete sending"_s,
                                u"200 a: Running, delete accepted"_s,
                                u"200 #2 GET a"_s,
                                u"200 resend a"_s,
                                u"1200 #3 GET a"_s,
                                u"1200 a: –"_s,
                                u"1200 done delete a in 1200"_s,
                                u"1200 resend a"_s,
                            }));
}

void ControllerDeleteTest::fromEveryStatusButGone()
{
    for (const SandboxStatus status : kAllStatuses) {
        init();
        f->know({sandbox(u"a"_s, status)});
        QCOMPARE(f->request(Delete, {u"a"_s}).size(), status == Gone ? 0 : 1);
        QCOMPARE(f->api.count(), status == Gone ? 0 : 1);
    }
}

void ControllerDeleteTest::notFoundIsSuccess()
{
    f->know({sandbox(u"a"_s)});
    f->request(Delete, {u"a"_s});
    f->api.fail(1, apiError(Kind::NotFound));
    f->settle();
    QCOMPARE(f->shown(u"a"_s), u"Running, delete unsure"_s);
    f->api.fail(2, apiError(Kind::NotFound));
    QCOMPARE(f->log.take().mid(4), (QStringList{u"0 a: –"_s, u"0 done delete a in 0"_s, u"0 resend a"_s}));
}

void ControllerDeleteTest::notFoundThatLagsBehindIsWaitedFor()
{
    f->know({sandbox(u"a"_s)});
    f->request(Delete, {u"a"_s});
    f->api.fail(1, apiError(Kind::NotFound));
    f->settle();
    f->api.answer(2, sandbox(u"a"_s));
    QCOMPARE(f->shown(u"a"_s), u"Running, delete unsure"_s);
    f->pass(1s);
    f->api.fail(3, apiError(Kind::NotFound));
    QVERIFY(f->log.take().contains(u"1000 done delete a in 1000"_s));
}

void ControllerDeleteTest::notFoundOfALivingSandboxIsAFailure()
{
    f->know({sandbox(u"a"_s)});
    f->request(Delete, {u"a"_s});
    f->api.fail(1, apiError(Kind::NotFound));
    for (int read = 2; read <= 5; ++read) {
        f->pass(8s);
        f->api.answer(read, sandbox(u"a"_s));
    }
    f->pass(1h);
    QCOMPARE(f->api.count(), 5);
    QCOMPARE(f->shown(u"a"_s), u"Running !"_s);
    QVERIFY(f->log.take().join(u'\n').contains(u"failed delete a: RouteMissing"_s));
}

void ControllerDeleteTest::refusalsAreFailures()
{
    for (const Kind kind : {Kind::Forbidden, Kind::Conflict, Kind::ServerError, Kind::RouteMissing}) {
        init();
        f->know({sandbox(u"a"_s, Stopped)});
        f->request(Delete, {u"a"_s});
        f->api.fail(1, apiError(kind));
        f->settle();
        f->api.answer(2, sandbox(u"a"_s, Stopped));
        QCOMPARE(f->shown(u"a"_s), u"Stopped !"_s);
        QVERIFY(f->log.take().join(u'\n').contains(u"failed delete a: "_s + nameOf(kind)));
        f->pass(1h);
        QCOMPARE(f->api.texts(), (QStringList{u"DELETE a"_s, u"GET a"_s}));
    }
}

void ControllerDeleteTest::silenceIsDecidedByReads()
{
    f->know({sandbox(u"a"_s)});
    f->request(Delete, {u"a"_s});
    f->api.fail(1, apiError(Kind::Timeout));
    f->settle();
    f->api.answer(2, sandbox(u"a"_s));
    QCOMPARE(f->shown(u"a"_s), u"Running, delete unsure"_s);
    f->pass(1s);
    f->api.fail(3, apiError(Kind::NotFound));
    f->pass(1h);
    QCOMPARE(f->api.texts(), (QStringList{u"DELETE a"_s, u"GET a"_s, u"GET a"_s}));
    QVERIFY(f->log.take().contains(u"1000 done delete a in 1000"_s));
}

void ControllerDeleteTest::stillListedAsDeletedIsSuccess()
{
    f->know({sandbox(u"a"_s)});
    f->request(Delete, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    f->pass(500ms);
    f->list({sandbox(u"a"_s, Gone)});
    QCOMPARE(f->shown(u"a"_s), u"–"_s);
    QVERIFY(f->log.take().contains(u"500 done delete a in 500"_s));
    f->list({sandbox(u"a"_s, Gone)});
    QCOMPARE(f->shown(u"a"_s), u"–"_s);
    f->pass(1h);
    QCOMPARE(f->api.count(), 1);
}

void ControllerDeleteTest::goneBeforeItsTurnSendsNothing()
{
    f->know({sandbox(u"1"_s), sandbox(u"2"_s), sandbox(u"3"_s), sandbox(u"4"_s), sandbox(u"a"_s)});
    f->request(Delete, {u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"a"_s});
    QCOMPARE(f->shown(u"a"_s), u"Running, delete queued"_s);
    f->pass(100ms);
    // That a list leaves it out is no proof of a deletion nobody asked the server for: one read is.
    f->list({}, {u"a"_s});
    QCOMPARE(f->shown(u"a"_s), u"Running, delete queued"_s);
    QVERIFY(f->api.fail(f->api.find(u"GET a"_s), apiError(Kind::NotFound)));
    QCOMPARE(f->shown(u"a"_s), u"–"_s);
    f->api.answer(1, ActionAnswer{});
    f->api.answer(2, ActionAnswer{});
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 4);
    QVERIFY(f->log.take().contains(u"100 dropped delete a: Was gone before its turn"_s));
    QCOMPARE(f->controller->usualDuration(Delete), std::nullopt);
}

void ControllerDeleteTest::goneBeforeItsTurnWasNotDeletedHere()
{
    Sandbox expiring = sandbox(u"b"_s);
    expiring.expiry = Expiry::atTime(f->clock.utcNow() + 50ms);
    f->know({sandbox(u"a"_s), expiring});
    f->budget.refuse(25s, f->clock.monoNow());
    f->request(Delete, {u"a"_s, u"b"_s});
    f->pass(100ms);
    // Others were quicker, or its time was over.
    for (const QString &id : {u"a"_s, u"b"_s})
        f->store.applyGone(id, f->clock.monoNow());
    const QStringList log = f->log.take();
    for (const QString &id : {u"a"_s, u"b"_s})
        QVERIFY2(log.contains(u"100 dropped delete %1: Was gone before its turn"_s.arg(id)),
                 qPrintable(log.join(u'\n')));
    QCOMPARE(f->store.tombstones().find(u"a"_s)->ending->cause, Ending::Cause::Elsewhere);
    QCOMPARE(f->store.tombstones().find(u"b"_s)->ending->cause, Ending::Cause::Expired);
    f->pass(1h);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 0);
}

void ControllerDeleteTest::leftOutBeforeItsTurnIsStillSent()
{
    f->know({sandbox(u"1"_s), sandbox(u"2"_s), sandbox(u"3"_s), sandbox(u"4"_s), sandbox(u"a"_s)});
    f->request(Delete, {u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"a"_s});
    f->pass(100ms);
    f->list({}, {u"a"_s});
    QVERIFY(f->api.answer(f->api.find(u"GET a"_s), sandbox(u"a"_s)));
    f->api.answer(1, ActionAnswer{});
    f->api.answer(2, ActionAnswer{});
    QVERIFY(f->api.find(u"DELETE a"_s) > 0);
    QVERIFY(!f->log.take().join(u'\n').contains(u"done delete a"_s));
}

void ControllerDeleteTest::anErrorStateIsNoFailure()
{
    f->know({sandbox(u"a"_s, Error)});
    f->request(Delete, {u"a"_s});
    f->api.answer(1, ActionAnswer{Gone});
    f->settle();
    f->api.answer(2, sandbox(u"a"_s, Error));
    QCOMPARE(f->shown(u"a"_s), u"Error, delete accepted"_s);
}

void ControllerDeleteTest::noListRevivesIt()
{
    f->know({sandbox(u"a"_s)});
    deleteA();
    (void)f->log.take();
    for (int poll = 0; poll < 100; ++poll) {
        f->pass(5s);
        f->list({sandbox(u"a"_s)});
        QCOMPARE(f->shown(u"a"_s), u"–"_s);
        // It asks, within reason, and is told the same.
        if (const int read = f->api.find(u"GET a"_s))
            f->api.fail(read, apiError(Kind::NotFound));
    }
    QCOMPARE(f->log.take().filter(u"reread wanted a"_s).size(), 16);
}

void ControllerDeleteTest::onlyAReadRevivesIt()
{
    f->know({sandbox(u"a"_s)});
    deleteA();
    f->pass(30s);
    f->list({sandbox(u"a"_s)});
    QCOMPARE(f->shown(u"a"_s), u"–"_s);
    f->api.answer(f->api.find(u"GET a"_s), sandbox(u"a"_s));
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
    f->pass(5s);
    f->list({sandbox(u"a"_s)});
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
}

SANDGLASS_REGISTER_TEST(ControllerDeleteTest)

} // namespace

#include "tst_controllerdelete.moc"
