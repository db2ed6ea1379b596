// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerfixture.h"
#include "support/names.h"
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

/// One action on one sandbox, and what may come between.
class ControllerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { f = std::make_unique<ControllerFixture>(); }

    void aPauseThatWorks();
    void aResumeMayMoveItElsewhere();
    void anAnswerThatSaysDoneIsProvedAtOnce();
    void theListMayBringTheProof();
    void twoQuickClicksSendOneRequest();
    void onlyWhatTheTableAllows();
    void anOldListAfterAClick();
    void anOldListProvesNothing();
    void anAnswerOutOfOrder();
    void vanishesWhileTheRequestIsOnItsWay();
    void oneListThatLeavesItOutDecidesNothing();
    void aRefusedDeletionIsToldAfterAListWithoutIt();
    void aSlowAnswerIsOvertakenByWhatTheServerShows();
    void vanishesAfterItWasAccepted();
    void isReportedDeletedAfterItWasAccepted();
    void fallsIntoErrorAfterItWasAccepted();
    void aStopThatNeverEnds();
    void anOverdueActionThatEndsAfterAll();
    void anOverdueActionOvertakenByOthers();
    void anotherStateThatLastsIsAFailure();
    void anOverdueRowTakesANewAction();
    void readsThatFailDoNotEndIt();

    void clearRefusals_data();
    void clearRefusals();
    void refusalsThatNeedARead_data();
    void refusalsThatNeedARead();
    void silenceIsDecidedByReads_data();
    void silenceIsDecidedByReads();
    void silenceThatWasSuccess();
    void silenceWithoutAnyReadEndsWithPatience();
    void silenceWithARefusedKeyEndsAtOnce();
    void aConflictThatIsWhatWasWanted();
    void aMissingRoute_data();
    void aMissingRoute();
    void aMissingPauseRouteIsNotRemembered();
    void aSandboxThatIsNotKnownYet_data();
    void aSandboxThatIsNotKnownYet();
    void anExtensionOfOneThatIsNotKnownYet();
    void notFoundOfADeletedRowStillListed();
    void notFoundAndGone();
    void aRefusedKeyStopsReads();

    void rereads();
    void endsEverythingWithItself();

private:
    std::unique_ptr<ControllerFixture> f;
};

