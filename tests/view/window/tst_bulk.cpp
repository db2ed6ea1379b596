// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "bulk/bulkstrip.h"
#include "bulk/bulktexts.h"
#include "bulk/plandialog.h"
#include "bulk/plansilence.h"
#include "bulk/rundetails.h"
#include "dashboardfixture.h"
#include "failures/errordialog.h"
#include "failures/failurepresenter.h"
#include "status/banner.h"
#include "store/bulk/bulkruns.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgetsearch.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"
#include "window/stripstack.h"

#include <QAbstractItemModel>
#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <algorithm>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum LifecycleAction;

class BulkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void oneOrTwoThatCanGoAtOnce();
    void threeShowAPlan();
    void aMixOfTwoShowsAPlan();
    void aPlanOfVeryManyFollowsFromTimeToTime();
    void planTellsWhyWhatAndHowLong();
    void planMarksProductionAndHidden();
    void theStripIsReadWhereItIsSeen();
    void planTellsOldStates();
    void planSaysThatTheListIsNotComplete();
    void planFollowsWhatHappensMeanwhile();
    void planLeavesItsRowsWhereTheyAre();
    void planOnlyShrinks();
    void planGoesWhenNothingIsLeft();
    void harmlessPlansCanBeSilenced();
    void stopAndDeleteKeepTheirRule();
    void onePlanAtATime();

    void stripCountsAndStopsTheRest();
    void theStripOfVeryManyFollowsFromTimeToTime();
    void theStripsEdgeIsWhereReadingBegins();
    void stripTellsTheRateLimit();
    void oneThatWaitsCanBeTakenBack();
    void planAndStripReckonWithOtherPrograms();
    void failedOnesStaySelected();
    void failuresAreToldByTheStripAlone();
    void anotherSelectionIsLeftAlone();
    void fewerOfTheSameAreAnotherSelection();
    void anOpenMenuKeepsItsSelection();
    void aWishWaitsForTheMenu();
    void failedOnesTheFilterHidesAreTold();
    void retriesCopiesAndDismisses();
    void goodNewsGoesByItself();
    void theFocusGoesToTheTable();
    void nothingLeftToStopGivesTheFocusToTheTable();
    void detailsRowByRow();
    void statusLineSpeaksOfTheWhole();
    void statusLineTellsAFailureAtOnce();
    void quittingAsks();
    void roughTimes();

private:
    void trigger(LifecycleAction action, const QStringList &ids)
    {
        m_page->tablePane().table().selectIds(ids);
        m_page->actionSet().lifecycle(action)->trigger();
        QCoreApplication::processEvents();
    }
    /// Confirms the plan for these, too.
    void begin(LifecycleAction action, const QStringList &ids)
    {
        trigger(action, ids);
        QVERIFY(plan());
        press(plan(), nameOfAction(action));
        QVERIFY(!plan());
    }
    template<typename Widget>
    [[nodiscard]] Widget *visible() const
    {
        for (Widget *one : m_page->findChildren<Widget *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] PlanDialog *plan() const { return visible<PlanDialog>(); }
    [[nodiscard]] BulkStrip *strip() const { return visible<BulkStrip>(); }
    static QString textOf(const QWidget *widget, const QString &name)
    {
        const auto *label = widget ? widget->findChild<QLabel *>(name) : nullptr;
        return label ? label->text() : QString();
    }
    static QString planCell(const PlanDialog *dialog, int row, int column)
    {
        const QAbstractItemModel *model = dialog->findChild<QTreeView *>()->model();
        return model->index(row, column).data().toString();
    }
    void answerAll()
    {
        for (const int number : m_fixture->api.open()) {
            if (m_fixture->api.request(number).verb == FakeApi::Verb::Act)
                m_fixture->api.answer(number, ActionAnswer{});
        }
        QCoreApplication::processEvents();
    }
    void prove(const QStringList &ids, SandboxStatus status)
    {
        m_fixture->clock.advance(1ms);
        QVector<Sandbox> rows;
        for (const QString &id : ids)
            rows << sandbox(id, status);
        m_fixture->answerPoll(rows);
    }
    void fail(const QString &request)
    {
        m_fixture->api.fail(m_fixture->api.find(request), apiError(ApiErrorKind::PlanLimit));
    }
    [[nodiscard]] QString news() const { return statusMessage(*m_page); }
    [[nodiscard]] QStringList selected() const { return m_page->tablePane().table().selectedIds(); }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
    const QStringList m_three{u"r1"_s, u"r2"_s, u"r3"_s};
    const QStringList m_six{u"r1"_s, u"r2"_s, u"r3"_s, u"r4"_s, u"r5"_s, u"r6"_s};
};

void BulkTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    QVector<Sandbox> all = oneOfEachStatus();
    for (int i = 1; i <= 6; ++i)
        all << sandbox(u"r%1"_s.arg(i));
    all.last().liveMode = true;
    m_fixture->load(all);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void BulkTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void BulkTest::oneOrTwoThatCanGoAtOnce()
{
    trigger(Pause, {u"r1"_s, u"r2"_s});
    QVERIFY(!plan());
    QVERIFY(!strip());
    QCOMPARE(m_fixture->api.texts(), (QStringList{u"POST r1/pause"_s, u"POST r2/pause"_s}));
}

void BulkTest::threeShowAPlan()
{
    trigger(Pause, m_three);
    QVERIFY(plan());
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Pause 3 sandboxes?"_s);
    QCOMPARE(textOf(plan(), u"plan.totals"_s), u"3 will be paused"_s);
    QVERIFY(QTest::qWaitForWindowActive(plan()));
    QTRY_COMPARE(QApplication::focusWidget(), button(plan(), u"Cancel"_s));
    QTest::keyClick(plan(), Qt::Key_Return);
    QVERIFY(!plan());
    trigger(Pause, m_three);
    QTest::keyClick(plan(), Qt::Key_Escape);
    QVERIFY(!plan());
    QCOMPARE(m_fixture->api.count(), 0);

    begin(Pause, m_three);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 3);
    QVERIFY(strip());
}

void BulkTest::aMixOfTwoShowsAPlan()
{
    trigger(Pause, {u"r1"_s, u"stopped"_s});
    QVERIFY(plan());
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Pause 1 of 2 sandboxes?"_s);
    QCOMPARE(textOf(plan(), u"plan.totals"_s), u"1 will be paused · 1 is left out"_s);
    press(plan(), u"Pause 1 sandbox"_s);
    QCOMPARE(m_fixture->api.texts(), QStringList{u"POST r1/pause"_s});
}

void BulkTest::aPlanOfVeryManyFollowsFromTimeToTime()
{
    QVector<Sandbox> many;
    QStringList ids;
    for (int i = 0; i < 1'200; ++i) {
        ids += u"many%1"_s.arg(i);
        many += sandbox(ids.constLast());
    }
    m_fixture->answerPoll(many);
    m_page->tablePane().table().selectIds(ids);
    m_page->actionSet().triggerOrExplain(Pause);
    QVERIFY(plan());
    QSignalSpy drawn(plan()->findChild<QTreeView *>()->model(), &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 5; ++i) {
        m_fixture->store.applyDetails(sandbox(ids.at(i), SandboxStatus::Stopped), m_fixture->clock.monoNow());
        QCoreApplication::processEvents();
    }
    QCOMPARE(drawn.count(), 0);
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Pause 1200 sandboxes?"_s);
    m_fixture->clock.advance(500ms);
    QStringList redrawn;
    for (const QVariantList &rows : drawn) {
        for (int row = rows.at(0).toModelIndex().row(); row <= rows.at(1).toModelIndex().row(); ++row) {
            redrawn += planCell(plan(), row, 0);
            QCOMPARE(planCell(plan(), row, 3).section(u':', 0, 0), u"Left out"_s);
        }
    }
    redrawn.sort();
    QCOMPARE(redrawn, ids.mid(0, 5)); // and no other row
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Pause 1195 of 1200 sandboxes?"_s);
}

void BulkTest::planTellsWhyWhatAndHowLong()
{
    Exchange told;
    told.httpStatus = 200;
    told.answeredAt = m_fixture->clock.utcNow();
    told.rate = {20, 5, told.answeredAt + 30s};
    m_fixture->budget.record(told, m_fixture->clock.monoNow());
    trigger(Stop, {u"stopped"_s, u"r1"_s, u"r2"_s, u"r3"_s, u"paused"_s, u"error"_s});
    QVERIFY(plan());
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Stop 4 of 6 sandboxes?"_s);
    QVERIFY(textOf(plan(), u"plan.consequence"_s).contains(u"lost"_s));
    QCOMPARE(textOf(plan(), u"plan.totals"_s), u"4 will be stopped · 2 are left out"_s);
    QVERIFY2(
        textOf(plan(), u"plan.time"_s)
            .startsWith(
                u"Sending takes about 35 s: of the 20 requests a minute the key may send, about 16 are free for it."_s),
        qPrintable(textOf(plan(), u"plan.time"_s)));
    // What is left out comes last, with the words of the disabled button.
    QCOMPARE(planCell(plan(), 0, 3), u"Stop"_s);
    QCOMPARE(planCell(plan(), 4, 3).left(10), u"Left out: "_s);
    QVERIFY(planCell(plan(), 4, 3).contains(u"stopped already"_s) ||
            planCell(plan(), 5, 3).contains(u"stopped already"_s));
    QVERIFY(plan()->accessibleDescription().contains(u"4 will be stopped, 2 are left out."_s));
    QVERIFY(plan()->accessibleDescription().contains(u"r1"_s));
}

