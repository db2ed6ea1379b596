// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerfixture.h"
#include "store/failurecenter.h"
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

QVector<Sandbox> many(int count, SandboxStatus status = Running)
{
    QVector<Sandbox> made;
    for (int i = 1; i <= count; ++i)
        made.append(sandbox(u"s%1"_s.arg(i), status));
    return made;
}

QStringList idsOf(const QVector<Sandbox> &sandboxes)
{
    QStringList ids;
    for (const Sandbox &one : sandboxes)
        ids.append(one.id);
    return ids;
}

Exchange generous()
{
    Exchange told;
    told.httpStatus = 200;
    told.rate.limitPerMinute = 100'000;
    told.rate.remaining = 90'000;
    return told;
}

/// Many actions at once: places, budget, the key; and callers that call back.
class ControllerQueueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { f = std::make_unique<ControllerFixture>(); }

    void whoIsNamedTwiceIsAskedOnce();
    void atMostThreeOfManyAreOnTheirWay();
    void http2CarriesMoreAtATime();
    void aServerInTroubleGetsFewer();
    void readsTellWhatToBeginWith();
    void aClickFindsAPlaceBesideMany();
    void clicksTakeAllPlaces();
    void oneClickIsOneAnnouncement();
    void theQueueGoesOnAfterOneThatVanished();
    void aQueuedOneMayVanish();
    void aQueuedOneMayVanishWithAnother();
    void anEmptyBudgetDelaysSending();
    void patienceBeginsWithSending();
    void readsStayWithinTheBudget();
    void aRefusedKeyEndsTheQueue();
    void aRefusedKeyIsOneAnnouncement();
    void readOnlyForgetsTheQueue();

    void failureHandlersMayAskAgain();
    void doneHandlersMayAskForMore();
    void overdueHandlersMayAskForMore();
    void factHandlersMayAskForMore();

    void oneClickOneGroup();
    void repeatsAreCounted();
    void otherCausesOpenOtherGroups();
    void retryAsksOnlyForTheEligible();
    void aClosedGroupIsForgotten();
    void handlersMayCloseTheGroup();

private:
    /// The server's answer, with what the transport tells of it right before.
    void answerOver(bool http2, int number, int status = 200)
    {
        Exchange exchange;
        exchange.method = u"POST"_s;
        exchange.httpStatus = status;
        exchange.overHttp2 = http2;
        f->controller->note(exchange);
        if (status == 200)
            f->api.answer(number, ActionAnswer{});
        else
            f->api.fail(number, apiError(status == 404 ? Kind::NotFound : Kind::ServerError));
    }
    [[nodiscard]] int onTheirWay() const
    {
        const QVector<int> open = f->api.open();
        return static_cast<int>(std::count_if(open.begin(), open.end(), [this](int number) {
            return f->api.request(number).verb == FakeApi::Verb::Act;
        }));
    }

    /// How a poll ended.
    void readOver(bool http2, int status = 200)
    {
        Exchange exchange;
        exchange.method = u"GET"_s;
        exchange.httpStatus = status;
        exchange.overHttp2 = http2;
        f->controller->note(exchange);
    }

    void answerAll(const ActionAnswer &answer = {})
    {
        for (const int number : f->api.open())
            f->api.answer(number, answer);
    }

    std::unique_ptr<ControllerFixture> f;
};

void ControllerQueueTest::whoIsNamedTwiceIsAskedOnce()
{
    f->know(many(3));
    QCOMPARE(f->request(Pause, {u"s3"_s, u"s1"_s, u"s3"_s, u"s2"_s, u"s1"_s}),
             (QStringList{u"s3"_s, u"s1"_s, u"s2"_s}));
    QCOMPARE(f->api.texts(), (QStringList{u"POST s3/pause"_s, u"POST s1/pause"_s, u"POST s2/pause"_s}));
}