void ControllerTest::aPauseThatWorks()
{
    f->know({sandbox(u"a"_s)});
    QCOMPARE(f->request(Pause, {u"a"_s}), QStringList{u"a"_s});
    f->pass(200ms);
    f->api.answer(1, ActionAnswer{});
    f->pass(1s);
    f->pass(100ms);
    f->api.answer(2, sandbox(u"a"_s));
    f->pass(2s);
    f->api.answer(3, sandbox(u"a"_s, Paused));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{
                                u"0 #1 POST a/pause"_s,
                                u"0 a: Running, pause sending"_s,
                                u"200 a: Running, pause accepted"_s,
                                u"1200 #2 GET a"_s,
                                u"1300 resend a"_s,
                                u"3300 #3 GET a"_s,
                                u"3300 resend a"_s,
                                u"3300 a: Paused, pause accepted"_s,
                                u"3300 a: Paused"_s,
                                u"3300 done pause a in 3300"_s,
                            }));
    QCOMPARE(f->controller->usualDuration(Pause), std::optional<std::chrono::milliseconds>(3'300ms));
}

void ControllerTest::aResumeMayMoveItElsewhere()
{
    Sandbox paused = sandbox(u"a"_s, Paused);
    paused.publicHost = u"https://7777-a.eu-1001.vms.hopx.dev"_s;
    f->know({paused});
    f->request(Resume, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    f->pass(1s);
    Sandbox running = paused;
    running.status = Running;
    running.publicHost = u"https://7777-a.us-2.vms.hopx.dev"_s;
    f->api.answer(2, running);
    QCOMPARE(f->store.find(u"a"_s)->sandbox->publicHost, running.publicHost);
}

void ControllerTest::anAnswerThatSaysDoneIsProvedAtOnce()
{
    f->know({sandbox(u"a"_s, Stopped)});
    f->request(Start, {u"a"_s});
    f->api.answer(1, ActionAnswer{Running});
    // Even then the answer is a promise; the row says running when a read says so.
    QCOMPARE(f->shown(u"a"_s), u"Stopped, start accepted"_s);
    f->settle();
    QCOMPARE(f->api.last().text(), u"GET a"_s);
    f->api.answer(2, sandbox(u"a"_s, Running));
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
}

void ControllerTest::theListMayBringTheProof()
{
    f->know({sandbox(u"a"_s, Paused)});
    f->request(Resume, {u"a"_s});
    f->pass(100ms);
    f->api.answer(1, ActionAnswer{});
    f->pass(500ms);
    f->list({sandbox(u"a"_s, Running)}, {}, 200ms);
    QCOMPARE(f->log.take().mid(3), (QStringList{u"600 a: Running, resume accepted"_s, u"600 a: Running"_s,
                                                u"600 done resume a in 600"_s}));
    f->pass(1h);
    QCOMPARE(f->log.take(), QStringList());
}

void ControllerTest::twoQuickClicksSendOneRequest()
{
    f->know({sandbox(u"a"_s)});
    QCOMPARE(f->request(Pause, {u"a"_s, u"a"_s}), QStringList{u"a"_s});
    QCOMPARE(f->request(Pause, {u"a"_s}), QStringList());
    QCOMPARE(f->request(Stop, {u"a"_s}), QStringList());
    f->pass(100ms);
    f->api.answer(1, ActionAnswer{});
    QCOMPARE(f->request(Pause, {u"a"_s}), QStringList());
    QCOMPARE(f->log.take(), (QStringList{u"0 #1 POST a/pause"_s, u"0 a: Running, pause sending"_s,
                                         u"100 a: Running, pause accepted"_s}));
}

void ControllerTest::onlyWhatTheTableAllows()
{
    f->know({sandbox(u"a"_s), sandbox(u"b"_s, Paused), sandbox(u"c"_s, Stopped), sandbox(u"d"_s, Unknown)});
    QCOMPARE(f->request(Resume, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"nobody"_s}), QStringList{u"b"_s});
    QCOMPARE(f->api.texts(), QStringList{u"POST b/resume"_s});
    QCOMPARE(f->controller->verdict(Resume, u"c"_s).reason,
             u"Resume needs a paused sandbox; this one is stopped: Start it"_s);
    QCOMPARE(f->controller->verdict(Resume, u"nobody"_s).reason, u"This sandbox is no longer there"_s);
    const SelectionVerdict verdict =
        f->controller->verdict(Stop, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"nobody"_s});
    QCOMPARE(verdict.eligible, QStringList{u"a"_s});
    QCOMPARE(verdict.total, 4);
    f->controller->setKeyRefused(true);
    QCOMPARE(f->request(Pause, {u"a"_s}), QStringList());
}

void ControllerTest::anOldListAfterAClick()
{
    f->know({sandbox(u"a"_s)});
    f->pass(1s);
    f->request(Pause, {u"a"_s});
    f->api.answer(1, ActionAnswer{Paused});
    f->settle();
    f->pass(100ms);
    f->api.answer(2, sandbox(u"a"_s, Paused));
    (void)f->log.take();
    f->pass(400ms);
    Sandbox old = sandbox(u"a"_s);
    old.region = u"eu"_s;
    f->list({old}, {}, 1500ms);
    QCOMPARE(f->log.take(), QStringList{u"1500 resend a"_s});
    QCOMPARE(f->shown(u"a"_s), u"Paused"_s);
}

void ControllerTest::anOldListProvesNothing()
{
    // Somebody else paused and resumed it around the time the poll began.
    f->know({sandbox(u"a"_s)});
    f->pass(1s);
    f->request(Pause, {u"a"_s});
    f->pass(100ms);
    f->api.answer(1, ActionAnswer{});
    f->pass(100ms);
    (void)f->log.take();
    f->list({sandbox(u"a"_s, Paused)}, {}, 500ms);
    QCOMPARE(f->log.take(), QStringList{u"1200 a: Paused, pause accepted"_s});
    f->pass(900ms);
    f->api.answer(2, sandbox(u"a"_s, Paused));
    QCOMPARE(f->log.take().constLast(), u"2100 done pause a in 1100"_s);
}

void ControllerTest::anAnswerOutOfOrder()
{
    f->know({sandbox(u"a"_s)});
    f->controller->reread(u"a"_s);
    f->pass(100ms);
    f->request(Pause, {u"a"_s});
    f->api.answer(2, ActionAnswer{Paused});
    f->settle();
    f->pass(100ms);
    f->api.answer(3, sandbox(u"a"_s, Paused));
    QCOMPARE(f->shown(u"a"_s), u"Paused"_s);
    (void)f->log.take();
    // The read from before the click comes last and says what was.
    f->pass(100ms);
    f->api.answer(1, sandbox(u"a"_s, Running));
    QCOMPARE(f->log.take(), QStringList());
    QCOMPARE(f->shown(u"a"_s), u"Paused"_s);
}

