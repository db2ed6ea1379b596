// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllerfixture.h"
#include "support/testregistry.h"

#include <QSet>
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

/// Answers what the controller asks as a server with a limit would: so many a minute, in minutes of its own.
/// Other clients of the same key may take a part.
class LimitedServer
{
public:
    LimitedServer(ControllerFixture &fixture, int perMinute) : m_f(fixture), m_limit(perMinute) {}

    int refused = 0;
    int most = 0;           ///< requests in one minute, the refused ones not counted
    bool tellsLimit = true; ///< by headers on every answer; only a 429 tells otherwise

    void spendByOthers(int requests) { m_used += requests; }

    [[nodiscard]] bool hasPaused(const QString &id) const { return m_done.contains(id); }
    [[nodiscard]] qsizetype paused() const { return m_done.size(); }

    /// What a poll would find; costs one request.
    void poll(std::chrono::milliseconds every)
    {
        if (m_f.clock.monoNow() - m_polled < every || m_f.budget.pollMustWait(1, m_f.clock.monoNow()) > 0ms)
            return;
        m_polled = m_f.clock.monoNow();
        ++m_used;
        QVector<Sandbox> listed;
        for (const QString &id : std::as_const(m_done))
            listed.append(sandbox(id, Paused));
        m_f.list(listed);
    }

    /// Answers everything that is open, in the order it was asked for.
    void answerAll()
    {
        if (m_f.clock.monoNow() >= m_minute + 60s) {
            m_minute = m_f.clock.monoNow();
            m_used = 0;
        }
        for (const int number : m_f.api.open()) {
            const FakeApi::Request request = m_f.api.request(number);
            const bool allowed = m_used < m_limit;
            m_used += allowed ? 1 : 0;
            most = std::max(most, m_used);
            Exchange exchange;
            exchange.httpStatus = allowed ? 200 : 429;
            exchange.answeredAt = m_f.clock.utcNow();
            const std::chrono::milliseconds untilReset = m_minute + 60s - m_f.clock.monoNow();
            if (tellsLimit)
                exchange.rate = {m_limit, m_limit - m_used, exchange.answeredAt + untilReset};
            if (!allowed)
                exchange.retryAfter = untilReset;
            m_f.budget.record(exchange, m_f.clock.monoNow());
            if (!allowed) {
                ++refused;
                ApiError error = apiError(Kind::RateLimited);
                error.retryAfter = untilReset;
                m_f.api.fail(number, error);
            } else if (request.verb == FakeApi::Verb::Act) {
                m_done.insert(request.id);
                m_f.api.answer(number, ActionAnswer{Paused});
            } else {
                m_f.api.answer(number, sandbox(request.id, m_done.contains(request.id) ? Paused : Running));
            }
        }
    }

private:
    ControllerFixture &m_f;
    const int m_limit;
    int m_used = 0;
    MonoTime m_minute = ManualClock::kStartMono;
    MonoTime m_polled = ManualClock::kStartMono;
    QSet<QString> m_done;
};

QStringList fill(ControllerFixture &f, int count)
{
    QVector<Sandbox> made;
    QStringList ids;
    for (int i = 1; i <= count; ++i) {
        made.append(sandbox(u"s%1"_s.arg(i)));
        ids.append(made.last().id);
    }
    f.know(made);
    return ids;
}

/// The server says yes to what was sent and to what leaves thereupon.
void acceptAll(ControllerFixture &f)
{
    while (!f.api.open().isEmpty())
        f.api.answer(f.api.open().constFirst(), ActionAnswer{});
}

