// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorderfixture.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;

/// What a connection does is noted, with the reason.
class SessionRecorderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aConnectionOpensAndCloses();
    void theFirstReadAndNoOther();
    void slowedForTheLimit();
    void slowedWhileNobodyLooks();
    void backsOffAndRecovers();
    void theServerAsksToWait();
    void aRefusedKey();
    void theComputerSlept();
    void aReadingThatIsGivenUpIsNoResult();
    void anIncompleteList();
    void theLimitIsLearnt();
    void theHintOfA429_data();
    void theHintOfA429();
    void clocksThatDiffer();
    void aClickFromBeginningToEnd();
    void aFailure();
    void anActionInDoubt();
    void aClickWaitsForTheLimit();
    void manyAreOneEvent();
    void manyThatAreStoppedAreOneEvent();
    void manyThatAreAbandonedAreOneEvent();
    void aStaleAnswerIsLeftAside();
    void aTombstoneRefusesALaggingList();
    void aCreateThatIsLost();
    void anotherWay();

private:
    void load(const QVector<Sandbox> &sandboxes)
    {
        m_fixture->answerPoll(sandboxes);
        (void)m_fixture->take();
    }
    [[nodiscard]] QStringList take() const { return m_fixture->take(); }
    /// Twelve are there, and asked to pause; their ids.
    QStringList pauseTwelve()
    {
        QVector<Sandbox> all;
        QStringList ids;
        for (int i = 0; i < 12; ++i) {
            ids += u"sb%1"_s.arg(i);
            all += sandbox(ids.constLast());
        }
        load(all);
        m_fixture->controller.request(LifecycleAction::Pause, ids);
        return ids;
    }

    std::unique_ptr<RecorderFixture> m_fixture;
};

void SessionRecorderTest::init()
{
    m_fixture = std::make_unique<RecorderFixture>();
}

void SessionRecorderTest::aConnectionOpensAndCloses()
{
    QCOMPARE(take(), QStringList{u"Connection: Opened the connection to api.example.org"_s});
    m_fixture->recorder.reset();
    QCOMPARE(take(), QStringList{u"Connection: Closed the connection to api.example.org"_s});
}

void SessionRecorderTest::theFirstReadAndNoOther()
{
    (void)take();
    m_fixture->poller.start();
    m_fixture->clock.advance(340ms);
    m_fixture->answerPoll({sandbox(u"a"_s), sandbox(u"b"_s)});
    QCOMPARE(take(), QStringList({u"Reading: Read the list for the first time: 2 sandboxes in 340 ms"_s,
                                  u"Pace: Reading every 5 s: the usual interval"_s}));
    for (int i = 0; i < 50; ++i)
        m_fixture->answerPoll({});
    QCOMPARE(take(), QStringList());
}

void SessionRecorderTest::slowedForTheLimit()
{
    load({sandbox(u"a"_s)});
    m_fixture->answerPoll({}, 12);
    // 12 requests a read, 60 of 100 a minute: 12 s
    QCOMPARE(take().size(), 1);
    m_fixture->answerPoll({}, 12);
    QCOMPARE(take(), QStringList());
    const Event &event = m_fixture->logbook.events.at(m_fixture->logbook.events.size() - 1);
    QVERIFY2(event.what.startsWith(u"Slowed to 12 s"_s) || event.what.startsWith(u"Slowed to 13 s"_s),
             qPrintable(event.what));
    QCOMPARE(event.why, u"100/min shared, 12 pages"_s);
    QCOMPARE(event.level, EventLevel::Warning);
    m_fixture->answerPoll({}, 1);
    QCOMPARE(take(), QStringList{u"Pace: Back to every 5 s: the usual interval"_s});
}

void SessionRecorderTest::slowedWhileNobodyLooks()
{
    load({sandbox(u"a"_s)});
    m_fixture->poller.setVisible(false);
    QStringList lines = take();
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.constFirst().startsWith(u"Pace: Slowed to 3"_s) &&
                 lines.constFirst().endsWith(u"nobody looks at the window"_s),
             qPrintable(lines.constFirst()));
    m_fixture->clock.advance(1s);
    m_fixture->poller.setVisible(true);
    lines = take();
    QCOMPARE(lines, QStringList{u"Pace: Back to every 5 s: the window is looked at again"_s});
}

