// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "palette/commandmatch.h"
#include "palette/commandmodel.h"
#include "palette/commandpalette.h"
#include "search/searchfield.h"
#include "support/randomdata.h"
#include "support/testregistry.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

class PaletteTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void ranks_data();
    void ranks();
    void listsWhatTheMenusOffer();
    void theBestAnswerIsFirst();
    void choosingDoesIt();
    void whatCannotBeDoneSaysWhyAndStays();
    void findsSandboxes();
    void aLongListIsSearchedAfterAPause();
    void aHiddenSandboxIsShown();
    void whatWasUsedLastComesFirst();
    void nothingFoundIsSaid();
    void escapeGivesTheFocusBack();
    void closesWhenTheFocusGoesElsewhere();
    void closesBeforeThePageGoes();
    void openingAgainLeavesNothingBehind();
    void arrowsMoveAndGoRound();
    void enterAloneRunsNothing();
    void worksWithoutADashboard();

private:
    void open()
    {
        m_window->findChild<QAction *>(u"action.palette"_s)->trigger();
        QVERIFY(palette()->isVisible());
    }
    [[nodiscard]] QFrame *palette() const { return m_window->findChild<QFrame *>(u"commandPalette"_s); }
    [[nodiscard]] QLineEdit *field() const { return m_window->findChild<QLineEdit *>(u"paletteField"_s); }
    [[nodiscard]] QListView *list() const { return m_window->findChild<QListView *>(u"paletteList"_s); }
    [[nodiscard]] QString help() const { return m_window->findChild<QLabel *>(u"paletteHelp"_s)->text(); }
    [[nodiscard]] QStringList shown() const
    {
        QStringList texts;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            texts << list()->model()->index(row, 0).data().toString();
        return texts;
    }
    void type(const QString &text) { QTest::keyClicks(field(), text); }
    void enter() { QTest::keyClick(field(), Qt::Key_Return); }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void PaletteTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load(oneOfEachStatus());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void PaletteTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void PaletteTest::ranks_data()
{
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::addColumn<QString>("typed");
    QTest::newRow("the beginning before a later word") << u"Reset Columns"_s << u"Hide Reset"_s << u"reset"_s;
    QTest::newRow("a word before the middle of one") << u"Go to Error"_s << u"Mirror"_s << u"error"_s;
    QTest::newRow("inside before letters in order") << u"Unpause"_s << u"Pick a use"_s << u"pause"_s;
    QTest::newRow("letters in order before nothing") << u"Reset Columns"_s << u"Quit"_s << u"rcol"_s;
    QTest::newRow("every word counts") << u"Copy as curl"_s << u"Copy ID"_s << u"copy curl"_s;
    QTest::newRow("case does not matter") << u"Quit"_s << u"Pause"_s << u"QUIT"_s;
}

void PaletteTest::ranks()
{
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QFETCH(QString, typed);
    const QStringList words = typed.split(u' ');
    const auto first = matchRank(better, {}, words);
    const auto second = matchRank(worse, {}, words);
    QVERIFY(first);
    QVERIFY(!second || *first < *second);
}

void PaletteTest::listsWhatTheMenusOffer()
{
    open();
    const QStringList all = shown();
    for (const QAction *action : m_page->actionSet().all())
        QVERIFY2(all.contains(action->text().remove(u'…').remove(u'&')), qPrintable(action->text()));
    QVERIFY(all.contains(u"Quit"_s));
    QVERIFY(all.contains(u"Region"_s)); // a column, two menus deep
}

void PaletteTest::theBestAnswerIsFirst()
{
    open();
    type(u"quit"_s);
    QCOMPARE(shown().constFirst(), u"Quit"_s);
    field()->clear();
    type(u"columns region"_s); // the menu's words count too
    QCOMPARE(shown().constFirst(), u"Region"_s);
}

void PaletteTest::choosingDoesIt()
{
    const QSignalSpy refreshed(m_page->actionSet().refresh(), &QAction::triggered);
    open();
    type(u"refresh"_s);
    enter();
    QCOMPARE(refreshed.size(), 1);
    QVERIFY(!palette()->isVisible());
}

void PaletteTest::whatCannotBeDoneSaysWhyAndStays()
{
    m_page->tablePane().table().selectIds({u"stopped"_s});
    const QSignalSpy wanted(&m_page->actionSet(), &ActionSet::lifecycleWanted);
    open();
    type(u"resume"_s);
    QCOMPARE(shown().constFirst(), u"Resume"_s);
    QVERIFY2(help().contains(u"Start"_s), qPrintable(help())); // the way out
    enter();
    QVERIFY(palette()->isVisible());
    QVERIFY(wanted.isEmpty());
    QVERIFY(field()->accessibleDescription().contains(u"not possible now"_s));
    QVERIFY(!m_window->findChild<QPushButton *>(u"paletteRun"_s)->isEnabled());
}

