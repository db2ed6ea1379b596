// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../tooltiptext.h"
#include "actions/actionbutton.h"
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "domain/transitiontable.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgets/plaintooltip.h"
#include "widgetsearch.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"
#include "window/toolbar.h"

#include <QAccessible>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <algorithm>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QList<QAction *> lifecycleActionsOf(const QMenu &menu)
{
    QList<QAction *> found;
    for (QAction *action : menu.actions()) {
        for (const LifecycleAction lifecycle : kAllActions) {
            if (action->objectName() == "action."_L1 % wordOfAction(lifecycle))
                found << action;
        }
    }
    return found;
}

class ActionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void enabledSetEqualsTheTable_data();
    void enabledSetEqualsTheTable();
    void disabledSaysWhyEverywhere_data();
    void disabledSaysWhyEverywhere();
    void nothingSelected();
    void oneSetOfActionsForAll();
    void countsOfAMixedSelection();
    void severalAreSpokenOfAsSeveral();
    void tooltipsAreWide();
    void aBadgeStandsBesideTheIcon();
    void wordsGoTogether();
    void buttonsGrowWithTheFont();
    void namesStayWhatTheyAre();
    void clickActsOnTheSelectionOfThatMoment();
    void pressingADisabledButtonExplains();
    void shortcutOfADisabledActionExplains();
    void shortcutActs();
    void disabledButtonsAreReachedByTab();
    void changesOfTheRowAreFollowedOncePerTurn();
    void aStaleEnabledActionSendsNothing();
    void veryManyAreJudgedAMomentLater();
    void serverTextIsNoMarkup();
    void disabledMenuEntriesAreReachable();

private:
    [[nodiscard]] ActionButton *button(LifecycleAction action) const
    {
        return m_window->findChild<ActionButton *>("button."_L1 % wordOfAction(action));
    }
    [[nodiscard]] ActionSet &actions() const { return m_page->actionSet(); }
    void select(const QStringList &ids)
    {
        m_page->tablePane().table().selectIds(ids);
        QCOMPARE(actions().selection().size(), ids.size());
    }
    static void addCells();

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void ActionsTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load(oneOfEachStatus());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void ActionsTest::cleanup()
{
    QToolTip::hideText();
    m_window.reset();
    m_fixture.reset();
}

void ActionsTest::addCells()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("action");
    for (const Transition &cell : kTransitions) {
        const QString name = wordOfStatus(cell.from) % u' ' % wordOfAction(cell.action);
        QTest::newRow(qPrintable(name)) << static_cast<int>(cell.from) << static_cast<int>(cell.action);
    }
}

void ActionsTest::enabledSetEqualsTheTable_data()
{
    addCells();
}

void ActionsTest::enabledSetEqualsTheTable()
{
    QFETCH(const int, status);
    QFETCH(const int, action);
    const Transition &cell =
        transition(static_cast<SandboxStatus>(status), static_cast<LifecycleAction>(action));
    select({oneOfEachStatus().at(status).id});
    const ActionButton *real = button(cell.action);
    QCOMPARE(real->isActionEnabled(), cell.isAllowed());
    QCOMPARE(actions().lifecycle(cell.action)->isEnabled(), cell.isAllowed());
    QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(button(cell.action));
    QCOMPARE(bool(accessible->state().disabled), !cell.isAllowed());
    QCOMPARE(accessible->role(), QAccessible::Button);
}

void ActionsTest::disabledSaysWhyEverywhere_data()
{
    addCells();
}

void ActionsTest::disabledSaysWhyEverywhere()
{
    QFETCH(const int, status);
    QFETCH(const int, action);
    const Transition &cell =
        transition(static_cast<SandboxStatus>(status), static_cast<LifecycleAction>(action));
    const QString id = oneOfEachStatus().at(status).id;
    select({id});
    const ActionButton *real = button(cell.action);
    const QString expected = cell.isAllowed() ? consequenceText(cell.action)
                                              : m_fixture->controller.verdict(cell.action, id).reason;
    QVERIFY(!expected.isEmpty());
    QVERIFY2(textOfToolTip(real->toolTip()).contains(expected), qPrintable(real->toolTip()));
    QVERIFY2(real->accessibleDescription().contains(expected), qPrintable(real->accessibleDescription()));
    const QAction *shared = actions().lifecycle(cell.action);
    QVERIFY(textOfToolTip(shared->toolTip()).contains(expected));
    QVERIFY(shared->statusTip().contains(expected));
    if (cell.instead)
        QVERIFY2(expected.contains(nameOfAction(*cell.instead)), qPrintable(expected));
}

