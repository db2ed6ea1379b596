// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "actions/extendactions.h"
#include "dashboardfixture.h"
#include "failures/errordialog.h"
#include "failures/failurepresenter.h"
#include "fakepreferences.h"
#include "faketray.h"
#include "preferences/preferencesdialog.h"
#include "support/testregistry.h"
#include "tray/recentactions.h"
#include "tray/tray.h"
#include "tray/traymenu.h"
#include "tray/traypreferences.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QIcon>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum LifecycleAction;
using Presence = TrayIcon::Presence;

class TrayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void countsByState();
    void aCountOpensTheWindowWithThatFilter();
    void theIconTellsTrouble();
    void marksDifferInShape();
    void theActionsUsedLast();
    void anActionIsRepeated();
    void oneThatIsNotPossibleSaysWhy();
    void stopAsksInTheWindow();
    void extendIsRepeatedByItsStep();
    void whatIsGoneIsForgotten();
    void manyThatGoAreForgottenAtOnce();
    void whatCanBeDoneIsLookedUpOnceASecond();
    void anotherConnectionHasAMenuOfItsOwn();

    void closingAsksTheFirstTime();
    void theAnswerIsRemembered();
    void cancelKeepsTheWindow();
    void quitByTheQuestion();
    void withoutATrayClosingQuits();
    void dialogsGoAlongAndComeBack();
    void newsWaitForTheWindow();
    void quitFromTheTrayAsksAboutDeletions();
    void theWindowComesBackWhenTheTrayGoes();
    void startsHiddenWhereThereIsATray();
    void startsWithAWindowWhereThereIsNone();
    void preferencesRule();

private:
    /// As the program does, up to the moment the desktop says whether it has a tray.
    void start(bool hidden);
    void connectPage()
    {
        m_page = m_window->showDashboard(m_fixture->dashboard());
        m_tray->follow(m_page);
        QCoreApplication::processEvents();
    }
    void load(const QVector<Sandbox> &sandboxes)
    {
        m_fixture->load(sandboxes);
        QCoreApplication::processEvents();
    }
    /// What can be seen in the menu when it opens; a bracket stands around what is disabled.
    [[nodiscard]] QStringList entries() const
    {
        Q_EMIT m_icon->menu->aboutToShow();
        return entriesUnasked();
    }
    /// The same on a desktop that does not tell that it shows the menu.
    [[nodiscard]] QStringList entriesUnasked() const
    {
        QStringList all;
        for (const QAction *action : m_icon->menu->actions()) {
            if (action->isVisible() && !action->isSeparator())
                all += action->isEnabled() ? action->text().remove(u'&') : u'[' + action->text() + u']';
        }
        return all;
    }
    void choose(const QString &text)
    {
        Q_EMIT m_icon->menu->aboutToShow();
        for (QAction *action : m_icon->menu->actions()) {
            if (action->isVisible() && action->text().remove(u'&') == text) {
                action->trigger();
                QCoreApplication::processEvents();
                return;
            }
        }
        QFAIL(qPrintable(text + u" is not in: "_s + entries().join(u", ")));
    }
    void become(Presence presence)
    {
        m_icon->become(presence);
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QMessageBox *question() const
    {
        for (QMessageBox *box : m_window->findChildren<QMessageBox *>(u"closeQuestion"_s)) {
            if (box->isVisible())
                return box;
        }
        return nullptr;
    }
    void answer(const QString &text)
    {
        for (QAbstractButton *button : question()->buttons()) {
            if (button->text().remove(u'&') == text) {
                button->click();
                QCoreApplication::processEvents();
                return;
            }
        }
        QFAIL(qPrintable(text));
    }
    void closeWindow()
    {
        m_window->close();
        QCoreApplication::processEvents();
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    FakePreferences m_desk;
    std::unique_ptr<FakeTray> m_icon;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Tray> m_tray;
    DashboardPage *m_page = nullptr;
};

void TrayTest::start(bool hidden)
{
    m_fixture = std::make_unique<DashboardFixture>();
    if (hidden)
        m_fixture->settings.setValue(u"tray/startHidden"_s, true);
    m_icon = std::make_unique<FakeTray>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    connect(m_window.get(), &MainWindow::preferencesWanted, this,
            [this] { m_window->showPreferences(m_desk); });
    m_tray = std::make_unique<Tray>(*m_window, *m_icon);
    connectPage();
    m_tray->start();
}

void TrayTest::init()
{
    start(false);
    become(Presence::There);
}

void TrayTest::cleanup()
{
    m_tray.reset();
    m_window.reset();
    m_icon.reset();
    m_fixture.reset();
}

void TrayTest::countsByState()
{
    QVERIFY(m_icon->isShown);
    QVERIFY(entries().contains(u"[Nothing read yet]"_s));
    load({sandbox(u"a"_s), sandbox(u"b"_s), sandbox(u"c"_s, SandboxStatus::Paused)});
    QCOMPARE(entries(), (QStringList{u"Show Sandglass"_s, u"2 running"_s, u"1 paused"_s, u"Quit"_s}));
    QCOMPARE(m_icon->toolTip, u"Sandglass – api.example.org\n2 running, 1 paused"_s);
    m_fixture->answerPoll({}, {u"a"_s, u"b"_s, u"c"_s});
    QCoreApplication::processEvents();
    QVERIFY(entries().contains(u"[No sandboxes]"_s));
    QVERIFY(m_icon->toolTip.endsWith(u"no sandboxes"_s));
}

void TrayTest::aCountOpensTheWindowWithThatFilter()
{
    load({sandbox(u"a"_s), sandbox(u"c"_s, SandboxStatus::Paused)});
    m_window->hide();
    choose(u"1 paused"_s);
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_fixture->filter.text(), u"state:paused"_s);
    QCOMPARE(m_fixture->filter.rowCount(), 1);
}

