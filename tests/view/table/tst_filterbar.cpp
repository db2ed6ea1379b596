// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/completionpopup.h"
#include "search/searchfield.h"
#include "support/testregistry.h"
#include "table/emptystate.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/statuschip.h"
#include "table/tablepane.h"
#include "tablefixture.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

static_assert(faceFor({0, 0, false, false}) == TableFace::Loading);
static_assert(faceFor({0, 0, false, true}) == TableFace::CannotRead);
static_assert(faceFor({0, 0, true, false}) == TableFace::NoSandboxes);
static_assert(faceFor({0, 0, true, true}) == TableFace::NoSandboxes);
static_assert(faceFor({5, 0, true, false}) == TableFace::NothingMatches);
static_assert(faceFor({5, 0, true, true}) == TableFace::NothingMatches);
static_assert(faceFor({5, 2, true, true}) == TableFace::Rows);
static_assert(faceFor({0, 0, true, false, true}) == TableFace::NothingMatches);
static_assert(faceFor({0, 0, false, false, true}) == TableFace::Loading);
static_assert(faceFor({0, 3, true, false, true}) == TableFace::Rows);

class FilterBarTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TableFixture> m_fixture;
    std::unique_ptr<TablePane> m_pane;

    [[nodiscard]] QLineEdit &search() const { return *m_pane->findChild<QLineEdit *>(u"filter.text"_s); }
    [[nodiscard]] StatusChip &chip(const QString &name) const
    {
        return *m_pane->findChild<StatusChip *>(u"chip."_s + name);
    }
    [[nodiscard]] QString totals() const { return m_pane->findChild<QLabel *>(u"filter.totals"_s)->text(); }
    [[nodiscard]] QString headline() const
    {
        return m_pane->findChild<QLabel *>(u"emptyState.headline"_s)->text();
    }
    [[nodiscard]] CompletionPopup *popup() const { return m_pane->findChild<CompletionPopup *>(); }
    [[nodiscard]] QStringList suggestions() const
    {
        QStringList texts;
        const QAbstractItemModel *model = popup()->findChild<QListView *>()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            texts += model->index(row, 0).data().toString();
        return texts;
    }
    [[nodiscard]] QPushButton &button() const
    {
        return *m_pane->findChild<QPushButton *>(u"emptyState.button"_s);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<TableFixture>();
        m_pane = std::make_unique<TablePane>(m_fixture->filter, m_fixture->store, m_fixture->clock,
                                             m_fixture->serverClock, m_fixture->settings);
        m_pane->resize(1'200, 400);
        m_pane->show();
        m_pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    }
    void cleanup()
    {
        m_pane.reset();
        m_fixture.reset();
    }

private:
    void load()
    {
        m_fixture->poll({m_fixture->sandbox(u"a1"_s), m_fixture->sandbox(u"a2"_s),
                         m_fixture->sandbox(u"b1"_s, SandboxStatus::Paused),
                         m_fixture->sandbox(u"b2"_s, SandboxStatus::Stopped)});
        m_pane->setReading(true, false);
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void typingFiltersAfterAPause()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"a"_s);
        m_fixture->clock.advance(SearchField::kPause - 1ms);
        QTest::keyClicks(&search(), u"1"_s);
        m_fixture->clock.advance(SearchField::kPause - 1ms);
        QCOMPARE(m_fixture->filter.rowCount(), 4); // still within the pause
        m_fixture->clock.advance(1ms);
        QCOMPARE(m_fixture->shownIds(), QStringList{u"a1"_s});
        QCOMPARE(totals(), u"1 of 4 shown"_s);
    }

    void whatIsChosenWithinThePauseCounts()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"a"_s);
        m_fixture->filter.setText(u"state:paused"_s); // as a view does
        QCOMPARE(search().text(), u"state:paused"_s);
        m_fixture->clock.advance(1s);
        QCOMPARE(m_fixture->filter.text(), u"state:paused"_s);
        QCOMPARE(m_fixture->shownIds(), QStringList{u"b1"_s});
        // Typing goes on from there.
        QTest::keyClicks(&search(), u" b"_s);
        m_fixture->clock.advance(1s);
        QCOMPARE(m_fixture->filter.text(), u"state:paused b"_s);
    }

    void escapeClearsThenGoesToTheTable()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"a1"_s);
        m_fixture->clock.advance(200ms);
        QTest::keyClick(&search(), Qt::Key_Escape);
        QCOMPARE(m_fixture->filter.rowCount(), 4); // at once
        QVERIFY(search().hasFocus());
        QTest::keyClick(&search(), Qt::Key_Escape);
        QVERIFY(m_pane->table().hasFocus());
    }

    void numbersThatGrowPushNothing()
    {
        QVector<Sandbox> rows;
        for (int i = 0; i < 30; ++i)
            rows +=
                m_fixture->sandbox(u"s%1"_s.arg(i), i < 12 ? SandboxStatus::Running : SandboxStatus::Paused);
        m_fixture->poll(rows);
        m_pane->setReading(true, false);
        QCoreApplication::processEvents();
        auto &label = *m_pane->findChild<QLabel *>(u"filter.totals"_s);
        const int narrow = label.width();
        QCOMPARE(label.text(), QString()); // the window says it already

        m_fixture->filter.setText(u"state:running"_s);
        QCoreApplication::processEvents();
        QCOMPARE(label.text(), u"12 of 30 shown"_s);
        const QRect place = label.geometry();
        QVERIFY(place.width() >= label.sizeHint().width());
        for (const int running : {11, 25, 30, 7}) {
            for (int i = 0; i < 30; ++i)
                rows[i] = m_fixture->sandbox(u"s%1"_s.arg(i),
                                             i < running ? SandboxStatus::Running : SandboxStatus::Paused);
            m_fixture->poll(rows);
            QCoreApplication::processEvents();
            QCOMPARE(label.text(), running < 30 ? u"%1 of 30 shown"_s.arg(running) : QString());
            QCOMPARE(label.geometry(), place);
            QVERIFY(label.width() >= label.sizeHint().width());
        }

        m_fixture->filter.clearFilter();
        QCoreApplication::processEvents();
        QCOMPARE(label.width(), narrow);
    }

    void chipsThatComeBackAreUpToDate()
    {
        load();
        m_pane->filterBar().setChipsShown(false);
        m_fixture->poll({m_fixture->sandbox(u"a1"_s, SandboxStatus::Error)}, {u"a2"_s, u"b1"_s});
        m_pane->filterBar().setChipsShown(true);
        QVERIFY(!chip(u"error"_s).isHidden());
        QVERIFY(chip(u"error"_s).accessibleName().contains(u'1'));
        QVERIFY(chip(u"all"_s).accessibleName().contains(u'2'));
    }

    void downGoesToTheTable()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClick(&search(), Qt::Key_Down);
        QVERIFY(m_pane->table().hasFocus());
    }

    void typingInTheTableSearches()
    {
        load();
        m_pane->table().setFocus();
        QTest::keyClicks(&m_pane->table(), u"2"_s);
        QVERIFY(search().hasFocus());
        QCOMPARE(search().text(), u"2"_s);
        m_fixture->clock.advance(200ms);
        QCOMPARE(m_fixture->filter.rowCount(), 2);
    }

    void tableHasTheFocusAtFirst()
    {
        m_pane->takeFocus();
        QVERIFY(m_pane->emptyState().hasFocus());
        load();
        QVERIFY(m_pane->table().hasFocus());
    }

    void focusStaysInTheTablesPlace()
    {
        load();
        m_pane->table().setFocus();
        const QStringList ids = m_fixture->shownIds();
        m_fixture->poll({}, ids);
        QVERIFY(button().hasFocus());
        QCOMPARE(m_pane->emptyState().accessibleName(), u"No sandboxes yet"_s);
        m_fixture->poll({m_fixture->sandbox(u"new"_s)});
        QVERIFY(m_pane->table().hasFocus());

        // Somebody typing in the filter keeps it, whatever comes and goes below.
        m_pane->filterBar().focusSearch();
        m_fixture->poll({}, {u"new"_s});
        m_fixture->poll({m_fixture->sandbox(u"newer"_s)});
        QVERIFY(search().hasFocus());
    }

    void enterInAnEmptyAccountPressesTheButton()
    {
        load();
        m_fixture->filter.setText(u"nothing like this"_s);
        m_pane->takeFocus();
        QTest::keyClick(&m_pane->emptyState(), Qt::Key_Return);
        QCOMPARE(m_fixture->filter.text(), u"nothing like this"_s); // it took a while to type
        m_fixture->filter.setText({});
        m_fixture->poll({}, m_fixture->shownIds());
        m_pane->takeFocus();
        QSignalSpy wanted(m_pane.get(), &TablePane::createWanted);
        QVERIFY(button().hasFocus());
        QTest::keyClick(&button(), Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QTest::keyClick(&button(), Qt::Key_Space);
        QCOMPARE(wanted.count(), 2);
        QTest::keyClick(&button(), Qt::Key_X); // a search, as in the table
        QCOMPARE(search().text(), u"x"_s);
    }

    void theButtonOfAnEmptyAccountGivesTheFocusBack()
    {
        m_fixture->poll({});
        m_pane->setReading(true, false);
        m_pane->takeFocus();
        QVERIFY(button().hasFocus());
        load();
        QVERIFY(m_pane->table().hasFocus());
        m_fixture->poll({}, m_fixture->shownIds());
        QVERIFY(button().hasFocus());
        m_fixture->filter.setText(u"is:deleted id:none"_s);
        QCOMPARE(m_pane->emptyState().face(), TableFace::NothingMatches);
        QVERIFY(m_pane->emptyState().hasFocus());
    }

    void theButtonThatOnceHadTheFocusTakesItFromNobody()
    {
        m_fixture->poll({});
        m_pane->setReading(true, false);
        m_pane->takeFocus();
        QVERIFY(button().hasFocus());
        m_pane->filterBar().focusSearch();
        m_fixture->filter.setText(u"is:deleted"_s);
        QCOMPARE(m_pane->emptyState().face(), TableFace::NothingMatches);
        QVERIFY(search().hasFocus());
        m_fixture->filter.setText({});
        m_fixture->poll({m_fixture->sandbox(u"first"_s)});
        QVERIFY(m_pane->table().isVisible());
        QVERIFY(search().hasFocus());
    }

    void whoIsBesideThePaneKeepsTheFocus()
    {
        QWidget window;
        auto *beside = new QLineEdit(&window);
        auto *pane = new TablePane(m_fixture->filter, m_fixture->store, m_fixture->clock,
                                   m_fixture->serverClock, m_fixture->settings, &window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        m_fixture->poll({});
        pane->setReading(true, false);
        pane->takeFocus();
        beside->setFocus();
        m_fixture->filter.setText(u"is:deleted"_s);
        QVERIFY(beside->hasFocus());
        m_fixture->filter.setText({});
        m_fixture->poll({m_fixture->sandbox(u"first"_s)});
        QVERIFY(pane->table().isVisible());
        QVERIFY(beside->hasFocus());
        pane->takeFocus();
        beside->setFocus();
        m_fixture->poll({}, {u"first"_s});
        QVERIFY(pane->emptyState().isVisible());
        QVERIFY(beside->hasFocus());
    }

    void typingWhereNothingIsShownFilters()
    {
        load();
        m_fixture->filter.setText(u"nothing like this"_s);
        m_pane->takeFocus();
        QVERIFY(m_pane->emptyState().hasFocus());
        QTest::keyClick(&m_pane->emptyState(), Qt::Key_X);
        QVERIFY(search().hasFocus());
        QCOMPARE(search().text(), u"nothing like thisx"_s);
    }

    void nothingIsCountedBeforeTheFirstRead()
    {
        QVERIFY(!chip(u"all"_s).count());
        QCOMPARE(chip(u"all"_s).accessibleName(), u"All, not read yet"_s);
        QCOMPARE(totals(), QString());
        m_fixture->poll({}); // now it is known that there are none
        QCOMPARE(chip(u"all"_s).count().value_or(-1), 0);
        QCOMPARE(chip(u"all"_s).accessibleName(), u"All, 0"_s);
        QCOMPARE(totals(), QString());
        m_fixture->filter.setText(u"state:running"_s);
        QCOMPARE(totals(), QString()); // "0 of 0" is no news
    }

    void allOfThemIsNoCount()
    {
        load();
        m_fixture->filter.setText(u"template:base"_s);
        QVERIFY(m_fixture->filter.isFiltering());
        QCOMPARE(m_fixture->filter.rowCount(), 4);
        QCOMPARE(totals(), QString()); // "4 of 4 shown" is no news
        m_fixture->filter.setText(u"id:a1"_s);
        QCOMPARE(totals(), u"1 of 4 shown"_s);
    }

    void countsHaveThousandsSeparators()
    {
        QVector<Sandbox> many;
        for (int i = 0; i < 1'234; ++i)
            many += m_fixture->sandbox(u"s%1"_s.arg(i));
        m_fixture->poll(many);
        m_fixture->filter.setText(u"id:s12"_s);
        QCOMPARE(totals(),
                 u"%1 of %2 shown"_s.arg(m_fixture->filter.rowCount()).arg(QLocale().toString(1'234)));
    }

    void chipsCountAndFilter()
    {
        load();
        QCOMPARE(chip(u"running"_s).count().value_or(-1), 2);
        QCOMPARE(chip(u"running"_s).accessibleName(), u"Running, 2"_s);
        QCOMPARE(chip(u"all"_s).accessibleName(), u"All, 4"_s);
        QVERIFY(chip(u"all"_s).isChecked());
        QVERIFY(!chip(u"error"_s).isVisible());

        QTest::mouseClick(&chip(u"running"_s), Qt::LeftButton);
        QCOMPARE(m_fixture->filter.rowCount(), 2);
        QVERIFY(!chip(u"all"_s).isChecked());
        chip(u"paused"_s).setFocus();
        QTest::keyClick(&chip(u"paused"_s), Qt::Key_Space);
        QCOMPARE(m_fixture->filter.rowCount(), 3);
        QCOMPARE(totals(), u"3 of 4 shown"_s);

        QTest::mouseClick(&chip(u"all"_s), Qt::LeftButton);
        QCOMPARE(m_fixture->filter.rowCount(), 4);
        QVERIFY(!chip(u"running"_s).isChecked());
        // A second click on what is on already does not switch it off.
        QTest::mouseClick(&chip(u"all"_s), Qt::LeftButton);
        QVERIFY(chip(u"all"_s).isChecked());
    }

    void chipsObeyAssistiveTechnology()
    {
        load();
        const auto toggle = [](StatusChip &chip) {
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&chip);
            face->actionInterface()->doAction(QAccessibleActionInterface::toggleAction());
        };
        toggle(chip(u"paused"_s));
        QCOMPARE(m_fixture->shownIds(), QStringList{u"b1"_s});
        QVERIFY(chip(u"paused"_s).isChecked());
        toggle(chip(u"all"_s));
        QCOMPARE(m_fixture->filter.rowCount(), 4);
        QVERIFY(!chip(u"paused"_s).isChecked());
        toggle(chip(u"all"_s));
        QVERIFY(chip(u"all"_s).isChecked());
    }

    void barFollowsTheModel()
    {
        load();
        m_fixture->filter.setText(u"b"_s);
        m_fixture->filter.setStatuses({SandboxStatus::Paused});
        QCOMPARE(search().text(), u"b state:paused"_s);
        QVERIFY(chip(u"paused"_s).isChecked());
        // One truth: what is typed moves the chips as well.
        m_fixture->filter.setText(u"state:running,stopped"_s);
        QVERIFY(chip(u"running"_s).isChecked() && chip(u"stopped"_s).isChecked());
        QVERIFY(!chip(u"paused"_s).isChecked() && !chip(u"all"_s).isChecked());
        m_fixture->filter.setText(u"state:run"_s);
        QVERIFY(!chip(u"running"_s).isChecked() && !chip(u"all"_s).isChecked());
        m_fixture->filter.clearFilter();
        QCOMPARE(search().text(), QString());
        QVERIFY(chip(u"all"_s).isChecked());
    }

    void chipsDoNotJumpAbout()
    {
        load();
        const QRect running = chip(u"running"_s).geometry();
        const QRect stopped = chip(u"stopped"_s).geometry();
        // The only paused one goes; its chip waits for a while, the one behind it stays where it is.
        m_fixture->poll({m_fixture->sandbox(u"b1"_s)});
        QCoreApplication::processEvents();
        QCOMPARE(chip(u"paused"_s).count().value_or(-1), 0);
        QVERIFY(chip(u"paused"_s).isVisible());
        QCOMPARE(chip(u"stopped"_s).geometry(), stopped);
        QCOMPARE(chip(u"running"_s).geometry(), running);
        // It comes back in time: never left.
        m_fixture->clock.advance(20s);
        m_fixture->poll({m_fixture->sandbox(u"b1"_s, SandboxStatus::Paused)});
        m_fixture->clock.advance(20s);
        QVERIFY(chip(u"paused"_s).isVisible());
        // It stays away: leaves in the end.
        m_fixture->poll({m_fixture->sandbox(u"b1"_s)});
        m_fixture->clock.advance(31s);
        QVERIFY(!chip(u"paused"_s).isVisible());
    }

    void activeChipStaysWhenEmpty()
    {
        load();
        QTest::mouseClick(&chip(u"paused"_s), Qt::LeftButton);
        m_fixture->poll({m_fixture->sandbox(u"b1"_s)});
        m_fixture->clock.advance(2min);
        QVERIFY(chip(u"paused"_s).isVisible());
        QCOMPARE(headline(), u"Nothing matches this filter"_s);
    }

    void widthKeepsWithTheDigits()
    {
        StatusChip chip(SandboxStatus::Running);
        chip.setCount(9);
        const int narrow = chip.sizeHint().width();
        chip.setCount(10);
        const int wide = chip.sizeHint().width();
        QVERIFY(wide > narrow);
        chip.setCount(9);
        QCOMPARE(chip.sizeHint().width(), wide);
    }

    void narrowBarLeavesOutWords()
    {
        load();
        const int words = chip(u"running"_s).width();
        m_pane->resize(520, 400);
        QCoreApplication::processEvents();
        QVERIFY(chip(u"running"_s).width() < words);
        QVERIFY(m_pane->filterBar().minimumSizeHint().width() <= 520);
        for (StatusChip *each : m_pane->findChildren<StatusChip *>()) {
            const QRect place(each->mapTo(&m_pane->filterBar(), QPoint()), each->size());
            if (each->isVisible())
                QVERIFY(m_pane->filterBar().rect().contains(place));
        }
        QCOMPARE(chip(u"running"_s).accessibleName(), u"Running, 2"_s);
    }

    void problemIsPointedAt()
    {
        auto *problem = m_pane->findChild<QLabel *>(u"filter.problem"_s);
        auto *search = m_pane->findChild<QLineEdit *>(u"filter.text"_s);
        QVERIFY(problem->isHidden());
        m_fixture->filter.setText(u"colour:red"_s);
        QVERIFY(!problem->isHidden());
        QVERIFY(problem->text().contains(u"colour:"_s));
        QCOMPARE(search->accessibleDescription(), problem->text());
        QCOMPARE(search->text(), u"colour:red"_s);
        m_fixture->filter.setText(u"state:running"_s);
        QVERIFY(problem->isHidden());
    }

    void whatIsBeingTypedIsNotWrongYet()
    {
        load();
        auto *problem = m_pane->findChild<QLabel *>(u"filter.problem"_s);
        m_pane->filterBar().focusSearch();
        for (const QChar c : QStringView(u"left:<15")) {
            QTest::keyClick(&search(), c.toLatin1());
            QVERIFY2(problem->isHidden(), qPrintable(search().text()));
        }
        QTest::keyClick(&search(), 'm');
        QVERIFY(problem->isHidden());
        // Left as it is, it is wrong; and so is what nothing can make right, at once.
        QTest::keyClick(&search(), Qt::Key_Backspace);
        QTest::keyClick(&search(), Qt::Key_Return);
        QVERIFY(m_pane->table().hasFocus());
        QVERIFY(!problem->isHidden());
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"base colour:red"_s);
        QVERIFY(!problem->isHidden());
        // Below the part it is about.
        const int left = problem->contentsMargins().left();
        QVERIFY2(left > 20, qPrintable(QString::number(left)));
        QTest::keyClick(&search(), Qt::Key_Home);
        QCOMPARE(problem->contentsMargins().left(), left);
        QVERIFY(!problem->isHidden());
    }

    void suggestionsNeverBlockTyping()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"sta"_s);
        QVERIFY(popup() && popup()->isVisible());
        QCOMPARE(suggestions(), QStringList{u"state:"_s});
        QVERIFY(search().hasFocus());
        QVERIFY(!popup()->isWindow());
        QTest::keyClicks(&search(), u"te:pa"_s);
        QCOMPARE(search().text(), u"state:pa"_s);
        QCOMPARE(suggestions(), QStringList{u"paused"_s});
        m_fixture->clock.advance(200ms);
        QCOMPARE(m_fixture->shownIds(), QStringList{u"b1"_s});
        QTest::keyClick(&search(), Qt::Key_Space);
        QVERIFY(!popup()->isVisible());
    }

    void tabCompletes()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"-st"_s);
        QTest::keyClick(&search(), Qt::Key_Tab);
        QCOMPARE(search().text(), u"-state:"_s);
        // Its values are next, none of them marked yet.
        QVERIFY(popup()->isVisible());
        QTest::keyClick(&search(), Qt::Key_Down);
        QTest::keyClick(&search(), Qt::Key_Down);
        QTest::keyClick(&search(), Qt::Key_Tab);
        QCOMPARE(search().text(), u"-state:running"_s);
        QVERIFY(!popup()->isVisible());
        QVERIFY(search().hasFocus());
        // Without suggestions Tab goes on.
        QTest::keyClick(&search(), Qt::Key_Tab);
        QVERIFY(!search().hasFocus());
    }

    void enterCompletesWhatIsSureAndSearchesOtherwise()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"state:sto"_s);
        QTest::keyClick(&search(), Qt::Key_Return);
        QCOMPARE(search().text(), u"state:stopped"_s);
        QVERIFY(search().hasFocus());
        QTest::keyClick(&search(), Qt::Key_Return);
        QVERIFY(m_pane->table().hasFocus());
        QCOMPARE(m_fixture->shownIds(), QStringList{u"b2"_s});
        // "base" may be a template to choose or a word to look for: the word stays a word.
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"bas"_s);
        QVERIFY(popup()->isVisible());
        QTest::keyClick(&search(), Qt::Key_Return);
        QCOMPARE(search().text(), u"bas"_s);
        QVERIFY(m_pane->table().hasFocus());
        QVERIFY(!popup()->isVisible());
    }

    void escapeClosesSuggestionsFirst()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"reg"_s);
        QVERIFY(popup()->isVisible());
        QTest::keyClick(&search(), Qt::Key_Escape);
        QVERIFY(!popup()->isVisible());
        QCOMPARE(search().text(), u"reg"_s);
        QTest::keyClick(&search(), Qt::Key_Escape);
        QCOMPARE(search().text(), QString());
        QVERIFY(search().hasFocus());
        QTest::keyClick(&search(), Qt::Key_Escape);
        QVERIFY(m_pane->table().hasFocus());
    }

    void suggestionsGoWithTheFocus()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClick(&search(), Qt::Key_Space, Qt::ControlModifier);
        QCOMPARE(suggestions().size(), SearchQuery::keys().size());
        m_pane->table().setFocus();
        QVERIFY(!popup()->isVisible());
    }

    void suggestionsCanBeClicked()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"template:b"_s);
        auto *list = popup()->findChild<QListView *>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(0, 0)).center());
        QCOMPARE(search().text(), u"template:base"_s);
        QVERIFY(search().hasFocus());
        QVERIFY(!popup()->isVisible());
    }

    void aLongListIsLookedAtBetweenTheKeys()
    {
        QVector<Sandbox> many;
        for (int i = 0; i <= SearchWords::kSlice; ++i)
            many += m_fixture->sandbox(QString::number(i));
        many.last().templateName = u"rare"_s;
        m_fixture->poll(many);
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"template:ra"_s);
        QVERIFY(!popup() || !popup()->isVisible());
        m_fixture->clock.advance(0ms);
        QVERIFY(popup()->isVisible());
        QTest::keyClick(&search(), Qt::Key_Tab);
        QCOMPARE(search().text(), u"template:rare"_s);
    }

    void nothingIsSuggestedAfterEscapeAllTheSame()
    {
        QVector<Sandbox> many;
        for (int i = 0; i <= SearchWords::kSlice; ++i)
            many += m_fixture->sandbox(QString::number(i));
        many.last().templateName = u"rare"_s;
        m_fixture->poll(many);
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"template:ra"_s);
        QTest::keyClick(&search(), Qt::Key_Return);
        m_fixture->clock.advance(0ms);
        QVERIFY(!popup() || !popup()->isVisible());
    }

    void chipsGiveWayToWhatShowsTheStatesToo()
    {
        load();
        m_pane->filterBar().setChipsShown(false);
        QCoreApplication::processEvents();
        QVERIFY(!chip(u"running"_s).isVisible());
        QVERIFY(search().width() > 320);
        const int narrowest = m_pane->filterBar().minimumSizeHint().width();
        m_pane->filterBar().setChipsShown(true);
        QVERIFY(chip(u"running"_s).isVisible());
        QVERIFY(m_pane->filterBar().minimumSizeHint().width() > narrowest);
    }

    void whatWentIsCountedByItself()
    {
        load();
        m_fixture->store.applyDeleted(u"a1"_s);
        m_fixture->store.applyDeleted(u"b1"_s);
        QCOMPARE(totals(), QString());
        m_fixture->filter.setText(u"is:deleted"_s);
        QCOMPARE(totals(), u"2 deleted"_s);
        m_fixture->filter.setText(u"is:deleted id:b"_s);
        QCOMPARE(totals(), u"1 of 2 deleted"_s);
        m_fixture->store.tombstones().clear();
        QCoreApplication::sendPostedEvents(); // once for all rows that come and go
        QCOMPARE(totals(), u"0 deleted"_s);
        QCOMPARE(m_pane->emptyState().face(), TableFace::NothingMatches);
        m_pane->setNothingText(u"Nothing was deleted"_s, u"So far"_s);
        QCOMPARE(headline(), u"Nothing was deleted"_s);
        QTest::mouseClick(&button(), Qt::LeftButton);
        QCOMPARE(m_fixture->filter.text(), QString());
    }

    void whatIsBeingCompletedIsNotJudged()
    {
        load();
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"sta"_s);
        m_fixture->clock.advance(SearchField::kPause);
        QVERIFY(popup()->isOpen());
        QCOMPARE(m_fixture->filter.rowCount(), 0);
        QCOMPARE(m_pane->emptyState().face(), TableFace::Rows);
        QVERIFY(m_pane->table().isVisible());
        QTest::keyClick(&search(), Qt::Key_Escape); // the suggestions, not the search
        QCOMPARE(m_pane->emptyState().face(), TableFace::NothingMatches);
        // What was said stays until it is over.
        QTest::keyClicks(&search(), u" sta"_s);
        m_fixture->clock.advance(SearchField::kPause);
        QVERIFY(popup()->isOpen());
        QCOMPARE(m_pane->emptyState().face(), TableFace::NothingMatches);
    }

    void whatWasJustCompletedIsNotJudgedByWhatItWasBefore()
    {
        load();
        QSet<TableFace> faces;
        connect(&m_pane->filterBar(), &FilterBar::suggestingChanged, m_pane.get(),
                [&] { faces += m_pane->emptyState().face(); });
        m_pane->filterBar().focusSearch();
        QTest::keyClicks(&search(), u"sta"_s);
        m_fixture->clock.advance(SearchField::kPause);
        QCOMPARE(m_fixture->filter.rowCount(), 0);
        QTest::keyClick(&search(), Qt::Key_Tab);
        QCOMPARE(search().text(), u"state:"_s);
        QVERIFY(popup()->isOpen()); // its values
        QCOMPARE(m_pane->emptyState().face(), TableFace::Rows);
        QCOMPARE(m_fixture->filter.rowCount(), 4);
        QCOMPARE(faces, QSet<TableFace>{TableFace::Rows});
    }

    void nothingMatchesCanBeCleared()
    {
        load();
        m_fixture->filter.setText(u"zzz"_s);
        QVERIFY(!m_pane->table().isVisible());
        QCOMPARE(headline(), u"Nothing matches this filter"_s);
        QTest::mouseClick(&button(), Qt::LeftButton);
        QVERIFY(m_pane->table().isVisible());
        QCOMPARE(m_fixture->filter.rowCount(), 4);
    }

    void loadingSpeaksUpLate()
    {
        auto *progress = m_pane->findChild<QProgressBar *>();
        QCOMPARE(m_pane->emptyState().face(), TableFace::Loading);
        m_fixture->clock.advance(299ms);
        QVERIFY(headline().isEmpty());
        QVERIFY(!progress->isVisible());
        m_fixture->clock.advance(1ms);
        QVERIFY(progress->isVisible());
        QVERIFY(headline().contains(u"Reading"_s));
    }

    void failureIsExplained()
    {
        m_pane->emptyState().setFailure(u"api.hopx.dev cannot be reached"_s, u"No <network>"_s);
        m_pane->setReading(false, true);
        QCOMPARE(headline(), u"api.hopx.dev cannot be reached"_s);
        QCOMPARE(m_pane->findChild<QLabel *>(u"emptyState.text"_s)->text(), u"No <network>"_s);
        QVERIFY(!button().isVisible());
    }

    void emptyAccountSaysWhatToDo()
    {
        m_pane->emptyState().setServerName(u"api.hopx.dev"_s);
        m_pane->setReading(true, false);
        QCOMPARE(headline(), u"No sandboxes yet"_s);
        QVERIFY(m_pane->findChild<QLabel *>(u"emptyState.text"_s)->text().contains(u"api.hopx.dev"_s));
    }
};

SANDGLASS_REGISTER_TEST(FilterBarTest)

} // namespace sandglass::test

#include "tst_filterbar.moc"