/// Below the other strips.
void BulkTest::theStripIsReadWhereItIsSeen()
{
    const auto *strips = m_page->findChild<StripStack *>();
    QAccessibleInterface *all = QAccessible::queryAccessibleInterface(&strips->bulkPlace())->parent();
    QVERIFY(all->childCount() > 1);
    QCOMPARE(all->child(all->childCount() - 1)->object(), static_cast<QObject *>(&strips->bulkPlace()));
}

void BulkTest::planMarksProductionAndHidden()
{
    trigger(Delete, m_six);
    QVERIFY(plan());
    QCOMPARE(textOf(plan(), u"plan.totals"_s), u"6 will be deleted · 1 in production"_s);
    QVERIFY(textOf(plan(), u"plan.consequence"_s).contains(u"with all their files, for good"_s));
    m_fixture->filter.setText(u"r2"_s);
    QCoreApplication::processEvents();
    QCOMPARE(textOf(plan(), u"plan.totals"_s),
             u"6 will be deleted · 1 in production · 5 hidden by the filter"_s);
    QStringList marks;
    for (int row = 0; row < 6; ++row)
        marks << planCell(plan(), row, 0) + u": "_s + planCell(plan(), row, 3);
    marks.sort();
    QCOMPARE(marks.at(1), u"r2: Delete"_s);
    QCOMPARE(marks.at(2), u"r3: Delete, hidden by the filter"_s);
    QCOMPARE(marks.at(5), u"r6: Delete, production, hidden by the filter"_s);
    // The names a person is told first, and that there are more.
    QVERIFY(plan()->accessibleDescription().contains(u"and 1 more"_s));
}

/// What was read long ago may be another state by now.
void BulkTest::planTellsOldStates()
{
    trigger(Pause, m_three);
    const QString totals = textOf(plan(), u"plan.totals"_s);
    QVERIFY(!totals.contains(u"old"_s));
    m_fixture->failPoll(ApiErrorKind::Unreachable);
    QTRY_COMPARE(textOf(plan(), u"plan.totals"_s), totals + u" · 3 states are old"_s);
    QCOMPARE(planCell(plan(), 0, 2), u"Running, old"_s);
    m_fixture->answerPoll();
    QTRY_COMPARE(textOf(plan(), u"plan.totals"_s), totals);
    QCOMPARE(planCell(plan(), 0, 2), u"Running"_s);
}

/// Who selects all takes it for all there are.
void BulkTest::planSaysThatTheListIsNotComplete()
{
    m_fixture->answerPoll({}, {}, Incompleteness::InTurns);
    const auto isSaid = [this] {
        const auto *part = plan()->findChild<QLabel *>(u"plan.part"_s);
        return part->isVisible() && part->text().contains(u"not complete"_s) &&
               plan()->accessibleDescription().contains(part->text());
    };
    trigger(Pause, m_three);
    QVERIFY(!isSaid());
    press(plan(), u"Cancel"_s);
    m_fixture->filter.setText(u"r"_s);
    m_fixture->filter.setText(u"id:r"_s);
    QStringList all;
    for (int row = 0; row < m_fixture->filter.rowCount(); ++row)
        all += m_fixture->filter.idAt(row);
    trigger(Pause, all);
    QVERIFY(isSaid());
    // Another turn brings more that was not asked for.
    m_fixture->answerPoll({sandbox(u"r8"_s), sandbox(u"r9"_s)}, {}, Incompleteness::InTurns);
    QVERIFY(isSaid());
    m_fixture->answerPoll();
    QVERIFY(!isSaid());
    QVERIFY(!plan()->accessibleDescription().contains(u"not complete"_s));
}

void BulkTest::planFollowsWhatHappensMeanwhile()
{
    trigger(Stop, m_three);
    m_fixture->answerPoll({sandbox(u"r3"_s, SandboxStatus::Stopped)}, {u"r2"_s});
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Stop 1 of 3 sandboxes?"_s);
    QCOMPARE(textOf(plan(), u"plan.totals"_s), u"1 will be stopped · 2 are left out"_s);
    press(plan(), u"Stop 1 sandbox"_s);
    QCOMPARE(m_fixture->api.texts(), QStringList{u"POST r1/stop"_s});
}

/// Somebody may be reading there, with the eyes or by ear.
void BulkTest::planLeavesItsRowsWhereTheyAre()
{
    trigger(Stop, m_three);
    const auto ids = [this] {
        QStringList read;
        for (int row = 0; row < 3; ++row)
            read += planCell(plan(), row, 0);
        return read;
    };
    const QStringList before = ids();
    auto *table = plan()->findChild<QTreeView *>();
    table->setCurrentIndex(table->model()->index(1, 0));
    m_fixture->answerPoll({sandbox(before.at(0), SandboxStatus::Stopped)});
    QCOMPARE(planCell(plan(), 0, 3).section(u':', 0, 0), u"Left out"_s);
    QCOMPARE(ids(), before);
    QCOMPARE(table->currentIndex().data().toString(), before.at(1));
}