void TrayTest::theIconTellsTrouble()
{
    const qint64 plain = m_icon->picture.cacheKey();
    Sandbox soon = sandbox(u"a"_s);
    soon.expiry = Expiry::atTime(m_fixture->clock.utcNow() + 4min);
    load({soon, sandbox(u"b"_s)});
    m_fixture->clock.advance(0ms);
    QCoreApplication::processEvents();
    const qint64 expiring = m_icon->picture.cacheKey();
    QVERIFY(expiring != plain);
    QVERIFY(m_icon->toolTip.endsWith(u"\na expires within 5 min"_s));

    m_fixture->bulk.request(Pause, {u"b"_s});
    m_fixture->api.fail(m_fixture->api.find(u"POST b/pause"_s), apiError(ApiErrorKind::PlanLimit));
    QCoreApplication::processEvents();
    QVERIFY(m_icon->picture.cacheKey() != expiring);
    QVERIFY(m_icon->toolTip.endsWith(u"\nAn action failed"_s));
    m_page->failures().dialogs().constFirst()->reject();
    QTRY_VERIFY(!m_icon->toolTip.contains(u"failed"_s));

    m_fixture->failPoll(ApiErrorKind::ConnectionLost);
    QCoreApplication::processEvents();
    QVERIFY(m_icon->toolTip.endsWith(u"\nThe list cannot be read"_s));
    QVERIFY(m_icon->toolTip.contains(u"2 running"_s)); // the old counts stay
}

void TrayTest::marksDifferInShape()
{
    for (const int size : {16, 22, 32, 64}) {
        const auto image = [size](TrayMark mark) {
            return trayPicture(mark)
                .pixmap(QSize(size, size), 1)
                .toImage()
                .convertToFormat(QImage::Format_Grayscale8);
        };
        QCOMPARE(image(TrayMark::None).size(), QSize(size, size));
        QVERIFY(image(TrayMark::None) != image(TrayMark::Expiring));
        QVERIFY(image(TrayMark::Problem) != image(TrayMark::Expiring));
        QVERIFY(image(TrayMark::Problem) != image(TrayMark::None));
    }
}