/// The request budget and the server's own "too many".
class ControllerLimitTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { f = std::make_unique<ControllerFixture>(); }

    void a429GoesBackAndIsSentAgain();
    void after429OneAtATime();
    void whatLeftBeforeARefusalTellsNothing();
    void aVeryLongWaitIsToldInsteadOfWaitedFor();
    void noAnswerTellsNothing();
    void a429ForEverFailsAtLast();
    void aServerThatAlwaysRefusesEndsThemAll();
    void refusalsLeaveRoomForReads();
    void aKnownLimitIsNeverOverrun_data();
    void aKnownLimitIsNeverOverrun();
    void twoClientsShareTheBudget();
    void aServerThatTellsNothingIsObeyed();
    void manyLeaveRoomForClicks();
    void waitingRowsSayForHowLong();
    void manyAnswersTellTheWaitingOnce();
    void twoHundred();
    void cancelsWhatWasNotSent();
    void cancelLeavesWhatIsOnItsWay();
    void asksTheTableAgainBeforeSending();
    void theListProvesACrowd();
    void aCrowdThatEndedIsNone();
    void aListInTurnsProvesOnlyACrowdOfItsSize();
    void failureIsNotFoundWithoutALook();
    void timesThatMeasureOurWaitingAreNotTold();
    void patienceWaitsForReadsThatMayNotLeave();

private:
    void tellLimit(int limit, int remaining, std::chrono::milliseconds untilReset)
    {
        Exchange told;
        told.httpStatus = 200;
        told.answeredAt = f->clock.utcNow();
        told.rate = {limit, remaining, told.answeredAt + untilReset};
        f->budget.record(told, f->clock.monoNow());
    }

    void refuse(int number, std::chrono::milliseconds retryAfter)
    {
        ApiError error = apiError(Kind::RateLimited);
        error.retryAfter = retryAfter;
        f->api.fail(number, error);
    }
    /// How long the row says that it has to wait.
    [[nodiscard]] std::optional<std::chrono::milliseconds> dueOf(const QString &id) const
    {
        const SandboxRow *row = f->store.find(id);
        if (!row || !row->pending || !row->pending->due)
            return std::nullopt;
        return *row->pending->due - f->clock.monoNow();
    }

    std::unique_ptr<ControllerFixture> f;
};

/// A 429 was not carried out, so nothing is done twice.
void ControllerLimitTest::a429GoesBackAndIsSentAgain()
{
    fill(*f, 2);
    f->request(Pause, {u"s1"_s, u"s2"_s});
    f->pass(1s);
    refuse(1, 7s);
    QCOMPARE(dueOf(u"s1"_s), std::optional<std::chrono::milliseconds>(8'125ms));
    f->api.answer(2, ActionAnswer{});
    f->pass(6'999ms);
    QCOMPARE(f->api.count(), 2);
    // Reads go first.
    f->pass(1ms);
    f->api.answer(3, sandbox(u"s2"_s, Paused));
    f->pass(1'125ms);
    QCOMPARE(dueOf(u"s1"_s), std::nullopt);
    f->api.answer(4, ActionAnswer{});
    f->pass(1s);
    f->api.answer(5, sandbox(u"s1"_s, Paused));
    f->pass(1h);
    QCOMPARE(f->log.take(), (QStringList{
                                u"0 #1 POST s1/pause"_s,
                                u"0 #2 POST s2/pause"_s,
                                u"0 s1: Running, pause sending"_s,
                                u"0 s2: Running, pause sending"_s,
                                u"1000 s1: Running, pause queued"_s,
                                u"1000 s2: Running, pause accepted"_s,
                                u"8000 #3 GET s2"_s,
                                u"8000 resend s2"_s,
                                u"8000 s2: Paused, pause accepted"_s,
                                u"8000 s2: Paused"_s,
                                u"8000 done pause s2"_s, // how long it took nobody could see
                                u"9125 #4 POST s1/pause"_s,
                                u"9125 s1: Running, pause sending"_s,
                                u"9125 s1: Running, pause accepted"_s,
                                u"10125 #5 GET s1"_s,
                                u"10125 resend s1"_s,
                                u"10125 s1: Paused, pause accepted"_s,
                                u"10125 s1: Paused"_s,
                                u"10125 done pause s1 in 1000"_s,
                            }));
}

void ControllerLimitTest::after429OneAtATime()
{
    const QStringList ids = fill(*f, 6);
    f->request(Pause, ids);
    QCOMPARE(f->api.count(), 3);
    for (int i = 1; i <= 3; ++i)
        refuse(i, 5s);
    QCOMPARE(f->api.count(), 3);
    f->pass(5'875ms);
    // One tries whether the server takes requests again; only then the others follow, in their old order.
    QCOMPARE(f->api.texts().mid(3), QStringList{u"POST s1/pause"_s});
    f->api.answer(4, ActionAnswer{});
    QCOMPARE(f->api.texts().mid(4),
             (QStringList{u"POST s2/pause"_s, u"POST s3/pause"_s, u"POST s4/pause"_s}));
}

/// Of four that left together one is refused, and the others are taken a moment later.
void ControllerLimitTest::whatLeftBeforeARefusalTellsNothing()
{
    const QStringList ids = fill(*f, 6);
    f->request(Pause, ids);
    f->pass(100ms);
    refuse(2, 5s);
    f->api.answer(1, ActionAnswer{});
    f->api.answer(3, ActionAnswer{});
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 3);
    QVERIFY(f->controller->limitWait(6) >= 5s);
    f->pass(7s);
    // Still one at a time.
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 4);
    QCOMPARE(f->api.find(u"POST s2/pause"_s), f->api.open().constLast());
}

/// Nobody waits for an hour beside a window: that is for a person to decide, with the hour told.
void ControllerLimitTest::aVeryLongWaitIsToldInsteadOfWaitedFor()
{
    const QStringList ids = fill(*f, 5);
    QSignalSpy failed(f->controller.get(), &LifecycleController::actionFailed);
    f->request(Pause, ids);
    refuse(1, 1h);
    QCOMPARE(failed.size(), 3); // those that left before still have a chance
    const auto failure = failed.first().constFirst().value<ActionFailure>();
    const ErrorReport report = reportOf(std::span(&failure, 1), {});
    QCOMPARE(report.nextStep, u"Wait 60 min, then try again."_s);
    f->pass(1h);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 3);
}

/// A connection that breaks is no sign that the server takes requests again.
void ControllerLimitTest::noAnswerTellsNothing()
{
    const QStringList ids = fill(*f, 6);
    f->request(Pause, ids);
    for (int i = 1; i <= 3; ++i)
        refuse(i, 5s);
    f->pass(7s);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 4);
    f->api.fail(4, apiError(Kind::Unreachable));
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 5);
}