/// What was shown as left out is left alone, whatever became of it just before the click.
void BulkTest::planOnlyShrinks()
{
    trigger(Stop, {u"r1"_s, u"r2"_s, u"stopped"_s, u"creating"_s});
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Stop 2 of 4 sandboxes?"_s);
    m_fixture->answerPoll({sandbox(u"stopped"_s, SandboxStatus::Running)});
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Stop 2 of 4 sandboxes?"_s);
    QStringList words;
    for (int row = 0; row < 4; ++row)
        words << planCell(plan(), row, 0) + u": "_s + planCell(plan(), row, 3);
    QVERIFY2(
        words.contains(u"stopped: Left out: It is possible now. To include it, close this and ask again."_s),
        qPrintable(words.join(u'\n')));
    // Nor what left the plan and came back.
    m_fixture->answerPoll({sandbox(u"r2"_s, SandboxStatus::Stopped)});
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Stop 1 of 4 sandboxes?"_s);
    m_fixture->answerPoll({sandbox(u"r2"_s)});
    QCOMPARE(textOf(plan(), u"plan.headline"_s), u"Stop 1 of 4 sandboxes?"_s);
    // And this very moment, before it could be shown.
    m_fixture->store.applyRead(u"creating"_s, sandbox(u"creating"_s), m_fixture->clock.monoNow());
    plan()->findChild<QPushButton *>(u"plan.go"_s)->click();
    QCOMPARE(m_fixture->api.texts(), QStringList{u"POST r1/stop"_s});
    m_fixture->clock.advance(1min);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 1);
}

void BulkTest::planGoesWhenNothingIsLeft()
{
    trigger(Pause, m_three);
    m_fixture->answerPoll({}, m_three);
    QVERIFY(!plan());
    QCOMPARE(news(), u"Pause: nothing is left to do, the sandboxes changed meanwhile."_s);
    QCOMPARE(m_fixture->api.count(), 0);
}

void BulkTest::harmlessPlansCanBeSilenced()
{
    trigger(Pause, m_three);
    auto *silence = plan()->findChild<QCheckBox *>();
    QVERIFY(silence->isVisible());
    silence->setChecked(true);
    press(plan(), u"Cancel"_s);
    QVERIFY(isPlanWanted(Pause, m_fixture->settings, false));

    trigger(Pause, m_three);
    plan()->findChild<QCheckBox *>()->setChecked(true);
    press(plan(), u"Pause"_s);
    QVERIFY(!isPlanWanted(Pause, m_fixture->settings, false));
    QVERIFY(isPlanWanted(Resume, m_fixture->settings, false));
    QVERIFY(isPlanWanted(Pause, m_fixture->settings, true)); // the demo's is its own
    trigger(Pause, {u"r4"_s, u"r5"_s, u"r6"_s, u"stopped"_s});
    QVERIFY(!plan());
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 3); // places; the others wait
    QVERIFY(m_fixture->store.find(u"r6"_s)->pending);
}

void BulkTest::stopAndDeleteKeepTheirRule()
{
    trigger(Delete, m_three);
    QVERIFY(!plan()->findChild<QCheckBox *>()->isVisible());
    press(plan(), u"Cancel"_s);
    setPlanWanted(Delete, m_fixture->settings, false, false);
    setPlanWanted(Stop, m_fixture->settings, false, false);
    QVERIFY(isPlanWanted(Delete, m_fixture->settings, false));
    QVERIFY(isPlanWanted(Stop, m_fixture->settings, false));

    trigger(Stop, m_three);
    plan()->findChild<QCheckBox *>()->setChecked(true);
    press(plan(), u"Stop"_s);
    trigger(Stop, {u"r4"_s});
    QCOMPARE(m_fixture->api.last().text(), u"POST r4/stop"_s);
}

void BulkTest::onePlanAtATime()
{
    trigger(Pause, m_three);
    m_page->actionSet().lifecycle(Pause)->trigger();
    QCOMPARE(m_page->findChildren<PlanDialog *>().size(), 1);
}

