// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "failures/failurepresenter.h"
#include "status/banner.h"
#include "status/statusline.h"
#include "status/statustexts.h"
#include "support/listening.h"
#include "support/snapshots.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgets/timetexts.h"
#include "widgetsearch.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ReadingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void bannerCountsDownAndGoes();
    void bannerMergesRepeats();
    void bannerNeverTakesTheFocus();
    void retryNowReads();
    void aFailedReadAgesTheRows();
    void refusedKeyAsksForAnother();
    void refusedKeyBlocksActions();
    void clocksThatDifferAreSaid();
    void incompleteListIsSaid();
    void detailsOpenAReport();
    void demoIsMarked();
    void statusLineTicks();
    void statusLineRestsWhileHidden();
    void shortPollsDoNotFlicker();
    void refreshSaysWhyItMustWait();
    void newsGiveWay();
    void connectionWords();
    void paceIsExplained();
    void countdowns();
    void whatIsInSightDoesNotWaitForItsTurn();

private:
    [[nodiscard]] Banner *banner() const { return m_page->findChild<Banner *>(u"banner"_s); }
    [[nodiscard]] QString aside() const
    {
        return banner()->content() ? banner()->content()->aside : QString();
    }
    [[nodiscard]] StatusLine &line() const { return *m_page->findChild<StatusLine *>(); }
    [[nodiscard]] QString readingLine() const
    {
        return m_page->findChild<QLabel *>(u"status.reading"_s)->text();
    }
    [[nodiscard]] QString connectionWord() const
    {
        return m_page->findChild<QLabel *>(u"status.connection"_s)->text();
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void ReadingTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_fixture->load({sandbox(u"a"_s), sandbox(u"b"_s)});
}

void ReadingTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void ReadingTest::bannerCountsDownAndGoes()
{
    QVERIFY(!banner()->isVisible());
    m_fixture->failPoll(ApiErrorKind::Unreachable);
    QVERIFY(banner()->isVisible());
    QCOMPARE(banner()->content()->kind, BannerKind::Warning);
    QVERIFY(banner()->content()->text.contains(u"Data from 03:04:05"_s));
    const PollStatus &status = m_fixture->poller.status();
    QCOMPARE(aside(), u"Retrying in %1"_s.arg(countdown(status.next - m_fixture->clock.monoNow())));
    m_fixture->clock.advance(2s);
    QCOMPARE(aside(), u"Retrying in %1"_s.arg(countdown(status.next - m_fixture->clock.monoNow())));
    QCOMPARE(m_fixture->store.size(), 2);
    m_fixture->answerPoll();
    QVERIFY(!banner()->isVisible());
}

void ReadingTest::bannerMergesRepeats()
{
    for (int i = 0; i < 5; ++i)
        m_fixture->failPoll(ApiErrorKind::Unreachable);
    QVERIFY2(aside().contains(u"failed 5 times"_s), qPrintable(aside()));
    QVERIFY(!m_page->failures().hasOpenDialogs());
}

void ReadingTest::bannerNeverTakesTheFocus()
{
    m_page->tablePane().table().setFocus();
    m_fixture->failPoll(ApiErrorKind::ServerError);
    QVERIFY(m_page->tablePane().table().hasFocus());
    m_fixture->answerPoll();
    QVERIFY(m_page->tablePane().table().hasFocus());
}

void ReadingTest::retryNowReads()
{
    m_fixture->failPoll(ApiErrorKind::Unreachable);
    QSignalSpy polls(&m_fixture->poller, &Poller::pollWanted);
    banner()->button(BannerButton::RetryNow)->click();
    QCOMPARE(polls.count(), 1);
    QCOMPARE(aside(), u"Retrying…"_s);
}

void ReadingTest::aFailedReadAgesTheRows()
{
    const auto isOld = [this] {
        return m_fixture->filter.index(0, 0).data(SandboxListModel::FreshnessRole).toBool();
    };
    QVERIFY(!isOld());
    m_fixture->failPoll(ApiErrorKind::Unreachable);
    QVERIFY(isOld());
    m_fixture->answerPoll();
    QVERIFY(!isOld());
}