void ActionsTest::nothingSelected()
{
    select({});
    for (const LifecycleAction action : kAllActions) {
        QVERIFY(!actions().lifecycle(action)->isEnabled());
        QVERIFY(textOfToolTip(button(action)->toolTip()).contains(u"Select a sandbox first"_s));
        QVERIFY(button(action)->accessibleDescription().contains(u"Select a sandbox first"_s));
    }
    QVERIFY(!actions().copyId()->isEnabled());
}

void ActionsTest::oneSetOfActionsForAll()
{
    QSet<QAction *> shared;
    for (const LifecycleAction action : kAllActions)
        shared << actions().lifecycle(action);
    const auto *context = m_page->findChild<QMenu *>(u"contextMenu"_s);
    QVERIFY(context);
    const QList<QAction *> inContext = lifecycleActionsOf(*context);
    QCOMPARE(inContext.size(), 5);
    QCOMPARE(QSet<QAction *>(inContext.begin(), inContext.end()), shared);

    QList<QAction *> inMenus;
    for (const QAction *top : m_window->menuBar()->actions())
        inMenus += lifecycleActionsOf(*top->menu());
    QCOMPARE(inMenus.size(), 5);
    QCOMPARE(QSet<QAction *>(inMenus.begin(), inMenus.end()), shared);

    // The toolbar's buttons act by the very same objects.
    select({u"running"_s});
    QSignalSpy triggered(actions().lifecycle(LifecycleAction::Pause), &QAction::triggered);
    button(LifecycleAction::Pause)->click();
    QCOMPARE(triggered.count(), 1);
}

void ActionsTest::countsOfAMixedSelection()
{
    m_fixture->answerPoll({sandbox(u"r2"_s), sandbox(u"r3"_s)});
    select({u"running"_s, u"r2"_s, u"r3"_s, u"stopped"_s, u"paused"_s});
    const ActionHelp &pause = actions().help(LifecycleAction::Pause);
    QVERIFY(pause.enabled);
    QCOMPARE(pause.title, u"Pause 3 of 5 sandboxes"_s);
    QCOMPARE(pause.badge, u"3"_s);
    QVERIFY(button(LifecycleAction::Pause)->accessibleDescription().startsWith(u"Pause 3 of 5 sandboxes"_s));
    QCOMPARE(actions().help(LifecycleAction::Stop).title, u"Stop 4 of 5 sandboxes"_s);
    QCOMPARE(actions().help(LifecycleAction::Resume).badge, u"1"_s);

    select({u"stopped"_s, u"paused"_s});
    QVERIFY(!actions().help(LifecycleAction::Pause).enabled);
    QVERIFY(!actions().help(LifecycleAction::Pause).text.isEmpty());
    QVERIFY(actions().help(LifecycleAction::Pause).badge.isEmpty());
}

void ActionsTest::severalAreSpokenOfAsSeveral()
{
    select({u"running"_s, u"paused"_s});
    const ActionHelp &both = actions().help(LifecycleAction::Delete);
    QCOMPARE(both.text,
             u"Removes the sandboxes with all their files, for good; they cost nothing any more"_s);
    QCOMPARE(actions().help(LifecycleAction::Resume).text,
             consequenceText(LifecycleAction::Resume)); // of one
    select({u"running"_s});
    QCOMPARE(actions().help(LifecycleAction::Delete).text, consequenceText(LifecycleAction::Delete));
    // The name of a button is heard before its description.
    QCOMPARE(button(LifecycleAction::Delete)->accessibleDescription(),
             consequenceText(LifecycleAction::Delete));
}