void ControllerQueueTest::atMostThreeOfManyAreOnTheirWay()
{
    const QVector<Sandbox> rows = many(9);
    f->know(rows);
    QCOMPARE(f->request(Pause, idsOf(rows)), idsOf(rows));
    QCOMPARE(f->api.texts(), (QStringList{u"POST s1/pause"_s, u"POST s2/pause"_s, u"POST s3/pause"_s}));
    QCOMPARE(f->shown(u"s3"_s), u"Running, pause sending"_s);
    QCOMPARE(f->shown(u"s4"_s), u"Running, pause queued"_s);
    // In whatever order they are answered, the next ones go first come first.
    f->api.answer(3, ActionAnswer{});
    QCOMPARE(f->api.last().text(), u"POST s4/pause"_s);
    f->api.fail(1, apiError(Kind::PlanLimit));
    QCOMPARE(f->api.last().text(), u"POST s5/pause"_s);
    f->api.fail(2, apiError(Kind::Timeout));
    f->api.answer(4, ActionAnswer{});
    f->api.answer(5, ActionAnswer{});
    f->api.answer(6, ActionAnswer{});
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 9);
    QCOMPARE(f->api.open(), (QVector<int>{7, 8, 9}));
}

void ControllerQueueTest::http2CarriesMoreAtATime()
{
    f->budget.record(generous(), f->clock.monoNow());
    const QVector<Sandbox> rows = many(500);
    f->know(rows);
    f->request(Stop, idsOf(rows));
    QCOMPARE(onTheirWay(), 3);
    // Over HTTP/1.1 each needs a connection of its own.
    answerOver(false, 1);
    QCOMPARE(onTheirWay(), 3);
    answerOver(true, 2);
    QCOMPARE(onTheirWay(), 11);
    int most = 0;
    for (int number = 3; number <= 400; ++number) {
        if (f->api.request(number).verb != FakeApi::Verb::Act)
            continue;
        answerOver(true, number);
        most = std::max(most, onTheirWay());
    }
    QCOMPARE(most, 99);
    f->know({sandbox(u"one"_s, Running)});
    f->request(Pause, {u"one"_s});
    QCOMPARE(f->api.last().text(), u"POST one/pause"_s); // the hundredth place is a click's
}

void ControllerQueueTest::aServerInTroubleGetsFewer()
{
    f->budget.record(generous(), f->clock.monoNow());
    const QVector<Sandbox> rows = many(100);
    f->know(rows);
    f->request(Stop, idsOf(rows));
    answerOver(true, 1);
    answerOver(true, 2);
    QCOMPARE(onTheirWay(), 19);
    for (int number = 3; number <= 18; ++number)
        answerOver(true, number, 503);
    QCOMPARE(onTheirWay(), 3);
    answerOver(true, 19, 404); // this one's word, not trouble
    QCOMPARE(onTheirWay(), 3);
    readOver(true); // it lists as it did before
    QCOMPARE(onTheirWay(), 3);
}

void ControllerQueueTest::readsTellWhatToBeginWith()
{
    f->budget.record(generous(), f->clock.monoNow());
    const QVector<Sandbox> rows = many(100);
    f->know(rows);
    readOver(false);
    QCOMPARE(f->controller->placesFor(100), 3);
    readOver(true, 503);
    QCOMPARE(f->controller->placesFor(100), 3);
    readOver(true);
    f->request(Stop, idsOf(rows));
    const int begun = ActionDepartures::kFirstStreams - ActionDepartures::kKeptForClicks;
    QCOMPARE(onTheirWay(), begun);
    // The actions come over HTTP/1.1 all the same.
    answerOver(false, 1);
    answerOver(false, 2);
    QCOMPARE(onTheirWay(), begun - 2);
}

void ControllerQueueTest::aClickFindsAPlaceBesideMany()
{
    const QVector<Sandbox> rows = many(9);
    f->know(rows);
    const QStringList ids = idsOf(rows);
    f->request(Pause, ids.mid(0, 7));
    f->request(Stop, {ids.at(7)});
    QCOMPARE(f->api.last().text(), u"POST s8/stop"_s);
    f->request(Stop, {ids.at(8)});
    QCOMPARE(f->api.count(), 4);
    // The next free place is the click's, though four of the many came before it.
    f->api.answer(1, ActionAnswer{});
    QCOMPARE(f->api.last().text(), u"POST s9/stop"_s);
    f->api.answer(2, ActionAnswer{});
    QCOMPARE(f->api.last().text(), u"POST s4/pause"_s);
}

void ControllerQueueTest::clicksTakeAllPlaces()
{
    f->know(many(5));
    for (int i = 1; i <= 5; ++i)
        f->request(Pause, {u"s%1"_s.arg(i)});
    QCOMPARE(f->api.count(), 4);
    f->api.answer(1, ActionAnswer{});
    QCOMPARE(f->api.last().text(), u"POST s5/pause"_s);
}