/// Each of a hundred would otherwise be refused for minutes, one after the other.
void ControllerLimitTest::aServerThatAlwaysRefusesEndsThemAll()
{
    const QStringList ids = fill(*f, 20);
    f->request(Pause, ids);
    for (int i = 0; i < 60; ++i) {
        while (!f->api.open().isEmpty())
            refuse(f->api.open().constFirst(), 1s);
        f->pass(1s);
    }
    for (const QString &id : ids)
        QCOMPARE(f->shown(id), u"Running !"_s);
    QVERIFY2(f->api.count() < 12, qPrintable(QString::number(f->api.count())));
}

void ControllerLimitTest::a429ForEverFailsAtLast()
{
    fill(*f, 1);
    f->request(Pause, {u"s1"_s});
    for (int i = 1; i <= LifecycleController::kMostRefusals; ++i) {
        QCOMPARE(f->api.count(), i);
        QVERIFY(f->store.find(u"s1"_s)->pending);
        refuse(i, 1s);
        // A tenth more is what a poll may take more.
        f->pass(1'125ms * (1 << std::min(i - 1, 4)) + 250ms);
    }
    QCOMPARE(f->shown(u"s1"_s), u"Running !"_s);
    QCOMPARE(f->log.take().filter(u"failed"_s), QStringList{u"36125 failed pause s1: RateLimited"_s});
    f->pass(1h);
    QCOMPARE(f->api.count(), LifecycleController::kMostRefusals);
}

/// An action that is refused again and again must not keep the list from being read.
void ControllerLimitTest::refusalsLeaveRoomForReads()
{
    fill(*f, 1);
    f->request(Pause, {u"s1"_s});
    std::chrono::milliseconds room{0};
    for (int i = 1; i < LifecycleController::kMostRefusals; ++i) {
        refuse(i, 8s);
        while (f->api.count() == i) {
            room += f->budget.pollMustWait(1, f->clock.monoNow()) == 0ms ? 50ms : 0ms;
            f->pass(50ms);
        }
    }
    QVERIFY2(room > 60s, qPrintable(QString::number(room.count())));
    // And one that is taken ends that.
    f->api.answer(f->api.count(), ActionAnswer{});
    QCOMPARE(f->controller->limitWait(1), 0ms);
}

void ControllerLimitTest::aKnownLimitIsNeverOverrun_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("count");
    for (const auto &[limit, count] :
         {std::pair(20, 15), std::pair(20, 50), std::pair(5, 12), std::pair(2, 5), std::pair(100, 90)})
        QTest::addRow("%d of %d a minute", count, limit) << limit << count;
}

