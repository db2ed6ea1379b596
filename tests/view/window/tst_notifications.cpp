// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboardfixture.h"
#include "failures/errordialog.h"
#include "failures/failurepresenter.h"
#include "fakenotifier.h"
#include "fakepreferences.h"
#include "notify/pagenotifications.h"
#include "preferences/preferencesdialog.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QAction>
#include <QCheckBox>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum LifecycleAction;

/// What the desktop is told while the window is not in front.
class NotificationsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tellsOfExpiryWhileNotInFront();
    void expiryNeverFloods();
    void expiryIsTakenBack();

    void oneFinishedActionIsTheTitle();
    void aRunOfManyIsOneNotification();
    void finishedOnesAreMerged();
    void laterOnesWaitAndCountOn();
    void whatIsSeenIsNotTold();
    void lookingTakesBackAndBeginsAnew();
    void aNewSandboxIsTold();

    void failuresAreMergedByCause();
    void aPartlyFailedRunIsBoth();
    void aClosedReportIsTakenBack();
    void aCreateThatFailedIsTold();
    void aCreateThatIsTriedAgainIsTakenBack();

    void eachKindCanBeSwitchedOff();
    void clicksLeadToWhatTheyAreAbout();
    void itEndsWithTheConnection();

private:
    void pass(std::chrono::milliseconds time)
    {
        m_fixture->clock.advance(time);
        QCoreApplication::processEvents();
    }
    void expectGathered() { pass(NotificationCenter::kGather); }
    [[nodiscard]] Sandbox ending(const QString &id, std::chrono::milliseconds left) const
    {
        Sandbox one = sandbox(id);
        one.expiry = Expiry::atTime(m_fixture->clock.utcNow() + left);
        return one;
    }
    void load(const QVector<Sandbox> &sandboxes)
    {
        m_fixture->load(sandboxes);
        pass(0ms);
    }
    void request(LifecycleAction action, const QStringList &ids)
    {
        QCOMPARE(m_fixture->bulk.request(action, ids).size(), ids.size());
    }
    /// The server agrees to every action that was sent.
    void agree()
    {
        // A few are under way at a time, so answers make room for others.
        for (bool any = true; any;) {
            any = false;
            for (const int number : m_fixture->api.open()) {
                if (m_fixture->api.request(number).verb == FakeApi::Verb::Act)
                    any = m_fixture->api.answer(number, ActionAnswer{}) || any;
            }
            QCoreApplication::processEvents();
        }
    }
    /// The next list shows these.
    void show(const QVector<Sandbox> &rows)
    {
        m_fixture->clock.advance(1ms);
        m_fixture->answerPoll(rows);
    }
    void carryOut(const QStringList &ids, SandboxStatus status)
    {
        agree();
        QVector<Sandbox> rows;
        for (const QString &id : ids)
            rows += sandbox(id, status);
        show(rows);
    }
    void pause(const QStringList &ids)
    {
        request(Pause, ids);
        carryOut(ids, SandboxStatus::Paused);
    }
    void fail(const QString &request, ApiErrorKind kind = ApiErrorKind::PlanLimit)
    {
        m_fixture->api.fail(m_fixture->api.find(request), apiError(kind));
        QCoreApplication::processEvents();
    }
    void create()
    {
        m_fixture->templates.want();
        TemplatePage page;
        page.templates = {usableTemplate(u"73"_s)};
        m_fixture->api.answer(m_fixture->api.find(u"TEMPLATES"_s), page);
        SandboxSpec spec;
        spec.templateId = u"73"_s;
        QVERIFY(m_fixture->creator.create(spec) != 0);
    }
    [[nodiscard]] const Notification &last() const { return m_notifier->shown.constLast(); }

    std::unique_ptr<DashboardFixture> m_fixture;
    FakePreferences m_desk;
    std::unique_ptr<FakeNotifier> m_notifier;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
    PageNotifications *m_notifications = nullptr;
    bool m_inFront = false;
    const QStringList m_three{u"r1"_s, u"r2"_s, u"r3"_s};
};

void NotificationsTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_notifier = std::make_unique<FakeNotifier>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    connect(m_window.get(), &MainWindow::preferencesWanted, this,
            [this] { m_window->showPreferences(m_desk); });
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_inFront = false;
    m_notifications = new PageNotifications(*m_window, *m_page, *m_notifier, m_fixture->settings,
                                            [this] { return m_inFront; });
    m_window->show();
}

