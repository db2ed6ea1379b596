// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/poller.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "store/sightreader.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiErrorKind;
using Pace = PollStatus::Pace;

/// A list that is read in turns of 60 requests, none of which names a row unless the test wants it.
class SightReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatIsOldTheOldestFirst();
    void aRowInSightStaysFresh();
    void takesNoMoreThanIsSpare();
    void leavesWhatOthersNeed();
    void followsTheScrolling();
    void stopsForThePoll();
    void restsWhereItMust_data();
    void restsWhereItMust();
    void comesBackToOldRows();
    void leavesSomeAlone();
    void whatFailsWaitsForItsTurn();
    void whatWentGoes();
    void tellsOfARefusedKey();

private:
    /// The turn under way ends, @p seen being among what it read.
    void endTurn(const QStringList &seen = {})
    {
        for (int i = 0; i < m_requestsPerTurn; ++i)
            spend();
        SnapshotDelta delta = deltaOf(*m_clock, {});
        delta.poll = m_wanted;
        delta.requests = m_requestsPerTurn;
        delta.isTurn = m_inTurns;
        delta.isLastTurn = !m_inTurns;
        delta.seen = seen;
        for (const QString &id : seen)
            delta.changed.append(firstChange(sandbox(id)));
        m_poller->onSnapshot(delta);
    }
    void beginTurn()
    {
        const quint64 before = m_wanted;
        while (m_wanted == before)
            m_clock->advance(100ms);
    }
    void turn(const QStringList &seen = {})
    {
        beginTurn();
        endTurn(seen);
    }
    void spend()
    {
        Exchange sent;
        sent.method = u"GET"_s;
        m_budget->record(sent, m_clock->monoNow());
    }
    [[nodiscard]] QStringList open() const
    {
        QStringList ids;
        for (const int number : m_api->open())
            ids.append(m_api->request(number).id);
        return ids;
    }
    /// Answers, one after the other, what is asked for by now; tells for whom.
    QStringList answerAll()
    {
        QStringList answered;
        while (!m_api->open().isEmpty()) {
            answered.append(m_api->last().id);
            spend();
            m_api->answer(m_api->count(), sandbox(m_api->last().id));
        }
        return answered;
    }
    [[nodiscard]] bool isOld(const QString &id) const
    {
        return m_store->find(id)->readAt < m_poller->status().freshSince();
    }
    /// So many rows nobody reads until they are old.
    QStringList oldRows(int count)
    {
        QStringList ids;
        for (int i = 0; i < count; ++i)
            ids.append(u"s%1"_s.arg(i, 3, 10, QChar(u'0')));
        endTurn(ids);
        turn();
        turn();
        turn();
        return ids;
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<FakeApi> m_api;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<RateBudget> m_budget;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<Poller> m_poller;
    std::unique_ptr<SightReader> m_sight;
    QStringList m_inSight;
    quint64 m_wanted = 0;
    int m_requestsPerTurn = 60;
    bool m_inTurns = true;
};

void SightReaderTest::init()
{
    m_sight.reset();
    m_poller.reset();
    m_store.reset();
    m_api = std::make_unique<FakeApi>();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_budget = std::make_unique<RateBudget>();
    m_poller = std::make_unique<Poller>(*m_clock, *m_store, *m_budget, 1);
    m_sight = std::make_unique<SightReader>(*m_clock, *m_api, *m_store, *m_poller, *m_budget);
    m_inSight.clear();
    m_wanted = 0;
    m_requestsPerTurn = 60;
    m_inTurns = true;
    m_sight->setInSight([this] { return m_inSight; });
    connect(m_poller.get(), &Poller::pollWanted, this, [this](quint64 poll) { m_wanted = poll; });
    m_poller->start();
}

void SightReaderTest::readsWhatIsOldTheOldestFirst()
{
    endTurn({u"b"_s});
    turn({u"c"_s, u"outOfSight"_s});
    turn({u"a"_s});
    turn();
    turn();
    turn({u"fresh"_s});
    QCOMPARE(m_api->count(), 0); // nothing is in sight
    m_inSight = {u"a"_s, u"fresh"_s, u"b"_s, u"c"_s};
    turn();
    QCOMPARE(open(), QStringList{u"b"_s}); // no click waits behind more than one
    QCOMPARE(answerAll(), (QStringList{u"b"_s, u"c"_s, u"a"_s}));
    for (const QString &id : std::as_const(m_inSight))
        QVERIFY2(!isOld(id), qPrintable(id));
    QVERIFY(isOld(u"outOfSight"_s));
}

void SightReaderTest::aRowInSightStaysFresh()
{
    m_inSight = oldRows(40);
    turn();
    answerAll();
    // 20 a minute, and a row grows old in two: so a window of forty rows has none that is.
    for (int minute = 0; minute < 10; ++minute) {
        turn();
        answerAll();
        for (const QString &id : std::as_const(m_inSight))
            QVERIFY2(!isOld(id), qPrintable(id));
    }
}

void SightReaderTest::takesNoMoreThanIsSpare()
{
    const QStringList rows = oldRows(100);
    m_inSight = rows;
    for (int minute = 0; minute < 5; ++minute) {
        turn();
        QCOMPARE(answerAll(), rows.mid(minute * 20, 20));
        // A fifth is left for clicks, and the next turn does not come later for it.
        QCOMPARE(m_budget->usedInLastMinute(m_clock->monoNow()), 80);
        QCOMPARE(m_poller->status().pace, Pace::Budget);
        QVERIFY(m_poller->status().interval <= 66s);
        m_clock->advance(m_poller->status().next - m_clock->monoNow() - 1ms);
        QVERIFY(m_api->open().isEmpty());
        QCOMPARE(m_budget->pollAllowance(m_clock->monoNow() + 1ms), 60);
    }
}