void ControllerTest::vanishesWhileTheRequestIsOnItsWay()
{
    f->know({sandbox(u"a"_s), sandbox(u"b"_s)});
    f->request(Pause, {u"a"_s});
    f->pass(1s);
    f->list({}, {u"a"_s});
    f->list({}, {u"a"_s}); // one may lag
    QVERIFY(!f->api.answer(1, ActionAnswer{}));
    f->pass(1h);
    QCOMPARE(f->log.take(),
             (QStringList{u"0 #1 POST a/pause"_s, u"0 a: Running, pause sending"_s, u"1000 resend a"_s,
                          u"1000 a: –"_s, u"1000 #1 cancelled"_s, u"1000 failed pause a: NotFound, gone"_s}));
}

void ControllerTest::oneListThatLeavesItOutDecidesNothing()
{
    f->know({sandbox(u"a"_s), sandbox(u"b"_s)});
    f->request(Pause, {u"a"_s});
    f->pass(5s);
    f->list({}, {u"a"_s});
    QCOMPARE(f->shown(u"a"_s), u"Running, pause sending"_s);
    // Named in between, it has to be left out twice anew.
    f->pass(5s);
    f->list({sandbox(u"a"_s)});
    f->pass(5s);
    f->list({}, {u"a"_s});
    QCOMPARE(f->shown(u"a"_s), u"Running, pause sending"_s);
    f->pass(5s);
    f->list({}, {u"a"_s});
    QCOMPARE(f->shown(u"a"_s), u"–"_s);
    QCOMPARE(f->log.take().constLast(), u"20000 failed pause a: NotFound, gone"_s);
}

void ControllerTest::aRefusedDeletionIsToldAfterAListWithoutIt()
{
    f->know({sandbox(u"a"_s), sandbox(u"b"_s)});
    f->request(Delete, {u"a"_s});
    f->pass(5s);
    f->list({}, {u"a"_s});
    QCOMPARE(f->shown(u"a"_s), u"Running, delete sending"_s);
    f->pass(5s);
    f->api.fail(1, apiError(Kind::Conflict));
    f->settle();
    f->api.answer(f->api.find(u"GET a"_s), sandbox(u"a"_s));
    QCOMPARE(f->log.take().filter(u"failed"_s), QStringList{u"10000 failed delete a: Conflict"_s});
    QCOMPARE(f->shown(u"a"_s), u"Running !"_s);
}

/// A server that has done it and never says so leaves the row waiting for no longer than this.
void ControllerTest::aSlowAnswerIsOvertakenByWhatTheServerShows()
{
    f->know({sandbox(u"a"_s, Paused)});
    f->request(Resume, {u"a"_s});
    f->pass(5s);
    f->list({sandbox(u"a"_s)});
    QCOMPARE(f->shown(u"a"_s), u"Running, resume sending"_s);
    // One asked for before that is no proof, nor is another state a failure.
    f->pass(LifecycleController::kSlowAnswer);
    f->list({sandbox(u"a"_s)}, {}, 6s);
    f->list({sandbox(u"a"_s, Error)});
    QVERIFY(f->shown(u"a"_s).endsWith(u", resume sending"_s));
    f->pass(5s);
    f->list({sandbox(u"a"_s)});
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
    QCOMPARE(f->log.take().constLast(), u"20000 done resume a"_s);
    f->pass(1h);
    QCOMPARE(f->api.texts(), QStringList{u"POST a/resume"_s});
}

void ControllerTest::vanishesAfterItWasAccepted()
{
    f->know({sandbox(u"a"_s)});
    f->request(Stop, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    f->pass(1s);
    f->api.fail(2, apiError(Kind::NotFound));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{u"0 #1 POST a/stop"_s, u"0 a: Running, stop sending"_s,
                                         u"0 a: Running, stop accepted"_s, u"1000 #2 GET a"_s, u"1000 a: –"_s,
                                         u"1000 failed stop a: NotFound, gone"_s, u"1000 resend a"_s}));
}