void NotificationsTest::cleanup()
{
    m_window.reset();
    m_notifier.reset();
    m_fixture.reset();
}

void NotificationsTest::tellsOfExpiryWhileNotInFront()
{
    m_inFront = true;
    load({ending(u"a"_s, 10min)});
    expectGathered();
    QCOMPARE(m_notifier->shown.size(), 0);
    m_inFront = false;
    pass(5min + 1s);
    QCOMPARE(m_notifier->shown.size(), 1);
    QCOMPARE(last().title, u"a expires within 5 min"_s);
    QVERIFY(last().text.contains(u"a at "_s));
    QVERIFY(!last().urgent);
    pass(4min);
    QCOMPARE(m_notifier->shown.size(), 2);
    QVERIFY(last().urgent);
    QCOMPARE(last().topic, m_notifier->shown.at(0).topic);
}

void NotificationsTest::expiryNeverFloods()
{
    QVector<Sandbox> many;
    for (int i = 0; i < 200; ++i)
        many += ending(u"s%1"_s.arg(i, 3, 10, QChar(u'0')), 15min + std::chrono::seconds(i));
    load(many);
    pass(200s + NotificationCenter::kGather);
    // 200 sandboxes came within 15 minutes, one a second.
    QVERIFY2(m_notifier->shown.size() <= 8, qPrintable(QString::number(m_notifier->shown.size())));
    QVERIFY(m_notifier->shown.size() >= 6);
    QVERIFY(last().title.contains(u"sandboxes expire within 15 min"_s));
    QVERIFY(last().text.contains(u"and "_s));
}

void NotificationsTest::expiryIsTakenBack()
{
    load({ending(u"a"_s, 3min)});
    expectGathered();
    QCOMPARE(m_notifier->shown.size(), 1);
    m_fixture->answerPoll({ending(u"a"_s, 2h)});
    pass(0ms);
    QCOMPARE(m_notifier->withdrawn, QStringList{u"expiring"_s});
    // Neither is what was about to be told.
    m_fixture->answerPoll({ending(u"a"_s, 3min)});
    m_fixture->answerPoll({ending(u"a"_s, 2h)});
    pass(NotificationCenter::kQuiet);
    QCOMPARE(m_notifier->shown.size(), 1);
}

void NotificationsTest::oneFinishedActionIsTheTitle()
{
    load({sandbox(u"r1"_s)});
    pause({u"r1"_s});
    QCOMPARE(m_notifier->shown.size(), 0); // others may come with it
    expectGathered();
    QCOMPARE(m_notifier->titles(), QStringList{u"r1 was paused"_s});
    QCOMPARE(last().topic, u"finished"_s);
    QCOMPARE(last().text, QString());
}

void NotificationsTest::aRunOfManyIsOneNotification()
{
    QStringList ids;
    QVector<Sandbox> all;
    for (int i = 0; i < 60; ++i) {
        ids += u"s%1"_s.arg(i);
        all += sandbox(ids.constLast());
    }
    load(all);
    request(Pause, ids);
    pass(NotificationCenter::kQuiet); // it takes a while, and nothing is told before the end
    QCOMPARE(m_notifier->shown.size(), 0);
    carryOut(ids, SandboxStatus::Paused);
    expectGathered();
    QCOMPARE(m_notifier->titles(), QStringList{u"60 of 60 paused"_s});
}

void NotificationsTest::finishedOnesAreMerged()
{
    load({sandbox(u"r1"_s), sandbox(u"r2"_s), sandbox(u"r3"_s, SandboxStatus::Paused)});
    request(Pause, {u"r1"_s});
    request(Pause, {u"r2"_s});
    request(Resume, {u"r3"_s});
    agree();
    show(
        {sandbox(u"r1"_s, SandboxStatus::Paused), sandbox(u"r2"_s, SandboxStatus::Paused), sandbox(u"r3"_s)});
    expectGathered();
    QCOMPARE(m_notifier->titles(), QStringList{u"3 actions finished"_s});
    QStringList lines = last().text.split(u'\n');
    lines.sort();
    QCOMPARE(lines, (QStringList{u"r1 was paused"_s, u"r2 was paused"_s, u"r3 was resumed"_s}));
}