void ControllerLimitTest::aKnownLimitIsNeverOverrun()
{
    QFETCH(int, limit);
    QFETCH(int, count);
    const QStringList ids = fill(*f, count);
    LimitedServer server(*f, limit);
    tellLimit(limit, limit, 60s);
    f->request(Pause, ids);
    while (server.paused() < count && f->clock.elapsed() < 20min) {
        f->pass(100ms);
        server.answerAll();
        server.poll(5s);
    }
    QCOMPARE(server.refused, 0);
    QCOMPARE(server.paused(), count);
    QVERIFY2(f->clock.elapsed() <= std::chrono::minutes{2 + count / std::max(1, limit * 6 / 10)},
             qPrintable(QString::number(f->clock.elapsed().count())));
    QCOMPARE(f->api.count(FakeApi::Verb::Act), count);
}

/// What others spend is seen late; their share costs time, not results.
void ControllerLimitTest::twoClientsShareTheBudget()
{
    const QStringList ids = fill(*f, 40);
    LimitedServer server(*f, 20);
    f->request(Pause, ids);
    int turns = 0;
    while (server.paused() < 40 && f->clock.elapsed() < 20min) {
        f->pass(100ms);
        if (++turns % 40 == 0)
            server.spendByOthers(1);
        server.answerAll();
        server.poll(5s);
    }
    QCOMPARE(server.paused(), 40);
    QCOMPARE(f->log.take().filter(u"failed"_s), QStringList());
    // Of everything that was sent only what was refused came again.
    QVERIFY(f->api.count(FakeApi::Verb::Act) <= 40 + server.refused);
}

void ControllerLimitTest::aServerThatTellsNothingIsObeyed()
{
    const QStringList ids = fill(*f, 50);
    LimitedServer server(*f, 20);
    server.tellsLimit = false;
    f->request(Pause, ids);
    while (server.paused() < 50 && f->clock.elapsed() < 20min) {
        f->pass(100ms);
        server.answerAll();
        server.poll(5s);
    }
    QCOMPARE(server.paused(), 50);
    QCOMPARE(f->log.take().filter(u"failed"_s), QStringList());
    QVERIFY2(server.refused <= 15, qPrintable(QString::number(server.refused)));
}

void ControllerLimitTest::manyLeaveRoomForClicks()
{
    QStringList ids = fill(*f, 31);
    const QString last = ids.takeLast();
    LimitedServer server(*f, 20);
    tellLimit(20, 20, 60s);
    f->request(Pause, ids);
    while (f->clock.elapsed() < 30s) {
        f->pass(100ms);
        server.answerAll();
    }
    QVERIFY(server.paused() >= 10);
    QVERIFY(server.paused() < 20);
    const int before = f->api.count();
    f->request(Stop, {last});
    QCOMPARE(f->api.texts().mid(before), QStringList{u"POST s31/stop"_s});
}

void ControllerLimitTest::waitingRowsSayForHowLong()
{
    const QStringList ids = fill(*f, 40);
    tellLimit(20, 20, 30s);
    f->request(Pause, ids);
    QCOMPARE(dueOf(u"s1"_s), std::nullopt);  // sent
    QCOMPARE(dueOf(u"s10"_s), std::nullopt); // within this minute
    QCOMPARE(dueOf(u"s18"_s), std::optional<std::chrono::milliseconds>(30s));
    QCOMPARE(dueOf(u"s40"_s), std::optional<std::chrono::milliseconds>(90s));
    QSignalSpy changed(&f->store, &SandboxStore::rowsChanged);
    f->pass(10s);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(dueOf(u"s40"_s), std::optional<std::chrono::milliseconds>(80s));
}

