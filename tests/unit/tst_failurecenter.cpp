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

class FailureCenterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void closedReportOpensAgain();
    void openReportComesToTheFront();
    void successEndsIt();
    void goneIsNotKept();
    void joinsANewerGroupOfItsCause();

private:
    void failPause(const QString &id, ApiErrorKind kind = ApiErrorKind::PaymentRequired)
    {
        m_fixture->request(LifecycleAction::Pause, {id});
        ApiError error = apiError(kind);
        error.at = m_fixture->clock.utcNow();
        m_fixture->api.fail(m_fixture->api.find(u"POST %1/pause"_s.arg(id)), error);
        m_fixture->settle();
        if (const int read = m_fixture->api.find(u"GET "_s + id))
            m_fixture->api.answer(read, sandbox(id));
    }

    std::unique_ptr<ControllerFixture> m_fixture;
    std::unique_ptr<FailureCenter> m_center;
};

void FailureCenterTest::init()
{
    m_center.reset();
    m_fixture = std::make_unique<ControllerFixture>();
    m_center = std::make_unique<FailureCenter>(*m_fixture->controller, QUrl(u"https://api.example.org"_s));
    m_fixture->know({sandbox(u"a"_s), sandbox(u"b"_s)});
}

void FailureCenterTest::closedReportOpensAgain()
{
    QSignalSpy opened(m_center.get(), &FailureCenter::groupOpened);
    QSignalSpy wanted(m_center.get(), &FailureCenter::groupWanted);
    QSignalSpy changed(m_center.get(), &FailureCenter::lastFailuresChanged);
    QVERIFY(!m_center->hasFailure(u"a"_s));
    m_center->reopen(u"a"_s);
    QCOMPARE(opened.size() + wanted.size(), 0);

    const UtcTime failedAt = m_fixture->clock.utcNow();
    failPause(u"a"_s);
    failPause(u"b"_s);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(changed.size(), 2);
    QVERIFY(m_center->hasFailure(u"a"_s));
    m_center->close(opened.at(0).at(0).toULongLong());
    QVERIFY(m_center->hasFailure(u"a"_s));

    m_fixture->pass(1h);
    m_center->reopen(u"a"_s);
    QCOMPARE(opened.size(), 2);
    const auto group = opened.at(1).at(0).toULongLong();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.at(0).at(0).toULongLong(), group);
    QCOMPARE(m_center->report(group).sandboxIds, QStringList{u"a"_s});
    QCOMPARE(m_center->report(group), m_center->lastReport(u"a"_s));
    QCOMPARE(m_center->span(group), std::pair(failedAt, failedAt)); // then, not now
}

void FailureCenterTest::openReportComesToTheFront()
{
    QSignalSpy opened(m_center.get(), &FailureCenter::groupOpened);
    QSignalSpy wanted(m_center.get(), &FailureCenter::groupWanted);
    failPause(u"a"_s);
    m_center->reopen(u"a"_s);
    m_center->reopen(u"a"_s);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(m_center->count(opened.at(0).at(0).toULongLong()), 1);
}

void FailureCenterTest::successEndsIt()
{
    failPause(u"a"_s);
    m_fixture->request(LifecycleAction::Pause, {u"a"_s});
    m_fixture->api.answer(m_fixture->api.find(u"POST a/pause"_s), ActionAnswer{});
    m_fixture->pass(1s);
    m_fixture->api.answer(m_fixture->api.find(u"GET a"_s), sandbox(u"a"_s, SandboxStatus::Paused));
    QVERIFY(!m_fixture->store.find(u"a"_s)->fault);
    QVERIFY(!m_center->hasFailure(u"a"_s));
}

void FailureCenterTest::goneIsNotKept()
{
    m_fixture->request(LifecycleAction::Pause, {u"a"_s});
    m_fixture->api.fail(m_fixture->api.find(u"POST a/pause"_s), apiError(ApiErrorKind::NotFound));
    m_fixture->settle();
    m_fixture->api.fail(m_fixture->api.find(u"GET a"_s), apiError(ApiErrorKind::NotFound));
    QVERIFY(!m_fixture->store.find(u"a"_s));
    QVERIFY(!m_center->hasFailure(u"a"_s));
    failPause(u"b"_s);
    m_center->forget(u"b"_s);
    QVERIFY(!m_center->hasFailure(u"b"_s));
}

void FailureCenterTest::joinsANewerGroupOfItsCause()
{
    QSignalSpy opened(m_center.get(), &FailureCenter::groupOpened);
    QSignalSpy wanted(m_center.get(), &FailureCenter::groupWanted);
    failPause(u"a"_s);
    m_center->close(opened.at(0).at(0).toULongLong());
    failPause(u"b"_s);
    const auto group = opened.at(1).at(0).toULongLong();
    m_center->reopen(u"a"_s);
    QCOMPARE(opened.size(), 2);
    QCOMPARE(wanted.at(0).at(0).toULongLong(), group);
    QCOMPARE(m_center->report(group).sandboxIds, (QStringList{u"b"_s, u"a"_s}));
    failPause(u"b"_s);
    QCOMPARE(m_center->count(group), 3);
    QCOMPARE(m_center->sandboxIds(group), (QStringList{u"b"_s, u"a"_s})); // each once
    const ErrorReport report = m_center->lastReport(u"b"_s);
    QCOMPARE(m_fixture->store.find(u"b"_s)->fault->text, report.headline + u": "_s + report.cause);
}

SANDGLASS_REGISTER_TEST(FailureCenterTest)

} // namespace

#include "tst_failurecenter.moc"