void SessionRecorderTest::backsOffAndRecovers()
{
    load({sandbox(u"a"_s)});
    m_fixture->failPoll(ApiErrorKind::Timeout);
    QStringList lines = take();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0), u"Reading: Reading failed: api.example.org did not answer in time."_s);
    QVERIFY2(lines.at(1).startsWith(u"Pace: Trying again in 5 s: after a failure"_s),
             qPrintable(lines.at(1)));
    for (int i = 0; i < 30; ++i)
        m_fixture->failPoll(ApiErrorKind::Timeout);
    // 10, 20, 40 and 60 s, and no more than that however long it lasts.
    lines = take();
    QCOMPARE(lines.size(), 4);
    QVERIFY2(lines.at(0).endsWith(u"after 2 failures in a row"_s), qPrintable(lines.at(0)));
    m_fixture->answerPoll({});
    lines = take();
    QCOMPARE(lines.at(0), u"Reading: Reading works again: 1 sandbox, after 31 failures"_s);
    QCOMPARE(lines.at(1), u"Pace: Back to every 5 s: the usual interval"_s);
    QCOMPARE(m_fixture->logbook.errors.all().size(), 1);
    QCOMPARE(m_fixture->logbook.errors.all().constFirst().times, 31);

    // The usual pace is what it goes back to, whichever of the two waits jitter made the shorter one.
    for (int i = 0; i < 20; ++i) {
        m_fixture->failPoll(ApiErrorKind::Timeout);
        m_fixture->answerPoll({});
    }
    lines = take();
    QVERIFY2(lines.filter(u"Slowed"_s).isEmpty(), qPrintable(lines.join(u'\n')));
}

void SessionRecorderTest::theServerAsksToWait()
{
    load({sandbox(u"a"_s)});
    m_fixture->failPoll(ApiErrorKind::RateLimited, 42s);
    const QStringList lines = take();
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(1).startsWith(u"Pace: Waiting 4"_s) &&
                 lines.at(1).endsWith(u": the server asked to wait"_s),
             qPrintable(lines.at(1)));
}

void SessionRecorderTest::aRefusedKey()
{
    load({sandbox(u"a"_s)});
    m_fixture->failPoll(ApiErrorKind::Unauthorized);
    QCOMPARE(
        take(),
        QStringList{u"Reading: Stopped reading and acting: api.example.org does not accept the API key."_s});
}

void SessionRecorderTest::theComputerSlept()
{
    load({sandbox(u"a"_s)});
    m_fixture->clock.suspend(2h);
    m_fixture->clock.advance(5s);
    const QStringList lines = take();
    QVERIFY2(lines.contains(
                 u"Time: Reading anew: the computer slept, or its clock was set: about 2 h are missing"_s),
             qPrintable(lines.join(u'\n')));
}

void SessionRecorderTest::aReadingThatIsGivenUpIsNoResult()
{
    load({sandbox(u"a"_s)});
    const auto giveUp = [this] {
        Exchange limited;
        limited.httpStatus = 429;
        limited.retryAfter = 40s;
        m_fixture->budget.record(limited, m_fixture->clock.monoNow());
        m_fixture->clock.jumpWall(1h);
        m_fixture->clock.advance(5s);
    };
    const auto aboutReading = [this] { return take().filter(u"Reading: "_s); };
    m_fixture->failPoll(ApiErrorKind::Timeout);
    (void)take();
    m_fixture->clock.advance(m_fixture->poller.status().interval);
    giveUp();
    QStringList lines = take();
    QVERIFY2(lines.filter(u"Reading: "_s).isEmpty(), qPrintable(lines.join(u'\n')));
    lines = lines.filter(u"Pace: "_s);
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.at(0).startsWith(u"Pace: Waiting 40 s: "_s), qPrintable(lines.at(0)));
    // What comes of it later is.
    m_fixture->answerPoll({});
    QCOMPARE(aboutReading(), QStringList{u"Reading: Reading works again: 1 sandbox, after one failure"_s});
}