void BulkTest::stripCountsAndStopsTheRest()
{
    begin(Pause, m_six);
    QVERIFY(strip());
    QCOMPARE(textOf(strip(), u"headline"_s), u"Pausing 6 sandboxes"_s);
    QCOMPARE(textOf(strip(), u"text"_s), u"0 of 6 done, a few seconds left"_s);
    QCOMPARE(strip()->findChild<QProgressBar *>()->maximum(), 6);
    answerAll();
    prove({u"r1"_s, u"r2"_s}, SandboxStatus::Paused);
    QCOMPARE(textOf(strip(), u"text"_s), u"2 of 6 done, waiting for 4 to finish"_s);
    QCOMPARE(strip()->findChild<QProgressBar *>()->value(), 2);
    QVERIFY(!button(strip(), u"Cancel the rest"_s)->isEnabled()); // all are on their way
    QVERIFY(!button(strip(), u"Dismiss"_s));
    // The focus stays where it was.
    QVERIFY(!strip()->isAncestorOf(QApplication::focusWidget()));

    answerAll();
    prove({u"r3"_s, u"r4"_s, u"r5"_s, u"r6"_s}, SandboxStatus::Paused);
    QCOMPARE(textOf(strip(), u"headline"_s), u"6 of 6 paused"_s);
    begin(Resume, m_six);
    QCOMPARE(m_page->findChildren<BulkStrip *>().size(), 2);
    BulkStrip *second = m_page->findChildren<BulkStrip *>().constLast();
    press(second, u"Cancel the rest"_s);
    answerAll();
    prove(m_three, SandboxStatus::Running);
    QCOMPARE(textOf(second, u"headline"_s), u"3 of 6 resumed, 3 not sent"_s);
    QVERIFY(button(second, u"Copy report"_s));
    QVERIFY(!button(second, u"Retry failed"_s));
}

void BulkTest::theStripOfVeryManyFollowsFromTimeToTime()
{
    QVector<Sandbox> many;
    QStringList ids;
    for (int i = 0; i < 60; ++i) {
        ids += u"many%1"_s.arg(i, 2, 10, '0'_L1);
        many += sandbox(ids.constLast());
    }
    m_fixture->answerPoll(many);
    begin(Pause, ids);
    const auto isQueued = [this](const QString &id) {
        const SandboxRow *row = m_fixture->store.find(id);
        return row->pending && row->pending->phase == PendingOp::Phase::Queued;
    };
    for (int i = 0; i < 120 && std::any_of(ids.cbegin(), ids.cend(), isQueued); ++i) {
        answerAll();
        m_fixture->clock.advance(1s);
    }
    answerAll();
    m_fixture->clock.advance(2s);
    const auto done = [this] { return textOf(strip(), u"text"_s).section(u',', 0, 0); };
    const auto become = [this](const QString &id) {
        m_fixture->clock.advance(1ms);
        m_fixture->store.applyDetails(sandbox(id, SandboxStatus::Paused), m_fixture->clock.monoNow());
        QCoreApplication::processEvents();
    };
    become(ids.at(0));
    m_fixture->clock.advance(100ms);
    QCOMPARE(done(), u"1 of 60 done"_s);
    become(ids.at(1));
    become(ids.at(2));
    QCOMPARE(done(), u"1 of 60 done"_s);
    m_fixture->clock.advance(100ms);
    QCOMPARE(done(), u"3 of 60 done"_s);
}

void BulkTest::theStripsEdgeIsWhereReadingBegins()
{
    begin(Pause, m_six);
    const auto colorAt = [](QWidget &widget, int x) { return widget.grab().toImage().pixelColor(x, 2); };
    Banner banner;
    banner.setContent(BannerContent{BannerKind::Warning, u"clock"_s, u"News"_s, {}, {}, {}});
    for (QWidget *widget : {static_cast<QWidget *>(strip()), static_cast<QWidget *>(&banner)}) {
        widget->resize(500, 60);
        widget->setLayoutDirection(Qt::LeftToRight);
        const QColor edge = colorAt(*widget, 1);
        const QColor ground = colorAt(*widget, widget->width() - 2);
        QVERIFY(edge != ground);
        widget->setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(colorAt(*widget, 1), ground);
        QCOMPARE(colorAt(*widget, widget->width() - 2), edge);
    }
}

void BulkTest::stripTellsTheRateLimit()
{
    Exchange told;
    told.httpStatus = 200;
    told.answeredAt = m_fixture->clock.utcNow();
    told.rate = {20, 4, told.answeredAt + 30s};
    m_fixture->budget.record(told, m_fixture->clock.monoNow());
    begin(Pause, m_six);
    QCOMPARE(m_fixture->api.count(), 0);
    QCOMPARE(textOf(strip(), u"text"_s), u"0 of 6 done, waiting 30 s for the rate limit, about 35 s left"_s);
    m_fixture->clock.advance(10s);
    QCOMPARE(textOf(strip(), u"text"_s), u"0 of 6 done, waiting 20 s for the rate limit, about 25 s left"_s);
    const int row = m_fixture->store.rowOf(u"r1"_s);
    QCOMPARE(m_fixture->list.index(row, SandboxListModel::State).data().toString(),
             u"Pause in 20 s (rate limit)"_s);
    m_fixture->clock.advance(20s);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 3);
}

