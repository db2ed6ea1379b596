// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lifecyclecontroller.h"
#include "store/ratebudget.h"
#include "store/sandboxstore.h"
#include "store/selectedreader.h"
#include "store/serverclock.h"
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

Inspection inspection(const QString &id, SandboxStatus status = SandboxStatus::Running)
{
    return {sandbox(id, status), u"{ %1 }"_s.arg(wordOfStatus(status)), {}};
}

class SelectedReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsSoonAndAgain();
    void passingRowsAreNotRead();
    void whatIsBeingCreatedIsNotRead();
    void restsWhileNobodyLooks();
    void lateAnswersOfAnotherSandboxAreNotShown();
    void olderAnswersDoNotUndoNewer();
    void goesBackOffAndRecovers();
    void obeysRetryAfter();
    void sparesTheBudget();
    void vanishedSandboxGoes();
    void lookingElsewhereInsideAnAnswer();
    void refusedKeyStopsIt();
    void readsAgainWhenTheStateDiffers();
    void onlyEverGets();

private:
    void list(const QVector<Sandbox> &changed) { m_store->applySnapshot(deltaOf(*m_clock, changed)); }
    [[nodiscard]] int reads() const { return m_api->count(FakeApi::Verb::Get); }
    void spend(int requests)
    {
        Exchange exchange;
        exchange.method = u"GET"_s;
        exchange.httpStatus = 200;
        for (int i = 0; i < requests; ++i)
            m_budget->record(exchange, m_clock->monoNow());
    }
    /// Looks at a and answers the first read.
    void lookAtA()
    {
        m_reader->look(u"a"_s);
        m_clock->advance(SelectedReader::kSettle);
        m_api->answer(m_api->find(u"GET a"_s), inspection(u"a"_s));
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<FakeApi> m_api;
    std::unique_ptr<SandboxStore> m_store;
    std::unique_ptr<ServerClock> m_serverClock;
    std::unique_ptr<RateBudget> m_budget;
    std::unique_ptr<LifecycleController> m_controller;
    std::unique_ptr<SelectedReader> m_reader;
};

void SelectedReaderTest::init()
{
    m_reader.reset();
    m_controller.reset();
    m_store.reset();
    m_api = std::make_unique<FakeApi>();
    m_clock = std::make_unique<ManualClock>();
    m_serverClock = std::make_unique<ServerClock>(*m_clock);
    m_store = std::make_unique<SandboxStore>(*m_clock, *m_serverClock);
    m_budget = std::make_unique<RateBudget>();
    m_controller =
        std::make_unique<LifecycleController>(*m_clock, *m_api, *m_store, *m_budget, *m_serverClock);
    m_reader = std::make_unique<SelectedReader>(*m_clock, *m_api, *m_store, *m_controller, *m_budget);
    m_reader->setWatched(true);
    list({sandbox(u"a"_s), sandbox(u"b"_s)});
}

void SelectedReaderTest::readsSoonAndAgain()
{
    QSignalSpy changed(m_reader.get(), &SelectedReader::changed);
    m_reader->look(u"a"_s);
    QCOMPARE(reads(), 0);
    m_clock->advance(SelectedReader::kSettle);
    QCOMPARE(m_api->texts(), QStringList{u"GET a"_s});
    QVERIFY(m_reader->state().reading);
    QVERIFY(!m_reader->state().readAt);
    const MonoTime asked = m_clock->monoNow();
    m_clock->advance(300ms);
    Inspection answer = inspection(u"a"_s, SandboxStatus::Paused);
    answer.sandbox.vcpu = 4;
    m_api->answer(1, answer);
    QVERIFY(!m_reader->state().reading);
    QCOMPARE(m_reader->state().readAt, std::optional(asked));
    QCOMPARE(m_reader->state().answer, answer);
    // The row learns of it too.
    QCOMPARE(m_store->find(u"a"_s)->sandbox->vcpu, std::optional(4));
    QVERIFY(m_store->find(u"a"_s)->detailed);
    QVERIFY(changed.size() >= 3);
    m_clock->advance(SelectedReader::kInterval - 1ms);
    QCOMPARE(reads(), 1);
    m_clock->advance(1ms);
    QCOMPARE(reads(), 2);
}