void SessionRecorderTest::anIncompleteList()
{
    load({sandbox(u"a"_s)});
    m_fixture->answerPoll({}, 1, Incompleteness::CursorRepeated);
    m_fixture->answerPoll({}, 1, Incompleteness::CursorRepeated);
    m_fixture->answerPoll({});
    QCOMPARE(
        take(),
        QStringList({u"Answer: The list may not be whole, so nothing is removed for its sake: the server "
                     "led in a circle"_s,
                     u"Answer: The list is whole again"_s}));
}

void SessionRecorderTest::theLimitIsLearnt()
{
    (void)take();
    Exchange exchange;
    exchange.method = u"GET"_s;
    exchange.path = u"/v1/sandboxes"_s;
    exchange.httpStatus = 200;
    exchange.rate.limitPerMinute = 100;
    m_fixture->exchange(exchange);
    QCOMPARE(take(), QStringList{u"Limit: The key may send 100 requests a minute: the server says so"_s});
    m_fixture->exchange(exchange);
    QCOMPARE(take(), QStringList());
    exchange.rate.limitPerMinute = 500;
    m_fixture->exchange(exchange);
    QCOMPARE(take(), QStringList{u"Limit: The key may send 500 requests a minute: the server says so"_s});
}

void SessionRecorderTest::theHintOfA429_data()
{
    QTest::addColumn<bool>("retryAfter");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<QString>("why");
    QTest::newRow("Retry-After") << true << false << u"the server asks to wait 30 s"_s;
    QTest::newRow("reset") << false << true << u"the server names when the limit begins anew"_s;
    QTest::newRow("none") << false << false << u"without a hint"_s;
}

void SessionRecorderTest::theHintOfA429()
{
    QFETCH(const bool, retryAfter);
    QFETCH(const bool, reset);
    QFETCH(const QString, why);
    (void)take();
    Exchange exchange;
    exchange.method = u"POST"_s;
    exchange.path = u"/v1/sandboxes/17abc/pause"_s;
    exchange.httpStatus = 429;
    exchange.sentAt = m_fixture->clock.utcNow();
    exchange.answeredAt = exchange.sentAt;
    if (retryAfter)
        exchange.retryAfter = 30s;
    if (reset)
        exchange.rate.resetAt = exchange.sentAt + 20s;
    m_fixture->exchange(exchange);
    const QString line = take().join(u'\n');
    QVERIFY2(line.contains(why) && line.contains(u"POST /v1/sandboxes/{id}/pause"_s), qPrintable(line));
}

void SessionRecorderTest::clocksThatDiffer()
{
    (void)take();
    Exchange exchange;
    exchange.sentAt = m_fixture->clock.utcNow();
    exchange.answeredAt = exchange.sentAt;
    exchange.httpStatus = 200;
    exchange.serverDate = exchange.sentAt + 90s;
    m_fixture->exchange(exchange);
    const QStringList lines = take();
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.constFirst().contains(u"it is 1 min ahead of this computer's"_s),
             qPrintable(lines.constFirst()));
    exchange.serverDate = exchange.sentAt;
    m_fixture->exchange(exchange);
    QCOMPARE(take(), QStringList{u"Time: The clocks agree again"_s});
}

void SessionRecorderTest::aClickFromBeginningToEnd()
{
    load({sandbox(u"a"_s)});
    m_fixture->controller.request(LifecycleAction::Pause, {u"a"_s});
    QCOMPARE(take(), QStringList{u"Action: Pause a: was asked for"_s});
    m_fixture->clock.advance(300ms);
    m_fixture->api.answer(m_fixture->api.find(u"POST a/pause"_s), ActionAnswer{Paused});
    m_fixture->clock.advance(0ms);
    m_fixture->api.answer(m_fixture->api.find(u"GET a"_s), sandbox(u"a"_s, Paused));
    const QStringList lines = take();
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.constFirst().startsWith(u"Action: Pause a is done: the server shows it"_s),
             qPrintable(lines.constFirst()));
}