void NotificationsTest::laterOnesWaitAndCountOn()
{
    QVector<Sandbox> all;
    for (int i = 1; i <= 6; ++i)
        all += sandbox(u"r%1"_s.arg(i));
    load(all);
    pause({u"r1"_s});
    expectGathered();
    QCOMPARE(m_notifier->shown.size(), 1);
    for (int i = 2; i <= 6; ++i)
        pause({u"r%1"_s.arg(i)});
    const QVector<Notification> before = m_notifier->shown;
    pass(NotificationCenter::kQuiet);
    QCOMPARE(m_notifier->shown.size(), before.size() + 1);
    QCOMPARE(last().title, u"6 actions finished"_s);
    QVERIFY(last().text.endsWith(u"\nand 2 more"_s));
    // It takes the place of the first.
    QCOMPARE(last().topic, before.constLast().topic);
}

void NotificationsTest::whatIsSeenIsNotTold()
{
    load({sandbox(u"r1"_s), sandbox(u"r2"_s)});
    m_inFront = true;
    pause({u"r1"_s});
    request(Pause, {u"r2"_s});
    fail(u"POST r2/pause"_s);
    m_inFront = false;
    pass(NotificationCenter::kQuiet);
    QCOMPARE(m_notifier->shown.size(), 0);
}

void NotificationsTest::lookingTakesBackAndBeginsAnew()
{
    load({sandbox(u"r1"_s), sandbox(u"r2"_s), sandbox(u"r3"_s)});
    pause({u"r1"_s});
    expectGathered();
    m_notifications->center().noticeLook();
    QCOMPARE(m_notifier->withdrawn, QStringList{u"finished"_s});
    pause({u"r2"_s});
    m_notifications->center().noticeLook(); // before it was told
    pass(NotificationCenter::kQuiet);
    QCOMPARE(m_notifier->shown.size(), 1);
    pause({u"r3"_s});
    pass(NotificationCenter::kQuiet);
    QCOMPARE(last().title, u"r3 was paused"_s);
}

void NotificationsTest::aNewSandboxIsTold()
{
    load({});
    create();
    CreatedSandbox created;
    created.sandbox = sandbox(u"new"_s);
    m_fixture->api.answer(m_fixture->api.count(), created);
    QCoreApplication::processEvents();
    load({created.sandbox}); // it is there
    expectGathered();
    QCOMPARE(m_notifier->titles(), QStringList{u"new was created"_s});
}

void NotificationsTest::failuresAreMergedByCause()
{
    load({sandbox(u"r1"_s), sandbox(u"r2"_s), sandbox(u"r3"_s)});
    request(Pause, {u"r1"_s, u"r2"_s});
    fail(u"POST r1/pause"_s);
    fail(u"POST r2/pause"_s);
    expectGathered();
    QCOMPARE(m_notifier->shown.size(), 1);
    QCOMPARE(last().topic, u"failed"_s);
    // Words of the report on both.
    const ErrorReport report = m_page->failures().dialogs().constFirst()->report();
    QCOMPARE(last().title, report.headline);
    QVERIFY(last().text.startsWith(report.cause));
    QVERIFY(last().text.contains(report.nextStep));

    request(Stop, {u"r3"_s});
    fail(u"POST r3/stop"_s, ApiErrorKind::Conflict);
    pass(NotificationCenter::kQuiet);
    if (const int read = m_fixture->api.find(u"GET r3"_s))
        m_fixture->api.answer(read, sandbox(u"r3"_s));
    pass(NotificationCenter::kQuiet);
    QCOMPARE(last().title, u"2 things went wrong"_s);
    QVERIFY(last().text.contains(report.headline));
}

void NotificationsTest::aPartlyFailedRunIsBoth()
{
    load({sandbox(u"r1"_s), sandbox(u"r2"_s), sandbox(u"r3"_s)});
    request(Pause, m_three);
    fail(u"POST r2/pause"_s);
    carryOut({u"r1"_s, u"r3"_s}, SandboxStatus::Paused);
    expectGathered();
    QCOMPARE(m_notifier->shown.size(), 2);
    QVERIFY(m_notifier->titles().contains(u"2 of 3 paused, 1 failed"_s));
}

void NotificationsTest::aClosedReportIsTakenBack()
{
    load({sandbox(u"r1"_s)});
    request(Pause, {u"r1"_s});
    fail(u"POST r1/pause"_s);
    expectGathered();
    QCOMPARE(m_notifier->shown.size(), 1);
    m_page->failures().dialogs().constFirst()->reject();
    QCoreApplication::processEvents();
    QCOMPARE(m_notifier->withdrawn, QStringList{u"failed"_s});
}