/// A single click makes no strip, unless it has to wait: then it can be taken back.
void BulkTest::oneThatWaitsCanBeTakenBack()
{
    Exchange told;
    told.httpStatus = 200;
    told.answeredAt = m_fixture->clock.utcNow();
    told.rate = {20, 0, told.answeredAt + 30s};
    m_fixture->budget.record(told, m_fixture->clock.monoNow());
    m_fixture->bulk.request(Pause, {u"r1"_s});
    QVERIFY(!strip());
    m_fixture->clock.advance(3s);
    QVERIFY(strip());
    QCOMPARE(textOf(strip(), u"headline"_s), u"Pausing 1 sandbox"_s);
    QCOMPARE(textOf(strip(), u"text"_s), u"0 of 1 done, waiting 27 s for the rate limit, about 30 s left"_s);
    press(strip(), u"Do not send"_s);
    m_fixture->clock.advance(10min);
    QCOMPARE(m_fixture->api.count(), 0);
    QVERIFY(!m_fixture->store.find(u"r1"_s)->pending);
}

/// Another program with the same key takes most of each minute: six requests need two of them.
void BulkTest::planAndStripReckonWithOtherPrograms()
{
    const auto tell = [this](int remaining, std::chrono::milliseconds untilReset) {
        Exchange told;
        told.httpStatus = 200;
        told.answeredAt = m_fixture->clock.utcNow();
        told.rate = {20, remaining, told.answeredAt + untilReset};
        m_fixture->budget.record(told, m_fixture->clock.monoNow());
    };
    tell(19, 1s);
    m_fixture->clock.advance(1s);
    tell(6, 60s); // one of ours, thirteen of theirs
    m_fixture->clock.advance(30s);
    tell(4, 30s);
    trigger(Pause, m_six);
    QCOMPARE(
        textOf(plan(), u"plan.time"_s),
        u"Sending takes about 95 s: of the 20 requests a minute the key may send, about 3 are free for it; "
        u"other programs use about 13. You can go on working, and cancel the rest at any time."_s);
    press(plan(), u"Pause"_s);
    QCOMPARE(m_fixture->api.count(), 0);
    QCOMPARE(textOf(strip(), u"text"_s), u"0 of 6 done, waiting 30 s for the rate limit, about 95 s left"_s);
    const int last = m_fixture->store.rowOf(u"r6"_s);
    QCOMPARE(m_fixture->list.index(last, SandboxListModel::State).data().toString(),
             u"Pause in 1 min (rate limit)"_s);
}

void BulkTest::failedOnesStaySelected()
{
    begin(Pause, m_six);
    fail(u"POST r1/pause"_s);
    fail(u"POST r3/pause"_s);
    answerAll();
    answerAll();
    QCOMPARE(selected().size(), 6); // not before the end
    prove({u"r2"_s, u"r4"_s, u"r5"_s, u"r6"_s}, SandboxStatus::Paused);
    QCOMPARE(selected(), (QStringList{u"r1"_s, u"r3"_s}));
    QCOMPARE(textOf(strip(), u"headline"_s), u"4 of 6 paused, 2 failed"_s);
    QCOMPARE(textOf(strip(), u"text"_s), u"A limit of the account's plan is reached."_s);
}

void BulkTest::anotherSelectionIsLeftAlone()
{
    begin(Pause, m_three);
    m_page->tablePane().table().selectIds({u"stopped"_s, u"r1"_s});
    fail(u"POST r1/pause"_s);
    answerAll();
    prove({u"r2"_s, u"r3"_s}, SandboxStatus::Paused);
    QCOMPARE(selected().size(), 2);
    QVERIFY(selected().contains(u"stopped"_s));
}

/// The next key is meant for the one that was selected, and asks nothing.
void BulkTest::fewerOfTheSameAreAnotherSelection()
{
    begin(Pause, m_three);
    m_page->tablePane().table().selectIds({u"r2"_s});
    fail(u"POST r1/pause"_s);
    answerAll();
    prove({u"r2"_s, u"r3"_s}, SandboxStatus::Paused);
    QCOMPARE(selected(), QStringList{u"r2"_s});
    m_page->actionSet().lifecycle(Resume)->trigger();
    QCOMPARE(m_fixture->api.last().text(), u"POST r2/resume"_s);
}

void BulkTest::anOpenMenuKeepsItsSelection()
{
    begin(Pause, m_three);
    fail(u"POST r1/pause"_s);
    answerAll(); // the report on it opens, which would close a menu
    auto *menu = m_page->findChild<QMenu *>(u"contextMenu"_s);
    menu->popup(m_page->mapToGlobal(QPoint(100, 100)));
    prove({u"r2"_s, u"r3"_s}, SandboxStatus::Paused);
    QVERIFY(menu->isVisible());
    QCOMPARE(selected(), m_three);
    QCOMPARE(m_page->actionSet().selection(), m_three);
    QTest::keyClick(menu, Qt::Key_Escape);
    QVERIFY(!menu->isVisible());
    QTRY_COMPARE(selected(), QStringList{u"r1"_s});
}

