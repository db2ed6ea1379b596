// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/poller.h"
#include "store/pollworker.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/fakeapi.h"
#include "support/listening.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QTest>

#include <deque>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using Kind = ApiErrorKind;

/// An account that needs more requests for its list than a minute allows: 100 of them, which are refused
/// beyond. The cursor is a number of rows, so what goes meanwhile moves the others to where was read already.
class LongListTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void comesInTurns();
    void noMinuteIsOverdrawn();
    void everyRowHasTheAgeOfItsTurn();
    void nothingThatLivesEverGoes();
    void whatWentGoesWithTheSecondListThatMissesIt();
    void changesShowWithTheirTurn();
    void goesOnWhereTheLimitStoppedIt();
    void onePageMayFail();
    void onePageMayFailInTheFirstTurn();
    void onePageOfAListReadAtOnceMayFail();
    void aPageThatAlwaysFailsEndsTheList();
    void afterASleepItBeginsAtTheFront();
    void aShortListIsNeverCut();

private:
    void begin(int sandboxes);
    /// Answers all that is asked for without time passing.
    void serve();
    void answer(int number);
    /// So much time, polls and their answers included.
    void pass(std::chrono::seconds time);
    [[nodiscard]] int listsBegun() const { return static_cast<int>(m_polls->texts().count(u"LIST"_s)); }
    [[nodiscard]] std::chrono::milliseconds ageOf(const QString &id) const
    {
        return m_clock->monoNow() - m_store->find(id)->readAt;
    }
    [[nodiscard]] const PollStatus &status() const { return m_poller->status(); }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<FakeApi> m_polls;
    std::unique_ptr<RateBudget> m_budget;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<Poller> m_poller;
    std::unique_ptr<PollWorker> m_worker;
    QVector<Sandbox> m_server;
    std::deque<MonoTime> m_asked; ///< within the last minute
    std::size_t m_mostAsked = 0;
    int m_refused = 0;
    int m_takenByOthers = 0;
    std::function<bool(const QString &cursor)> m_fails;
};

void LongListTest::init()
{
    m_worker.reset();
    m_poller.reset();
    m_store.reset();
    m_polls = std::make_unique<FakeApi>();
    m_budget = std::make_unique<RateBudget>();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_poller = std::make_unique<Poller>(*m_clock, *m_store, *m_budget, 1);
    m_worker = std::make_unique<PollWorker>(*m_clock, *m_polls);
    connect(m_poller.get(), &Poller::pollWanted, m_worker.get(), &PollWorker::poll);
    connect(m_poller.get(), &Poller::abortWanted, m_worker.get(), &PollWorker::abort);
    connect(m_store.get(), &SandboxStore::resendNeeded, m_worker.get(), &PollWorker::resend);
    connect(m_worker.get(), &PollWorker::finished, m_poller.get(), &Poller::onSnapshot);
    connect(m_worker.get(), &PollWorker::failed, m_poller.get(), &Poller::onFailed);
    m_asked.clear();
    m_mostAsked = 0;
    m_refused = 0;
    m_takenByOthers = 0;
    m_fails = nullptr;
}

void LongListTest::begin(int sandboxes)
{
    m_server.clear();
    for (int i = 0; i < sandboxes; ++i)
        m_server.append(sandbox(u"s%1"_s.arg(i, 6, 10, QChar(u'0')), Running));
    m_poller->start();
    serve();
}

void LongListTest::serve()
{
    for (QVector<int> open = m_polls->open(); !open.isEmpty(); open = m_polls->open()) {
        for (const int number : open)
            answer(number);
    }
}