void ControllerTest::isReportedDeletedAfterItWasAccepted()
{
    f->know({sandbox(u"a"_s)});
    f->request(Stop, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    f->pass(1s);
    (void)f->log.take();
    f->api.answer(2, sandbox(u"a"_s, Gone));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{u"1000 resend a"_s, u"1000 a: Gone, stop accepted"_s,
                                         u"1000 a: Gone !"_s, u"1000 failed stop a: NotFound, gone"_s}));
}

void ControllerTest::fallsIntoErrorAfterItWasAccepted()
{
    f->know({sandbox(u"a"_s, Stopped), sandbox(u"b"_s, Stopped)});
    f->request(Start, {u"a"_s, u"b"_s});
    f->api.answer(1, ActionAnswer{});
    f->api.answer(2, ActionAnswer{});
    f->pass(1s);
    (void)f->log.take();
    f->api.answer(3, sandbox(u"a"_s, Error));
    QCOMPARE(f->log.take(), (QStringList{u"1000 resend a"_s, u"1000 a: Error, start accepted"_s,
                                         u"1000 a: Error !"_s, u"1000 failed start a: Conflict"_s}));
    // The list may be the first to know.
    f->pass(500ms);
    f->list({sandbox(u"b"_s, Error)});
    QCOMPARE(f->log.take(), (QStringList{u"1500 b: Error, start accepted"_s, u"1500 #4 cancelled"_s,
                                         u"1500 b: Error !"_s, u"1500 failed start b: Conflict"_s}));
}

