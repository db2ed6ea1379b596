// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../window/dashboardfixture.h"
#include "actions/actionconfirmation.h"
#include "actions/actionset.h"
#include "sidebar/builtinview.h"
#include "sidebar/finding.h"
#include "sidebar/viewlistview.h"
#include "sidebar/viewnamedialog.h"
#include "status/statusline.h"
#include "store/tombstones.h"
#include "support/testregistry.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/statuschip.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int kBuiltIn = static_cast<int>(kBuiltInViews.size());
constexpr int kFirstSaved = kBuiltIn + 1;

int rowOf(BuiltInView view)
{
    return static_cast<int>(view);
}

class FindingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<DashboardFixture>();
        open(m_fixture->dashboard());
        Sandbox soon = sandbox(u"soon"_s, SandboxStatus::Running);
        soon.expiry = Expiry::atTime(m_fixture->clock.utcNow() + 10min);
        m_fixture->load({sandbox(u"r"_s), sandbox(u"p"_s, SandboxStatus::Paused),
                         sandbox(u"s"_s, SandboxStatus::Stopped), sandbox(u"e"_s, SandboxStatus::Error),
                         soon});
        settle();
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void goingToAViewWritesTheSearch()
    {
        clickOn(rowOf(BuiltInView::Paused));
        QCOMPARE(m_fixture->filter.text(), u"state:paused"_s);
        QCOMPARE(search().text(), u"state:paused"_s);
        QCOMPARE(shown(), u"p"_s);
        QCOMPARE(list().currentRow(), rowOf(BuiltInView::Paused));
        // By keyboard, one after the other.
        list().setFocus();
        QTest::keyClick(&list(), Qt::Key_Down);
        QCOMPARE(m_fixture->filter.text(), u"state:stopped"_s);
        QTest::keyClick(&list(), Qt::Key_Down);
        QCOMPARE(shown(), u"soon"_s);
        QTest::keyClick(&list(), Qt::Key_Down);
        QCOMPARE(shown(), u"e"_s);
        QTest::keyClick(&list(), Qt::Key_Return);
        QVERIFY(page().tablePane().table().hasFocus());
    }

    void theSidebarMarksWhateverIsSearchedFor()
    {
        QCOMPARE(list().currentRow(), rowOf(BuiltInView::All));
        m_fixture->filter.setText(u"is:problem"_s);
        QCOMPARE(list().currentRow(), rowOf(BuiltInView::Problems));
        m_fixture->filter.setText(u"is:problem eu"_s);
        QCOMPARE(list().currentRow(), -1);
        for (const QAction *action : page().finding().actions().views())
            QVERIFY(!action->isChecked());
        // A click on the view the cursor is still on goes there again.
        clickOn(rowOf(BuiltInView::Problems));
        QCOMPARE(m_fixture->filter.text(), u"is:problem"_s);
        m_fixture->filter.clearFilter();
        QCOMPARE(list().currentRow(), rowOf(BuiltInView::All));
        QVERIFY(page().finding().actions().views().constFirst()->isChecked());
    }

    void assistiveTechnologyGoesThereToo()
    {
        list().selectionModel()->select(list().model()->index(rowOf(BuiltInView::Stopped), 0),
                                        QItemSelectionModel::ClearAndSelect);
        QCOMPARE(shown(), u"s"_s);
        // What acts on a view acts on this one.
        QCOMPARE(list().currentIndex().row(), rowOf(BuiltInView::Stopped));
        // Taking the mark off shows nothing else, so it comes back.
        list().selectionModel()->clearSelection();
        QCoreApplication::processEvents();
        QCOMPARE(list().currentRow(), rowOf(BuiltInView::Stopped));
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&list());
        QCOMPARE(face->text(QAccessible::Name), u"Views"_s);
        QCOMPARE(face->childCount(), kBuiltIn);
        QCOMPARE(face->child(rowOf(BuiltInView::Running))->text(QAccessible::Name), u"Running, 2"_s);
    }

    void digitsGoToViews()
    {
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(shown(), u"p"_s);
        QTest::keyClick(m_window.get(), Qt::Key_6, Qt::ControlModifier);
        QCOMPARE(shown(), u"e"_s);
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(m_fixture->filter.text(), QString());
        // One that is not there does nothing.
        QTest::keyClick(m_window.get(), Qt::Key_8, Qt::ControlModifier);
        QCOMPARE(m_fixture->filter.text(), QString());
    }

    void countsFollow()
    {
        QCOMPARE(countOf(rowOf(BuiltInView::All)), 5);
        QCOMPARE(countOf(rowOf(BuiltInView::ExpiringSoon)), 1);
        QCOMPARE(countOf(rowOf(BuiltInView::Problems)), 1);
        QCOMPARE(countOf(rowOf(BuiltInView::Deleted)), 0);
        m_fixture->store.setFault(u"r"_s, {LifecycleAction::Pause, u"failed"_s, {}});
        m_fixture->store.applyDeleted(u"p"_s);
        settle();
        QCOMPARE(countOf(rowOf(BuiltInView::All)), 4);
        QCOMPARE(countOf(rowOf(BuiltInView::Problems)), 2);
        QCOMPARE(countOf(rowOf(BuiltInView::Paused)), 0);
        QCOMPARE(countOf(rowOf(BuiltInView::Deleted)), 1);
    }

    void aSearchIsSavedUnderAName()
    {
        QAction *save = page().finding().actions().save();
        QVERIFY(!save->isEnabled());
        QVERIFY(save->statusTip().contains(u"Search for something first"_s));
        clickOn(rowOf(BuiltInView::Paused));
        QVERIFY(!save->isEnabled());
        QVERIFY2(save->statusTip().contains(u"Paused"_s), qPrintable(save->statusTip()));

        m_fixture->filter.setText(u"state:running id:soo"_s);
        page().tablePane().table().sortByColumn(SandboxListModel::Id, Qt::DescendingOrder);
        QVERIFY(save->isEnabled());
        save->trigger();
        QVERIFY(dialog());
        QCOMPARE(name().text(), u"Running, soo"_s); // a name to begin with
        name().setText(u"paused"_s);
        QVERIFY(!confirm()->isEnabled());
        QVERIFY(!name().accessibleDescription().isEmpty());
        name().setText(u"Nightlies"_s);
        confirm()->click();
        QVERIFY(!dialog());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        settle();
        QCOMPARE(list().currentRow(), kFirstSaved);
        QCOMPARE(list().model()->index(kFirstSaved, 0).data(Qt::AccessibleTextRole).toString(),
                 u"Nightlies, 1"_s);
        QVERIFY(!save->isEnabled());
        // It has a key, and the sorting of that moment.
        page().tablePane().table().sortByColumn(SandboxListModel::Id, Qt::DescendingOrder);
        clickOn(rowOf(BuiltInView::All));
        page().tablePane().table().sortByColumn(SandboxListModel::Region, Qt::AscendingOrder);
        QTest::keyClick(m_window.get(), Qt::Key_8, Qt::ControlModifier);
        QCOMPARE(shown(), u"soon"_s);
        QCOMPARE(page().tablePane().table().sortingWord(), u"id:descending"_s);
        clickOn(rowOf(BuiltInView::All));
        QCOMPARE(page().tablePane().table().sortingWord(), u"region:ascending"_s);
    }

    void whatTheDialogShowsIsSaved()
    {
        m_fixture->filter.setText(u"id:r"_s);
        page().finding().actions().save()->trigger();
        m_fixture->filter.clearFilter(); // as a sandbox asked for from outside does
        name().setText(u"R"_s);
        confirm()->click();
        QCOMPARE(page().finding().views().viewAt(kFirstSaved).query, u"id:r"_s);
        QCOMPARE(m_fixture->filter.text(), u"id:r"_s);
    }

    void sortingBelongsToTheView()
    {
        SandboxTable &table = page().tablePane().table();
        QCOMPARE(table.sortingWord(), u"age:ascending"_s);
        clickOn(rowOf(BuiltInView::ExpiringSoon));
        QCOMPARE(table.sortingWord(), u"timeleft:ascending"_s);
        // Typing on keeps what is sorted as it is.
        m_fixture->filter.setText(u"left:<15m eu"_s);
        QCOMPARE(table.sortingWord(), u"timeleft:ascending"_s);
        clickOn(rowOf(BuiltInView::Running));
        QCOMPARE(table.sortingWord(), u"age:ascending"_s);
        clickOn(rowOf(BuiltInView::Deleted));
        QCOMPARE(table.sortingWord(), u"timeleft:descending"_s);
    }

    void savedViewsAreRenamedAndDeletedAndComeBack()
    {
        saveView(u"one"_s, u"id:r"_s);
        saveView(u"two"_s, u"id:p"_s);
        list().setFocus();
        list().setCurrentRow(kFirstSaved);
        page().finding().showView(kFirstSaved);
        QTest::keyClick(&list(), Qt::Key_F2);
        QVERIFY(dialog());
        QCOMPARE(name().text(), u"one"_s);
        name().setText(u"uno"_s);
        confirm()->click();
        QCOMPARE(list().model()->index(kFirstSaved, 0).data().toString(), u"uno"_s);

        QTest::keyClick(&list(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(list().model()->index(kFirstSaved + 1, 0).data().toString(), u"uno"_s);
        QCOMPARE(list().currentRow(), kFirstSaved + 1);

        // The Delete key in here is about views: no sandbox is asked about, though one is selected.
        page().tablePane().table().selectIds({u"r"_s});
        list().setFocus();
        QTest::keyClick(&list(), Qt::Key_Delete);
        QVERIFY(!page().findChild<ActionConfirmation *>());
        QCOMPARE(list().model()->rowCount(), kFirstSaved + 1);
        QCOMPARE(m_fixture->filter.text(), u"id:r"_s); // what is shown stays
        QCOMPARE(list().currentRow(), -1);
        auto *undo = page().finding().sidebar()->findChild<QPushButton *>();
        QVERIFY(undo->isVisible());
        QTest::keyClick(&list(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(list().model()->rowCount(), kFirstSaved + 2);
        QCOMPARE(list().currentRow(), kFirstSaved + 1);
        QVERIFY(!undo->isVisible());
        // The button does the same, for a while.
        QTest::keyClick(&list(), Qt::Key_Delete);
        undo->click();
        QCOMPARE(list().model()->rowCount(), kFirstSaved + 2);
        QTest::keyClick(&list(), Qt::Key_Delete);
        m_fixture->clock.advance(Sidebar::kUndoable);
        QVERIFY(!undo->isVisible());
        QCOMPARE(page().finding().views().undoRemove(), -1);
    }

    void builtInViewsAreNotDeletedOrRenamed()
    {
        clickOn(rowOf(BuiltInView::Running));
        list().setFocus();
        QTest::keyClick(&list(), Qt::Key_Delete);
        QTest::keyClick(&list(), Qt::Key_F2);
        QTest::keyClick(&list(), Qt::Key_Up, Qt::AltModifier);
        QVERIFY(!dialog());
        QCOMPARE(list().model()->rowCount(), kBuiltIn);
        for (const QAction *action :
             {page().finding().actions().rename(), page().finding().actions().remove(),
              page().finding().actions().update(), page().finding().actions().moveUp()})
            QVERIFY(!action->isEnabled());
    }

    void aViewTakesOverTheSearchShown()
    {
        saveView(u"one"_s, u"id:r"_s);
        m_fixture->filter.setText(u"id:p"_s);
        QVERIFY(page().finding().actions().update()->isEnabled()); // the cursor is on it still
        page().finding().actions().update()->trigger();
        QCOMPARE(page().finding().views().viewAt(kFirstSaved).query, u"id:p"_s);
        QCOMPARE(list().currentRow(), kFirstSaved);
    }

    void theViewThatTookOverTheSearchIsNamed()
    {
        saveView(u"one"_s, u"id:r"_s);
        saveView(u"two"_s, u"id:p"_s);
        QSignalSpy announced(&page().finding(), &Finding::announced);
        // The first takes over what the second shows, and the cursor goes to the second.
        list().selectionModel()->setCurrentIndex(list().model()->index(kFirstSaved, 0),
                                                 QItemSelectionModel::NoUpdate);
        page().finding().actions().update()->trigger();
        QCOMPARE(page().finding().views().viewAt(kFirstSaved).query, u"id:p"_s);
        QCOMPARE(announced.size(), 1);
        QVERIFY2(announced.at(0).at(0).toString().contains(u"“one”"_s),
                 qPrintable(announced.at(0).at(0).toString()));
    }

    void noSearchOrOneTooLongIsNotTakenOver()
    {
        saveView(u"one"_s, u"id:r"_s);
        QAction *update = page().finding().actions().update();
        const auto putCursorOnIt = [this] {
            list().selectionModel()->setCurrentIndex(list().model()->index(kFirstSaved, 0),
                                                     QItemSelectionModel::NoUpdate);
        };
        clickOn(rowOf(BuiltInView::All));
        putCursorOnIt();
        QVERIFY(!update->isEnabled());
        QVERIFY2(update->statusTip().contains(u"Search for something first"_s),
                 qPrintable(update->statusTip()));
        m_fixture->filter.setText(QString(ViewList::kLongestQuery + 1, u'x'));
        putCursorOnIt();
        QVERIFY(!update->isEnabled());
        QVERIFY2(update->statusTip().contains(u"too long"_s), qPrintable(update->statusTip()));
        QCOMPARE(page().finding().views().viewAt(kFirstSaved).query, u"id:r"_s);
        m_fixture->filter.setText(u"id:p"_s);
        putCursorOnIt();
        QVERIFY(update->isEnabled());
        QVERIFY2(update->statusTip().contains(u"from now on"_s), qPrintable(update->statusTip()));
    }

    void theMenuOfAViewDoesNotGoThere()
    {
        saveView(u"one"_s, u"id:r"_s);
        clickOn(rowOf(BuiltInView::All));
        const QPoint place = list().visualRect(list().model()->index(kFirstSaved, 0)).center();
        QTest::mouseClick(list().viewport(), Qt::RightButton, {}, place);
        QCOMPARE(m_fixture->filter.text(), QString());
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, list().viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(list().viewport(), &event);
        auto *menu = page().finding().sidebar()->findChild<QMenu *>();
        QVERIFY(menu && menu->isVisible());
        QVERIFY(menu->actions().contains(page().finding().actions().remove()));
        QVERIFY(page().finding().actions().remove()->isEnabled());
        QCOMPARE(m_fixture->filter.text(), QString());
        menu->close();
    }

    void whatWentIsShownAndCanNotBeActedOn()
    {
        m_fixture->store.applyDeleted(u"r"_s);
        m_fixture->store.applyGone(u"p"_s, m_fixture->clock.monoNow());
        settle();
        QCOMPARE(shown(), u"e,s,soon"_s);
        clickOn(rowOf(BuiltInView::Deleted));
        QCOMPARE(shown(), u"p,r"_s);
        SandboxTable &table = page().tablePane().table();
        table.selectIds({u"r"_s});
        QCoreApplication::processEvents();
        for (const LifecycleAction action : kAllActions) {
            QVERIFY(!page().actionSet().lifecycle(action)->isEnabled());
            const QString reason = page().actionSet().help(action).text;
            QVERIFY2(reason.contains(u"deleted here"_s), qPrintable(reason));
            QVERIFY2(reason.contains(u"create another"_s), qPrintable(reason));
        }
        QVERIFY(page().actionSet().copyId()->isEnabled());
        QVERIFY(m_fixture->controller.request(LifecycleAction::Start, {u"r"_s, u"p"_s}).isEmpty());
        QVERIFY(m_fixture->deletions.schedule({u"r"_s, u"p"_s}).isEmpty());
        QCOMPARE(m_fixture->api.count(), 0);
        table.selectAll();
        QCoreApplication::processEvents();
        QVERIFY(!page().actionSet().lifecycle(LifecycleAction::Delete)->isEnabled());

        // Seen alive again, it is where it belongs.
        m_fixture->clock.advance(1s);
        m_fixture->store.applyDetails(sandbox(u"p"_s, SandboxStatus::Paused), m_fixture->clock.monoNow());
        QCOMPARE(shown(), u"r"_s);
        QAction *clear = page().finding().actions().clearDeleted();
        QVERIFY(clear->isEnabled());
        clear->trigger();
        QVERIFY(!clear->isEnabled());
        QCOMPARE(shown(), QString());
        QCOMPARE(page().findChild<QLabel *>(u"emptyState.headline"_s)->text(), u"Nothing was deleted"_s);
    }

    void theSidebarCanBeHidden()
    {
        QVERIFY(!chip().isVisible());
        list().setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!page().finding().sidebar()->isVisible());
        QVERIFY(page().tablePane().table().hasFocus());
        QVERIFY(chip().isVisible()); // in its place
        QVERIFY(!page().finding().actions().showSidebar()->isChecked());
        QTest::mouseClick(&chip(), Qt::LeftButton);
        QCOMPARE(m_fixture->filter.text(), u"state:running"_s);
        QVERIFY(page().finding().actions().views().at(rowOf(BuiltInView::Running))->isChecked());
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(page().finding().sidebar()->isVisible());
        QCOMPARE(list().currentRow(), rowOf(BuiltInView::Running));
    }

    void everythingIsRememberedForTheProfile()
    {
        saveView(u"one"_s, u"id:r"_s);
        page().finding().actions().showSidebar()->trigger();
        Dashboard other = m_fixture->dashboard();
        other.profileId = u"other"_s;
        m_fixture->filter.clearFilter();
        page().finding().showView(kFirstSaved);
        m_fixture->filter.blockSignals(true); // as another session has another model
        m_fixture->filter.setText({});
        m_fixture->filter.blockSignals(false);

        open(other);
        QCOMPARE(list().model()->rowCount(), kBuiltIn);
        QVERIFY(page().finding().sidebar()->isVisible());
        QCOMPARE(list().currentRow(), rowOf(BuiltInView::All));
        open(m_fixture->dashboard());
        QCOMPARE(list().model()->rowCount(), kFirstSaved + 1);
        QVERIFY(!page().finding().sidebar()->isVisible());
        QCOMPARE(m_fixture->filter.text(), u"id:r"_s);
        QCOMPARE(list().currentRow(), kFirstSaved);
    }

    void whatWentIsNotWhereOneStarts()
    {
        clickOn(rowOf(BuiltInView::Deleted));
        m_window.reset();
        m_fixture->filter.clearFilter();
        open(m_fixture->dashboard());
        QCOMPARE(list().currentRow(), rowOf(BuiltInView::All));
    }

    void theMenuOfABuiltInViewIsAboutIt()
    {
        const auto textsOf = [this](BuiltInView view) {
            Q_EMIT list().menuWanted(rowOf(view), QPoint());
            const auto menus = page().finding().sidebar()->findChildren<QMenu *>();
            QStringList texts;
            for (const QAction *action : menus.constLast()->actions()) {
                if (!action->isSeparator())
                    texts += action->text().remove(u'&');
            }
            return texts;
        };
        QCOMPARE(textsOf(BuiltInView::Paused), (QStringList{u"Show"_s, u"Edit as a Search"_s, u"Sidebar"_s}));
        QVERIFY(textsOf(BuiltInView::Deleted).contains(u"Clear Deleted"_s));
        const auto *menu = page().finding().sidebar()->findChildren<QMenu *>().constFirst();
        menu->actions().at(1)->trigger();
        QCOMPARE(m_fixture->filter.text(), u"state:paused"_s);
        QVERIFY(page().tablePane().filterBar().isAncestorOf(QApplication::focusWidget()));
        for (QMenu *open : page().finding().sidebar()->findChildren<QMenu *>())
            open->close();
    }
    void theMenuHasEveryView()
    {
        saveView(u"R&D"_s, u"id:r"_s);
        const QMenu *menu = page().finding().menu();
        QCOMPARE(menu->actions().at(kBuiltIn)->text(), u"R&&D"_s);
        for (int i = 0; i < 4; ++i)
            saveView(QString::number(i), u"id:%1"_s.arg(i));
        QCOMPARE(page().finding().actions().views().size(), kBuiltIn + 5);
        QCOMPARE(menu->actions().at(kBuiltIn + 1)->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_9));
        QVERIFY(menu->actions().at(kBuiltIn + 2)->shortcut().isEmpty());
        menu->actions().at(kBuiltIn + 4)->trigger();
        QCOMPARE(m_fixture->filter.text(), u"id:3"_s);
        page().finding().views().remove(kFirstSaved);
        QCOMPARE(page().finding().actions().views().size(), kBuiltIn + 4);
        QCOMPARE(menu->actions().at(kBuiltIn)->text(), u"0"_s);
    }

private:
    void open(const Dashboard &dashboard)
    {
        if (!m_window)
            m_window = std::make_unique<MainWindow>(m_fixture->settings);
        m_window->showDashboard(dashboard);
        m_window->resize(1'200, 700);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void settle()
    {
        QCoreApplication::processEvents();
        m_fixture->clock.advance(0ms);
        QCoreApplication::processEvents();
    }
    void clickOn(int row)
    {
        QTest::mouseClick(list().viewport(), Qt::LeftButton, {},
                          list().visualRect(list().model()->index(row, 0)).center());
        QCoreApplication::processEvents();
    }
    void saveView(const QString &title, const QString &query)
    {
        m_fixture->filter.setText(query);
        page().finding().actions().save()->trigger();
        name().setText(title);
        confirm()->click();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    [[nodiscard]] DashboardPage &page() const { return *m_window->dashboardPage(); }
    [[nodiscard]] ViewListView &list() const { return page().finding().sidebar()->list(); }
    [[nodiscard]] QLineEdit &search() const { return *page().findChild<QLineEdit *>(u"filter.text"_s); }
    [[nodiscard]] StatusChip &chip() const { return *page().findChild<StatusChip *>(u"chip.running"_s); }
    [[nodiscard]] ViewNameDialog *dialog() const
    {
        for (ViewNameDialog *one : page().findChildren<ViewNameDialog *>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] QLineEdit &name() const { return *dialog()->findChild<QLineEdit *>(); }
    [[nodiscard]] QPushButton *confirm() const
    {
        for (QPushButton *button : dialog()->findChildren<QPushButton *>()) {
            if (button->isDefault())
                return button;
        }
        return nullptr;
    }
    [[nodiscard]] int countOf(int row) const
    {
        return list().model()->index(row, 0).data(ViewList::CountRole).toInt();
    }
    /// The ids in the table, sorted.
    [[nodiscard]] QString shown() const
    {
        QStringList ids;
        for (int row = 0; row < m_fixture->filter.rowCount(); ++row)
            ids += m_fixture->filter.idAt(row);
        ids.sort();
        return ids.join(u',');
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

SANDGLASS_REGISTER_TEST(FindingTest)

} // namespace

#include "tst_finding.moc"