void ControllerQueueTest::oneClickIsOneAnnouncement()
{
    const QVector<Sandbox> rows = many(20);
    f->know(rows);
    QSignalSpy changed(&f->store, &SandboxStore::rowsChanged);
    f->request(Pause, idsOf(rows));
    QCOMPARE(changed, (QList<QVariantList>{{0, 19}}));
    // The end of one is one announcement too: its overlay goes and its mark comes together.
    changed.clear();
    f->api.fail(1, apiError(Kind::PlanLimit));
    QCOMPARE(f->shown(u"s1"_s), u"Running !"_s);
    QCOMPARE(changed.size(), 2); // s1, and s4 that takes its place
}

void ControllerQueueTest::theQueueGoesOnAfterOneThatVanished()
{
    const QVector<Sandbox> rows = many(5);
    f->know(rows);
    f->request(Stop, idsOf(rows));
    f->pass(1s);
    f->list({}, {u"s2"_s}); // one may lag
    (void)f->log.take();
    f->list({}, {u"s2"_s});
    QStringList events = f->log.take();
    QCOMPARE(events,
             (QStringList{u"1000 s2: –"_s, u"1000 #2 cancelled"_s, u"1000 #4 POST s4/stop"_s,
                          u"1000 failed stop s2: NotFound, gone"_s, u"1000 s4: Running, stop sending"_s}));
    QCOMPARE(f->api.open(), (QVector<int>{1, 3, 4}));
    // A late answer frees no second place.
    QVERIFY(!f->api.answer(2, ActionAnswer{}));
    QCOMPARE(f->api.open().size(), 3);
    f->api.answer(1, ActionAnswer{});
    QCOMPARE(f->api.last().text(), u"POST s5/stop"_s);
}

void ControllerQueueTest::aQueuedOneMayVanish()
{
    const QVector<Sandbox> rows = many(5);
    f->know(rows);
    f->request(Stop, idsOf(rows));
    f->pass(1s);
    f->list({}, {u"s4"_s}); // one may lag
    (void)f->log.take();
    f->list({}, {u"s4"_s});
    QCOMPARE(f->log.take(), (QStringList{u"1000 s4: –"_s, u"1000 failed stop s4: NotFound, gone"_s}));
    f->api.answer(1, ActionAnswer{});
    QCOMPARE(f->api.last().text(), u"POST s5/stop"_s);
    QCOMPARE(f->api.count(), 4);
}

void ControllerQueueTest::aQueuedOneMayVanishWithAnother()
{
    const QVector<Sandbox> rows = many(5);
    f->know(rows);
    f->request(Pause, idsOf(rows));
    QSignalSpy failed(f->controller.get(), &LifecycleController::actionFailed);
    // The end of the first makes room for the fourth, whose row went with it.
    f->pass(1s);
    f->list({}, {u"s1"_s, u"s4"_s});
    QCOMPARE(failed.size(), 0); // one may lag
    f->list({}, {u"s1"_s, u"s4"_s});
    QCOMPARE(f->api.texts(),
             (QStringList{u"POST s1/pause"_s, u"POST s2/pause"_s, u"POST s3/pause"_s, u"POST s5/pause"_s}));
    QCOMPARE(failed.size(), 2);
    QCOMPARE(f->shown(u"s4"_s), u"–"_s);
}

