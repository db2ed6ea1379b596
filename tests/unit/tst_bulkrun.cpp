// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerfixture.h"
#include "store/bulk/bulkplan.h"
#include "store/bulk/bulkruns.h"
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

/// What an action on many would do, and how it goes, sandbox by sandbox.
class BulkRunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void plans();
    void plansKnowWhatIsHiddenOldAndInProduction();
    void whenAPlanIsDue();
    void timeToSendIsThatOfTheLastOne();

    void oneAfterTheOther();
    void theLeftOutBelongToTheRun();
    void a429InTheMiddleIsNoFailure();
    void stopTheRest();
    void stopTheRestWithinOneRequest();
    void aRowThatVanishes();
    void aKeyRefusedInTheMiddle();
    void aStateThatChangedMeanwhile();
    void slowOnes();
    void whatAPersonDoesAfterwardsIsNotPartOfIt();
    void retriesWhatFailed();
    void deletionsRunWhenTheyAreSent();
    void oneOrTwoGoByThemselves();
    void onlyAFewOldOnesAreKept();
    void twoHundred();
    void theReport();
    void handlersMayDismissAndAskForMore();

private:
    QStringList fill(int count, SandboxStatus status = Running);
    /// The run that was begun last.
    [[nodiscard]] BulkRun *last() const { return m_run; }
    [[nodiscard]] QString states() const;
    void answer(int number) { f->api.answer(number, ActionAnswer{}); }
    void prove(const QStringList &ids, SandboxStatus status)
    {
        f->pass(1ms);
        QVector<Sandbox> rows;
        for (const QString &id : ids)
            rows.append(sandbox(id, status));
        f->list(rows);
    }

    std::unique_ptr<ControllerFixture> f;
    std::unique_ptr<DeletionQueue> m_deletions;
    std::unique_ptr<BulkRuns> m_runs;
    QPointer<BulkRun> m_run;
    int m_ended = 0;
};

void BulkRunTest::init()
{
    f = std::make_unique<ControllerFixture>();
    m_deletions = std::make_unique<DeletionQueue>(f->clock, f->store, *f->controller);
    m_runs = std::make_unique<BulkRuns>(f->clock, *f->controller, *m_deletions);
    m_ended = 0;
    connect(m_runs.get(), &BulkRuns::begun, this, [this](BulkRun *run) { m_run = run; });
    connect(m_runs.get(), &BulkRuns::ended, this, [this] { ++m_ended; });
}

void BulkRunTest::cleanup()
{
    m_runs.reset();
    m_deletions.reset();
    f.reset();
}

QStringList BulkRunTest::fill(int count, SandboxStatus status)
{
    QVector<Sandbox> rows;
    QStringList ids;
    for (int i = 1; i <= count; ++i) {
        rows.append(sandbox(u"s%1"_s.arg(i), status));
        ids.append(rows.last().id);
    }
    f->know(rows);
    return ids;
}

/// "s1 done, s2 failed"
QString BulkRunTest::states() const
{
    QStringList texts;
    for (const BulkItem &item : m_run->items())
        texts += item.id + u' ' + nameOfBulkState(item.state);
    return texts.join(u", "_s);
}