void LongListTest::answer(int number)
{
    constexpr int kLimit = 100;
    const MonoTime now = m_clock->monoNow();
    const MonoTime serverNow = now + m_clock->slept();
    while (!m_asked.empty() && serverNow - m_asked.front() >= 60s)
        m_asked.pop_front();
    m_asked.push_back(serverNow);
    m_mostAsked = std::max(m_mostAsked, m_asked.size());
    const int left = kLimit - m_takenByOthers - static_cast<int>(m_asked.size());
    Exchange told;
    told.method = u"GET"_s;
    told.httpStatus = left < 0 ? 429 : 200;
    told.answeredAt = m_clock->utcNow();
    told.rate.limitPerMinute = kLimit;
    told.rate.remaining = std::max(0, left);
    if (left < 0)
        told.retryAfter = 20s;
    m_budget->record(told, now);
    const QString cursor = m_polls->request(number).query.cursor;
    if (left < 0) {
        ++m_refused;
        ApiError error = apiError(Kind::RateLimited);
        error.retryAfter = told.retryAfter;
        m_polls->fail(number, error);
    } else if (m_fails && m_fails(cursor)) {
        m_polls->fail(number, apiError(Kind::Timeout));
    } else {
        const int from = cursor.toInt();
        const int to = std::min(from + 100, static_cast<int>(m_server.size()));
        m_polls->answer(number, page(m_server.mid(from, to - from),
                                     to < m_server.size() ? QString::number(to) : QString()));
    }
}

void LongListTest::pass(std::chrono::seconds time)
{
    const MonoTime end = m_clock->monoNow() + time;
    while (m_clock->monoNow() < end) {
        const auto next = m_clock->untilNextTimer();
        m_clock->advance(std::min<std::chrono::milliseconds>(next.value_or(1s), end - m_clock->monoNow()));
        serve();
    }
}