void ControllerQueueTest::anEmptyBudgetDelaysSending()
{
    f->know(many(2));
    Exchange told;
    told.answeredAt = f->clock.utcNow();
    told.rate = {100, 0, told.answeredAt + 20s};
    f->budget.record(told, f->clock.monoNow());
    f->request(Pause, {u"s1"_s});
    QCOMPARE(f->shown(u"s1"_s), u"Running, pause queued"_s);
    f->pass(5s);
    f->request(Pause, {u"s2"_s});
    QCOMPARE(f->api.count(), 0);
    f->pass(14'999ms);
    QCOMPARE(f->api.count(), 0);
    f->pass(1ms);
    QCOMPARE(f->api.texts(), (QStringList{u"POST s1/pause"_s, u"POST s2/pause"_s}));
    QCOMPARE(f->shown(u"s1"_s), u"Running, pause sending"_s);
}

/// What waited for the budget was not the server's fault.
void ControllerQueueTest::patienceBeginsWithSending()
{
    f->know(many(1));
    Exchange told;
    told.answeredAt = f->clock.utcNow();
    told.rate = {100, 0, told.answeredAt + 60s};
    f->budget.record(told, f->clock.monoNow());
    f->request(Pause, {u"s1"_s});
    f->pass(60s);
    answerAll();
    f->pass(10s);
    QCOMPARE(f->shown(u"s1"_s), u"Running, pause accepted"_s);
    f->api.answer(2, sandbox(u"s1"_s, Paused));
    // Nor is it part of what is usual.
    QCOMPARE(f->controller->usualDuration(Pause), std::optional<std::chrono::milliseconds>(10s));
}

/// Thirty pending sandboxes would be thirty reads a second at first: more than any key may ask.
void ControllerQueueTest::readsStayWithinTheBudget()
{
    const QVector<Sandbox> rows = many(30);
    f->know(rows);
    QVector<MonoTime> sent;
    f->api.onRequest = [&](const FakeApi::Request &) { sent.append(f->clock.monoNow()); };
    f->request(Stop, idsOf(rows));
    while (f->clock.elapsed() < 130s) {
        f->pass(100ms);
        for (const int number : f->api.open()) {
            Exchange exchange;
            exchange.httpStatus = 200;
            f->budget.record(exchange, f->clock.monoNow());
            if (f->api.request(number).verb == FakeApi::Verb::Act)
                f->api.answer(number, ActionAnswer{});
            else
                f->api.answer(number, sandbox(f->api.request(number).id));
        }
    }
    for (const MonoTime at : std::as_const(sent)) {
        const auto inMinute = std::count_if(sent.cbegin(), sent.cend(),
                                            [at](MonoTime other) { return other >= at && other - at < 60s; });
        QVERIFY2(inMinute <= RateBudget::kDefaultPerMinute, qPrintable(QString::number(inMinute)));
    }
    // Overdue in time nevertheless, all of them.
    for (const Sandbox &row : rows)
        QCOMPARE(f->shown(row.id), u"Running, stop overdue"_s);
}

void ControllerQueueTest::readOnlyForgetsTheQueue()
{
    const QVector<Sandbox> rows = many(6);
    f->know(rows);
    QSignalSpy failed(f->controller.get(), &LifecycleController::actionFailed);
    f->request(Pause, idsOf(rows));
    f->controller->setSafety(true, false);
    QCOMPARE(f->shown(u"s6"_s), u"Running"_s);
    QCOMPARE(f->shown(u"s3"_s), u"Running, pause sending"_s); // the server has it
    answerAll();
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 3);
    QCOMPARE(failed.count(), 0);
    for (const LifecycleAction action : kAllActions)
        QCOMPARE(f->request(action, idsOf(rows)), QStringList());
    f->controller->setSafety(false, false);
    QCOMPARE(f->request(Pause, {u"s6"_s}), QStringList{u"s6"_s});
}

void ControllerQueueTest::aRefusedKeyEndsTheQueue()
{
    const QVector<Sandbox> rows = many(5);
    f->know(rows);
    f->request(Pause, idsOf(rows));
    (void)f->log.take();
    f->api.fail(1, apiError(Kind::Unauthorized));
    // Nothing more is sent with this key; what was queued fails for the same cause.
    QCOMPARE(f->api.count(), 3);
    QCOMPARE(f->shown(u"s1"_s), u"Running !"_s);
    QCOMPARE(f->shown(u"s2"_s), u"Running, pause sending"_s);
    QCOMPARE(f->shown(u"s4"_s), u"Running !"_s);
    QCOMPARE(f->shown(u"s5"_s), u"Running !"_s);
    QVERIFY(f->controller->facts().keyRefused);
    const QStringList events = f->log.take();
    QCOMPARE(events.filter(u"Unauthorized"_s).size(), 3);
    QCOMPARE(events.filter(u"key refused"_s).size(), 1);
    QCOMPARE(events.last(), u"0 key refused"_s);
    f->api.answer(2, ActionAnswer{});
    f->pass(1h);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 3);
}

void ControllerQueueTest::aRefusedKeyIsOneAnnouncement()
{
    const QVector<Sandbox> rows = many(20);
    f->know(rows);
    f->request(Pause, idsOf(rows));
    QSignalSpy changed(&f->store, &SandboxStore::rowsChanged);
    f->api.fail(1, apiError(Kind::Unauthorized));
    QCOMPARE(f->shown(u"s20"_s), u"Running !"_s);
    QCOMPARE(changed, (QList<QVariantList>{{0, 0}, {3, 19}}));
}