void SessionRecorderTest::aFailure()
{
    load({sandbox(u"a"_s)});
    m_fixture->controller.request(LifecycleAction::Pause, {u"a"_s});
    m_fixture->api.fail(m_fixture->api.find(u"POST a/pause"_s), apiError(ApiErrorKind::PaymentRequired));
    QCOMPARE(
        take(),
        QStringList({u"Action: Pause a: was asked for"_s,
                     u"Action: Pause a failed: The account is out of credit. The key itself is fine."_s}));
    QCOMPARE(m_fixture->logbook.errors.all().constLast().during, u"action pause"_s);
}

void SessionRecorderTest::anActionInDoubt()
{
    load({sandbox(u"a"_s)});
    m_fixture->controller.request(LifecycleAction::Pause, {u"a"_s});
    m_fixture->api.fail(m_fixture->api.find(u"POST a/pause"_s), apiError(ApiErrorKind::Timeout));
    QVERIFY2(take().contains(
                 u"Action: Pause a: got no clear answer; it is not sent again, reads tell what happened"_s),
             "the doubt is told");
}

void SessionRecorderTest::aClickWaitsForTheLimit()
{
    load({sandbox(u"a"_s)});
    m_fixture->budget.refuse(25s, m_fixture->clock.monoNow());
    m_fixture->controller.request(LifecycleAction::Pause, {u"a"_s});
    QVERIFY(m_fixture->api.find(u"POST a/pause"_s) == 0);
    QVERIFY(take().contains(
        u"Limit: 1 action waits for the limit: the requests of this minute are spent; the next may leave in 25 s"_s));
    m_fixture->clock.advance(25s);
    QVERIFY(m_fixture->api.find(u"POST a/pause"_s) != 0);
}

void SessionRecorderTest::manyAreOneEvent()
{
    const QStringList ids = pauseTwelve();
    // One is refused; reads and, in between, one list show the others.
    for (int turn = 0; turn < 40; ++turn) {
        for (const QString &id : ids) {
            if (const int sent = m_fixture->api.find(u"POST %1/pause"_s.arg(id))) {
                if (id == "sb3"_L1)
                    m_fixture->api.fail(sent, apiError(ApiErrorKind::PaymentRequired));
                else
                    m_fixture->api.answer(sent, ActionAnswer{Paused});
            }
            if (const int read = m_fixture->api.find(u"GET "_s + id))
                m_fixture->api.answer(read, sandbox(id, Paused));
        }
        m_fixture->clock.advance(1s);
        if (turn == 20) {
            QVector<Sandbox> all;
            for (const QString &id : ids)
                all += sandbox(id, id == "sb3"_L1 ? Running : Paused);
            m_fixture->answerPoll(all);
        }
    }
    QStringList lines = take();
    lines.removeIf([](const QString &line) { return !line.startsWith(u"Action"_s); });
    QCOMPARE(lines,
             QStringList({u"Action: Pause 12 sandboxes: was asked for"_s,
                          u"Action: Pause, one of many, failed: The account is out of credit. The key itself "
                          "is fine."_s,
                          u"Action: Pause 12 sandboxes is over: 11 are done"_s}));
}

void SessionRecorderTest::manyThatAreStoppedAreOneEvent()
{
    const QStringList ids = pauseTwelve();
    (void)take();
    QSignalSpy repeated(&m_fixture->logbook.events, &EventTrail::repeated);
    m_fixture->controller.cancelQueued(ids);
    QCOMPARE(take(), QStringList());
    QCoreApplication::processEvents();
    QCOMPARE(take(), QStringList{u"Action: Pause, 9 of many, were not sent: they were taken back"_s});
    QCOMPARE(repeated.size(), 0);
    for (int number = 1; number <= 3; ++number)
        m_fixture->api.fail(number, apiError(ApiErrorKind::PaymentRequired));
    QCOMPARE(take().constLast(), u"Action: Pause 12 sandboxes is over: 0 are done"_s);

    // What was not sent is told before the end, and by a connection that closes as well.
    m_fixture->controller.request(LifecycleAction::Pause, ids);
    for (const int number : m_fixture->api.open())
        m_fixture->api.fail(number, apiError(ApiErrorKind::PaymentRequired));
    m_fixture->controller.setSafety(true, false);
    const QStringList lines = take();
    m_fixture->recorder.reset();
    QCOMPARE((lines + take()).filter(u"not sent"_s).size(), 1);
}