void ControllerTest::aStopThatNeverEnds()
{
    f->know({sandbox(u"a"_s)});
    f->request(Stop, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    f->api.onCancel = nullptr;
    QVector<qint64> reads;
    f->api.onRequest = [&](const FakeApi::Request &) { reads.append(f->clock.elapsed().count()); };
    while (f->clock.elapsed() < 700s) {
        f->pass(100ms);
        for (const int number : f->api.open())
            f->api.answer(number, sandbox(u"a"_s));
        if (f->clock.elapsed() < LifecycleController::kPatience)
            QVERIFY(!f->controller->verdict(Stop, u"a"_s).allowed);
        else
            QVERIFY(f->controller->verdict(Stop, u"a"_s).allowed);
    }
    // One second doubling to eight, within the patience; then each minute, for no list tells of it.
    QCOMPARE(reads, (QVector<qint64>{1'000,   3'000,   7'000,   15'000,  23'000,  31'000,  39'000,
                                     47'000,  55'000,  63'000,  64'000,  124'000, 184'000, 244'000,
                                     304'000, 364'000, 424'000, 484'000, 544'000, 600'000}));
    QStringList events = f->log.take();
    events.removeIf([](const QString &line) { return line.endsWith(u"resend a"_s); });
    QCOMPARE(events, (QStringList{u"0 #1 POST a/stop"_s, u"0 a: Running, stop sending"_s,
                                  u"0 a: Running, stop accepted"_s, u"64000 a: Running, stop overdue"_s,
                                  u"600000 a: Running !"_s, u"600000 failed stop a: Timeout"_s}));
}

void ControllerTest::anOverdueActionThatEndsAfterAll()
{
    f->know({sandbox(u"a"_s)});
    f->request(Stop, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    while (f->clock.elapsed() < 65s) {
        f->pass(500ms);
        for (const int number : f->api.open())
            f->api.answer(number, sandbox(u"a"_s));
    }
    QCOMPARE(f->shown(u"a"_s), u"Running, stop overdue"_s);
    f->pass(35s);
    (void)f->log.take();
    f->list({sandbox(u"a"_s, Stopped)});
    QCOMPARE(f->log.take(), (QStringList{u"100000 a: Stopped, stop overdue"_s, u"100000 a: Stopped"_s,
                                         u"100000 done stop a in 100000"_s}));
    f->pass(1h);
    QCOMPARE(f->log.take(), QStringList());
}

void ControllerTest::anOverdueActionOvertakenByOthers()
{
    f->know({sandbox(u"a"_s)});
    f->request(Stop, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    while (f->clock.elapsed() < 65s) {
        f->pass(500ms);
        for (const int number : f->api.open())
            f->api.answer(number, sandbox(u"a"_s));
    }
    f->pass(35s);
    (void)f->log.take();
    f->list({sandbox(u"a"_s, Paused)});
    // It was accepted, and nobody else tells that it came to nothing.
    QCOMPARE(f->log.take(), (QStringList{u"100000 a: Paused, stop overdue"_s, u"100000 a: Paused !"_s,
                                         u"100000 failed stop a: Conflict"_s}));
}

/// A server that pauses where it was asked to start: not for long taken for a state on the way.
void ControllerTest::anotherStateThatLastsIsAFailure()
{
    f->know({sandbox(u"a"_s, Stopped)});
    f->request(Start, {u"a"_s});
    f->api.answer(1, ActionAnswer{Running});
    while (f->clock.elapsed() < 70s && f->store.find(u"a"_s)->pending) {
        f->pass(500ms);
        for (const int number : f->api.open())
            f->api.answer(number, sandbox(u"a"_s, Paused));
    }
    for (int i = 0; i < 10 && f->store.find(u"a"_s)->pending; ++i) {
        f->pass(10s);
        f->list({sandbox(u"a"_s, Paused)});
    }
    QCOMPARE(f->shown(u"a"_s), u"Paused !"_s);
    QCOMPARE(f->log.take().filter(u"failed"_s).size(), 1);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1); // and nothing is sent to mend it
}

void ControllerTest::anOverdueRowTakesANewAction()
{
    f->know({sandbox(u"a"_s)});
    f->request(Stop, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    while (f->clock.elapsed() < 65s) {
        f->pass(500ms);
        for (const int number : f->api.open())
            f->api.answer(number, sandbox(u"a"_s));
    }
    (void)f->log.take();
    QCOMPARE(f->request(Pause, {u"a"_s}), QStringList{u"a"_s});
    const int post = f->api.count();
    f->api.answer(post, ActionAnswer{});
    f->pass(1s);
    f->api.answer(post + 1, sandbox(u"a"_s, Paused));
    // The first action gives up nothing any more.
    f->pass(1h);
    QStringList events = f->log.take();
    QCOMPARE(events.last(), u"66000 done pause a in 1000"_s);
    QVERIFY(events.filter(u"failed"_s).isEmpty());
}

void ControllerTest::readsThatFailDoNotEndIt()
{
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    f->pass(1s);
    f->api.fail(2, apiError(Kind::Unavailable));
    f->pass(2s);
    f->api.fail(3, apiError(Kind::Timeout));
    f->pass(4s);
    QCOMPARE(f->shown(u"a"_s), u"Running, pause accepted"_s);
    f->api.answer(4, sandbox(u"a"_s, Paused));
    QCOMPARE(f->log.take().constLast(), u"7000 done pause a"_s);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
}

void ControllerTest::clearRefusals_data()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind :
         {Kind::PaymentRequired, Kind::PlanLimit, Kind::Unreachable, Kind::Tls, Kind::Redirected})
        QTest::addRow("%s", qPrintable(nameOf(kind))) << kind;
}

/// Surely not executed: told at once, nothing is asked again.
void ControllerTest::clearRefusals()
{
    QFETCH(Kind, kind);
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->pass(100ms);
    f->api.fail(1, apiError(kind));
    QCOMPARE(f->shown(u"a"_s), u"Running !"_s);
    QVERIFY(f->controller->verdict(Pause, u"a"_s).allowed);
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{u"0 #1 POST a/pause"_s, u"0 a: Running, pause sending"_s,
                                         u"100 a: Running !"_s, u"100 failed pause a: "_s + nameOf(kind)}));
}

void ControllerTest::refusalsThatNeedARead_data()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind :
         {Kind::Conflict, Kind::BadRequest, Kind::Forbidden, Kind::ServerError, Kind::Unavailable})
        QTest::addRow("%s", qPrintable(nameOf(kind))) << kind;
}

/// The row shows the real state before anybody is told of the failure.
void ControllerTest::refusalsThatNeedARead()
{
    QFETCH(Kind, kind);
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->pass(100ms);
    f->api.fail(1, apiError(kind));
    f->settle();
    f->pass(50ms);
    f->api.answer(2, sandbox(u"a"_s, Stopped));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{u"0 #1 POST a/pause"_s, u"0 a: Running, pause sending"_s,
                                         u"100 a: Running, pause unsure"_s, u"100 #2 GET a"_s,
                                         u"150 resend a"_s, u"150 a: Stopped, pause unsure"_s,
                                         u"150 a: Stopped !"_s, u"150 failed pause a: "_s + nameOf(kind)}));
    // The mark stays until the next success.
    f->request(Start, {u"a"_s});
    f->api.answer(3, ActionAnswer{Running});
    f->settle();
    f->api.answer(4, sandbox(u"a"_s, Running));
    QCOMPARE(f->shown(u"a"_s), u"Running"_s);
}