/// A sandbox named from outside shows while a menu is open for another.
void BulkTest::aWishWaitsForTheMenu()
{
    SandboxTable &table = m_page->tablePane().table();
    table.selectIds({u"r1"_s});
    m_page->select(u"fresh"_s);
    auto *menu = m_page->findChild<QMenu *>(u"contextMenu"_s);
    menu->popup(m_page->mapToGlobal(QPoint(100, 100)));
    m_fixture->answerPoll({sandbox(u"fresh"_s)});
    QCOMPARE(selected(), QStringList{u"r1"_s});
    menu->setActiveAction(m_page->actionSet().lifecycle(Pause));
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(m_fixture->api.last().text(), u"POST r1/pause"_s);
    QTRY_COMPARE(selected(), QStringList{u"fresh"_s});
}

/// The dialog lay over the strip and said the same.
void BulkTest::failuresAreToldByTheStripAlone()
{
    const auto dialogs = [this] { return m_page->failures().dialogs(); };
    begin(Pause, m_six);
    fail(u"POST r1/pause"_s);
    fail(u"POST r2/pause"_s);
    QCoreApplication::processEvents();
    QVERIFY(dialogs().isEmpty());
    answerAll();
    answerAll();
    prove({u"r3"_s, u"r4"_s, u"r5"_s, u"r6"_s}, SandboxStatus::Paused);
    QCOMPARE(textOf(strip(), u"headline"_s), u"4 of 6 paused, 2 failed"_s);
    QVERIFY(dialogs().isEmpty());

    // It can be asked for, and what fails by itself is told as ever.
    m_page->tablePane().table().selectIds({u"r1"_s});
    m_page->actionSet().showError()->trigger();
    QCOMPARE(dialogs().size(), 1);
    QCOMPARE(dialogs().constFirst()->report().sandboxIds, (QStringList{u"r1"_s, u"r2"_s}));
    dialogs().constFirst()->reject();
    QTRY_VERIFY(dialogs().isEmpty());
    trigger(Pause, {u"r1"_s});
    fail(u"POST r1/pause"_s);
    QTRY_COMPARE(dialogs().size(), 1);
    QCOMPARE(dialogs().constFirst()->report().sandboxIds, QStringList{u"r1"_s});
}

void BulkTest::failedOnesTheFilterHidesAreTold()
{
    begin(Pause, m_three);
    m_fixture->filter.setText(u"r2"_s);
    fail(u"POST r1/pause"_s);
    fail(u"POST r2/pause"_s);
    answerAll();
    prove({u"r3"_s}, SandboxStatus::Paused);
    QCOMPARE(selected(), QStringList{u"r2"_s});
    QVERIFY2(textOf(strip(), u"text"_s).endsWith(u"The filter hides 1 of the failed ones."_s),
             qPrintable(textOf(strip(), u"text"_s)));
}

void BulkTest::retriesCopiesAndDismisses()
{
    begin(Pause, m_three);
    fail(u"POST r1/pause"_s);
    answerAll();
    prove({u"r2"_s, u"r3"_s}, SandboxStatus::Paused);
    press(strip(), u"Copy report"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"r1  failed: A limit"_s));
    QCOMPARE(news(), u"Copied the report"_s);
    press(strip(), u"Retry failed"_s);
    QCOMPARE(m_fixture->api.last().text(), u"POST r1/pause"_s);
    QCOMPARE(m_page->findChildren<BulkStrip *>().size(), 1);
    QCOMPARE(textOf(strip(), u"headline"_s), u"Pausing 1 sandbox"_s);
    fail(u"POST r1/pause"_s);
    QCoreApplication::processEvents();
    press(strip(), u"Dismiss"_s);
    QVERIFY(!strip());
    QCOMPARE(m_fixture->bulk.shown().size(), 0);
}

void BulkTest::goodNewsGoesByItself()
{
    begin(Pause, m_three);
    answerAll();
    prove(m_three, SandboxStatus::Paused);
    QVERIFY(!button(strip(), u"Copy report"_s));
    m_fixture->clock.advance(BulkStrip::kGoodNewsLasts - 1ms);
    QVERIFY(strip());
    m_fixture->clock.advance(1ms);
    QCoreApplication::processEvents();
    QVERIFY(!strip());
}

void BulkTest::theFocusGoesToTheTable()
{
    begin(Pause, m_three);
    fail(u"POST r1/pause"_s);
    answerAll();
    prove({u"r2"_s, u"r3"_s}, SandboxStatus::Paused);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QPushButton *dismiss = button(strip(), u"Dismiss"_s);
    dismiss->setFocus();
    QTRY_VERIFY(dismiss->hasFocus());
    QTest::keyClick(dismiss, Qt::Key_Space);
    QTRY_VERIFY(!strip());
    QCOMPARE(QApplication::focusWidget(), &m_page->tablePane().table());
}