/// Qt made them about as wide as high, in lines of two words.
void ActionsTest::tooltipsAreWide()
{
    const QString text =
        u"The server deletes it, with all its files, at 30 Nov 2026 19:17:19 UTC, unless its time stands still"_s;
    const QString toolTip = plainToolTip(u"Extend"_s, text);
    QCOMPARE(textOfToolTip(toolTip), QString(u"Extend\n"_s + text));
    QLabel label(toolTip);
    label.setTextFormat(Qt::RichText);
    label.setWordWrap(true); // as the label of a tooltip
    const int character = label.fontMetrics().averageCharWidth();
    QVERIFY2(label.sizeHint().width() >= 40 * character,
             qPrintable(QString::number(label.sizeHint().width())));
    QVERIFY2(label.sizeHint().width() <= 90 * character,
             qPrintable(QString::number(label.sizeHint().width())));
}

void ActionsTest::aBadgeStandsBesideTheIcon()
{
    m_fixture->answerPoll({sandbox(u"r2"_s)});
    ActionButton narrow(actions(), LifecycleAction::Pause);
    for (const int room : {0, 20}) { // no words, whether there is just room for the rest or more
        narrow.resize(narrow.minimumSizeHint() + QSize(room, 0));
        select({u"running"_s});
        const QImage alone = narrow.grab().toImage();
        select({u"running"_s, u"r2"_s});
        const QImage counted = narrow.grab().toImage();
        int icon = 0; // the last column that is painted
        int badge = counted.width();
        for (int x = 0; x < counted.width(); ++x) {
            for (int y = 0; y < counted.height(); ++y) {
                if (alone.pixel(x, y) != alone.pixel(0, 0))
                    icon = x;
                if (alone.pixel(x, y) != counted.pixel(x, y))
                    badge = std::min(badge, x);
            }
        }
        QVERIFY2(icon > 0 && badge > icon && badge < counted.width(),
                 qPrintable(u"icon to %1, badge from %2"_s.arg(icon).arg(badge)));
    }
}

/// Each shrank for itself before, and the icons stood at all kinds of distances.
void ActionsTest::wordsGoTogether()
{
    ToolBar bar(actions());
    const QList<ToolButton *> buttons = bar.findChildren<ToolButton *>();
    QCOMPARE(buttons.size(), 7);
    const int full = bar.sizeHint().width();
    bar.show();
    const auto shrunk = [&bar, &buttons](int width) {
        bar.resize(width, bar.height());
        QCoreApplication::processEvents();
        return std::count_if(buttons.begin(), buttons.end(), [](const ToolButton *button) {
            return button->width() == button->minimumSizeHint().width();
        });
    };
    QCOMPARE(shrunk(full), 0);
    QCOMPARE(shrunk(full - 1), 7);
    QCOMPARE(shrunk(bar.minimumSizeHint().width()), 7);
    QCOMPARE(shrunk(full), 0);
}

void ActionsTest::buttonsGrowWithTheFont()
{
    ActionButton *pause = button(LifecycleAction::Pause);
    QFont large = pause->font();
    large.setPointSizeF(3 * large.pointSizeF());
    pause->setFont(large);
    QVERIFY(pause->sizeHint().height() > pause->fontMetrics().height());
    QVERIFY(pause->minimumSizeHint().height() > pause->fontMetrics().height());
}

void ActionsTest::namesStayWhatTheyAre()
{
    for (const QStringList &ids :
         {QStringList{}, QStringList{u"running"_s}, QStringList{u"running"_s, u"paused"_s}}) {
        select(ids);
        for (const LifecycleAction action : kAllActions) {
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(button(action));
            QCOMPARE(accessible->text(QAccessible::Name), nameOfAction(action));
            QCOMPARE(actions().lifecycle(action)->iconText(), nameOfAction(action));
            QCOMPARE(actions().lifecycle(action)->objectName(), QString("action."_L1 % wordOfAction(action)));
            QVERIFY(!actions().lifecycle(action)->shortcut().isEmpty());
        }
    }
}