void BulkRunTest::plans()
{
    f->know({sandbox(u"a"_s), sandbox(u"b"_s, Paused), sandbox(u"c"_s), sandbox(u"d"_s, Stopped)});
    f->request(Stop, {u"c"_s});
    const BulkPlan plan =
        planFor(Pause, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"nobody"_s}, *f->controller, f->store,
                f->budget.forecast(f->clock.monoNow()), [](int) { return ShownAs{}; });
    QCOMPARE(plan.counts(), (BulkPlan::Counts{5, 1, 4, 0, 0, 0}));
    QCOMPARE(plan.eligible(), QStringList{u"a"_s});
    QCOMPARE(plan.sandboxes.at(0).status, u"Running"_s);
    QCOMPARE(plan.sandboxes.at(0).reason, QString());
    // The very words of the disabled button.
    QCOMPARE(plan.sandboxes.at(1).reason, u"This sandbox is paused already"_s);
    QCOMPARE(plan.sandboxes.at(2).reason, u"Stopping… This sandbox can be acted on when that is done"_s);
    QCOMPARE(plan.sandboxes.at(2).status, u"Stopping…"_s);
    QCOMPARE(plan.sandboxes.at(3).reason, u"Pause needs a running sandbox; this one is stopped: Start it"_s);
    QCOMPARE(plan.sandboxes.at(4).reason, u"This sandbox is no longer there"_s);
    QVERIFY(!plan.waitsForRateLimit);
}

void BulkRunTest::plansKnowWhatIsHiddenOldAndInProduction()
{
    Sandbox live = sandbox(u"a"_s);
    live.liveMode = true;
    live.templateName = u"base"_s;
    Sandbox test = sandbox(u"b"_s);
    test.liveMode = false;
    Sandbox livePaused = sandbox(u"c"_s, Paused);
    livePaused.liveMode = true;
    f->know({live, test, livePaused});
    const BulkPlan plan =
        planFor(Pause, {u"a"_s, u"b"_s, u"c"_s}, *f->controller, f->store, {1, 30s, 10}, [this](int row) {
            const QString &id = f->store.at(row).sandbox->id;
            return ShownAs{id != u"a"_s, id != u"b"_s};
        });
    // What is left out cannot be hit, hidden or not.
    QCOMPARE(plan.counts(), (BulkPlan::Counts{3, 2, 1, 1, 1, 1}));
    QVERIFY(plan.sandboxes.at(0).old);
    QCOMPARE(plan.sandboxes.at(0).templateName, u"base"_s);
    QVERIFY(plan.sandboxes.at(0).production);
    QVERIFY(plan.waitsForRateLimit);
    QVERIFY(plan.untilSent >= 30s);
}

void BulkRunTest::whenAPlanIsDue()
{
    const auto verdict = [](qsizetype eligible, int total) {
        SelectionVerdict made;
        made.total = total;
        for (qsizetype i = 0; i < eligible; ++i)
            made.eligible.append(QString::number(i));
        return made;
    };
    QVERIFY(!needsPlan(verdict(1, 1)));
    QVERIFY(!needsPlan(verdict(2, 2)));
    QVERIFY(needsPlan(verdict(1, 2)));
    QVERIFY(needsPlan(verdict(3, 3)));
    QVERIFY(needsPlan(verdict(1, 200)));
    QVERIFY(!needsPlan(verdict(0, 3))); // says why not instead
}