void ReadingTest::refusedKeyAsksForAnother()
{
    m_fixture->failPoll(ApiErrorKind::Unauthorized);
    QCOMPARE(banner()->content()->kind, BannerKind::Danger);
    QVERIFY(banner()->button(BannerButton::EnterKey)->isVisible());
    QVERIFY(!banner()->button(BannerButton::RetryNow));
    QCOMPARE(connectionWord(), u"Key refused"_s);
    QSignalSpy wanted(m_window.get(), &MainWindow::connectAgainWanted);
    banner()->button(BannerButton::EnterKey)->click();
    QTRY_COMPARE(wanted.count(), 1);
}

void ReadingTest::refusedKeyBlocksActions()
{
    m_page->tablePane().table().selectAll();
    const auto *pause = m_page->findChild<QAction *>(u"action.pause"_s);
    QTRY_VERIFY(pause->isEnabled());
    m_fixture->failPoll(ApiErrorKind::Unauthorized);
    QTRY_VERIFY(!pause->isEnabled());
    m_fixture->answerPoll();
    QTRY_VERIFY(pause->isEnabled());
}

/// Nobody can see from "1 d 2 h" that a clock is wrong.
void ReadingTest::clocksThatDifferAreSaid()
{
    const auto tell = [this](std::chrono::milliseconds ahead) {
        Exchange told;
        told.sentAt = told.answeredAt = m_fixture->clock.utcNow();
        told.serverDate = told.answeredAt + ahead;
        m_fixture->serverClock.record(told);
        m_fixture->answerPoll();
    };
    tell(5min);
    QVERIFY(!banner()->isVisible());
    tell(24h);
    QVERIFY(banner()->isVisible());
    QVERIFY2(banner()->content()->headline.contains(u"1 d ahead"_s),
             qPrintable(banner()->content()->headline));
    banner()->button(BannerButton::Dismiss)->click();
    QTRY_VERIFY(!banner()->isVisible());
    tell(24h);
    QVERIFY(!banner()->isVisible());
    // Trouble comes first, and another difference is another matter.
    tell(-49h);
    QVERIFY(banner()->content()->headline.contains(u"behind this computer"_s));
    m_fixture->failPoll(ApiErrorKind::Unreachable);
    QVERIFY(!banner()->content()->headline.contains(u"behind"_s));
}

void ReadingTest::incompleteListIsSaid()
{
    m_fixture->answerPoll({}, {}, Incompleteness::NoCursor);
    QVERIFY(banner()->isVisible());
    QCOMPARE(banner()->content()->kind, BannerKind::Info);
    QVERIFY(!banner()->button(BannerButton::RetryNow));
    QVERIFY(banner()->content()->headline.contains(u"may not be complete"_s));
    m_fixture->answerPoll({}, {}, Incompleteness::InTurns);
    QVERIFY(banner()->content()->headline.contains(u"not complete yet"_s));
    QVERIFY(banner()->content()->text.contains(u"The rest follows"_s));
    QCOMPARE(statusMessage(*m_page), u"2 sandboxes so far"_s);
    m_page->tablePane().table().selectAll();
    QCOMPARE(statusMessage(*m_page), u"2 of 2 read so far selected"_s);
    m_page->tablePane().table().clearSelection();
    m_fixture->filter.setText(u"nothing like it"_s);
    const auto *headline = m_page->findChild<QLabel *>(u"emptyState.headline"_s);
    QCOMPARE(headline->text(), u"Nothing found so far"_s);
    m_fixture->answerPoll({}, {});
    QVERIFY(!banner()->isVisible());
}

void ReadingTest::detailsOpenAReport()
{
    m_fixture->failPoll(ApiErrorKind::ServerError);
    QVERIFY(!m_page->failures().hasOpenDialogs());
    banner()->button(BannerButton::Details)->click();
    QVERIFY(m_page->failures().hasOpenDialogs());
}