void BulkTest::nothingLeftToStopGivesTheFocusToTheTable()
{
    begin(Pause, m_six);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QPushButton *stop = button(strip(), u"Cancel the rest"_s);
    stop->setFocus();
    QTRY_VERIFY(stop->hasFocus());
    answerAll();
    m_fixture->clock.advance(1s);
    QCoreApplication::processEvents();
    answerAll();
    QTRY_VERIFY(!stop->isEnabled());
    QCOMPARE(QApplication::focusWidget(), &m_page->tablePane().table());
}

void BulkTest::detailsRowByRow()
{
    begin(Pause, m_six);
    press(strip(), u"Details…"_s);
    auto *details = visible<RunDetails>();
    QVERIFY(details);
    QVERIFY(!details->isModal());
    const QAbstractItemModel *model = details->findChild<QTreeView *>()->model();
    QCOMPARE(model->rowCount(), 6);
    QCOMPARE(model->index(0, 1).data().toString(), u"sending"_s);
    QCOMPARE(model->index(5, 1).data().toString(), u"queued"_s);
    fail(u"POST r1/pause"_s);
    QCoreApplication::processEvents();
    QCOMPARE(model->index(0, 1).data().toString(), u"failed"_s);
    QCOMPARE(model->index(0, 2).data().toString(), u"A limit of the account's plan is reached."_s);
    answerAll();
    answerAll();
    prove({u"r2"_s, u"r3"_s, u"r4"_s, u"r5"_s, u"r6"_s}, SandboxStatus::Paused);
    QCOMPARE(details->windowTitle(), u"5 of 6 paused, 1 failed"_s);
    press(strip(), u"Dismiss"_s);
    QTRY_VERIFY(!visible<RunDetails>());
}

void BulkTest::statusLineSpeaksOfTheWhole()
{
    begin(Pause, m_three);
    QCOMPARE(news(), u"Pausing… 3 sandboxes"_s);
    answerAll();
    prove({u"r1"_s, u"r2"_s}, SandboxStatus::Paused);
    QCOMPARE(news(), u"Pausing… 3 sandboxes"_s);
    prove({u"r3"_s}, SandboxStatus::Paused);
    QCOMPARE(news(), u"3 of 3 paused"_s);
    trigger(Resume, {u"r1"_s, u"r2"_s});
    QCOMPARE(news(), u"Resuming… 2 sandboxes"_s);
    answerAll();
    prove({u"r1"_s, u"r2"_s}, SandboxStatus::Running);
    QCOMPARE(news(), u"2 of 2 resumed"_s);
    trigger(Pause, {u"r1"_s});
    answerAll();
    prove({u"r1"_s}, SandboxStatus::Paused);
    QCOMPARE(news(), u"r1: Paused"_s);
}

/// The status line used to go on with "Stopping…" beside the report of the failure.
void BulkTest::statusLineTellsAFailureAtOnce()
{
    trigger(Pause, {u"r1"_s});
    QCOMPARE(news(), u"Pausing… r1"_s);
    fail(u"POST r1/pause"_s);
    QCOMPARE(news(), u"Could not pause r1 (Ctrl+E)"_s);
    trigger(Pause, {u"r2"_s, u"r3"_s});
    fail(u"POST r2/pause"_s);
    QCOMPARE(news(), u"0 of 2 paused, 1 failed"_s);
}

void BulkTest::quittingAsks()
{
    begin(Pause, m_six);
    m_window->close();
    QCoreApplication::processEvents();
    auto *question = visible<QMessageBox>();
    QVERIFY(question);
    QVERIFY(m_window->isVisible());
    QCOMPARE(question->text(), u"3 sandboxes still wait for their turn."_s);
    press(question, u"Cancel"_s);
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_fixture->bulk.queued(), 3);
    m_window->close();
    press(visible<QMessageBox>(), u"Leave now"_s);
    QCoreApplication::processEvents();
    QCOMPARE(m_fixture->bulk.queued(), 0);
    QVERIFY(m_window->isVisible()); // for what was sent is not answered
    answerAll();
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 3);
}

void BulkTest::roughTimes()
{
    QCOMPARE(roughTimeText(0ms), u"a few seconds"_s);
    QCOMPARE(roughTimeText(7'999ms), u"a few seconds"_s);
    QCOMPARE(roughTimeText(8s), u"about 10 s"_s);
    QCOMPARE(roughTimeText(36s), u"about 40 s"_s);
    QCOMPARE(roughTimeText(40s), u"about 40 s"_s);
    QCOMPARE(roughTimeText(99s), u"about 100 s"_s);
    QCOMPARE(roughTimeText(100s), u"about 2 min"_s);
    QCOMPARE(roughTimeText(121s), u"about 3 min"_s);
    QCOMPARE(roughTimeText(3h), u"about 3 h"_s);
}

SANDGLASS_REGISTER_TEST(BulkTest)

} // namespace

#include "tst_bulk.moc"
