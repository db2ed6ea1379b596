// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/firstrunpage.h"
#include "dashboardfixture.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/deletionflow.h"
#include "window/mainwindow.h"

#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The way in over a living dashboard, and leaving one for another.
class WayBackTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isOfferedOnlyOverADashboard();
    void theButtonGoesBack();
    void escapeEndsTheCheckFirst();
    void theDashboardWaitsUnseen();
    void deletionsWaitUntilTheirStripIsSeen();
    void leavingGoesOnAtOnceWhenNothingWaits();
    void leavingAsksAndCancelStays();
    void leavingKeeps();
    void leavingDeletesFirst();
    void leavingStaysWhenADeletionFails();
    void leavingWaitsForAnAnswer();
    void leavingWithoutAnAnswerIsAsked();
    void leavingStaysWhenAnActionFails();

private:
    [[nodiscard]] QPushButton *back() const { return m_window->findChild<QPushButton *>(u"connect.back"_s); }
    [[nodiscard]] QMessageBox *question() const
    {
        for (auto *one : m_page->findChildren<QMessageBox *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    void press(const QString &start)
    {
        QVERIFY(question());
        for (QPushButton *one : question()->findChildren<QPushButton *>()) {
            if (one->text().remove(u'&').startsWith(start)) {
                one->click();
                return;
            }
        }
        QFAIL(qPrintable(start));
    }
    void leave()
    {
        m_window->leaveDashboard(Leaving::Disconnect, [this] { ++m_left; });
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    QPointer<DashboardPage> m_page;
    int m_left = 0;
};

void WayBackTest::init()
{
    m_left = 0;
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load({sandbox(u"a"_s), sandbox(u"b"_s)});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void WayBackTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void WayBackTest::isOfferedOnlyOverADashboard()
{
    m_window->showFirstRun();
    QVERIFY(back()->isVisible());
    QCOMPARE(back()->text(), u"&Back to api.example.org"_s);
    QVERIFY(!back()->accessibleDescription().isEmpty());

    MainWindow first(m_fixture->settings);
    first.showFirstRun();
    QVERIFY(!first.findChild<QPushButton *>(u"connect.back"_s));
    QTest::keyClick(first.firstRunPage(), Qt::Key_Escape);
    QCoreApplication::processEvents();
    QVERIFY(first.firstRunPage());
}

void WayBackTest::theButtonGoesBack()
{
    m_page->tablePane().table().selectIds({u"b"_s});
    m_window->showFirstRun();
    QCOMPARE(m_window->windowTitle(), u"Sandglass"_s);
    QVERIFY(!m_page->isVisible());
    // A check under way is nothing the dashboard waits for.
    m_window->firstRunPage()->showChecking();
    QSignalSpy cancelled(m_window.get(), &MainWindow::cancelWanted);
    back()->click();
    QTRY_VERIFY(!m_window->firstRunPage());
    QCOMPARE(cancelled.count(), 1);
    QVERIFY(m_page && m_page->isVisible());
    QCOMPARE(m_window->windowTitle(), u"Sandglass – api.example.org"_s);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{u"b"_s});
    QVERIFY(m_page->tablePane().table().hasFocus());
}

void WayBackTest::escapeEndsTheCheckFirst()
{
    FirstRunPage *way = m_window->showFirstRun();
    connect(m_window.get(), &MainWindow::cancelWanted, way, &FirstRunPage::showIdle);
    way->showChecking();
    QTest::keyClick(way, Qt::Key_Escape);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->firstRunPage(), way);
    QTest::keyClick(way, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->firstRunPage());
    QVERIFY(m_page && m_page->isVisible());
}

void WayBackTest::theDashboardWaitsUnseen()
{
    m_window->showFirstRun();
    m_fixture->answerPoll({sandbox(u"c"_s)});
    QCOMPARE(m_fixture->poller.status().pace, PollStatus::Pace::Hidden);
    m_window->closeFirstRun();
    QCOMPARE(m_fixture->filter.rowCount(), 3);
}

void WayBackTest::deletionsWaitUntilTheirStripIsSeen()
{
    m_fixture->deletions.schedule({u"a"_s});
    m_window->showFirstRun();
    m_fixture->clock.advance(1h);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
    m_window->closeFirstRun();
    m_fixture->clock.advance(9s);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
    m_fixture->clock.advance(1s);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 1);
}