void LongListTest::comesInTurns()
{
    begin(12'000);
    // As many as a poll may ask for; that is shown at once, and said to be a part.
    QCOMPARE(m_store->size(), 6'000);
    QVERIFY(m_store->isKnown());
    QCOMPARE(status().incompleteness, Incompleteness::InTurns);
    QVERIFY(status().isReadInTurns);
    QCOMPARE(status().failures, 0);
    pass(75s);
    QCOMPARE(m_store->size(), 12'000);
    QCOMPARE(status().incompleteness, Incompleteness::None);
    QCOMPARE(status().requestsPerList, 120);
    // From now on it is whole, whatever turn it is.
    for (int minute = 0; minute < 10; ++minute) {
        pass(60s);
        QCOMPARE(m_store->size(), 12'000);
        QCOMPARE(status().incompleteness, Incompleteness::None);
        QVERIFY(status().isReadInTurns);
    }
    QCOMPARE(m_refused, 0);
    QVERIFY2(listsBegun() >= 5 && listsBegun() <= 6, qPrintable(QString::number(listsBegun())));
}

void LongListTest::noMinuteIsOverdrawn()
{
    begin(100'000);
    pass(40min);
    QCOMPARE(m_store->size(), 100'000);
    QCOMPARE(m_refused, 0);
    // A click finds its place: polls leave a fifth.
    QVERIFY2(m_mostAsked <= 80, qPrintable(QString::number(m_mostAsked)));
}

void LongListTest::everyRowHasTheAgeOfItsTurn()
{
    begin(12'000);
    pass(75s);
    const auto late = ageOf(u"s011999"_s);
    QVERIFY(ageOf(u"s000000"_s) > late);
    QVERIFY(late < 15s);
    pass(61s); // the first half again
    QVERIFY2(ageOf(u"s000000"_s) < late, qPrintable(QString::number(ageOf(u"s000000"_s).count())));
    QVERIFY(ageOf(u"s011999"_s) > 61s);
}

void LongListTest::nothingThatLivesEverGoes()
{
    begin(12'000);
    pass(75s);
    for (int round = 0; round < 6; ++round) {
        // Some of those that were read in this turn go, and as many others are passed over.
        m_server.remove(round * 10, 150);
        for (int step = 0; step < 6; ++step) {
            pass(20s);
            for (const Sandbox &one : std::as_const(m_server))
                QVERIFY2(m_store->find(one.id), qPrintable(one.id));
        }
    }
}

void LongListTest::whatWentGoesWithTheSecondListThatMissesIt()
{
    begin(12'000);
    pass(75s);
    m_server.removeLast();
    const QString gone = u"s011999"_s;
    pass(125s);
    QVERIFY(m_store->find(gone)); // old, and shown as old
    QVERIFY(ageOf(gone) > 120s);
    pass(125s);
    QVERIFY(!m_store->find(gone));
    QCOMPARE(m_store->size(), 11'999);
}

void LongListTest::changesShowWithTheirTurn()
{
    begin(12'000);
    pass(75s);
    m_server.last().status = Paused;
    m_server.insert(9'000, sandbox(u"new"_s, Creating));
    pass(220s); // of 121 pages the last one comes with a third turn
    QCOMPARE(m_store->find(u"s011999"_s)->sandbox->status, Paused);
    QVERIFY(m_store->find(u"new"_s));
}

void LongListTest::goesOnWhereTheLimitStoppedIt()
{
    m_takenByOthers = 50;
    begin(12'000);
    // Refused after fifty: those are there, and it is no failure.
    QCOMPARE(m_refused, 1);
    QCOMPARE(m_store->size(), 5'000);
    QCOMPARE(status().failures, 0);
    pass(6min);
    QCOMPARE(m_store->size(), 12'000);
    QVERIFY2(listsBegun() <= 3, qPrintable(QString::number(listsBegun())));
}

void LongListTest::onePageMayFail()
{
    int times = 0;
    m_fails = [&times](const QString &cursor) { return cursor == u"7000" && times++ == 0; };
    begin(12'000);
    pass(3min);
    QCOMPARE(times, 2);
    QCOMPARE(m_store->size(), 12'000);
    QVERIFY2(listsBegun() <= 2, qPrintable(QString::number(listsBegun())));
}

void LongListTest::onePageMayFailInTheFirstTurn()
{
    int times = 0;
    m_fails = [&times](const QString &cursor) { return cursor == u"5000" && times++ == 0; };
    begin(12'000);
    QCOMPARE(m_store->size(), 5'000);
    QCOMPARE(status().failures, 0);
    pass(3min);
    QCOMPARE(times, 2);
    QCOMPARE(m_store->size(), 12'000);
    QVERIFY2(listsBegun() <= 2, qPrintable(QString::number(listsBegun())));
}

void LongListTest::onePageOfAListReadAtOnceMayFail()
{
    begin(3'000);
    m_server.removeLast();
    int times = 0;
    m_fails = [&times](const QString &cursor) { return cursor == u"2500" && times++ == 0; };
    pass(32s + 1s);
    QCOMPARE(times, 1);
    QCOMPARE(status().failures, 0);
    QVERIFY(ageOf(u"s000000"_s) < 5s); // what came before it is worth having
    QCOMPARE(m_store->size(), 3'000);
    pass(100s);
    QCOMPARE(m_store->size(), 2'999);
    QVERIFY(!status().isReadInTurns);
}

void LongListTest::aPageThatAlwaysFailsEndsTheList()
{
    m_fails = [](const QString &cursor) { return cursor == u"6000"; };
    int failures = 0;
    const auto listener = listen(m_poller.get(), &Poller::statusChanged,
                                 [&] { failures = std::max(failures, status().failures); });
    begin(12'000);
    pass(5min);
    QCOMPARE(m_store->size(), 6'000); // nothing is lost
    QCOMPARE(failures, ListReader::kMostFailures);
    QCOMPARE(status().incompleteness, Incompleteness::InTurns);
    QVERIFY(listsBegun() >= 2);
    m_fails = nullptr;
    pass(5min);
    QCOMPARE(m_store->size(), 12'000);
    QCOMPARE(status().failures, 0);
}

void LongListTest::afterASleepItBeginsAtTheFront()
{
    begin(12'000);
    pass(20s); // between two turns
    QCOMPARE(listsBegun(), 1);
    m_clock->suspend(8h);
    pass(6s);
    QCOMPARE(listsBegun(), 2);
    for (int i = 0; i < 40 && m_store->size() < 12'000; ++i)
        pass(6s);
    QCOMPARE(m_store->size(), 12'000);
    QCOMPARE(status().requestsPerList, 120); // what the list that was given up cost is not part of it
    pass(2min);
    QCOMPARE(m_store->size(), 12'000);
}

void LongListTest::aShortListIsNeverCut()
{
    begin(6'000);
    QCOMPARE(m_store->size(), 6'000);
    QVERIFY(!status().isReadInTurns);
    m_server.removeLast();
    pass(70s);
    QCOMPARE(m_store->size(), 5'999);
    QVERIFY(!status().isReadInTurns);
    QCOMPARE(status().incompleteness, Incompleteness::None);
}

SANDGLASS_REGISTER_TEST(LongListTest)

} // namespace

#include "tst_longlist.moc"