void TrayTest::theActionsUsedLast()
{
    QVector<Sandbox> all;
    for (int i = 1; i <= 9; ++i)
        all += sandbox(u"r%1"_s.arg(i));
    load(all);
    m_fixture->bulk.request(Pause, {u"r1"_s, u"r2"_s, u"r3"_s});
    for (int i = 4; i <= 8; ++i)
        m_fixture->bulk.request(Pause, {u"r%1"_s.arg(i)});
    QCoreApplication::processEvents();
    QStringList shown = entries();
    QCOMPARE(shown.filter(u"Pause"_s).size(), RecentActions::kMost);
    QVERIFY(shown.contains(u"[Used last:]"_s));
    QVERIFY(shown.filter(u"Pause"_s).constFirst().startsWith(u"[Pause r8"_s)); // newest first
    QVERIFY(shown.filter(u"3 sandboxes"_s).isEmpty());                         // the sixth
}

void TrayTest::anActionIsRepeated()
{
    load({sandbox(u"a"_s)});
    m_fixture->bulk.request(Pause, {u"a"_s});
    m_fixture->api.answer(m_fixture->api.find(u"POST a/pause"_s), ActionAnswer{SandboxStatus::Paused});
    m_fixture->clock.advance(1ms);
    m_fixture->answerPoll({sandbox(u"a"_s, SandboxStatus::Paused)});
    m_fixture->clock.advance(1ms);
    m_fixture->answerPoll({sandbox(u"a"_s)}); // somebody resumed it
    m_fixture->clock.advance(20s);
    m_fixture->answerPoll({sandbox(u"a"_s)});
    QCoreApplication::processEvents();
    m_window->hide();
    const int before = m_fixture->api.count(FakeApi::Verb::Act);
    choose(u"Pause a"_s);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), before + 1);
    QVERIFY(!m_window->isVisible()); // nothing was asked
    QCOMPARE(entries().filter(u"Pause a"_s).size(), 1);
}

void TrayTest::oneThatIsNotPossibleSaysWhy()
{
    load({sandbox(u"a"_s)});
    m_fixture->bulk.request(Pause, {u"a"_s});
    m_fixture->api.answer(m_fixture->api.find(u"POST a/pause"_s), ActionAnswer{SandboxStatus::Paused});
    m_fixture->clock.advance(1ms);
    m_fixture->answerPoll({sandbox(u"a"_s, SandboxStatus::Paused)});
    QCoreApplication::processEvents();
    QVERIFY2(entries().contains(u"[Pause a – This sandbox is paused already]"_s),
             qPrintable(entries().join(u", ")));
}

void TrayTest::manyThatGoAreForgottenAtOnce()
{
    load({sandbox(u"a"_s), sandbox(u"b"_s), sandbox(u"c"_s), sandbox(u"d"_s)});
    for (const QStringList &ids : {QStringList{u"a"_s}, {u"b"_s}, {u"c"_s}})
        m_fixture->bulk.request(Pause, ids);
    QCoreApplication::processEvents();
    QCOMPARE(entries().filter(u"Pause"_s).size(), 3);
    QSignalSpy changed(m_page->findChild<RecentActions *>(), &RecentActions::changed);
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        m_fixture->store.applyGone(id, m_fixture->clock.monoNow());
    QCoreApplication::processEvents();
    QCOMPARE(changed.count(), 1);
    QVERIFY(entries().filter(u"Pause"_s).isEmpty());
}

void TrayTest::whatCanBeDoneIsLookedUpOnceASecond()
{
    load({sandbox(u"a"_s), sandbox(u"b"_s)});
    m_fixture->bulk.request(Pause, {u"a"_s});
    m_fixture->api.answer(m_fixture->api.find(u"POST a/pause"_s), ActionAnswer{SandboxStatus::Paused});
    m_fixture->clock.advance(2s);
    QCoreApplication::processEvents();
    auto *entry = m_icon->menu->findChild<QAction *>(u"tray.recent.0"_s);
    QVERIFY(entry);
    m_fixture->store.applyDetails(sandbox(u"a"_s, SandboxStatus::Paused), m_fixture->clock.monoNow());
    QCoreApplication::processEvents();
    QSignalSpy changed(entry, &QAction::changed);
    for (const SandboxStatus status : {SandboxStatus::Running, SandboxStatus::Paused, SandboxStatus::Running,
                                       SandboxStatus::Paused, SandboxStatus::Stopped}) {
        m_fixture->clock.advance(10ms);
        m_fixture->store.applyDetails(sandbox(u"a"_s, status), m_fixture->clock.monoNow());
        QCoreApplication::processEvents();
    }
    QCOMPARE(changed.count(), 0);
    m_fixture->clock.advance(1s);
    QCOMPARE(entriesUnasked().filter(u"Pause a"_s),
             QStringList{u"[Pause a – Pause needs a running sandbox; this one is stopped: Start it]"_s});
    // Whoever opens the menu sees how things stand.
    m_fixture->store.applyDetails(sandbox(u"a"_s), m_fixture->clock.monoNow());
    QCoreApplication::processEvents();
    QCOMPARE(entries().filter(u"Pause a"_s), QStringList{u"Pause a"_s});
}