void ActionsTest::clickActsOnTheSelectionOfThatMoment()
{
    m_fixture->answerPoll({sandbox(u"r2"_s)});
    select({u"running"_s, u"r2"_s});
    QTest::mouseClick(button(LifecycleAction::Pause), Qt::LeftButton);
    QStringList sent = m_fixture->api.texts();
    sent.sort();
    QCOMPARE(sent, (QStringList{u"POST r2/pause"_s, u"POST running/pause"_s}));
    // At once, before any answer, the buttons know that both are busy.
    QCoreApplication::processEvents();
    QVERIFY(!button(LifecycleAction::Pause)->isActionEnabled());
}

void ActionsTest::pressingADisabledButtonExplains()
{
    select({u"stopped"_s});
    ActionButton *resume = button(LifecycleAction::Resume);
    QSignalSpy wanted(&actions(), &ActionSet::lifecycleWanted);
    QTest::mouseClick(resume, Qt::LeftButton);
    QCOMPARE(wanted.count(), 0);
    QCOMPARE(m_fixture->api.count(), 0);
    const QString reason = m_fixture->controller.verdict(LifecycleAction::Resume, u"stopped"_s).reason;
    QCOMPARE(statusMessage(*m_page), reason);
    QVERIFY(QToolTip::isVisible());
    QVERIFY(textOfToolTip(QToolTip::text()).contains(reason));

    // The same by the screen reader's press.
    QToolTip::hideText();
    select({u"paused"_s});
    QAccessible::queryAccessibleInterface(button(LifecycleAction::Start))
        ->actionInterface()
        ->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(m_fixture->api.count(), 0);
    QVERIFY(statusMessage(*m_page).contains(u"Resume"_s));
}