void PaletteTest::findsSandboxes()
{
    open();
    type(u"paused"_s);
    const qsizetype row = shown().indexOf(u"paused"_s);
    QVERIFY(row >= 0);
    list()->setCurrentIndex(list()->model()->index(static_cast<int>(row), 0));
    enter();
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{u"paused"_s});
    QCOMPARE(m_page->tablePane().table().currentId(), u"paused"_s);
}

void PaletteTest::aLongListIsSearchedAfterAPause()
{
    QVector<Sandbox> many;
    for (int i = 0; i < CommandPalette::kLongList; ++i)
        many << sandbox(u"s%1"_s.arg(i));
    m_fixture->load(many);
    open();
    type(u"s12345"_s);
    QVERIFY(!shown().contains(u"s12345"_s));
    m_fixture->clock.advance(SearchField::kPause);
    QCOMPARE(shown(), QStringList{u"s12345"_s});
    // Who is faster is not told something else.
    field()->clear();
    type(u"s12346"_s);
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(!palette()->isVisible());
    QCOMPARE(m_page->tablePane().table().currentId(), u"s12346"_s);
}

void PaletteTest::aHiddenSandboxIsShown()
{
    m_fixture->filter.setText(u"state:running"_s);
    QVERIFY(m_fixture->filter.rowOf(u"stopped"_s) < 0);
    m_page->reveal(u"stopped"_s);
    QVERIFY(!m_fixture->filter.isFiltering());
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{u"stopped"_s});

    m_page->reveal(u"never-heard-of"_s);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{u"stopped"_s});
}

void PaletteTest::whatWasUsedLastComesFirst()
{
    open();
    type(u"refresh"_s);
    enter();
    open();
    type(u"select all"_s);
    enter();
    open();
    QCOMPARE(shown().mid(0, 2), (QStringList{u"Select All"_s, u"Refresh"_s}));
}

void PaletteTest::nothingFoundIsSaid()
{
    open();
    type(u"zzzz"_s);
    QVERIFY(!list()->isVisible());
    QVERIFY(!field()->accessibleDescription().isEmpty());
    enter();
    QVERIFY(palette()->isVisible());
}

void PaletteTest::escapeGivesTheFocusBack()
{
    m_page->tablePane().table().setFocus();
    open();
    QVERIFY(field()->hasFocus());
    QTest::keyClick(field(), Qt::Key_Escape);
    QVERIFY(!palette()->isVisible());
    QVERIFY(m_page->tablePane().table().hasFocus());
}

void PaletteTest::closesWhenTheFocusGoesElsewhere()
{
    open();
    m_page->tablePane().table().setFocus(Qt::MouseFocusReason);
    QVERIFY(!palette()->isVisible());
    QVERIFY(m_page->tablePane().table().hasFocus());
}

void PaletteTest::closesBeforeThePageGoes()
{
    open();
    type(u"running"_s);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    QVERIFY(!palette()->isVisible());
}

void PaletteTest::openingAgainLeavesNothingBehind()
{
    open();
    const QPointer<QItemSelectionModel> first = list()->selectionModel();
    QTest::keyClick(field(), Qt::Key_Escape);
    QCOMPARE(list()->selectionModel(), first.data());
    QCOMPARE(list()->model()->rowCount(), 0); // nothing of a page that may go
    open();
    QCOMPARE(list()->selectionModel(), first.data());
}

void PaletteTest::arrowsMoveAndGoRound()
{
    open();
    QTest::keyClick(field(), Qt::Key_Down);
    QCOMPARE(list()->currentIndex().row(), 0);
    QTest::keyClick(field(), Qt::Key_Down);
    QCOMPARE(list()->currentIndex().row(), 1);
    QTest::keyClick(field(), Qt::Key_Up);
    QTest::keyClick(field(), Qt::Key_Up);
    QCOMPARE(list()->currentIndex().row(), list()->model()->rowCount() - 1);
    QTest::keyClick(field(), Qt::Key_Down);
    QCOMPARE(list()->currentIndex().row(), 0);
}

void PaletteTest::enterAloneRunsNothing()
{
    open();
    QVERIFY(!list()->currentIndex().isValid());
    QVERIFY(!m_window->findChild<QPushButton *>(u"paletteRun"_s)->isEnabled());
    enter();
    QVERIFY(palette()->isVisible());
    QVERIFY(m_window->findChild<QLabel *>(u"paletteHelp"_s)->text().contains(u"arrow keys"_s));
}

void PaletteTest::worksWithoutADashboard()
{
    m_window->showFirstRun();
    m_page = nullptr;
    open();
    QVERIFY(shown().contains(u"Quit"_s));
    QVERIFY(!shown().contains(u"Pause"_s));
}

SANDGLASS_REGISTER_TEST(PaletteTest)

} // namespace

#include "tst_palette.moc"