void TrayTest::stopAsksInTheWindow()
{
    load({sandbox(u"a"_s)});
    m_fixture->bulk.request(Stop, {u"a"_s});
    m_fixture->api.fail(m_fixture->api.find(u"POST a/stop"_s), apiError(ApiErrorKind::PlanLimit));
    QCoreApplication::processEvents();
    m_window->hide();
    const int before = m_fixture->api.count();
    choose(u"Stop a"_s);
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_fixture->api.count(), before);
    QDialog *asked = nullptr;
    for (QDialog *dialog : m_page->findChildren<QDialog *>()) {
        if (dialog->isVisible() && dialog->isModal())
            asked = dialog;
    }
    QVERIFY(asked);
    // What is asked already is not asked twice, but shown.
    choose(u"Stop a"_s);
    asked->reject();
    QCOMPARE(m_fixture->api.count(), before);
}

void TrayTest::extendIsRepeatedByItsStep()
{
    Sandbox one = sandbox(u"a"_s);
    one.expiry = Expiry::atTime(m_fixture->clock.utcNow() + 1h);
    load({one});
    m_fixture->bulk.extend(Extension::at(m_fixture->clock.utcNow() + 2h), {u"a"_s});
    QCoreApplication::processEvents();
    QVERIFY(entries().filter(u"Extend"_s).isEmpty()); // that moment does not come again
    m_fixture->api.answer(m_fixture->api.find(u"GET a"_s), one);
    m_fixture->api.fail(m_fixture->api.count(), apiError(ApiErrorKind::PlanLimit));
    QCoreApplication::processEvents();

    m_fixture->bulk.extend(Extension::later(1h), {u"a"_s});
    m_fixture->api.answer(m_fixture->api.find(u"GET a"_s), one);
    m_fixture->api.fail(m_fixture->api.count(), apiError(ApiErrorKind::PlanLimit));
    QCoreApplication::processEvents();
    choose(u"Extend a by 1 h"_s);
    QCOMPARE(m_fixture->api.last().text(), u"GET a"_s); // reckoned anew
}

void TrayTest::whatIsGoneIsForgotten()
{
    load({sandbox(u"a"_s), sandbox(u"b"_s)});
    m_fixture->bulk.request(Pause, {u"a"_s});
    m_fixture->bulk.request(Pause, {u"b"_s});
    m_fixture->store.applyDeleted(u"a"_s);
    QCoreApplication::processEvents();
    QVERIFY(entries().filter(u"Pause a"_s).isEmpty());
    QCOMPARE(entries().filter(u"Pause b"_s).size(), 1);
}

void TrayTest::anotherConnectionHasAMenuOfItsOwn()
{
    load({sandbox(u"a"_s)});
    m_fixture->bulk.request(Pause, {u"a"_s});
    QCoreApplication::processEvents();
    connectPage();
    QVERIFY(entries().filter(u"Pause"_s).isEmpty());
    // And none at all.
    Profile profile;
    profile.name = u"Other"_s;
    m_window->showWaiting(profile);
    QCoreApplication::processEvents();
    QCOMPARE(entries(), (QStringList{u"Show Sandglass"_s, u"[Nothing read yet]"_s, u"Quit"_s}));
    QCOMPARE(m_icon->toolTip, u"Sandglass"_s);
}