void ActionsTest::shortcutOfADisabledActionExplains()
{
    select({u"stopped"_s});
    m_page->tablePane().table().setFocus();
    QTest::keyClick(&m_page->tablePane().table(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_fixture->api.count(), 0);
    QCOMPARE(statusMessage(*m_page),
             m_fixture->controller.verdict(LifecycleAction::Resume, u"stopped"_s).reason);
}

void ActionsTest::shortcutActs()
{
    select({u"stopped"_s});
    m_page->tablePane().table().setFocus();
    QTest::keyClick(&m_page->tablePane().table(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_fixture->api.texts(), QStringList{u"POST stopped/start"_s});
}

void ActionsTest::disabledButtonsAreReachedByTab()
{
    select({u"stopped"_s});
    button(LifecycleAction::Start)->setFocus();
    QSet<QWidget *> reached;
    // The other buttons of the toolbar stand between them.
    for (std::size_t i = 0; i < kAllActions.size() + 1; ++i) {
        reached << QApplication::focusWidget();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const LifecycleAction action : kAllActions)
        QVERIFY2(reached.contains(button(action)), qPrintable(nameOfAction(action)));
    // With the focus there the reason is in the status line.
    button(LifecycleAction::Pause)->setFocus();
    QVERIFY(statusMessage(*m_page).contains(actions().help(LifecycleAction::Pause).text));
}

void ActionsTest::changesOfTheRowAreFollowedOncePerTurn()
{
    select({u"running"_s});
    QSignalSpy changed(&actions(), &ActionSet::helpChanged);
    m_fixture->answerPoll({sandbox(u"running"_s, SandboxStatus::Paused)});
    QVERIFY(actions().help(LifecycleAction::Resume).enabled);
    QVERIFY(!actions().help(LifecycleAction::Pause).enabled);
    QCOMPARE(changed.count(), 3); // Stop stays as it is
    // A row of somebody else changes nothing.
    changed.clear();
    m_fixture->answerPoll({sandbox(u"stopped"_s, SandboxStatus::Running)});
    QCOMPARE(changed.count(), 0);
}

void ActionsTest::aStaleEnabledActionSendsNothing()
{
    select({u"running"_s});
    QAction *pause = actions().lifecycle(LifecycleAction::Pause);
    // Changed behind the back of the event loop: the action still looks possible.
    m_fixture->store.applyDetails(sandbox(u"running"_s, SandboxStatus::Stopped), m_fixture->clock.monoNow());
    QVERIFY(pause->isEnabled());
    pause->trigger();
    QCOMPARE(m_fixture->api.count(), 0);
}

void ActionsTest::veryManyAreJudgedAMomentLater()
{
    QVector<Sandbox> many;
    for (int i = 0; i < 1'200; ++i)
        many += sandbox(u"many%1"_s.arg(i), i % 3 == 0 ? SandboxStatus::Paused : SandboxStatus::Running);
    m_fixture->answerPoll(many);
    QStringList ids;
    for (const Sandbox &one : std::as_const(many))
        ids += one.id;
    select({});
    select(ids);
    QVERIFY(actions().copyId()->isEnabled());
    QVERIFY(!actions().help(LifecycleAction::Pause).enabled);
    m_fixture->clock.advance(300ms);
    QCOMPARE(actions().help(LifecycleAction::Pause).title, u"Pause 800 of 1200 sandboxes"_s);
    QCOMPARE(actions().help(LifecycleAction::Resume).title, u"Resume 400 of 1200 sandboxes"_s);
    // However often the rows change meanwhile, the actions follow once.
    QSignalSpy changed(&actions(), &ActionSet::helpChanged);
    for (int i = 0; i < 5; ++i) {
        m_fixture->store.applyDetails(sandbox(ids.at(i), SandboxStatus::Stopped), m_fixture->clock.monoNow());
        QCoreApplication::processEvents();
    }
    QCOMPARE(changed.count(), 0);
    m_fixture->clock.advance(300ms);
    QCOMPARE(changed.count(), 4); // each but Delete
    QCOMPARE(actions().help(LifecycleAction::Start).title, u"Start 5 of 1200 sandboxes"_s);
    // Nor does a key wait: it is found out at once whether it may do what it says.
    select({});
    select(ids);
    QVERIFY(!actions().help(LifecycleAction::Pause).enabled);
    disconnect(&actions(), &ActionSet::lifecycleWanted, nullptr, nullptr);
    QSignalSpy asked(&actions(), &ActionSet::lifecycleWanted);
    actions().triggerOrExplain(LifecycleAction::Pause);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(1).toStringList().size(), ids.size());
    // Few are not waited for.
    select({u"running"_s});
    QCOMPARE(actions().help(LifecycleAction::Pause).title, u"Pause"_s);
}

void ActionsTest::serverTextIsNoMarkup()
{
    Sandbox evil = sandbox(u"evil"_s, SandboxStatus::Unknown);
    evil.statusWord = u"<img src=x>"_s;
    m_fixture->answerPoll({evil});
    select({u"evil"_s});
    QVERIFY(!button(LifecycleAction::Start)->toolTip().contains(u"<img"_s));
    QVERIFY(textOfToolTip(button(LifecycleAction::Start)->toolTip()).contains(u"<img src=x>"_s));
}

void ActionsTest::disabledMenuEntriesAreReachable()
{
    select({u"stopped"_s});
    auto *context = m_page->findChild<QMenu *>(u"contextMenu"_s);
    QVERIFY(context->toolTipsVisible());
    context->popup(m_window->mapToGlobal(QPoint(40, 40)));
    QVERIFY(QTest::qWaitForWindowExposed(context));
    QList<QAction *> reached;
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(context, Qt::Key_Down);
        reached << context->activeAction();
    }
    QVERIFY(reached.contains(actions().lifecycle(LifecycleAction::Resume)));
    // Enter on it does nothing.
    context->setActiveAction(actions().lifecycle(LifecycleAction::Resume));
    QCOMPARE(statusMessage(*m_page), actions().help(LifecycleAction::Resume).line());
    QTest::keyClick(context, Qt::Key_Return);
    QCOMPARE(m_fixture->api.count(), 0);
    context->close();
}

SANDGLASS_REGISTER_TEST(ActionsTest)

} // namespace

#include "tst_actions.moc"
