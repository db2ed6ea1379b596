// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/errorhistory.h"
#include "diagnostics/eventtrail.h"
#include "diagnostics/requesttimes.h"
#include "support/fakeapi.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What is kept of a run: bounded, merged, without secrets.
class EventTrailTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameAgainIsACount();
    void whatDiffersIsAnotherEvent();
    void oldOnesMakeRoom();
    void aLongNightKeepsItsBeginning();
    void secretsAreMasked();
    void textsArePlainAndBounded();
    void routesHaveNoIds();
    void requestsAreTimed();
    void errorsAreMergedAndBounded();

private:
    void add(const QString &what, const QString &why = {})
    {
        m_trail.add(EventKind::Reading, EventLevel::Problem, what, why);
    }

    ManualClock m_clock;
    EventTrail m_trail{m_clock};
};

void EventTrailTest::theSameAgainIsACount()
{
    EventTrail trail(m_clock);
    const QSignalSpy appended(&trail, &EventTrail::appended);
    const QSignalSpy repeated(&trail, &EventTrail::repeated);
    const UtcTime first = m_clock.utcNow();
    trail.add(EventKind::Reading, EventLevel::Problem, u"failed"_s, u"no network"_s);
    m_clock.advance(5s);
    trail.add(EventKind::Pace, EventLevel::Warning, u"slower"_s);
    m_clock.advance(5s);
    trail.add(EventKind::Reading, EventLevel::Problem, u"failed"_s, u"no network"_s);
    QCOMPARE(trail.size(), 2);
    QCOMPARE(trail.at(0).times, 2);
    QCOMPARE(trail.at(0).at, first);
    QCOMPARE(trail.at(0).last, first + 10s);
    QCOMPARE(appended.count(), 2);
    QCOMPARE(repeated.count(), 1);
    QCOMPARE(repeated.at(0).at(0).toInt(), 0);
}

void EventTrailTest::whatDiffersIsAnotherEvent()
{
    EventTrail trail(m_clock);
    trail.add(EventKind::Action, EventLevel::Note, u"a"_s, u"b"_s, u"id1"_s);
    trail.add(EventKind::Action, EventLevel::Note, u"a"_s, u"b"_s, u"id2"_s);
    trail.add(EventKind::Action, EventLevel::Note, u"a"_s, u"c"_s, u"id1"_s);
    trail.add(EventKind::Action, EventLevel::Warning, u"a"_s, u"b"_s, u"id1"_s);
    trail.add(EventKind::Limit, EventLevel::Note, u"a"_s, u"b"_s, u"id1"_s);
    QCOMPARE(trail.size(), 5);
}

void EventTrailTest::oldOnesMakeRoom()
{
    EventTrail trail(m_clock);
    int forgotten = 0;
    connect(&trail, &EventTrail::forgot, this, [&forgotten](int count) { forgotten += count; });
    for (int i = 0; i < 3 * EventTrail::kMost; ++i)
        trail.add(EventKind::Action, EventLevel::Note, QString::number(i));
    QVERIFY(trail.size() <= EventTrail::kMost);
    QVERIFY(trail.size() > EventTrail::kMost - EventTrail::kStep);
    QCOMPARE(trail.forgotten(), forgotten);
    QCOMPARE(trail.size() + forgotten, 3 * EventTrail::kMost);
    QCOMPARE(trail.at(trail.size() - 1).what, QString::number(3 * EventTrail::kMost - 1));
    QCOMPARE(trail.at(0).what, QString::number(forgotten));
}