void NotificationsTest::aCreateThatFailedIsTold()
{
    load({});
    create();
    m_fixture->api.fail(m_fixture->api.count(), apiError(ApiErrorKind::PlanLimit));
    QCoreApplication::processEvents();
    expectGathered();
    QCOMPARE(m_notifier->shown.size(), 1);
    QCOMPARE(last().topic, u"failed"_s);
    QVERIFY2(last().title.contains(u"sandbox"_s), qPrintable(last().title));
}

void NotificationsTest::aCreateThatIsTriedAgainIsTakenBack()
{
    load({});
    const QSignalSpy changed(&m_fixture->creator, &SandboxCreator::changed);
    create();
    m_fixture->api.fail(m_fixture->api.count(), apiError(ApiErrorKind::PlanLimit));
    QCoreApplication::processEvents();
    expectGathered();
    QCOMPARE(m_notifier->shown.size(), 1);
    const auto wish = changed.constLast().constFirst().value<quint64>();
    const SandboxSpec spec = m_fixture->creator.wish(wish)->spec;
    QVERIFY(m_fixture->creator.retry(wish, spec));
    QCOMPARE(m_notifier->withdrawn, QStringList{u"failed"_s});
}

void NotificationsTest::eachKindCanBeSwitchedOff()
{
    load({sandbox(u"r1"_s), sandbox(u"r2"_s)});
    m_window->findChild<QAction *>(u"action.preferences"_s)->trigger();
    auto *preferences = m_window->findChild<PreferencesDialog *>(u"preferences"_s);
    auto *finished = preferences->findChild<QCheckBox *>(u"notify.finished"_s);
    QVERIFY(finished->isChecked());
    finished->click();
    pause({u"r1"_s});
    request(Pause, {u"r2"_s});
    fail(u"POST r2/pause"_s);
    pass(NotificationCenter::kQuiet);
    QCOMPARE(m_notifier->shown.size(), 1);
    QCOMPARE(last().topic, u"failed"_s);
    // Counts at once, and what is still news is told with the next.
    finished->click();
    pause({u"r2"_s});
    pass(NotificationCenter::kQuiet);
    QCOMPARE(last().title, u"2 actions finished"_s);
    // Another start knows it.
    preferences->findChild<QCheckBox *>(u"notify.expiring"_s)->click();
    QVERIFY(!isNotificationWanted(NotificationKind::Expiring, m_fixture->settings));
}

void NotificationsTest::clicksLeadToWhatTheyAreAbout()
{
    SandboxTable &table = m_page->tablePane().table();
    load({sandbox(u"r1"_s), sandbox(u"r2"_s), ending(u"a"_s, 4min), ending(u"b"_s, 2min)});
    Q_EMIT m_notifier->activated(u"expiring"_s); // nothing was told yet
    QVERIFY(table.selectedIds().isEmpty());
    pause({u"r1"_s});
    expectGathered();
    m_fixture->filter.setText(u"state:stopped"_s);
    m_window->hide();
    Q_EMIT m_notifier->activated(u"finished"_s);
    QVERIFY(m_window->isVisible());
    QCOMPARE(table.selectedIds(), QStringList{u"r1"_s});
    Q_EMIT m_notifier->activated(u"expiring"_s);
    QCOMPARE(table.selectedIds(), (QStringList{u"b"_s, u"a"_s}));

    request(Pause, {u"r2"_s});
    fail(u"POST r2/pause"_s);
    pass(NotificationCenter::kQuiet);
    Q_EMIT m_notifier->activated(u"failed"_s);
    QTRY_VERIFY(m_page->failures().isAnyActive());
}

void NotificationsTest::itEndsWithTheConnection()
{
    load({ending(u"a"_s, 3min)});
    expectGathered();
    m_window->showFirstRun();
    QCOMPARE(m_notifier->withdrawn, QStringList()); // it goes on behind the way in
    m_window->showDashboard(m_fixture->dashboard(true));
    QCOMPARE(m_notifier->withdrawn, QStringList{u"expiring"_s});
}

SANDGLASS_REGISTER_TEST(NotificationsTest)

} // namespace

#include "tst_notifications.moc"