void ReadingTest::demoIsMarked()
{
    QVERIFY(!m_page->findChild<Banner *>(u"demoMark"_s)->isVisible());
    m_page = m_window->showDashboard(m_fixture->dashboard(true));
    const auto *mark = m_page->findChild<Banner *>(u"demoMark"_s);
    QVERIFY(mark && mark->isVisible());
    QVERIFY(mark->content()->headline.contains(u"Demo"_s));
    QVERIFY(m_window->windowTitle().contains(u"Demo"_s));
    QSignalSpy wanted(m_window.get(), &MainWindow::connectAgainWanted);
    mark->button(BannerButton::Connect)->click();
    QTRY_COMPARE(wanted.count(), 1);
}

void ReadingTest::statusLineTicks()
{
    QVERIFY2(readingLine().startsWith(u"Updated just now, next in "_s), qPrintable(readingLine()));
    m_fixture->clock.advance(3s);
    QVERIFY2(readingLine().startsWith(u"Updated 3 s ago, next in "_s), qPrintable(readingLine()));
    QCOMPARE(connectionWord(), u"Connected"_s);
    QCOMPARE(statusMessage(*m_page), u"2 sandboxes"_s);
    m_page->tablePane().table().selectIds({u"a"_s});
    QCOMPARE(statusMessage(*m_page), u"1 of 2 selected"_s);
}

void ReadingTest::statusLineRestsWhileHidden()
{
    m_page->setOnScreen(false);
    const QString before = readingLine();
    m_fixture->clock.advance(3s);
    QCOMPARE(readingLine(), before);
    m_page->setOnScreen(true);
    QVERIFY(readingLine() != before);
}

void ReadingTest::shortPollsDoNotFlicker()
{
    m_fixture->clock.advance(2s);
    const QString before = readingLine();
    m_fixture->poller.pollNow();
    QCOMPARE(m_fixture->poller.status().phase, PollStatus::Phase::Reading);
    QCOMPARE(readingLine(), before);
    m_fixture->clock.advance(1s);
    QVERIFY2(readingLine().endsWith(u"reading…"_s), qPrintable(readingLine()));
}

void ReadingTest::refreshSaysWhyItMustWait()
{
    m_page->actionSet().refresh()->trigger();
    QCOMPARE(m_fixture->poller.status().phase, PollStatus::Phase::Reading);
    QCOMPARE(statusMessage(*m_page), u"2 sandboxes"_s);
    m_fixture->failPoll(ApiErrorKind::RateLimited, 20s);
    m_page->actionSet().refresh()->trigger();
    const PollStatus &status = m_fixture->poller.status();
    QCOMPARE(status.phase, PollStatus::Phase::Waiting);
    QCOMPARE(statusMessage(*m_page), u"The server asked to wait: the list is read in %1"_s.arg(
                                         countdown(status.next - m_fixture->clock.monoNow())));
    m_fixture->clock.advance(30s);
    m_fixture->answerPoll();
    Exchange spent;
    spent.httpStatus = 200;
    spent.answeredAt = m_fixture->clock.utcNow();
    spent.rate = {100, 3, spent.answeredAt + 30s};
    m_fixture->budget.record(spent, m_fixture->clock.monoNow());
    m_page->actionSet().refresh()->trigger();
    QCOMPARE(statusMessage(*m_page), u"Request limit: the list is read again in %1"_s.arg(
                                         countdown(status.next - m_fixture->clock.monoNow())));
    QVERIFY(status.next - m_fixture->clock.monoNow() >= 30s);
}

void ReadingTest::newsGiveWay()
{
    line().announce(u"News"_s);
    line().setHint(u"Hint"_s);
    QCOMPARE(statusMessage(*m_page), u"News"_s);
    m_fixture->clock.advance(7s);
    QCOMPARE(statusMessage(*m_page), u"Hint"_s);
    line().setHint({});
    QCOMPARE(statusMessage(*m_page), u"2 sandboxes"_s);
    // Where the mouse rests, what is under it does not stand there for ever.
    line().setHint(u"Hint"_s);
    m_fixture->clock.advance(11s);
    QCOMPARE(statusMessage(*m_page), u"2 sandboxes"_s);
}