void ControllerQueueTest::failureHandlersMayAskAgain()
{
    f->know(many(1));
    int retries = 0;
    connect(f->controller.get(), &LifecycleController::actionFailed, this, [&](const ActionFailure &failure) {
        QVERIFY(f->controller->verdict(failure.action, failure.sandboxId).allowed);
        if (++retries <= 3)
            QCOMPARE(f->request(failure.action, {failure.sandboxId}), QStringList{failure.sandboxId});
    });
    f->request(Pause, {u"s1"_s});
    for (int i = 1; i <= 4; ++i) {
        QCOMPARE(f->api.count(), i);
        f->api.fail(i, apiError(Kind::PlanLimit));
    }
    QCOMPARE(retries, 4);
    QCOMPARE(f->api.count(), 4);
    QCOMPARE(f->shown(u"s1"_s), u"Running !"_s);
}

void ControllerQueueTest::doneHandlersMayAskForMore()
{
    f->know(many(1));
    QStringList seen;
    connect(f->controller.get(), &LifecycleController::actionDone, this,
            [&](const QString &id, LifecycleAction action) {
                seen.append(wordOfAction(action) + u' ' + f->shown(id));
                if (action == Pause)
                    f->request(Resume, {id});
            });
    f->request(Pause, {u"s1"_s});
    f->api.answer(1, ActionAnswer{Paused});
    f->settle();
    f->api.answer(2, sandbox(u"s1"_s, Paused));
    QCOMPARE(f->api.last().text(), u"POST s1/resume"_s);
    QCOMPARE(f->shown(u"s1"_s), u"Paused, resume sending"_s);
    f->api.answer(3, ActionAnswer{Running});
    f->settle();
    f->api.answer(4, sandbox(u"s1"_s));
    QCOMPARE(seen, (QStringList{u"pause Paused"_s, u"resume Running"_s}));
}

void ControllerQueueTest::overdueHandlersMayAskForMore()
{
    f->know(many(1));
    f->request(Stop, {u"s1"_s});
    f->api.answer(1, ActionAnswer{});
    bool asked = false;
    connect(&f->store, &SandboxStore::rowsChanged, this, [&] {
        const SandboxRow *row = f->store.find(u"s1"_s);
        if (row && row->pending && row->pending->phase == PendingOp::Phase::Overdue && !asked) {
            asked = true;
            QCOMPARE(f->request(Pause, {u"s1"_s}), QStringList{u"s1"_s});
        }
    });
    while (!asked && f->clock.elapsed() < 100s) {
        f->pass(500ms);
        for (const int number : f->api.open()) {
            if (f->api.request(number).verb == FakeApi::Verb::Get)
                f->api.answer(number, sandbox(u"s1"_s));
        }
    }
    QVERIFY(asked);
    QCOMPARE(f->shown(u"s1"_s), u"Running, pause sending"_s);
    const int post = f->api.last().number;
    QCOMPARE(f->api.request(post).text(), u"POST s1/pause"_s);
    f->pass(1h);
    f->api.answer(post, ActionAnswer{Paused});
    f->settle();
    f->api.answer(post + 1, sandbox(u"s1"_s, Paused));
    QCOMPARE(f->shown(u"s1"_s), u"Paused"_s);
}

void ControllerQueueTest::factHandlersMayAskForMore()
{
    f->know(many(2));
    connect(f->controller.get(), &LifecycleController::factsChanged, this, [&] {
        f->request(Pause, {u"s1"_s, u"s2"_s});
    });
    f->request(Stop, {u"s1"_s});
    f->api.fail(1, apiError(Kind::RouteMissing));
    f->settle();
    f->api.answer(2, sandbox(u"s1"_s));
    QCOMPARE(f->shown(u"s1"_s), u"Running !"_s);
    QCOMPARE(f->shown(u"s2"_s), u"Running, pause sending"_s);
}

void ControllerQueueTest::oneClickOneGroup()
{
    FailureCenter center(*f->controller, {});
    QSignalSpy opened(&center, &FailureCenter::groupOpened);
    QSignalSpy changed(&center, &FailureCenter::groupChanged);
    const QVector<Sandbox> rows = many(20);
    f->know(rows);
    f->request(Pause, idsOf(rows));
    for (int i = 1; i <= 20; ++i) {
        ApiError error = apiError(Kind::PaymentRequired);
        error.serverMessage = u"No credit for s%1"_s.arg(i);
        error.requestId = u"req_%1"_s.arg(i);
        error.path = u"/v1/sandboxes/s%1/pause"_s.arg(i);
        f->api.fail(i, error);
    }
    QCOMPARE(opened.size(), 1);
    QCOMPARE(changed.size(), 19);
    const auto group = opened.first().constFirst().toULongLong();
    QVERIFY(center.contains(group));
    QCOMPARE(center.count(group), 20);
    QCOMPARE(center.report(group).sandboxIds, idsOf(rows));
}