void SelectedReaderTest::passingRowsAreNotRead()
{
    QVector<Sandbox> many;
    for (int i = 0; i < 30; ++i)
        many << sandbox(u"s%1"_s.arg(i));
    list(many);
    for (const Sandbox &one : std::as_const(many)) {
        m_reader->look(one.id);
        m_clock->advance(50ms);
    }
    m_clock->advance(SelectedReader::kSettle);
    QCOMPARE(m_api->texts(), QStringList{u"GET s29"_s});
}

/// What has no name yet cannot be asked for.
void SelectedReaderTest::whatIsBeingCreatedIsNotRead()
{
    const QString id = provisionalId(1);
    Sandbox draft = sandbox(id, SandboxStatus::Creating);
    m_store->addProvisional(draft, {});
    m_reader->look(id);
    m_reader->readNow();
    m_clock->advance(1h);
    QCOMPARE(m_api->texts(), QStringList());
    QVERIFY(!m_reader->state().error);
    m_store->nameProvisional(id, sandbox(u"new"_s));
    m_reader->look(u"new"_s);
    m_clock->advance(SelectedReader::kSettle);
    QCOMPARE(m_api->texts(), QStringList{u"GET new"_s});
}

void SelectedReaderTest::restsWhileNobodyLooks()
{
    lookAtA();
    m_reader->setWatched(false);
    m_clock->advance(10min);
    QCOMPARE(reads(), 1);
    QCOMPARE(m_clock->timerCount(), 0);
    m_reader->readNow();
    QCOMPARE(reads(), 1);
    // What is old is read as soon as somebody looks again; a request under way ends when nobody does.
    m_reader->setWatched(true);
    m_clock->advance(SelectedReader::kSettle);
    QCOMPARE(reads(), 2);
    m_reader->setWatched(false);
    QVERIFY(m_api->open().isEmpty());
    QVERIFY(!m_reader->state().reading);
    m_reader->look({});
    m_reader->setWatched(true);
    m_clock->advance(1min);
    QCOMPARE(reads(), 2);
}

void SelectedReaderTest::lateAnswersOfAnotherSandboxAreNotShown()
{
    m_reader->look(u"a"_s);
    m_clock->advance(SelectedReader::kSettle);
    m_reader->look(u"b"_s);
    QVERIFY2(!m_api->answer(1, inspection(u"a"_s)), "the read of a was given up");
    m_clock->advance(SelectedReader::kSettle);
    m_api->answer(2, inspection(u"b"_s));
    QCOMPARE(m_reader->state().answer.sandbox.id, u"b"_s);
}

void SelectedReaderTest::olderAnswersDoNotUndoNewer()
{
    m_reader->look(u"a"_s);
    m_clock->advance(SelectedReader::kSettle);
    m_clock->advance(100ms);
    list({sandbox(u"a"_s, SandboxStatus::Stopped)}); // asked for later, answered sooner
    m_api->answer(1, inspection(u"a"_s, SandboxStatus::Running));
    QCOMPARE(m_store->find(u"a"_s)->sandbox->status, SandboxStatus::Stopped);
}

void SelectedReaderTest::goesBackOffAndRecovers()
{
    lookAtA();
    const Inspection good = m_reader->state().answer;
    m_clock->advance(SelectedReader::kInterval);
    std::chrono::milliseconds expected = SelectedReader::kInterval;
    for (int i = 0; i < 6; ++i) {
        const int before = reads();
        m_api->fail(before, apiError(ApiErrorKind::ServerError));
        QVERIFY(m_reader->state().error);
        QCOMPARE(m_reader->state().answer, good); // old is better than nothing
        m_clock->advance(expected - 1ms);
        QCOMPARE(reads(), before);
        m_clock->advance(1ms);
        QCOMPARE(reads(), before + 1);
        expected = std::min<std::chrono::milliseconds>(2 * expected, SelectedReader::kLongestBackoff);
    }
    m_api->answer(reads(), inspection(u"a"_s));
    QVERIFY(!m_reader->state().error);
    QCOMPARE(m_reader->state().next, std::optional(m_clock->monoNow() + SelectedReader::kInterval));
}