void BulkRunTest::timeToSendIsThatOfTheLastOne()
{
    const RateForecast forecast{16, 40s, 80};
    QCOMPARE(timeToSend(0, forecast, 500ms, 3), 0ms);
    QCOMPARE(timeToSend(1, forecast, 500ms, 3), 500ms);
    QCOMPARE(timeToSend(16, forecast, 500ms, 3), 3'000ms);
    QCOMPARE(timeToSend(17, forecast, 500ms, 3), 40'500ms);
    QCOMPARE(timeToSend(16 + 80, forecast, 500ms, 3), 40'000ms + 27 * 500ms);
    QCOMPARE(timeToSend(16 + 81, forecast, 500ms, 3), 100'500ms);
    QCOMPARE(timeToSend(5, {0, 7s, 1}, 500ms, 3), 7s + 4min + 500ms);
}

void BulkRunTest::oneAfterTheOther()
{
    const QStringList ids = fill(5);
    QCOMPARE(m_runs->request(Pause, ids), ids);
    QVERIFY(last());
    QCOMPARE(m_runs->shown(), QVector<BulkRun *>{last()});
    QCOMPARE(states(), u"s1 sending, s2 sending, s3 sending, s4 queued, s5 queued"_s);
    QCOMPARE(last()->counts(), (BulkRun::Counts{5, 5, 2, 3, 0, 0, 0, 0, 0}));
    answer(1);
    QCOMPARE(states(), u"s1 waiting for the server, s2 sending, s3 sending, s4 sending, s5 queued"_s);
    f->api.fail(2, apiError(Kind::PlanLimit));
    QCOMPARE(states(), u"s1 waiting for the server, s2 failed, s3 sending, s4 sending, s5 sending"_s);
    QCOMPARE(last()->items().at(1).note, u"A limit of the account's plan is reached."_s);
    answer(3);
    answer(4);
    answer(5);
    prove({u"s1"_s, u"s3"_s, u"s4"_s}, Paused);
    QVERIFY(!last()->isOver());
    QCOMPARE(m_ended, 0);
    prove({u"s5"_s}, Paused);
    QVERIFY(last()->isOver());
    QCOMPARE(m_ended, 1);
    QCOMPARE(states(), u"s1 done, s2 failed, s3 done, s4 done, s5 done"_s);
    QCOMPARE(outcomeText(*last()), u"4 of 5 paused, 1 failed"_s);
    // It stays until it was seen.
    QCOMPARE(m_runs->shown().size(), 1);
    QPointer<BulkRun> run = last();
    m_runs->dismiss(*run);
    QCOMPARE(m_runs->shown().size(), 0);
}

void BulkRunTest::theLeftOutBelongToTheRun()
{
    f->know({sandbox(u"a"_s), sandbox(u"b"_s, Paused), sandbox(u"c"_s, Stopped)});
    QCOMPARE(m_runs->request(Pause, {u"a"_s, u"b"_s, u"c"_s}), QStringList{u"a"_s});
    QCOMPARE(states(), u"a sending, b left out, c left out"_s);
    QCOMPARE(last()->items().at(1).note, u"This sandbox is paused already"_s);
    answer(1);
    prove({u"a"_s}, Paused);
    QCOMPARE(outcomeText(*last()), u"1 of 1 paused, 2 left out"_s);
    // Nothing to do is no run.
    m_run.clear();
    QCOMPARE(m_runs->request(Pause, {u"b"_s, u"c"_s, u"nobody"_s}), QStringList());
    QVERIFY(!last());
    // And leaves nothing behind for the next.
    m_runs->request(Resume, {u"b"_s});
    QCOMPARE(states(), u"b sending"_s);
}

void BulkRunTest::a429InTheMiddleIsNoFailure()
{
    const QStringList ids = fill(4);
    m_runs->request(Pause, ids);
    answer(1);
    ApiError error = apiError(Kind::RateLimited);
    error.retryAfter = 9s;
    f->api.fail(2, error);
    QCOMPARE(states(), u"s1 waiting for the server, s2 queued, s3 sending, s4 sending"_s);
    answer(3);
    answer(4);
    f->pass(10'374ms);
    QCOMPARE(states(),
             u"s1 waiting for the server, s2 queued, s3 waiting for the server, s4 waiting for the server"_s);
    f->pass(1ms);
    QCOMPARE(f->api.texts().filter(u"POST"_s).constLast(), u"POST s2/pause"_s);
    answer(f->api.find(u"POST s2/pause"_s));
    prove(ids, Paused);
    QCOMPARE(outcomeText(*last()), u"4 of 4 paused"_s);
    QCOMPARE(f->log.take().filter(u"failed"_s), QStringList());
}

void BulkRunTest::stopTheRest()
{
    const QStringList ids = fill(6);
    m_runs->request(Pause, ids);
    answer(1);
    QCOMPARE(m_runs->queued(), 2);
    m_runs->stopRest(*last());
    QCOMPARE(m_runs->queued(), 0);
    QCOMPARE(states(),
             u"s1 waiting for the server, s2 sending, s3 sending, s4 sending, s5 not sent, s6 not sent"_s);
    for (const int number : {2, 3, 4})
        answer(number);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 4);
    prove({u"s1"_s, u"s2"_s, u"s3"_s, u"s4"_s}, Paused);
    QCOMPARE(m_ended, 1);
    QCOMPARE(outcomeText(*last()), u"4 of 6 paused, 2 not sent"_s);
    QCOMPARE(f->shown(u"s6"_s), u"Running"_s);
}

void BulkRunTest::stopTheRestWithinOneRequest()
{
    const QStringList ids = fill(3);
    m_runs->request(Pause, ids);
    m_runs->stopRest(*last());
    QCOMPARE(states(), u"s1 sending, s2 sending, s3 sending"_s);
    QCOMPARE(f->log.take().filter(u"cancelled"_s), QStringList());
}

void BulkRunTest::aRowThatVanishes()
{
    const QStringList ids = fill(5);
    m_runs->request(Pause, ids);
    f->pass(1s);
    // One list may lag.
    f->list({}, {u"s2"_s, u"s5"_s});
    QCOMPARE(states(), u"s1 sending, s2 sending, s3 sending, s4 queued, s5 queued"_s);
    f->list({}, {u"s2"_s, u"s5"_s});
    QCOMPARE(states(), u"s1 sending, s2 failed, s3 sending, s4 sending, s5 failed"_s);
    QCOMPARE(last()->items().at(1).note, u"It was deleted or expired meanwhile."_s);
    for (const int number : f->api.open())
        answer(number);
    prove({u"s1"_s, u"s3"_s, u"s4"_s}, Paused);
    QVERIFY(last()->isOver());
    QCOMPARE(last()->idsIn(BulkState::Failed), (QStringList{u"s2"_s, u"s5"_s}));
    QCOMPARE(last()->retryable(), QStringList()); // there is nothing to try again with
}

void BulkRunTest::aKeyRefusedInTheMiddle()
{
    const QStringList ids = fill(5);
    m_runs->request(Pause, ids);
    f->api.fail(1, apiError(Kind::Unauthorized));
    QCOMPARE(states(), u"s1 failed, s2 sending, s3 sending, s4 failed, s5 failed"_s);
    answer(2);
    answer(3);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 3);
    prove({u"s2"_s, u"s3"_s}, Paused);
    QVERIFY(last()->isOver());
    QCOMPARE(last()->retryable(), QStringList());
}

void BulkRunTest::aStateThatChangedMeanwhile()
{
    const QStringList ids = fill(5);
    m_runs->request(Pause, ids);
    f->pass(1s);
    f->list({sandbox(u"s4"_s, Paused)});
    answer(1);
    QCOMPARE(states(), u"s1 waiting for the server, s2 sending, s3 sending, s4 left out, s5 sending"_s);
    QCOMPARE(last()->items().at(3).note, u"This sandbox is paused already"_s);
}

void BulkRunTest::slowOnes()
{
    const QStringList ids = fill(3);
    m_runs->request(Stop, ids);
    for (const int number : {1, 2, 3})
        answer(number);
    while (f->clock.elapsed() < 70s) {
        f->pass(500ms);
        for (const int number : f->api.open())
            f->api.answer(number, sandbox(f->api.request(number).id));
    }
    QCOMPARE(last()->counts().slow, 3);
    QCOMPARE(last()->counts().underWay, 3);
    QVERIFY(!last()->isOver());
    f->pass(11s); // a list that contradicts a very recent read is not believed
    // One does it after all, one something else, and with one a person loses patience.
    f->list({sandbox(u"s1"_s, Stopped), sandbox(u"s2"_s, Paused)});
    QVERIFY(f->controller->verdict(Pause, u"s3"_s).allowed);
    QPointer<BulkRun> run = last();
    f->request(Pause, {u"s3"_s});
    QVERIFY(run->isOver());
    QCOMPARE(run->counts(), (BulkRun::Counts{3, 3, 0, 0, 0, 1, 2, 0, 0}));
}

void BulkRunTest::whatAPersonDoesAfterwardsIsNotPartOfIt()
{
    const QStringList ids = fill(3);
    m_runs->request(Pause, ids);
    const QPointer<BulkRun> run = last();
    f->api.fail(1, apiError(Kind::PlanLimit));
    answer(2);
    answer(3);
    m_runs->request(Pause, {u"s1"_s});
    prove({u"s1"_s, u"s2"_s, u"s3"_s}, Paused);
    QCOMPARE(run->counts(), (BulkRun::Counts{3, 3, 0, 0, 0, 2, 1, 0, 0}));
}

void BulkRunTest::retriesWhatFailed()
{
    const QStringList ids = fill(4);
    m_runs->request(Pause, ids);
    f->api.fail(1, apiError(Kind::PlanLimit));
    f->api.fail(2, apiError(Kind::PlanLimit));
    answer(3);
    answer(4);
    m_runs->retryFailed(*last()); // not before it is over
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 4);
    prove({u"s2"_s, u"s3"_s, u"s4"_s}, Paused);
    // One of the two was paused by somebody meanwhile.
    QCOMPARE(last()->retryable(), QStringList{u"s1"_s});
    QSignalSpy dismissed(m_runs.get(), &BulkRuns::dismissed);
    m_runs->retryFailed(*last());
    QCOMPARE(dismissed.count(), 1);
    QCOMPARE(f->api.last().text(), u"POST s1/pause"_s);
    // One only, yet it is still the run of many that is being watched.
    QCOMPARE(m_runs->shown(), QVector<BulkRun *>{last()});
    QCOMPARE(states(), u"s1 sending"_s);
}

void BulkRunTest::deletionsRunWhenTheyAreSent()
{
    const QStringList ids = fill(4);
    QCOMPARE(m_runs->request(Delete, ids), ids);
    QVERIFY(!last());
    f->pass(DeletionQueue::kDelay);
    QVERIFY(last());
    QCOMPARE(states(), u"s1 sending, s2 sending, s3 sending, s4 queued"_s);
    answer(1);
    f->pass(1ms);
    f->list({}, {u"s1"_s});
    QCOMPARE(states(), u"s1 done, s2 sending, s3 sending, s4 sending"_s);
    f->api.fail(2, apiError(Kind::PlanLimit));
    answer(3);
    answer(4);
    f->pass(1ms);
    f->list({}, {u"s3"_s, u"s4"_s});
    QCOMPARE(outcomeText(*last()), u"3 of 4 deleted, 1 failed"_s);
    // A deletion that is tried again can be undone again.
    m_run.clear();
    m_runs->retryFailed(*m_runs->shown().constFirst());
    QCOMPARE(m_deletions->ids(), QStringList{u"s2"_s});
    QVERIFY(!last());
}

void BulkRunTest::oneOrTwoGoByThemselves()
{
    fill(2);
    m_runs->request(Pause, {u"s1"_s, u"s2"_s});
    QCOMPARE(m_runs->shown(), QVector<BulkRun *>());
    QSignalSpy dismissed(m_runs.get(), &BulkRuns::dismissed);
    answer(1);
    answer(2);
    prove({u"s1"_s, u"s2"_s}, Paused);
    QCOMPARE(m_ended, 1);
    QCOMPARE(dismissed.count(), 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!last());
}

void BulkRunTest::onlyAFewOldOnesAreKept()
{
    const QStringList ids = fill(3);
    for (int i = 0; i < BulkRuns::kMostOver + 2; ++i) {
        m_runs->request(i % 2 == 0 ? Pause : Resume, ids);
        for (const int number : f->api.open())
            answer(number);
        prove(ids, i % 2 == 0 ? Paused : Running);
    }
    QCOMPARE(m_ended, BulkRuns::kMostOver + 2);
    QCOMPARE(m_runs->shown().size(), BulkRuns::kMostOver);
    QCOMPARE(m_runs->shown().constLast(), last());
}

void BulkRunTest::twoHundred()
{
    const QStringList ids = fill(200);
    m_runs->request(Pause, ids);
    int guard = 0;
    while (!last()->isOver() && ++guard < 5'000) {
        f->pass(100ms);
        for (const int number : f->api.open()) {
            const FakeApi::Request request = f->api.request(number);
            Exchange exchange;
            exchange.httpStatus = 200;
            f->budget.record(exchange, f->clock.monoNow());
            if (request.verb == FakeApi::Verb::Get)
                f->api.answer(number, sandbox(request.id, Paused));
            else if (number % 20 == 0)
                f->api.fail(number, apiError(Kind::PlanLimit));
            else
                f->api.answer(number, ActionAnswer{Paused});
        }
        if (guard % 80 == 0) {
            QVector<Sandbox> done;
            for (const BulkItem &item : last()->items()) {
                if (item.state == BulkState::Waiting)
                    done.append(sandbox(item.id, Paused));
            }
            f->pass(1ms);
            f->list(done);
        }
    }
    QVERIFY(last()->isOver());
    QCOMPARE(m_ended, 1);
    QCOMPARE(last()->counts().done + last()->counts().failed, 200);
    QCOMPARE(last()->idsIn(BulkState::Failed).size(), last()->retryable().size());
    QVERIFY(last()->counts().failed >= 5);
}

void BulkRunTest::theReport()
{
    f->know({sandbox(u"first"_s), sandbox(u"b"_s), sandbox(u"c"_s, Stopped)});
    m_runs->request(Pause, {u"first"_s, u"b"_s, u"c"_s});
    ApiError error = apiError(Kind::PlanLimit);
    error.requestId = u"req_77"_s;
    error.method = u"POST"_s;
    error.path = u"/v1/sandboxes/b/pause"_s;
    error.serverMessage = u"Too many for hopx_live_abc.secretsecretsecret"_s;
    answer(1);
    f->api.fail(2, error);
    prove({u"first"_s}, Paused);
    const QString report = reportOf(*last(), QUrl(u"https://api.example.org"_s));
    QVERIFY2(report.startsWith(
                 u"Pause, begun 2026-01-02T03:04:05Z\n"
                 "1 of 2 paused, 1 failed, 1 left out\n"
                 "\n"
                 "first  done\n"
                 "b      failed: A limit of the account's plan is reached. The server says: “Too many "
                 "for hopx_live_…”.\n"
                 "c      left out: Pause needs a running sandbox; this one is stopped: Start it\n"
                 "\n"
                 "Could not pause b\n"_s),
             qPrintable(report));
    QVERIFY(report.contains(u"req_77"_s));
    QVERIFY(report.contains(u"POST https://api.example.org/v1/sandboxes/b/pause"_s));
    QVERIFY(!report.contains(u"secretsecretsecret"_s));
}

void BulkRunTest::handlersMayDismissAndAskForMore()
{
    const QStringList ids = fill(3);
    connect(m_runs.get(), &BulkRuns::ended, this, [this, ids](BulkRun *run) {
        m_runs->dismiss(*run);
        if (m_ended == 1)
            m_runs->request(Resume, ids);
    });
    m_runs->request(Pause, ids);
    for (const int number : f->api.open())
        answer(number);
    prove(ids, Paused);
    QCOMPARE(m_ended, 1);
    QCOMPARE(f->api.last().text(), u"POST s3/resume"_s);
    for (const int number : f->api.open())
        answer(number);
    prove(ids, Running);
    QCOMPARE(m_ended, 2);
    QCOMPARE(m_runs->shown().size(), 0);
}

SANDGLASS_REGISTER_TEST(BulkRunTest)

} // namespace

#include "tst_bulkrun.moc"