void TrayTest::closingAsksTheFirstTime()
{
    const QSignalSpy closed(m_window.get(), &MainWindow::closed);
    closeWindow();
    QVERIFY(m_window->isVisible());
    QVERIFY(question());
    closeWindow(); // once more: one question
    QCOMPARE(m_window->findChildren<QMessageBox *>(u"closeQuestion"_s).size(), 1);
    answer(u"Keep in the tray"_s);
    QVERIFY(!m_window->isVisible());
    QCOMPARE(closed.size(), 0);
    Q_EMIT m_icon->activated();
    QVERIFY(m_window->isVisible());
}

void TrayTest::theAnswerIsRemembered()
{
    closeWindow();
    answer(u"Keep in the tray"_s);
    choose(u"Show Sandglass"_s);
    QVERIFY(m_window->isVisible());
    closeWindow();
    QVERIFY(!question());
    QVERIFY(!m_window->isVisible());
    QCOMPARE(m_window->trayPreferences().onClose(), OnClose::Keep);

    // Only this once, where that is wanted.
    m_window->trayPreferences().setOnClose(OnClose::Ask);
    m_window->show();
    closeWindow();
    question()->checkBox()->setChecked(false);
    answer(u"Keep in the tray"_s);
    QCOMPARE(m_window->trayPreferences().onClose(), OnClose::Ask);
}

void TrayTest::cancelKeepsTheWindow()
{
    closeWindow();
    QTest::keyClick(question(), Qt::Key_Escape);
    QCoreApplication::processEvents();
    QVERIFY(!question());
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_window->trayPreferences().onClose(), OnClose::Ask);
}

void TrayTest::quitByTheQuestion()
{
    const QSignalSpy quit(m_tray.get(), &Tray::quitWanted);
    closeWindow();
    answer(u"Quit"_s);
    QCOMPARE(quit.size(), 1);
    QCOMPARE(m_window->trayPreferences().onClose(), OnClose::Quit);
    const QSignalSpy closed(m_window.get(), &MainWindow::closed);
    QVERIFY(m_window->quit());
    QCOMPARE(closed.size(), 1);
    // From now on the cross does the same.
    m_window->show();
    closeWindow();
    QCOMPARE(closed.size(), 2);
}

void TrayTest::withoutATrayClosingQuits()
{
    const QSignalSpy closed(m_window.get(), &MainWindow::closed);
    become(Presence::None);
    closeWindow();
    QVERIFY(!question());
    QCOMPARE(closed.size(), 1);
}

void TrayTest::dialogsGoAlongAndComeBack()
{
    m_window->trayPreferences().setOnClose(OnClose::Keep);
    m_window->findChild<QAction *>(u"action.preferences"_s)->trigger();
    const QPointer<PreferencesDialog> dialog = m_window->findChild<PreferencesDialog *>(u"preferences"_s);
    QVERIFY(dialog->isVisible());
    closeWindow();
    QVERIFY(!dialog->isVisible());
    Q_EMIT m_icon->activated();
    QCoreApplication::processEvents();
    QVERIFY(dialog && dialog->isVisible());
}

void TrayTest::newsWaitForTheWindow()
{
    load({sandbox(u"a"_s)});
    m_window->trayPreferences().setOnClose(OnClose::Keep);
    m_fixture->bulk.request(Pause, {u"a"_s});
    closeWindow();
    m_fixture->api.fail(m_fixture->api.find(u"POST a/pause"_s), apiError(ApiErrorKind::PlanLimit));
    QCoreApplication::processEvents();
    const ErrorDialog *dialog = m_page->failures().dialogs().constFirst();
    QVERIFY(!dialog->isVisible()); // not alone on the screen
    QVERIFY(m_icon->toolTip.endsWith(u"An action failed"_s));
    Q_EMIT m_icon->activated();
    QCoreApplication::processEvents();
    QVERIFY(dialog->isVisible());
}