void EventTrailTest::aLongNightKeepsItsBeginning()
{
    EventTrail trail(m_clock);
    trail.add(EventKind::Reading, EventLevel::Note, u"read for the first time"_s);
    for (int i = 0; i < 10'000; ++i) {
        trail.add(EventKind::Reading, EventLevel::Problem, u"failed"_s);
        trail.add(EventKind::Answer, EventLevel::Note, u"left aside"_s);
    }
    QCOMPARE(trail.size(), 3);
    QCOMPARE(trail.at(1).times, 10'000);
    QCOMPARE(trail.forgotten(), 0);
}

void EventTrailTest::secretsAreMasked()
{
    add(u"Pause failed"_s, u"bad key hopx_live_Ab3dEf.0123456789abcdef, Bearer eyJhbGciOi.eyJzdWI.c2ln"_s);
    const Event &event = m_trail.at(m_trail.size() - 1);
    QVERIFY2(!event.why.contains(u"0123456789"_s) && !event.why.contains(u"eyJzdWI"_s),
             qPrintable(event.why));
    QVERIFY(event.why.contains(u"hopx_live_"_s));
}

void EventTrailTest::textsArePlainAndBounded()
{
    add(u"one\nline\u202e"_s, QString(100'000, u'x'));
    const Event &event = m_trail.at(m_trail.size() - 1);
    QCOMPARE(event.what, u"one line"_s);
    QVERIFY(event.why.size() < 1'000);
}

void EventTrailTest::routesHaveNoIds()
{
    QCOMPARE(routeOf(u"POST"_s, u"/v1/sandboxes/17abc/pause"_s), u"POST /v1/sandboxes/{id}/pause"_s);
    QCOMPARE(routeOf(u"GET"_s, u"/v1/sandboxes/17abc"_s), u"GET /v1/sandboxes/{id}"_s);
    QCOMPARE(routeOf(u"GET"_s, u"/v1/sandboxes"_s), u"GET /v1/sandboxes"_s);
    QCOMPARE(routeOf(u"GET"_s, u"/v1/sandboxes/"_s), u"GET /v1/sandboxes/"_s);
    QCOMPARE(routeOf(u"GET"_s, u"/v1/templates/73"_s), u"GET /v1/templates/{id}"_s);
}

void EventTrailTest::requestsAreTimed()
{
    RequestTimes times;
    const auto answer = [&](int status, std::chrono::milliseconds took) {
        Exchange exchange;
        exchange.method = u"GET"_s;
        exchange.path = u"/v1/sandboxes"_s;
        exchange.httpStatus = status;
        exchange.sentAt = m_clock.utcNow();
        exchange.answeredAt = exchange.sentAt + took;
        times.record(exchange);
    };
    for (const auto took : {10ms, 30ms, 20ms})
        answer(200, took);
    answer(503, 900ms);
    answer(0, 20'000ms);
    answer(200, -5'000ms); // the clock was set back meanwhile
    QCOMPARE(times.all().size(), 1);
    const RouteTimes route = times.all().constFirst();
    QCOMPARE(route.route, u"GET /v1/sandboxes"_s);
    QCOMPARE(route.count, 6);
    QCOMPARE(route.refused, 1);
    QCOMPARE(route.unanswered, 1);
    QCOMPARE(route.median, 20ms);
    QCOMPARE(route.slowest, 900ms);
    QCOMPARE(route.lastStatus, 200);

    for (int i = 0; i < 10'000; ++i) {
        Exchange exchange;
        exchange.method = u"GET"_s;
        exchange.path = u"/odd/%1"_s.arg(i);
        times.record(exchange);
    }
    QCOMPARE(times.all().size(), RequestTimes::kMostRoutes);
}

void EventTrailTest::errorsAreMergedAndBounded()
{
    ErrorHistory errors;
    errors.add(u"reading"_s, apiError(ApiErrorKind::Timeout));
    errors.add(u"reading"_s, apiError(ApiErrorKind::ServerError));
    errors.add(u"reading"_s, apiError(ApiErrorKind::Timeout));
    QCOMPARE(errors.all().size(), 2);
    QCOMPARE(errors.all().constLast().error.kind, ApiErrorKind::Timeout);
    QCOMPARE(errors.all().constLast().times, 2);
    for (int i = 0; i < 1'000; ++i)
        errors.add(QString::number(i), apiError(ApiErrorKind::Conflict));
    QCOMPARE(errors.all().size(), ErrorHistory::kMost);
    QCOMPARE(errors.all().constLast().during, u"999"_s);
}

SANDGLASS_REGISTER_TEST(EventTrailTest)

} // namespace

#include "tst_eventtrail.moc"