void WayBackTest::leavingGoesOnAtOnceWhenNothingWaits()
{
    leave();
    QCOMPARE(m_left, 1);
    MainWindow empty(m_fixture->settings);
    empty.leaveDashboard(Leaving::Disconnect, [this] { ++m_left; });
    QCOMPARE(m_left, 2);
}

void WayBackTest::leavingAsksAndCancelStays()
{
    m_fixture->deletions.schedule({u"a"_s});
    m_window->showFirstRun();
    leave();
    QVERIFY(question());
    QTest::keyClick(question(), Qt::Key_Escape);
    QCoreApplication::processEvents();
    QVERIFY(!question());
    QCOMPARE(m_left, 0);
    // Still unseen, so still waiting.
    m_fixture->clock.advance(1h);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
    QCOMPARE(m_fixture->deletions.ids(), QStringList{u"a"_s});
}

void WayBackTest::leavingKeeps()
{
    m_fixture->deletions.schedule({u"a"_s, u"b"_s});
    leave();
    press(u"Keep them"_s);
    QTRY_COMPARE(m_left, 1);
    QVERIFY(m_fixture->deletions.ids().isEmpty());
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
}

void WayBackTest::leavingDeletesFirst()
{
    m_fixture->deletions.schedule({u"a"_s});
    leave();
    press(u"Delete now"_s);
    QCoreApplication::processEvents();
    QCOMPARE(m_left, 0);
    m_fixture->api.answer(m_fixture->api.find(u"DELETE a"_s), ActionAnswer{SandboxStatus::Gone});
    m_fixture->clock.advance(0ms);
    m_fixture->api.fail(m_fixture->api.find(u"GET a"_s), apiError(ApiErrorKind::NotFound));
    QTRY_COMPARE(m_left, 1);
}

void WayBackTest::leavingStaysWhenADeletionFails()
{
    m_fixture->deletions.schedule({u"a"_s});
    leave();
    press(u"Delete now"_s);
    m_fixture->api.fail(m_fixture->api.find(u"DELETE a"_s), apiError(ApiErrorKind::RateLimited));
    QCoreApplication::processEvents();
    QCOMPARE(m_left, 0);
}

void WayBackTest::leavingWaitsForAnAnswer()
{
    // What has not reached the server yet would be lost with the connection.
    m_fixture->controller.request(LifecycleAction::Pause, {u"a"_s});
    leave();
    QCOMPARE(m_left, 0);
    QVERIFY(!question());
    QVERIFY(m_fixture->api.answer(m_fixture->api.open().constLast(), ActionAnswer{}));
    QTRY_COMPARE(m_left, 1);
    m_fixture->clock.advance(1s);
    QVERIFY(!question());
}

void WayBackTest::leavingWithoutAnAnswerIsAsked()
{
    // An extension reads first: nothing was asked of the server yet.
    m_fixture->controller.extend(Extension::later(1h), {u"a"_s});
    for (const bool leaves : {false, true}) {
        leave();
        m_fixture->clock.advance(1s);
        QVERIFY(question());
        leave();
        if (leaves)
            press(u"Leave now"_s);
        else
            QTest::keyClick(question(), Qt::Key_Escape);
        QCoreApplication::processEvents();
        QVERIFY(!question());
        QCOMPARE(m_left, leaves ? 1 : 0);
    }
}

void WayBackTest::leavingStaysWhenAnActionFails()
{
    m_fixture->controller.request(LifecycleAction::Pause, {u"a"_s});
    leave();
    m_fixture->clock.advance(1s);
    QVERIFY(question());
    QVERIFY(m_fixture->api.fail(m_fixture->api.open().constLast(), apiError(ApiErrorKind::Conflict)));
    QCoreApplication::processEvents();
    // A read decides whether it was done all the same.
    QVERIFY(question());
    m_fixture->clock.advance(1s);
    QVERIFY(m_fixture->api.answer(m_fixture->api.open().constLast(), sandbox(u"a"_s)));
    QTRY_VERIFY(!question());
    QCoreApplication::processEvents();
    QCOMPARE(m_left, 0);
}

SANDGLASS_REGISTER_TEST(WayBackTest)

} // namespace

#include "tst_wayback.moc"