void ControllerLimitTest::manyAnswersTellTheWaitingOnce()
{
    QStringList ids = fill(*f, 302);
    const QString last = ids.takeLast();
    tellLimit(100, 50, 30s);
    f->request(Pause, ids);
    QCOMPARE(dueOf(u"s301"_s), std::optional<std::chrono::milliseconds>(210s));
    f->pass(1s);
    int told = 0; // for nearly all rows
    connect(&f->store, &SandboxStore::rowsChanged, &f->store,
            [&told](int first, int to) { told += to - first > 250 ? 1 : 0; });
    // Each answer says that the minute ends later.
    for (int i = 1; i <= 10; ++i) {
        tellLimit(100, 50, 30s + i * 5s);
        f->api.answer(i, ActionAnswer{});
    }
    QCOMPARE(told, 1);
    QCOMPARE(dueOf(u"s301"_s), std::optional<std::chrono::milliseconds>(215s));
    f->pass(250ms);
    QCOMPARE(told, 2);
    QCOMPARE(dueOf(u"s301"_s), std::optional<std::chrono::milliseconds>(260s - 250ms));
    f->pass(250ms);
    QCOMPARE(told, 2);
    // Who asks for something is told at once.
    f->api.answer(11, ActionAnswer{});
    f->budget.refuse(45s, f->clock.monoNow());
    f->request(Pause, {last});
    QVERIFY(dueOf(last) >= 45s);
}

/// Two hundred rows, a server that proves what it did, and a list now and then.
void ControllerLimitTest::twoHundred()
{
    const QStringList ids = fill(*f, 200);
    LimitedServer server(*f, 100);
    tellLimit(100, 100, 60s);
    f->request(Pause, ids);
    const auto allShown = [&] {
        return std::all_of(ids.begin(), ids.end(),
                           [this](const QString &id) { return f->shown(id) == "Paused"_L1; });
    };
    while (!allShown() && f->clock.elapsed() < 10min) {
        f->pass(100ms);
        server.answerAll();
        server.poll(8s);
    }
    QVERIFY(allShown());
    QCOMPARE(server.refused, 0);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 200);
    QVERIFY2(f->clock.elapsed() < 150s, qPrintable(QString::number(f->clock.elapsed().count())));
    QVERIFY2(f->api.count(FakeApi::Verb::Get) < 20,
             qPrintable(QString::number(f->api.count(FakeApi::Verb::Get))));
}

void ControllerLimitTest::cancelsWhatWasNotSent()
{
    const QStringList ids = fill(*f, 6);
    f->request(Pause, ids);
    (void)f->log.take();
    f->pass(1s);
    const QSignalSpy answers(f->controller.get(), &LifecycleController::answersCame);
    QCOMPARE(f->controller->cancelQueued(ids), (QStringList{u"s4"_s, u"s5"_s, u"s6"_s}));
    QCOMPARE(answers.size(), 0); // none was asked
    QCOMPARE(f->shown(u"s4"_s), u"Running"_s);
    f->api.answer(1, ActionAnswer{});
    f->api.answer(2, ActionAnswer{});
    f->api.answer(3, ActionAnswer{});
    QCOMPARE(
        f->log.take(),
        (QStringList{u"1000 cancelled pause s4: Was not sent"_s, u"1000 cancelled pause s5: Was not sent"_s,
                     u"1000 cancelled pause s6: Was not sent"_s, u"1000 s4: Running"_s, u"1000 s5: Running"_s,
                     u"1000 s6: Running"_s, u"1000 s1: Running, pause accepted"_s,
                     u"1000 s2: Running, pause accepted"_s, u"1000 s3: Running, pause accepted"_s}));
    QVERIFY(f->controller->verdict(Pause, u"s4"_s).allowed);
}