void ControllerQueueTest::repeatsAreCounted()
{
    FailureCenter center(*f->controller, {});
    QSignalSpy opened(&center, &FailureCenter::groupOpened);
    f->know(many(1));
    for (int i = 1; i <= 3; ++i) {
        f->request(Pause, {u"s1"_s});
        f->api.fail(i, apiError(Kind::PlanLimit));
    }
    QCOMPARE(opened.size(), 1);
    const auto group = opened.first().constFirst().toULongLong();
    QCOMPARE(center.count(group), 3);
    QCOMPARE(center.report(group).sandboxIds, QStringList{u"s1"_s});
}

void ControllerQueueTest::otherCausesOpenOtherGroups()
{
    FailureCenter center(*f->controller, {});
    QSignalSpy opened(&center, &FailureCenter::groupOpened);
    f->know(many(3));
    f->request(Pause, {u"s1"_s, u"s2"_s});
    f->request(Stop, {u"s3"_s});
    f->api.fail(1, apiError(Kind::PlanLimit));
    f->api.fail(2, apiError(Kind::PaymentRequired));
    f->api.fail(3, apiError(Kind::PaymentRequired));
    QCOMPARE(opened.size(), 3);
}

void ControllerQueueTest::retryAsksOnlyForTheEligible()
{
    FailureCenter center(*f->controller, {});
    QSignalSpy opened(&center, &FailureCenter::groupOpened);
    QSignalSpy closed(&center, &FailureCenter::groupClosed);
    f->know(many(4));
    f->request(Pause, {u"s1"_s, u"s2"_s, u"s3"_s, u"s4"_s});
    for (int i = 1; i <= 4; ++i)
        f->api.fail(i, apiError(Kind::Unreachable));
    f->request(Pause, {u"s1"_s});
    f->api.fail(5, apiError(Kind::Unreachable));
    QCOMPARE(opened.size(), 1);
    const auto group = opened.first().constFirst().toULongLong();
    QCOMPARE(center.count(group), 5);
    // Meanwhile one was paused by somebody else, one is gone, one is busy.
    f->pass(1s);
    f->list({sandbox(u"s2"_s, Paused)}, {u"s3"_s});
    f->request(Stop, {u"s4"_s});
    const int before = f->api.count();
    center.retry(group);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!center.contains(group));
    QCOMPARE(f->api.texts().mid(before), QStringList{u"POST s1/pause"_s});
    center.retry(group);
    QCOMPARE(f->api.count(), before + 1);
    QCOMPARE(closed.size(), 1);
}

void ControllerQueueTest::aClosedGroupIsForgotten()
{
    FailureCenter center(*f->controller, {});
    QSignalSpy opened(&center, &FailureCenter::groupOpened);
    QSignalSpy closed(&center, &FailureCenter::groupClosed);
    f->know(many(1));
    for (int i = 1; i <= 2; ++i) {
        f->request(Pause, {u"s1"_s});
        f->api.fail(i, apiError(Kind::PlanLimit));
        center.close(opened.last().constFirst().toULongLong());
    }
    QCOMPARE(opened.size(), 2);
    QCOMPARE(closed.size(), 2);
    QVERIFY(opened.at(0) != opened.at(1));
    center.close(1234);
    QCOMPARE(closed.size(), 2);
}

void ControllerQueueTest::handlersMayCloseTheGroup()
{
    FailureCenter center(*f->controller, {});
    connect(&center, &FailureCenter::groupOpened, &center, &FailureCenter::close);
    f->know(many(3));
    f->request(Pause, {u"s1"_s, u"s2"_s, u"s3"_s});
    for (int i = 1; i <= 3; ++i)
        f->api.fail(i, apiError(Kind::PlanLimit));
    QVERIFY(!center.contains(1));
    QVERIFY(!center.contains(3));
}

SANDGLASS_REGISTER_TEST(ControllerQueueTest)

} // namespace

#include "tst_controllerqueue.moc"
