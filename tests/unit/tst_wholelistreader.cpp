// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ratebudget.h"
#include "store/wholelistreader.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QTest>

#include <optional>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiErrorKind;

/// What reads one list and no more never takes a part of it for all.
class WholeListReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_reader.reset();
        m_clock = std::make_unique<ManualClock>();
        m_api = std::make_unique<FakeApi>();
        m_budget = std::make_unique<RateBudget>();
        m_result.reset();
        m_waits.clear();
        m_reader = std::make_unique<WholeListReader>(*m_clock, *m_api, *m_budget,
                                                     [this](auto wait) { m_waits.push_back(wait); });
    }

    void goesOnAfterTheRateLimit();
    void waitsAsLongAsTheLimitSays();
    void aRowThatMovesIsThereOnce();
    void givesUpOnAPageThatAlwaysFails();
    void aShortListIsNotWaitedFor();
    void beginsAnewWhenAsked();

private:
    void start()
    {
        m_reader->start([this](const ApiResult<ListOutcome> &result) { m_result = result; });
    }
    /// Pages of one row each, "s1" on the first.
    void answerPages(int first, int last, bool isLast = false)
    {
        for (int i = first; i <= last; ++i) {
            const QString cursor = isLast && i == last ? QString() : u'c' + QString::number(i);
            QVERIFY(m_api->answer(m_api->count(), page({sandbox(u's' + QString::number(i))}, cursor)));
        }
    }
    /// The 25th page is refused.
    void readUntilTheLimit()
    {
        start();
        answerPages(1, 24);
        m_api->fail(m_api->count(), apiError(Kind::RateLimited));
    }

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<FakeApi> m_api;
    std::unique_ptr<RateBudget> m_budget;
    std::unique_ptr<WholeListReader> m_reader;
    std::optional<ApiResult<ListOutcome>> m_result;
    std::vector<std::chrono::milliseconds> m_waits;
};

void WholeListReaderTest::goesOnAfterTheRateLimit()
{
    readUntilTheLimit();
    QVERIFY(!m_result);
    QCOMPARE(m_waits.size(), std::size_t(1));
    const int before = m_api->count();
    m_clock->advance(m_waits.front() - 1ms);
    QCOMPARE(m_api->count(), before);
    m_clock->advance(1ms);
    QCOMPARE(m_api->last().text(), u"LIST cursor=c24"_s);
    answerPages(25, 26, true);
    QVERIFY(m_result && m_result->has_value());
    const ListOutcome &list = **m_result;
    QCOMPARE(list.sandboxes.size(), 26);
    QVERIFY(list.isFirstTurn && list.isLastTurn);
    QCOMPARE(list.incompleteness, Incompleteness::None);
    QCOMPARE(list.listRequests(), 27);
}

void WholeListReaderTest::waitsAsLongAsTheLimitSays()
{
    start();
    answerPages(1, 24);
    m_budget->refuse(40s, m_clock->monoNow());
    m_api->fail(m_api->count(), apiError(Kind::RateLimited));
    QVERIFY(m_waits == std::vector<std::chrono::milliseconds>{40s});
}

void WholeListReaderTest::aRowThatMovesIsThereOnce()
{
    readUntilTheLimit();
    m_clock->advance(m_waits.front());
    m_api->answer(m_api->count(), page({sandbox(u"s3"_s, SandboxStatus::Paused), sandbox(u"s25"_s)}));
    QVERIFY(m_result && m_result->has_value());
    QCOMPARE((*m_result)->sandboxes.size(), 25);
    QCOMPARE((*m_result)->sandboxes.at(2)->status, SandboxStatus::Paused);
}

void WholeListReaderTest::givesUpOnAPageThatAlwaysFails()
{
    readUntilTheLimit();
    for (int i = 0; i < 10 && !m_result; ++i) {
        m_clock->advance(m_waits.back());
        m_api->fail(m_api->count(), apiError(Kind::RateLimited));
    }
    QVERIFY(m_result && !m_result->has_value());
    QCOMPARE(m_result->error().kind, Kind::RateLimited);
    m_clock->advance(1h);
    QCOMPARE(m_api->open().size(), 0);
}

void WholeListReaderTest::aShortListIsNotWaitedFor()
{
    start();
    answerPages(1, 2);
    m_api->fail(m_api->count(), apiError(Kind::RateLimited));
    QVERIFY(m_result && !m_result->has_value());
    QVERIFY(m_waits.empty());
}

void WholeListReaderTest::beginsAnewWhenAsked()
{
    readUntilTheLimit();
    start();
    QCOMPARE(m_api->last().text(), u"LIST"_s);
    answerPages(1, 1, true);
    QVERIFY(m_result && m_result->has_value());
    QCOMPARE((*m_result)->sandboxes.size(), 1);
    m_clock->advance(1h);
    QCOMPARE(m_api->open().size(), 0);
}

SANDGLASS_REGISTER_TEST(WholeListReaderTest)

} // namespace

#include "tst_wholelistreader.moc"