/// Within one request: it was sent, so it is seen through; and one refused meanwhile is taken back like any.
void ControllerLimitTest::cancelLeavesWhatIsOnItsWay()
{
    fill(*f, 2);
    f->request(Pause, {u"s1"_s, u"s2"_s});
    QCOMPARE(f->controller->cancelQueued({u"s1"_s, u"s2"_s, u"nobody"_s}), QStringList());
    refuse(1, 5s);
    QCOMPARE(f->controller->cancelQueued({u"s1"_s, u"s2"_s}), QStringList{u"s1"_s});
    f->pass(5s);
    QCOMPARE(f->api.count(), 2);
    f->api.answer(2, ActionAnswer{Paused});
    f->settle();
    f->api.answer(3, sandbox(u"s2"_s, Paused));
    QCOMPARE(f->shown(u"s1"_s), u"Running"_s);
    QCOMPARE(f->shown(u"s2"_s), u"Paused"_s);
}

void ControllerLimitTest::asksTheTableAgainBeforeSending()
{
    const QStringList ids = fill(*f, 6);
    f->request(Pause, ids);
    f->pass(1s);
    f->list({sandbox(u"s4"_s, Paused), sandbox(u"s5"_s, Stopped)});
    (void)f->log.take();
    f->api.answer(1, ActionAnswer{});
    QCOMPARE(f->api.last().text(), u"POST s6/pause"_s);
    QCOMPARE(f->log.take().filter(u"dropped"_s),
             (QStringList{
                 u"1000 dropped pause s4: This sandbox is paused already"_s,
                 u"1000 dropped pause s5: Pause needs a running sandbox; this one is stopped: Start it"_s}));
    QCOMPARE(f->shown(u"s4"_s), u"Paused"_s);
    QCOMPARE(f->shown(u"s5"_s), u"Stopped"_s);
}

/// One read of the list instead of one for each.
void ControllerLimitTest::theListProvesACrowd()
{
    const QStringList ids = fill(*f, 8);
    f->request(Stop, ids);
    acceptAll(*f);
    for (int i = 0; i < 6; ++i) {
        f->pass(5s);
        f->list({});
        QCOMPARE(f->api.count(FakeApi::Verb::Get), 0);
    }
    QVector<Sandbox> stopped;
    for (const QString &id : ids)
        stopped.append(sandbox(id, Stopped));
    f->list(stopped.mid(0, 4));
    QCOMPARE(f->shown(u"s4"_s), u"Stopped"_s);
    // The few that are left are looked at one by one again.
    f->pass(10s);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), LifecycleController::kMostReads);
}

/// However they ended, and whatever was under way for them.
void ControllerLimitTest::aCrowdThatEndedIsNone()
{
    const QStringList ids = fill(*f, 16);
    f->request(Stop, ids.mid(0, 10));
    QCOMPARE(f->controller->unanswered(), 3);
    acceptAll(*f);
    QCOMPARE(f->controller->unanswered(), 0);
    f->pass(LifecycleController::kPatience);
    QVector<Sandbox> became;
    for (const QString &id : ids.mid(0, 5))
        became.append(sandbox(id, Stopped));
    f->list(became, ids.mid(5, 4));
    f->list({}, ids.mid(5, 4)); // one that leaves them out is not enough
    while (f->shown(u"s10"_s) != "Running, stop overdue"_L1) {
        f->pass(1s);
        if (const int read = f->api.find(u"GET s10"_s))
            f->api.answer(read, sandbox(u"s10"_s));
    }
    f->controller->abandonOverdue(u"s10"_s);
    // Four are too few for the list.
    const int before = f->api.count(FakeApi::Verb::Get);
    f->request(Stop, ids.mid(10, 4));
    acceptAll(*f);
    f->pass(LifecycleController::kFirstReread);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), before + LifecycleController::kMostReads);
    // Those that are being read go, which lets the next be read.
    const QVector<int> reads = f->api.open();
    const QStringList going{f->api.request(reads.at(0)).id, f->api.request(reads.at(1)).id};
    f->list({}, going);
    f->list({}, going); // one may lag
    f->pass(250ms);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), before + 2 * LifecycleController::kMostReads);
    for (const int read : f->api.open())
        f->api.answer(read, sandbox(f->api.request(read).id, Stopped));
    // One without a clear answer is unanswered until a read tells.
    f->request(Stop, {ids.at(15)});
    f->api.fail(f->api.count(), apiError(Kind::Timeout));
    QCOMPARE(f->controller->unanswered(), 1);
    f->settle();
    f->api.answer(f->api.count(), sandbox(ids.at(15), Stopped));
    QCOMPARE(f->controller->unanswered(), 0);
}

