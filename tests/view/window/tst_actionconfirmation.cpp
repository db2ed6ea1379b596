// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionconfirmation.h"
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgetsearch.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

class ActionConfirmationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksAndSendsOnlyAfterYes();
    void cancelHasTheFocusAndEscapeMeansIt();
    void enterPressesTheButtonWithTheFocus();
    void namesFiveAndCountsTheRest();
    void followsWhatHappensMeanwhile();
    void goesWhenNothingIsLeft();
    void canBeSilencedForItselfAlone();
    void cancelWithTheBoxTickedSilencesNothing();
    void asksOnceAtATime();
    void otherActionsDoNotAsk();
    void productionOfACarefulProfileIsTyped();
    void theTypedNumberFollowsTheList();
    void nothingIsTypedForTestsOrWithoutCare();

private:
    ActionConfirmation *askToDelete(const QVector<Sandbox> &sandboxes, bool careful = true)
    {
        m_fixture->answerPoll(sandboxes);
        QStringList ids;
        for (const Sandbox &one : sandboxes)
            ids << one.id;
        m_fixture->controller.setSafety(false, careful);
        auto *dialog = new ActionConfirmation(LifecycleAction::Delete, m_fixture->controller,
                                              m_fixture->store, m_fixture->settings, ids, m_page);
        dialog->open();
        return dialog;
    }
    static Sandbox live(const QString &id, std::optional<bool> liveMode)
    {
        Sandbox one = sandbox(id);
        one.liveMode = liveMode;
        return one;
    }
    void stop(const QStringList &ids)
    {
        m_page->tablePane().table().selectIds(ids);
        m_page->actionSet().lifecycle(LifecycleAction::Stop)->trigger();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] ActionConfirmation *question() const
    {
        const auto all = m_page->findChildren<ActionConfirmation *>();
        for (ActionConfirmation *one : all) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] QPushButton *button(const QString &start) const
    {
        for (QPushButton *one : question()->findChildren<QPushButton *>()) {
            if (one->text().remove(u'&').startsWith(start))
                return one;
        }
        return nullptr;
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void ActionConfirmationTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    QVector<Sandbox> all = oneOfEachStatus();
    for (int i = 1; i <= 6; ++i)
        all << sandbox(u"r%1"_s.arg(i));
    m_fixture->load(all);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void ActionConfirmationTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void ActionConfirmationTest::asksAndSendsOnlyAfterYes()
{
    stop({u"r1"_s, u"r2"_s});
    QVERIFY(question());
    QCOMPARE(m_fixture->api.count(), 0);
    QVERIFY(button(u"Stop 2 sandboxes"_s));
    bool saysWhatIsLost = false;
    for (const QLabel *label : question()->findChildren<QLabel *>())
        saysWhatIsLost =
            saysWhatIsLost || (label->text().contains(u"memory"_s) && label->text().contains(u"lost"_s) &&
                               label->text().contains(u"files stay"_s));
    QVERIFY(saysWhatIsLost);
    button(u"Stop"_s)->click();
    QStringList sent = m_fixture->api.texts();
    sent.sort();
    QCOMPARE(sent, (QStringList{u"POST r1/stop"_s, u"POST r2/stop"_s}));
    QVERIFY(!question());
}

void ActionConfirmationTest::cancelHasTheFocusAndEscapeMeansIt()
{
    stop({u"r1"_s});
    QVERIFY(QTest::qWaitForWindowActive(question()));
    QTRY_COMPARE(QApplication::focusWidget(), button(u"Cancel"_s));
    QTest::keyClick(question(), Qt::Key_Return);
    QVERIFY(!question());
    stop({u"r1"_s});
    QTest::keyClick(question(), Qt::Key_Escape);
    QVERIFY(!question());
    QCOMPARE(m_fixture->api.count(), 0);
}

void ActionConfirmationTest::enterPressesTheButtonWithTheFocus()
{
    stop({u"r1"_s});
    QVERIFY(QTest::qWaitForWindowActive(question()));
    button(u"Stop"_s)->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(button(u"Stop"_s)->hasFocus());
    // The mark of what Enter does is on it alone.
    QVERIFY(button(u"Stop"_s)->isDefault());
    QVERIFY(!button(u"Cancel"_s)->isDefault());
    // News about the rows change nothing about that.
    m_fixture->answerPoll(oneOfEachStatus() + QVector<Sandbox>{sandbox(u"r1"_s), sandbox(u"r2"_s)});
    QCoreApplication::processEvents();
    QTest::keyClick(question(), Qt::Key_Return);
    QCOMPARE(m_fixture->api.texts(), QStringList{u"POST r1/stop"_s});
}

/// Whoever asks for many without a plan.
void ActionConfirmationTest::namesFiveAndCountsTheRest()
{
    const QStringList ids{u"r1"_s, u"r2"_s, u"stopped"_s, u"r3"_s, u"r4"_s, u"r5"_s, u"r6"_s, u"running"_s};
    ActionConfirmation dialog(LifecycleAction::Stop, m_fixture->controller, m_fixture->store,
                              m_fixture->settings, ids);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    QVERIFY(!dialog.ids().contains(u"stopped"_s)); // it cannot be stopped
    const QStringList lines = dialog.findChild<QLabel *>(u"confirmation.names"_s)->text().split(u'\n');
    QCOMPARE(lines.size(), 6);
    for (const QString &line : lines.mid(0, 5))
        QVERIFY2(ids.contains(line.section(u"  "_s, 0, 0)) && line.endsWith(u"running"_s), qPrintable(line));
    QCOMPARE(lines.last(), u"and 2 more"_s);
}

void ActionConfirmationTest::followsWhatHappensMeanwhile()
{
    stop({u"r1"_s, u"r2"_s});
    m_fixture->answerPoll({}, {u"r2"_s});
    QCOMPARE(question()->ids(), QStringList{u"r1"_s});
    button(u"Stop sandbox"_s)->click();
    QCOMPARE(m_fixture->api.texts(), QStringList{u"POST r1/stop"_s});
}

void ActionConfirmationTest::goesWhenNothingIsLeft()
{
    stop({u"r1"_s});
    m_fixture->answerPoll({}, {u"r1"_s});
    QVERIFY(!question());
    QVERIFY2(statusMessage(*m_page).contains(u"nothing left to stop"_s), qPrintable(statusMessage(*m_page)));
    QCOMPARE(m_fixture->api.count(), 0);
}

void ActionConfirmationTest::canBeSilencedForItselfAlone()
{
    stop({u"r1"_s});
    question()->findChild<QCheckBox *>()->setChecked(true);
    button(u"Stop"_s)->click();
    QVERIFY(!ActionConfirmation::isWanted(LifecycleAction::Stop, m_fixture->settings));
    stop({u"r2"_s});
    QVERIFY(!question());
    QCOMPARE(m_fixture->api.texts(), (QStringList{u"POST r1/stop"_s, u"POST r2/stop"_s}));
}

void ActionConfirmationTest::cancelWithTheBoxTickedSilencesNothing()
{
    stop({u"r1"_s});
    question()->findChild<QCheckBox *>()->setChecked(true);
    button(u"Cancel"_s)->click();
    QVERIFY(ActionConfirmation::isWanted(LifecycleAction::Stop, m_fixture->settings));
}

void ActionConfirmationTest::asksOnceAtATime()
{
    stop({u"r1"_s});
    m_page->actionSet().lifecycle(LifecycleAction::Stop)->trigger();
    QCOMPARE(m_page->findChildren<ActionConfirmation *>().size(), 1);
}

void ActionConfirmationTest::otherActionsDoNotAsk()
{
    m_page->tablePane().table().selectIds({u"r1"_s});
    m_page->actionSet().lifecycle(LifecycleAction::Pause)->trigger();
    QVERIFY(!question());
    QCOMPARE(m_fixture->api.texts(), QStringList{u"POST r1/pause"_s});
}

void ActionConfirmationTest::productionOfACarefulProfileIsTyped()
{
    ActionConfirmation *dialog = askToDelete({live(u"l1"_s, true), live(u"l2"_s, false)});
    QSignalSpy confirmed(dialog, &ActionConfirmation::confirmed);
    auto *typed = dialog->findChild<QLineEdit *>(u"confirmation.typed"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QVERIFY(typed->isVisible());
    QVERIFY(!typed->accessibleName().isEmpty());
    QTRY_COMPARE(QApplication::focusWidget(), typed);
    QVERIFY(!button(u"Delete"_s)->isEnabled());
    for (const QString &wrong : {u"1"_s, u"22"_s, u"two"_s}) {
        typed->setFocus();
        typed->setText(wrong);
        QVERIFY(!button(u"Delete"_s)->isEnabled());
        QTest::keyClick(typed, Qt::Key_Return);
        QVERIFY(dialog->isVisible());
    }
    typed->setText(u" 2 "_s);
    QVERIFY(button(u"Delete"_s)->isEnabled());
    QTest::keyClick(typed, Qt::Key_Return);
    QCOMPARE(confirmed.count(), 1);
    QCOMPARE(confirmed.at(0).at(0).toStringList(), (QStringList{u"l1"_s, u"l2"_s}));
}

void ActionConfirmationTest::theTypedNumberFollowsTheList()
{
    // The server does not say what it is: it may be production.
    ActionConfirmation *dialog = askToDelete({live(u"l1"_s, std::nullopt), live(u"l2"_s, true)});
    auto *typed = dialog->findChild<QLineEdit *>(u"confirmation.typed"_s);
    typed->setText(u"2"_s);
    QVERIFY(button(u"Delete"_s)->isEnabled());
    m_fixture->answerPoll({}, {u"l2"_s});
    QCOMPARE(dialog->ids(), QStringList{u"l1"_s});
    QVERIFY(!button(u"Delete"_s)->isEnabled());
    typed->setText(u"1"_s);
    QVERIFY(button(u"Delete"_s)->isEnabled());
}

void ActionConfirmationTest::nothingIsTypedForTestsOrWithoutCare()
{
    ActionConfirmation *tests = askToDelete({live(u"l1"_s, false)});
    QVERIFY(!tests->findChild<QLineEdit *>(u"confirmation.typed"_s)->isVisible());
    QVERIFY(button(u"Delete"_s)->isEnabled());
    tests->reject();
    askToDelete({live(u"l2"_s, true)}, false);
    QVERIFY(!question()->findChild<QLineEdit *>(u"confirmation.typed"_s)->isVisible());
    QVERIFY(button(u"Delete"_s)->isEnabled());
}

SANDGLASS_REGISTER_TEST(ActionConfirmationTest)

} // namespace

#include "tst_actionconfirmation.moc"