void SightReaderTest::leavesWhatOthersNeed()
{
    m_inSight = oldRows(30);
    beginTurn();
    for (int i = 0; i < 12; ++i)
        spend(); // what was clicked, say
    endTurn();
    QCOMPARE(answerAll().size(), 8);
    QCOMPARE(m_budget->usedInLastMinute(m_clock->monoNow()), 80);
    // A click comes while they are read, and another nineteen.
    turn();
    for (int i = 0; i < 20; ++i)
        spend();
    QCOMPARE(answerAll().size(), 1);
    QVERIFY(m_budget->actionMustWait(m_clock->monoNow()) <= 0ms);
}

void SightReaderTest::followsTheScrolling()
{
    const QStringList rows = oldRows(60);
    m_inSight = rows.mid(0, 30);
    turn();
    QCOMPARE(open(), rows.mid(0, 1));
    m_inSight = rows.mid(30);
    m_api->answer(m_api->count(), sandbox(rows.at(0)));
    QCOMPARE(open(), rows.mid(30, 1));
}

void SightReaderTest::stopsForThePoll()
{
    m_inSight = oldRows(30);
    turn();
    const QString first = open().value(0);
    QVERIFY(!first.isEmpty());
    beginTurn();
    m_api->answer(1, sandbox(first));
    QVERIFY(!isOld(first)); // late, and welcome
    QCOMPARE(m_api->count(), 1);
    endTurn();
    QCOMPARE(m_api->count(), 2);
}

void SightReaderTest::restsWhereItMust_data()
{
    QTest::addColumn<int>("why");
    QTest::newRow("hidden") << 0;
    QTest::newRow("a poll that failed") << 1;
    QTest::newRow("asked to wait") << 2;
    QTest::newRow("many actions") << 3;
    QTest::newRow("read as a whole") << 4;
    QTest::newRow("nothing in sight") << 5;
}

void SightReaderTest::restsWhereItMust()
{
    QFETCH(const int, why);
    const QStringList rows = oldRows(10);
    QCOMPARE(m_api->count(), 0);
    if (why != 5)
        m_inSight = rows;
    if (why == 0)
        m_poller->setVisible(false);
    if (why == 3)
        m_budget->setLoad(RateBudget::Load::Many);
    m_inTurns = why != 4;
    beginTurn();
    if (why == 2)
        m_budget->refuse(30s, m_clock->monoNow());
    if (why == 1)
        m_poller->onFailed(m_wanted, apiError(Kind::Timeout));
    else
        endTurn();
    m_clock->advance(30s); // no timers of its own
    QCOMPARE(m_api->count(), 0);
}

void SightReaderTest::comesBackToOldRows()
{
    const QStringList rows = oldRows(10);
    m_inSight = rows;
    m_poller->setVisible(false);
    turn();
    QCOMPARE(m_api->count(), 0);
    m_clock->advance(20s);
    m_poller->setVisible(true);
    QCOMPARE(answerAll(), rows);
}

void SightReaderTest::leavesSomeAlone()
{
    const QStringList rows = oldRows(5);
    PendingOp op;
    op.action = LifecycleAction::Pause;
    op.since = m_clock->monoNow();
    m_store->setPending(rows.at(0), op);
    m_store->applyDetails(sandbox(rows.at(1), SandboxStatus::Gone), m_clock->monoNow());
    const Sandbox draft = sandbox(provisionalId(1), SandboxStatus::Creating);
    m_store->addProvisional(draft, {});
    for (int i = 0; i < 3; ++i)
        turn();
    m_store->applyDetails(sandbox(rows.at(2)), m_clock->monoNow());
    m_inSight = rows + QStringList{draft.id, u"went"_s};
    turn();
    QCOMPARE(answerAll(), rows.mid(3));
}

void SightReaderTest::whatFailsWaitsForItsTurn()
{
    const QStringList rows = oldRows(3);
    m_inSight = rows;
    turn();
    QCOMPARE(open(), rows.mid(0, 1));
    m_api->fail(m_api->count(), apiError(Kind::ServerError));
    QCOMPARE(m_api->count(), 1); // the server may have trouble
    turn();
    QCOMPARE(answerAll(), (QStringList{rows.at(1), rows.at(2), rows.at(0)}));
}

void SightReaderTest::whatWentGoes()
{
    const QStringList rows = oldRows(3);
    m_inSight = rows;
    turn();
    m_api->fail(m_api->count(), apiError(Kind::NotFound));
    QVERIFY(!m_store->find(rows.at(0)));
    QCOMPARE(answerAll(), rows.mid(1));
}

void SightReaderTest::tellsOfARefusedKey()
{
    QSignalSpy refused(m_sight.get(), &SightReader::keyRefused);
    m_inSight = oldRows(3);
    turn();
    m_api->fail(m_api->count(), apiError(Kind::Unauthorized));
    QCOMPARE(refused.size(), 1);
    QVERIFY(m_api->open().isEmpty());
}

SANDGLASS_REGISTER_TEST(SightReaderTest)

} // namespace

#include "tst_sightreader.moc"