void ControllerTest::silenceIsDecidedByReads_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("httpStatus");
    QTest::newRow("timeout") << Kind::Timeout << 0;
    QTest::newRow("lost connection") << Kind::ConnectionLost << 0;
    QTest::newRow("cut answer") << Kind::Malformed << 200;
    QTest::newRow("a proxy that lost the server") << Kind::Unavailable << 502;
    QTest::newRow("a proxy that waited in vain") << Kind::Unavailable << 504;
    QTest::newRow("a proxy whose server hung up") << Kind::Unavailable << 503;
}

void ControllerTest::silenceIsDecidedByReads()
{
    QFETCH(Kind, kind);
    QFETCH(int, httpStatus);
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->pass(30s);
    ApiError error = apiError(kind);
    error.httpStatus = httpStatus;
    error.maybeExecuted = true;
    error.isApisWord = false;
    f->api.fail(1, error);
    QCOMPARE(f->shown(u"a"_s), u"Running, pause unsure"_s);
    QVERIFY(!f->controller->verdict(Pause, u"a"_s).allowed);
    QVector<qint64> reads;
    f->api.onRequest = [&](const FakeApi::Request &) { reads.append(f->clock.elapsed().count()); };
    while (f->clock.elapsed() < 60s) {
        f->settle();
        for (const int number : f->api.open())
            f->api.answer(number, sandbox(u"a"_s));
        f->pass(500ms);
    }
    // The server may still be at it; a few reads, then it has not happened.
    QCOMPARE(reads, (QVector<qint64>{30'000, 31'000, 33'000, 37'000}));
    QCOMPARE(f->log.take().constLast(), u"37000 failed pause a: "_s + nameOf(kind));
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
    QCOMPARE(f->shown(u"a"_s), u"Running !"_s);
}

void ControllerTest::silenceThatWasSuccess()
{
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->pass(30s);
    f->api.fail(1, apiError(Kind::Timeout));
    f->settle();
    f->api.answer(2, sandbox(u"a"_s, Paused));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{u"0 #1 POST a/pause"_s, u"0 a: Running, pause sending"_s,
                                         u"30000 a: Running, pause unsure"_s, u"30000 #2 GET a"_s,
                                         u"30000 resend a"_s, u"30000 a: Paused, pause unsure"_s,
                                         u"30000 a: Paused"_s, u"30000 done pause a"_s}));
}

void ControllerTest::silenceWithoutAnyReadEndsWithPatience()
{
    f->know({sandbox(u"a"_s)});
    QSignalSpy failed(f->controller.get(), &LifecycleController::actionFailed);
    f->request(Pause, {u"a"_s});
    f->pass(30s);
    f->api.fail(1, apiError(Kind::Timeout));
    while (f->clock.elapsed() < 100s) {
        f->settle();
        for (const int number : f->api.open())
            f->api.fail(number, apiError(Kind::Unreachable));
        f->pass(500ms);
    }
    QCOMPARE(f->log.take().constLast(), u"64000 failed pause a: Timeout"_s);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
    // Nobody knows what became of it, least of all by what was shown before.
    QCOMPARE(failed.size(), 1);
    const auto failure = failed.first().constFirst().value<ActionFailure>();
    const QString cause = reportOf(std::span(&failure, 1), {}).cause;
    QVERIFY2(cause.contains(u"Its state could not be read since then."_s), qPrintable(cause));
    QVERIFY2(!cause.contains(u"running"_s), qPrintable(cause));
}

void ControllerTest::silenceWithARefusedKeyEndsAtOnce()
{
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->pass(30s);
    f->api.fail(1, apiError(Kind::Timeout));
    f->settle();
    f->api.fail(f->api.find(u"GET a"_s), apiError(Kind::Unauthorized));
    f->pass(LifecycleController::kFirstReread);
    QCOMPARE(f->log.take().constLast(), u"31000 failed pause a: Timeout"_s);
}

void ControllerTest::aConflictThatIsWhatWasWanted()
{
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->api.fail(1, apiError(Kind::Conflict));
    f->settle();
    f->api.answer(2, sandbox(u"a"_s, Paused));
    const QStringList events = f->log.take();
    QCOMPARE(events.last(), u"0 done pause a in 0"_s);
    QVERIFY(events.filter(u"failed"_s).isEmpty());
    QCOMPARE(f->shown(u"a"_s), u"Paused"_s);
}