void TrayTest::quitFromTheTrayAsksAboutDeletions()
{
    load({sandbox(u"a"_s)});
    m_window->trayPreferences().setOnClose(OnClose::Keep);
    m_fixture->deletions.schedule({u"a"_s});
    closeWindow();
    QVERIFY(!m_window->isVisible());
    connect(m_tray.get(), &Tray::quitWanted, m_window.get(), &MainWindow::quit);
    const QSignalSpy closed(m_window.get(), &MainWindow::closed);
    choose(u"Quit"_s);
    QCOMPARE(closed.size(), 0);
    QVERIFY(m_window->isVisible());
    auto *farewell = m_page->findChild<QMessageBox *>(u"farewell"_s);
    QVERIFY(farewell && farewell->isVisible());
    for (QAbstractButton *button : farewell->buttons()) {
        if (button->text().remove(u'&') == u"Keep it"_s)
            button->click();
    }
    QTRY_COMPARE(closed.size(), 1); // to the end this time, not into the tray
    QVERIFY(m_fixture->api.texts().filter(u"DELETE"_s).isEmpty());
}

void TrayTest::theWindowComesBackWhenTheTrayGoes()
{
    m_window->trayPreferences().setOnClose(OnClose::Keep);
    closeWindow();
    QVERIFY(!m_window->isVisible());
    become(Presence::None);
    QVERIFY(m_window->isVisible());
    become(Presence::There);
    QVERIFY(m_window->isVisible());
}

void TrayTest::startsHiddenWhereThereIsATray()
{
    cleanup();
    start(true);
    QCOMPARE(m_icon->looks, 1);
    become(Presence::There);
    QVERIFY(!m_window->isVisible());
    QVERIFY(m_icon->isShown);
    load({sandbox(u"a"_s)}); // it reads, and quits from there
    QVERIFY(entries().contains(u"1 running"_s));
    const QSignalSpy closed(m_window.get(), &MainWindow::closed);
    QVERIFY(m_window->quit());
    QCOMPARE(closed.size(), 1);
}

void TrayTest::startsWithAWindowWhereThereIsNone()
{
    cleanup();
    start(true);
    QVERIFY(!m_window->isVisible());
    become(Presence::None);
    QVERIFY(m_window->isVisible());
}

void TrayTest::preferencesRule()
{
    m_window->findChild<QAction *>(u"action.preferences"_s)->trigger();
    auto *preferences = m_window->findChild<PreferencesDialog *>(u"preferences"_s);
    preferences->showPage(u"tray"_s);
    auto *icon = preferences->findChild<QCheckBox *>(u"tray.icon"_s);
    auto *onClose = preferences->findChild<QComboBox *>(u"tray.onClose"_s);
    const auto hasNote = [preferences](const QString &part) {
        for (const QLabel *label : preferences->findChildren<QLabel *>()) {
            if (label->text().contains(part))
                return true;
        }
        return false;
    };
    QVERIFY(icon->isChecked());
    QCOMPARE(onClose->currentText(), u"Ask"_s);
    QVERIFY(!hasNote(u"has no tray"_s));
    become(Presence::None);
    QVERIFY(hasNote(u"has no tray"_s) && hasNote(u"the icon appears"_s));
    auto *hidden = preferences->findChild<QCheckBox *>(u"tray.startHidden"_s);
    QVERIFY(!icon->isEnabled() && !onClose->isEnabled() && !hidden->isEnabled());
    become(Presence::There);
    QVERIFY(icon->isEnabled() && onClose->isEnabled() && hidden->isEnabled());

    onClose->setFocus();
    QTest::keyClick(onClose, Qt::Key_Down);
    QCOMPARE(m_window->trayPreferences().onClose(), OnClose::Keep);
    icon->click();
    QVERIFY(!m_icon->isShown);
    QVERIFY(!onClose->isEnabled());
    become(Presence::None);
    QVERIFY(hasNote(u"has no tray"_s) && !hasNote(u"the icon appears"_s));
    const QSignalSpy closed(m_window.get(), &MainWindow::closed);
    closeWindow(); // there is nothing to come back from
    QCOMPARE(closed.size(), 1);
}

SANDGLASS_REGISTER_TEST(TrayTest)

} // namespace

#include "tst_tray.moc"