void ReadingTest::connectionWords()
{
    m_fixture->failPoll(ApiErrorKind::Timeout);
    QCOMPARE(connectionWord(), u"Cannot reach"_s);
    m_fixture->failPoll(ApiErrorKind::ServerError);
    QCOMPARE(connectionWord(), u"Cannot read"_s);
    m_fixture->answerPoll();
    QCOMPARE(connectionWord(), u"Connected"_s);
    PollStatus fresh;
    fresh.phase = PollStatus::Phase::Reading;
    QCOMPARE(connectionState(fresh, u"x"_s).word, u"Reading…"_s);
}

void ReadingTest::paceIsExplained()
{
    PollStatus status;
    status.pace = PollStatus::Pace::Budget;
    status.interval = 12s;
    status.requestsPerPoll = 3;
    QCOMPARE(paceText(status, 250), u"every 12 s: 250 sandboxes need 3 requests"_s);
    status.pace = PollStatus::Pace::Normal;
    QVERIFY(paceText(status, 250).isEmpty());
    QCOMPARE(budgetText(38, 100), u"38/100 per min"_s);
}

void ReadingTest::countdowns()
{
    QCOMPARE(countdown(7001ms), u"8 s"_s);
    QCOMPARE(countdown(7000ms), u"7 s"_s);
    QCOMPARE(countdown(-5s), u"0 s"_s);
    QCOMPARE(untilCountdownChanges(7001ms), 1ms);
    QCOMPARE(untilCountdownChanges(7000ms), 1000ms);
    QCOMPARE(untilCountdownChanges(0ms), 0ms);
}

void ReadingTest::whatIsInSightDoesNotWaitForItsTurn()
{
    Poller &poller = m_fixture->poller;
    SandboxTable &table = m_page->tablePane().table();
    quint64 wanted = 0;
    const auto listener = listen(&poller, &Poller::pollWanted, [&wanted](quint64 poll) { wanted = poll; });
    const auto turn = [&](const QVector<Sandbox> &read) {
        if (poller.status().phase == PollStatus::Phase::Waiting)
            m_fixture->clock.advance(poller.status().next - m_fixture->clock.monoNow());
        SnapshotDelta delta = deltaOf(m_fixture->clock, read);
        delta.poll = wanted;
        delta.requests = 60;
        delta.isTurn = true;
        delta.isLastTurn = false;
        poller.onSnapshot(delta);
        QCoreApplication::processEvents();
    };
    const auto isOld = [&](int row) {
        return m_fixture->filter.index(row, 0).data(SandboxListModel::FreshnessRole).toBool();
    };
    QVector<Sandbox> all;
    for (int i = 0; i < 500; ++i)
        all.append(sandbox(u"s%1"_s.arg(i, 3, 10, QChar(u'0'))));
    poller.setVisible(false);
    turn(all);
    for (int i = 0; i < 3; ++i)
        turn({});
    table.scrollTo(m_fixture->filter.index(400, 0), QAbstractItemView::PositionAtTop);
    table.viewport()->repaint();
    const int first = table.rowAt(0);
    const int last = table.rowAt(table.viewport()->height() - 1);
    QVERIFY(first >= 300 && last > first);
    QVERIFY(isOld(first) && isOld(first - 1));

    poller.setVisible(true);
    turn({});
    QStringList read;
    while (!m_fixture->api.open().isEmpty()) {
        const int number = m_fixture->api.open().constLast();
        read.append(m_fixture->api.request(number).id);
        m_fixture->api.answer(number, sandbox(read.constLast()));
    }
    QVERIFY(!read.isEmpty());
    for (const QString &id : std::as_const(read)) {
        const int row = m_fixture->filter.rowOf(id);
        QVERIFY2(row >= first && row <= last, qPrintable(id));
        QVERIFY(!isOld(row));
    }
    QVERIFY(!isOld(first));
    QVERIFY(isOld(first - 1));
}

SANDGLASS_REGISTER_TEST(ReadingTest)

} // namespace

#include "tst_reading.moc"