void ControllerTest::aMissingRoute_data()
{
    QTest::addColumn<LifecycleAction>("action");
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : {Kind::NotFound, Kind::RouteMissing}) {
        QTest::addRow("stop %s", qPrintable(nameOf(kind))) << Stop << kind;
        QTest::addRow("start %s", qPrintable(nameOf(kind))) << Start << kind;
    }
}

void ControllerTest::aMissingRoute()
{
    QFETCH(LifecycleAction, action);
    QFETCH(Kind, kind);
    const SandboxStatus status = action == Stop ? Running : Stopped;
    f->know({sandbox(u"a"_s, status)});
    f->request(action, {u"a"_s});
    f->api.fail(1, apiError(kind));
    f->settle();
    f->api.answer(2, sandbox(u"a"_s, status));
    const QString word = wordOfAction(action);
    const QString name = nameOfStatus(status);
    QCOMPARE(f->log.take(),
             (QStringList{u"0 #1 POST a/"_s + word, u"0 a: "_s + name + u", "_s + word + u" sending"_s,
                          u"0 a: "_s + name + u", "_s + word + u" unsure"_s, u"0 #2 GET a"_s, u"0 resend a"_s,
                          u"0 facts: stopStartMissing"_s, u"0 a: "_s + name + u" !"_s,
                          u"0 failed "_s + word + u" a: RouteMissing"_s}));
    QVERIFY(f->controller->facts().stopStartMissing);
    QVERIFY(!f->controller->verdict(action, u"a"_s).allowed);
    // For the session: nothing is sent to the routes that are not there.
    QCOMPARE(f->request(action, {u"a"_s}), QStringList());
}

void ControllerTest::aMissingPauseRouteIsNotRemembered()
{
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->api.fail(1, apiError(Kind::NotFound));
    f->settle();
    f->api.answer(2, sandbox(u"a"_s));
    QCOMPARE(f->log.take().constLast(), u"0 failed pause a: RouteMissing"_s);
    QCOMPARE(f->controller->facts(), ConnectionFacts{});
    QVERIFY(f->controller->verdict(Pause, u"a"_s).allowed);
}

void ControllerTest::aSandboxThatIsNotKnownYet_data()
{
    QTest::addColumn<LifecycleAction>("action");
    QTest::newRow("stop") << Stop;
    QTest::newRow("pause") << Pause;
    QTest::newRow("delete") << Delete;
}

/// The server lags behind its own answer to a create. That says nothing of what it offers.
void ControllerTest::aSandboxThatIsNotKnownYet()
{
    QFETCH(LifecycleAction, action);
    f->store.addProvisional(sandbox(u"new-1"_s, Creating), {});
    f->store.nameProvisional(u"new-1"_s, sandbox(u"a"_s));
    QVERIFY(f->store.isUnseen(u"a"_s));
    f->request(action, {u"a"_s});
    f->api.fail(1, apiError(Kind::NotFound));
    f->settle();
    f->api.fail(2, apiError(Kind::NotFound));
    f->pass(2s);
    (void)f->log.take();
    f->api.answer(3, sandbox(u"a"_s));
    QCOMPARE(f->log.take().constLast(), u"2000 failed %1 a: Conflict"_s.arg(wordOfAction(action)));
    QCOMPARE(f->controller->facts(), ConnectionFacts{});
    QVERIFY(f->controller->verdict(action, u"a"_s).allowed);
    f->pass(1h);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 1);
}

void ControllerTest::anExtensionOfOneThatIsNotKnownYet()
{
    f->store.addProvisional(sandbox(u"new-1"_s, Creating), {});
    Sandbox fresh = sandbox(u"a"_s);
    fresh.expiry = Expiry::atTime(f->clock.utcNow() + 1h);
    f->store.nameProvisional(u"new-1"_s, fresh);
    QSignalSpy failed(f->controller.get(), &LifecycleController::actionFailed);
    QCOMPARE(f->controller->extend(Extension::later(1h), {u"a"_s}), QStringList{u"a"_s});
    f->api.fail(1, apiError(Kind::NotFound));
    QCOMPARE(failed.count(), 1);
    const auto failure = failed.constFirst().constFirst().value<ActionFailure>();
    QVERIFY(!failure.gone);
    QVERIFY(isOwnFinding(failure.error));
    QVERIFY(f->controller->verdict(Extension::later(1h), u"a"_s).allowed);
}