/// The turns may be of others for minutes.
void ControllerLimitTest::aListInTurnsProvesOnlyACrowdOfItsSize()
{
    const QStringList ids = fill(*f, 14);
    f->controller->setTurns(10, 5min);
    f->request(Stop, ids.mid(0, 9));
    acceptAll(*f);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 9);
    f->pass(LifecycleController::kFirstReread);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), LifecycleController::kMostReads);
    while (!f->api.open().isEmpty()) {
        const FakeApi::Request read = f->api.request(f->api.open().constFirst());
        f->api.answer(read.number, sandbox(read.id, Stopped));
        f->pass(250ms);
    }
    for (const QString &id : ids.mid(0, 9))
        QCOMPARE(f->shown(id), u"Stopped"_s);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), 9);
    // Where as many are pending as the list takes requests, reads of each would not be quicker.
    f->controller->setTurns(5, 5min);
    f->request(Stop, ids.mid(9));
    acceptAll(*f);
    QCOMPARE(f->api.count(FakeApi::Verb::Act), 14);
    f->pass(4min);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), 9);
    // Nobody looked, so nobody can tell that it takes long.
    QCOMPARE(f->shown(ids.at(13)), u"Running, stop accepted"_s);
    f->list({sandbox(ids.at(13))});
    f->pass(8s);
    QCOMPARE(f->shown(ids.at(13)), u"Running, stop overdue"_s);
    QCOMPARE(f->api.count(FakeApi::Verb::Get), 9);
    // When all turns have passed them by, each is read after all.
    f->pass(6min);
    QVERIFY(f->api.count(FakeApi::Verb::Get) > 9);
}

/// What nobody could look at for the limit's sake has not failed, however long that takes.
void ControllerLimitTest::failureIsNotFoundWithoutALook()
{
    fill(*f, 1);
    f->request(Pause, {u"s1"_s});
    f->api.answer(1, ActionAnswer{});
    for (int minute = 0; minute < 20; ++minute) {
        tellLimit(100, 0, 61s); // others take all of it
        f->pass(1min);
        QCOMPARE(f->shown(u"s1"_s), u"Running, pause accepted"_s);
    }
    QCOMPARE(f->api.count(), 1);
    f->pass(2s);
    QCOMPARE(f->api.last().text(), u"GET s1"_s);
    f->api.answer(2, sandbox(u"s1"_s, Paused));
    QCOMPARE(f->shown(u"s1"_s), u"Paused"_s);
    QVERIFY(f->log.take().constLast().contains(u"done pause s1"_s));
}

/// A pause that took a second is no pause "after 25 s" because nobody could look.
void ControllerLimitTest::timesThatMeasureOurWaitingAreNotTold()
{
    fill(*f, 1);
    f->request(Pause, {u"s1"_s});
    f->pass(200ms);
    f->api.answer(1, ActionAnswer{});
    tellLimit(100, 0, 25s);
    f->pass(25s);
    QCOMPARE(f->api.last().text(), u"GET s1"_s);
    f->pass(100ms);
    f->api.answer(2, sandbox(u"s1"_s, Paused));
    QCOMPARE(f->log.take().constLast(), u"25300 done pause s1"_s);
    QCOMPARE(f->controller->usualDuration(Pause), std::nullopt);
}

void ControllerLimitTest::patienceWaitsForReadsThatMayNotLeave()
{
    fill(*f, 1);
    f->request(Pause, {u"s1"_s});
    f->api.answer(1, ActionAnswer{});
    tellLimit(100, 0, 70s);
    f->pass(69s);
    QCOMPARE(f->shown(u"s1"_s), u"Running, pause accepted"_s);
    f->pass(2s);
    QCOMPARE(f->api.last().text(), u"GET s1"_s);
    f->api.answer(2, sandbox(u"s1"_s));
    // Now it is known to take long.
    QCOMPARE(f->shown(u"s1"_s), u"Running, pause overdue"_s);
}

SANDGLASS_REGISTER_TEST(ControllerLimitTest)

} // namespace

#include "tst_controllerlimit.moc"