void SelectedReaderTest::obeysRetryAfter()
{
    m_reader->look(u"a"_s);
    m_clock->advance(SelectedReader::kSettle);
    ApiError error = apiError(ApiErrorKind::RateLimited);
    error.retryAfter = 40s;
    m_api->fail(1, error);
    m_clock->advance(40s - 1ms);
    QCOMPARE(reads(), 1);
    m_clock->advance(1ms);
    QCOMPARE(reads(), 2);
}

void SelectedReaderTest::sparesTheBudget()
{
    spend(RateBudget::kDefaultPerMinute / 2 + 1);
    // The first look is not denied, the second has to wait until the minute has room.
    lookAtA();
    QCOMPARE(reads(), 1);
    m_clock->advance(SelectedReader::kInterval);
    QCOMPARE(reads(), 1);
    QVERIFY(m_reader->state().saving);
    m_clock->advance(1min);
    QCOMPARE(reads(), 2);
    m_api->answer(2, inspection(u"a"_s));
    QVERIFY(!m_reader->state().saving);

    // A spent minute denies even that.
    spend(RateBudget::kDefaultPerMinute);
    m_reader->look(u"b"_s);
    m_clock->advance(SelectedReader::kSettle);
    QCOMPARE(reads(), 2);
    QVERIFY(m_reader->state().saving);
}

void SelectedReaderTest::vanishedSandboxGoes()
{
    lookAtA();
    m_clock->advance(SelectedReader::kInterval);
    m_api->fail(2, apiError(ApiErrorKind::NotFound));
    QVERIFY(!m_store->find(u"a"_s));
}

void SelectedReaderTest::lookingElsewhereInsideAnAnswer()
{
    // As the window does: the row goes, so the selection is another.
    connect(m_store.get(), &SandboxStore::sandboxGone, m_reader.get(), [this] { m_reader->look(u"b"_s); });
    lookAtA();
    m_clock->advance(SelectedReader::kInterval);
    m_api->fail(reads(), apiError(ApiErrorKind::NotFound));
    QCOMPARE(m_reader->state().id, u"b"_s);
    QVERIFY(!m_reader->state().error);
    m_clock->advance(SelectedReader::kSettle);
    QCOMPARE(m_api->last().text(), u"GET b"_s);

    connect(m_store.get(), &SandboxStore::rowsChanged, m_reader.get(), [this] { m_reader->look({}); });
    m_api->answer(reads(), inspection(u"b"_s, SandboxStatus::Paused));
    QVERIFY(m_reader->state().id.isEmpty());
    QVERIFY(!m_reader->state().readAt);
    QCOMPARE(m_clock->timerCount(), 0);
}

void SelectedReaderTest::refusedKeyStopsIt()
{
    QSignalSpy refused(m_reader.get(), &SelectedReader::keyRefused);
    connect(m_reader.get(), &SelectedReader::keyRefused, m_controller.get(),
            [this] { m_controller->setKeyRefused(true); });
    m_reader->look(u"a"_s);
    m_clock->advance(SelectedReader::kSettle);
    m_api->fail(1, apiError(ApiErrorKind::Unauthorized));
    QCOMPARE(refused.size(), 1);
    m_clock->advance(10min);
    QCOMPARE(reads(), 1);
    m_controller->setKeyRefused(false);
    m_clock->advance(SelectedReader::kSettle);
    QCOMPARE(reads(), 2);
}

void SelectedReaderTest::readsAgainWhenTheStateDiffers()
{
    lookAtA();
    m_clock->advance(11s); // beyond what a recent read is trusted, with a read on its way
    m_api->answer(reads(), inspection(u"a"_s));
    const int before = reads();
    m_clock->advance(11ms);
    m_store->applyDetails(sandbox(u"a"_s, SandboxStatus::Stopped), m_clock->monoNow());
    m_clock->advance(SelectedReader::kSettle);
    QCOMPARE(reads(), before + 1);
}

void SelectedReaderTest::onlyEverGets()
{
    list({sandbox(u"a"_s, SandboxStatus::Paused)});
    lookAtA();
    m_clock->advance(SelectedReader::kInterval);
    m_reader->readNow();
    for (const QString &text : m_api->texts())
        QVERIFY2(text.startsWith(u"GET "_s), qPrintable(text));
    QCOMPARE(reads(), 2); // and readNow() does not add one to the one under way
}

SANDGLASS_REGISTER_TEST(SelectedReaderTest)

} // namespace

#include "tst_selectedreader.moc"