void SessionRecorderTest::manyThatAreAbandonedAreOneEvent()
{
    const QStringList ids = pauseTwelve();
    QVector<Sandbox> running;
    for (const QString &id : ids)
        running += sandbox(id);
    for (int turn = 0; turn < 90; ++turn) {
        for (const int number : m_fixture->api.open()) {
            if (m_fixture->api.request(number).verb == FakeApi::Verb::Act)
                m_fixture->api.answer(number, ActionAnswer{Paused});
            else
                m_fixture->api.answer(number, sandbox(m_fixture->api.request(number).id));
        }
        m_fixture->clock.advance(1s);
        if (turn % 10 == 0)
            m_fixture->answerPoll(running);
    }
    (void)take();
    // Acting again gives up the first request.
    QCOMPARE(m_fixture->controller.request(LifecycleAction::Pause, ids), ids);
    QStringList lines = take();
    lines.removeIf([](const QString &line) { return !line.startsWith(u"Action"_s); });
    QCOMPARE(lines,
             QStringList({u"Action: Pause, one of many, is waited for no longer: it was overdue, and an "
                          "action was asked for anew"_s,
                          u"Action: Pause 12 sandboxes is over: 0 are done"_s}));
}

void SessionRecorderTest::aStaleAnswerIsLeftAside()
{
    load({sandbox(u"a"_s)});
    const MonoTime before = m_fixture->clock.monoNow();
    m_fixture->clock.advance(1s);
    m_fixture->store.applyDetails(sandbox(u"a"_s, Paused), m_fixture->clock.monoNow());
    m_fixture->store.applyDetails(sandbox(u"a"_s, Running), before);
    QCOMPARE(take(), QStringList{u"Answer: Ignored an answer about a: newer data was shown already"_s});
}

void SessionRecorderTest::aTombstoneRefusesALaggingList()
{
    load({sandbox(u"a"_s), sandbox(u"b"_s)});
    m_fixture->store.applyDeleted(u"a"_s);
    m_fixture->clock.advance(1s);
    m_fixture->answerPoll({sandbox(u"a"_s)});
    const QStringList lines = take();
    QCOMPARE(lines, QStringList{u"Answer: Ignored an answer about a: a list still names what is gone; only a "
                                "read brings it back"_s});
    QCOMPARE(m_fixture->store.size(), 1);
}

void SessionRecorderTest::aCreateThatIsLost()
{
    load({});
    m_fixture->templates.want();
    m_fixture->api.answer(m_fixture->api.find(u"TEMPLATES"_s),
                          TemplatePage{{usableTemplate(u"73"_s)}, false, {}, 0});
    SandboxSpec spec;
    spec.templateId = u"73"_s;
    const WishId wish = m_fixture->creator.create(spec);
    QVERIFY2(wish != 0, qPrintable(m_fixture->creator.whyNot(spec)));
    const int sent = m_fixture->api.find(u"CREATE 73"_s);
    QVERIFY(sent != 0);
    m_fixture->api.fail(sent, apiError(ApiErrorKind::Timeout));
    const QString lines = take().join(u'\n');
    QVERIFY2(lines.contains(u"Creation: Creating a sandbox: sent once, whatever happens"_s),
             qPrintable(lines));
    QVERIFY2(lines.contains(u"Creation: Creating may have worked, so the list is read"_s), qPrintable(lines));
}

void SessionRecorderTest::anotherWay()
{
    (void)take();
    NetworkRoute route;
    route.proxies = NetworkRoute::Proxies::Manual;
    route.manual =
        QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.example"_s, 3128, u"ann"_s, u"hunter2-password"_s);
    m_fixture->recorder->onRoute(route);
    QCOMPARE(take(),
             QStringList{u"Connection: Connections go another way from now on: by a proxy set by hand"_s});
}

SANDGLASS_REGISTER_TEST(SessionRecorderTest)

} // namespace

#include "tst_sessionrecorder.moc"
