// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detailreader.h"
#include "store/lifecyclecontroller.h"
#include "store/poller.h"
#include "store/sandboxstore.h"
#include "store/serverclock.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/snapshots.h"
#include "support/testregistry.h"

#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Sandbox detailed(const QString &id)
{
    Sandbox full = sandbox(id);
    full.vcpu = 2;
    full.memoryMb = 2048;
    full.diskMb = 10240;
    full.expiry = Expiry::never();
    return full;
}

class DetailReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsAFewAfterEachPoll();
    void leavesCompleteRowsAlone();
    void fillsInAndReadsAgainWhenOld();
    void keepsToHalfOfTheBudget();
    void restsWhileReadingFailsOrNobodyLooks();
    void leavesPendingRowsAlone();
    void readsLaterWhatMayNotBeReadNow();

private:
    void poll(const QVector<Sandbox> &changed)
    {
        SnapshotDelta delta = deltaOf(*m_clock, changed);
        delta.poll = m_wanted;
        delta.requests = 1;
        m_clock->advance(10ms);
        m_poller->onSnapshot(delta);
    }
    void nextPoll(const QVector<Sandbox> &changed = {})
    {
        const quint64 before = m_wanted;
        while (m_wanted == before)
            m_clock->advance(100ms);
        poll(changed);
    }
    void answerAll()
    {
        for (const int number : m_api->open())
            m_api->answer(number, detailed(m_api->request(number).id));
    }
    [[nodiscard]] int reads() const { return m_api->count(FakeApi::Verb::Get); }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<FakeApi> m_api;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<RateBudget> m_budget;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<Poller> m_poller;
    std::unique_ptr<LifecycleController> m_controller;
    std::unique_ptr<DetailReader> m_details;
    quint64 m_wanted = 0;
};

void DetailReaderTest::init()
{
    m_details.reset();
    m_controller.reset();
    m_poller.reset();
    m_store.reset();
    m_api = std::make_unique<FakeApi>();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_budget = std::make_unique<RateBudget>();
    m_poller = std::make_unique<Poller>(*m_clock, *m_store, *m_budget, 1);
    m_controller =
        std::make_unique<LifecycleController>(*m_clock, *m_api, *m_store, *m_budget, *m_serverClock);
    m_details = std::make_unique<DetailReader>(*m_clock, *m_store, *m_controller, *m_poller, *m_budget);
    connect(m_poller.get(), &Poller::pollWanted, this, [this](quint64 poll) { m_wanted = poll; });
    m_poller->start();
}

void DetailReaderTest::readsAFewAfterEachPoll()
{
    QVector<Sandbox> sparse;
    for (int i = 0; i < 10; ++i)
        sparse += sandbox(u"s%1"_s.arg(i));
    poll(sparse);
    QCOMPARE(reads(), DetailReader::kReadsPerPoll);
    answerAll();
    nextPoll();
    QCOMPARE(reads(), 2 * DetailReader::kReadsPerPoll);
    answerAll();
    nextPoll();
    answerAll();
    nextPoll();
    answerAll();
    nextPoll();
    QCOMPARE(reads(), 10); // each once
    const QStringList asked = m_api->texts();
    QCOMPARE(QSet<QString>(asked.begin(), asked.end()).size(), 10);
}

void DetailReaderTest::leavesCompleteRowsAlone()
{
    poll({detailed(u"a"_s), detailed(u"b"_s)});
    nextPoll();
    QCOMPARE(reads(), 0);
}

void DetailReaderTest::fillsInAndReadsAgainWhenOld()
{
    poll({sandbox(u"a"_s)});
    answerAll();
    QCOMPARE(m_store->find(u"a"_s)->sandbox->vcpu, 2);
    nextPoll();
    QCOMPARE(reads(), 1);
    const MonoTime read = m_clock->monoNow();
    while (m_clock->monoNow() - read < DetailReader::kOldAfter)
        nextPoll();
    nextPoll();
    QCOMPARE(reads(), 2);
}

void DetailReaderTest::keepsToHalfOfTheBudget()
{
    QVector<Sandbox> sparse;
    for (int i = 0; i < 10; ++i)
        sparse += sandbox(u"s%1"_s.arg(i));
    for (int i = 0; i < 51; ++i)
        m_budget->record({}, m_clock->monoNow());
    poll(sparse);
    QCOMPARE(reads(), 0);
}

void DetailReaderTest::restsWhileReadingFailsOrNobodyLooks()
{
    poll({sandbox(u"a"_s), sandbox(u"b"_s), sandbox(u"c"_s), sandbox(u"d"_s)});
    const int before = reads();
    answerAll();
    const quint64 poll = m_wanted;
    while (m_wanted == poll)
        m_clock->advance(100ms);
    m_poller->onFailed(m_wanted, apiError(ApiErrorKind::Unreachable));
    QCOMPARE(reads(), before);
    m_poller->setVisible(false);
    nextPoll();
    QCOMPARE(reads(), before);
    // Nor where being hidden is not what sets the pace.
    m_poller->setHiddenInterval(1ms);
    nextPoll();
    QCOMPARE(reads(), before);
    m_poller->setVisible(true);
    nextPoll();
    QVERIFY(reads() > before);
}

void DetailReaderTest::leavesPendingRowsAlone()
{
    poll({detailed(u"a"_s)});
    QCOMPARE(m_controller->request(LifecycleAction::Pause, {u"a"_s}), QStringList{u"a"_s});
    Sandbox sparse = sandbox(u"a"_s);
    sparse.region = u"eu"_s;
    nextPoll({sparse});
    QCOMPARE(reads(), 0);
}

void DetailReaderTest::readsLaterWhatMayNotBeReadNow()
{
    m_budget->refuse(30s, m_clock->monoNow());
    poll({sandbox(u"a"_s), sandbox(u"b"_s)});
    QCOMPARE(reads(), 0);
    nextPoll();
    QCOMPARE(m_api->texts(), (QStringList{u"GET b"_s, u"GET a"_s}));
}

SANDGLASS_REGISTER_TEST(DetailReaderTest)

} // namespace

#include "tst_detailreader.moc"