/// Deleted sandboxes may still be told of: then it is the sandbox that is missing, not the route.
void ControllerTest::notFoundOfADeletedRowStillListed()
{
    f->know({sandbox(u"a"_s)});
    f->request(Stop, {u"a"_s});
    f->api.fail(1, apiError(Kind::NotFound));
    f->settle();
    f->api.answer(2, sandbox(u"a"_s, Gone));
    QVERIFY(!f->controller->facts().stopStartMissing);
    QCOMPARE(f->log.take().constLast(), u"0 failed stop a: NotFound, gone"_s);
}

void ControllerTest::notFoundAndGone()
{
    f->know({sandbox(u"a"_s)});
    f->request(Stop, {u"a"_s});
    f->api.fail(1, apiError(Kind::NotFound));
    f->settle();
    f->api.fail(2, apiError(Kind::NotFound));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{u"0 #1 POST a/stop"_s, u"0 a: Running, stop sending"_s,
                                         u"0 a: Running, stop unsure"_s, u"0 #2 GET a"_s, u"0 a: –"_s,
                                         u"0 failed stop a: NotFound, gone"_s, u"0 resend a"_s}));
    QVERIFY(!f->controller->facts().stopStartMissing);
}

void ControllerTest::aRefusedKeyStopsReads()
{
    f->know({sandbox(u"a"_s)});
    f->request(Pause, {u"a"_s});
    f->api.answer(1, ActionAnswer{});
    f->pass(1s);
    f->api.fail(2, apiError(Kind::Unauthorized));
    f->pass(50s);
    // Accepted is accepted: no failure, but no reads with a dead key either.
    QCOMPARE(f->log.take(), (QStringList{u"0 #1 POST a/pause"_s, u"0 a: Running, pause sending"_s,
                                         u"0 a: Running, pause accepted"_s, u"1000 #2 GET a"_s,
                                         u"1000 facts: keyRefused"_s, u"1000 key refused"_s}));
    // A new key, and it goes on.
    f->controller->setKeyRefused(false);
    f->pass(8s);
    f->api.answer(3, sandbox(u"a"_s, Paused));
    QCOMPARE(f->shown(u"a"_s), u"Paused"_s);
}

void ControllerTest::rereads()
{
    f->know({sandbox(u"a"_s), sandbox(u"b"_s)});
    f->controller->reread(u"a"_s);
    f->controller->reread(u"a"_s);
    f->controller->reread(u"b"_s);
    QCOMPARE(f->api.texts(), (QStringList{u"GET a"_s, u"GET b"_s}));
    f->api.answer(1, sandbox(u"a"_s, Stopped));
    f->api.fail(2, apiError(Kind::NotFound));
    QCOMPARE(f->shown(u"a"_s), u"Stopped"_s);
    QCOMPARE(f->shown(u"b"_s), u"–"_s);
    f->controller->reread(u"a"_s);
    QCOMPARE(f->api.count(), 3);
    (void)f->log.take();
    // Nobody asked for it by a click, so a failure says nothing.
    f->api.fail(3, apiError(Kind::ServerError));
    QCOMPARE(f->log.take(), QStringList());
    f->controller->reread(u"a"_s);
    f->api.fail(4, apiError(Kind::Unauthorized));
    QCOMPARE(f->log.take().constLast(), u"0 key refused"_s);
    // A store that does not believe a list asks through the same door.
    f->controller->setKeyRefused(false);
    f->controller->reread(u"a"_s);
    f->api.answer(5, sandbox(u"a"_s, Paused));
    f->pass(1s);
    (void)f->log.take();
    f->list({sandbox(u"a"_s, Running)});
    QCOMPARE(f->log.take(), (QStringList{u"1000 #6 GET a"_s, u"1000 reread wanted a"_s, u"1000 resend a"_s}));
}

void ControllerTest::endsEverythingWithItself()
{
    f->know({sandbox(u"a"_s), sandbox(u"b"_s)});
    f->request(Pause, {u"a"_s});
    f->controller->reread(u"b"_s);
    f->controller.reset();
    QCOMPARE(f->api.open(), QVector<int>());
    QCOMPARE(f->clock.timerCount(), 0);
}

SANDGLASS_REGISTER_TEST(ControllerTest)

} // namespace

#include "tst_controller.moc"
