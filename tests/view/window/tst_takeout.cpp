// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "status/banner.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "takeout/copyasdialog.h"
#include "takeout/copyasmenu.h"
#include "takeout/rowexporter.h"
#include "widgetsearch.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What leaves the window, "Copy As" and "Export…", and what comes in from outside: a sandbox to show.
class TakeoutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void copyAsOffersWhatFits();
    void copyAsFollowsTheChoice();
    void copyAsShowsTheFirstOfVeryMany();
    void copyAsWithoutASelectionIsTheFilter();
    void copyAsWarnsOfDeleting();
    void copyAsExtendsFromWhatIsLeft();
    void copyAsInTheDemoSaysSo();
    void exportNeedsRows();
    void exportWritesWhatIsShown();
    void exportByItsSuffix();
    void exportAsksBeforeItReplaces();
    void exportSaysWhatWentWrong();
    void exportRemembersTheFolder();
    void selectsWhatIsThere();
    void selectsOutOfTheFilter();
    void selectsWhatIsReadLater();
    void saysWhatIsNotThere();
    void aReadThatBeganBeforeSaysNothingIsMissing();
    void anOldWishIsDropped();
    void aWishGivesWayToThePerson();
    void selectWaitsForTheDashboard();

private:
    void select(const QStringList &ids) { m_page->tablePane().table().selectIds(ids); }
    CopyAsDialog *copyAs(CommandLanguage language)
    {
        m_page->copyAsMenu().actions().at(static_cast<int>(language))->trigger();
        return visibleIn<CopyAsDialog>(*m_window);
    }
    static void choose(const CopyAsDialog *dialog, const QString &start)
    {
        auto *what = dialog->findChild<QComboBox *>();
        const int index = what->findText(start, Qt::MatchStartsWith);
        QVERIFY2(index >= 0, qPrintable(start));
        what->setCurrentIndex(index);
    }
    static QString shownText(const CopyAsDialog *dialog)
    {
        return dialog->findChild<QPlainTextEdit *>()->toPlainText();
    }
    void exportTo(const QString &fileName)
    {
        m_page->exporter().action()->trigger();
        auto *dialog = visibleIn<QFileDialog>(*m_window);
        QVERIFY(dialog);
        dialog->selectFile(fileName);
        QMetaObject::invokeMethod(dialog, "accept");
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QString said() const { return statusMessage(*m_page); }
    [[nodiscard]] Banner *missing() const { return m_page->findChild<Banner *>("missingStrip"_L1); }
    static QByteArray contentOf(const QString &fileName)
    {
        QFile file(fileName);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }

    std::unique_ptr<DashboardFixture> m_f;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void TakeoutTest::init()
{
    m_f = std::make_unique<DashboardFixture>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<MainWindow>(m_f->settings);
    m_page = m_window->showDashboard(m_f->dashboard());
    m_f->load({sandbox(u"a"_s), sandbox(u"b"_s), sandbox(u"c"_s, SandboxStatus::Paused)});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TakeoutTest::cleanup()
{
    m_window.reset();
    m_f.reset();
}

void TakeoutTest::copyAsOffersWhatFits()
{
    select({u"a"_s, u"b"_s});
    const CopyAsDialog *dialog = copyAs(CommandLanguage::Python);
    QVERIFY(dialog);
    QCOMPARE(dialog->language(), CommandLanguage::Python);
    const auto *what = dialog->findChild<QComboBox *>();
    QStringList choices;
    for (int i = 0; i < what->count(); ++i)
        choices += what->itemText(i);
    QCOMPARE(choices, QStringList({u"Read 2 sandboxes"_s, u"Start 2 sandboxes"_s, u"Stop 2 sandboxes"_s,
                                   u"Pause 2 sandboxes"_s, u"Resume 2 sandboxes"_s, u"Delete 2 sandboxes"_s,
                                   u"List all sandboxes"_s}));
    // What loses nothing and is possible.
    QCOMPARE(what->currentText(), u"Pause 2 sandboxes"_s);
    QCOMPARE(shownText(dialog),
             commandText(CommandLanguage::Python, ActWish{LifecycleAction::Pause, {u"a"_s, u"b"_s}},
                         m_f->dashboard().server));
    QCOMPARE(dialog->focusWidget(), button(dialog, u"Copy"_s));
}

void TakeoutTest::copyAsShowsTheFirstOfVeryMany()
{
    QVector<Sandbox> many;
    QStringList ids;
    for (int i = 0; i < 150; ++i) {
        ids += u"m%1"_s.arg(i, 3, 10, '0'_L1);
        many += sandbox(ids.constLast());
    }
    m_f->answerPoll(many);
    select(ids);
    for (const CommandLanguage language : kCommandLanguages) {
        const CopyAsDialog *dialog = copyAs(language);
        QVERIFY(dialog);
        const QStringList selected = m_page->actionSet().selection();
        const QString shown = shownText(dialog);
        QVERIFY2(shown.contains(selected.at(99)), qPrintable(shown));
        QVERIFY2(!shown.contains(selected.at(100)), qPrintable(shown));
        QVERIFY(shown.endsWith(u"\n… 50 more"_s));
        // Whoever copies gets all of them.
        button(dialog, u"Copy"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 commandText(language, ActWish{LifecycleAction::Pause, selected}, m_f->dashboard().server));
        choose(dialog, u"List all"_s);
        QVERIFY(!shownText(dialog).contains(u"more"_s));
        QCOMPARE(shownText(dialog), dialog->text());
        button(dialog, u"Close"_s)->click();
    }
}

void TakeoutTest::copyAsFollowsTheChoice()
{
    select({u"c"_s});
    const CopyAsDialog *dialog = copyAs(CommandLanguage::Curl);
    QVERIFY2(shownText(dialog).contains(u"/v1/sandboxes/c/resume"_s), qPrintable(shownText(dialog)));
    choose(dialog, u"Stop c"_s);
    dialog->findChild<QTabBar *>()->setCurrentIndex(static_cast<int>(CommandLanguage::Sandglass));
    QCOMPARE(shownText(dialog), u"sandglass stop --base-url https://api.example.org c"_s);
    QGuiApplication::clipboard()->clear();
    press(dialog, u"Copy"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), shownText(dialog));
    QVERIFY2(said().contains(u"Stop c"_s), qPrintable(said()));
    QVERIFY2(dialog->isVisible(), "another may be copied");
}

void TakeoutTest::copyAsWithoutASelectionIsTheFilter()
{
    m_f->filter.setText(u"left:<1h"_s);
    select({});
    const CopyAsDialog *dialog = copyAs(CommandLanguage::Sandglass);
    QCOMPARE(dialog->findChild<QComboBox *>()->count(), 1);
    QCOMPARE(shownText(dialog), u"sandglass list --base-url https://api.example.org 'left:<1h'"_s);
}

void TakeoutTest::copyAsWarnsOfDeleting()
{
    select({u"a"_s});
    const CopyAsDialog *dialog = copyAs(CommandLanguage::Curl);
    const auto warns = [dialog] {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel *label) { return label->text().contains(u"without Undo"_s); });
    };
    QVERIFY(!warns());
    choose(dialog, u"Delete a"_s);
    QVERIFY(warns());
    dialog->findChild<QTabBar *>()->setCurrentIndex(static_cast<int>(CommandLanguage::Sandglass));
    QVERIFY(!warns()); // that one asks
}

void TakeoutTest::copyAsExtendsFromWhatIsLeft()
{
    Sandbox ends = sandbox(u"a"_s);
    ends.expiry = Expiry::atTime(m_f->serverClock.now() + 30min);
    m_f->answerPoll({ends});
    select({u"a"_s, u"b"_s});
    const CopyAsDialog *dialog = copyAs(CommandLanguage::HopxCli);
    choose(dialog, u"Extend"_s);
    // b has no end that could move.
    const auto left = std::chrono::ceil<std::chrono::seconds>(ends.expiry.at + 1h - m_f->serverClock.now());
    QVERIFY2(shownText(dialog).endsWith(u"hopx sandbox timeout a %1"_s.arg(left.count())),
             qPrintable(shownText(dialog)));
    m_f->clock.advance(10min);
    press(dialog, u"Copy"_s);
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"timeout a %1"_s.arg((left - 10min).count())));
}

void TakeoutTest::copyAsInTheDemoSaysSo()
{
    m_page = m_window->showDashboard(m_f->dashboard(true));
    const CopyAsDialog *dialog = copyAs(CommandLanguage::Curl);
    const auto labels = dialog->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](const QLabel *label) { return label->text().contains(u"This is the demo"_s); }));
}

void TakeoutTest::exportNeedsRows()
{
    QVERIFY(m_page->exporter().action()->isEnabled());
    m_f->filter.setText(u"nothing matches this"_s);
    QVERIFY(!m_page->exporter().action()->isEnabled());
    m_f->filter.clearFilter();
    QVERIFY(m_page->exporter().action()->isEnabled());
}

void TakeoutTest::exportWritesWhatIsShown()
{
    SandboxTable &table = m_page->tablePane().table();
    for (int column = 0; column < SandboxListModel::ColumnCount; ++column)
        table.horizontalHeader()->setSectionHidden(column, column != SandboxListModel::Id &&
                                                               column != SandboxListModel::State);
    m_f->filter.setText(u"state:running"_s);
    m_f->filter.sort(SandboxListModel::Id, Qt::DescendingOrder);
    QCOMPARE(table.shownColumns(),
             QVector<SandboxListModel::Column>({SandboxListModel::State, SandboxListModel::Id}));
    const QString file = m_folder->filePath(u"rows.csv"_s);
    exportTo(file);
    QCOMPARE(contentOf(file), QByteArray("status,id\r\nrunning,b\r\nrunning,a\r\n"));
    QCOMPARE(said(), u"Exported 2 sandboxes to %1"_s.arg(file));
}

void TakeoutTest::exportByItsSuffix()
{
    const QString json = m_folder->filePath(u"rows.json"_s);
    exportTo(json);
    QVERIFY(contentOf(json).startsWith("{"));
    exportTo(m_folder->filePath(u"rows"_s)); // gets the one of the chosen format
    QVERIFY(contentOf(m_folder->filePath(u"rows.csv"_s)).contains("running,a"));
}

void TakeoutTest::exportAsksBeforeItReplaces()
{
    const QString file = m_folder->filePath(u"rows.csv"_s);
    QFile old(file);
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("precious") > 0);
    old.close();
    exportTo(file);
    auto *question = visibleIn<QMessageBox>(*m_window);
    QVERIFY(question);
    QVERIFY(question->text().contains(u"rows.csv"_s));
    QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
    QCOMPARE(contentOf(file), QByteArray("precious"));
    press(question, u"Cancel"_s);
    QCOMPARE(contentOf(file), QByteArray("precious"));
    auto *again = visibleIn<QFileDialog>(*m_window);
    QVERIFY2(again, "another name can be given");
    QMetaObject::invokeMethod(again, "accept");
    QCoreApplication::processEvents();
    press(visibleIn<QMessageBox>(*m_window), u"Replace"_s);
    QVERIFY(contentOf(file).contains("running,a"));
}

void TakeoutTest::exportSaysWhatWentWrong()
{
    const QString file = m_folder->filePath(u"rows.csv"_s);
    m_page->exporter().action()->trigger();
    auto *dialog = visibleIn<QFileDialog>(*m_window);
    dialog->selectFile(file);
    m_folder.reset(); // the folder goes while the person chooses
    Q_EMIT dialog->fileSelected(file);
    dialog->reject();
    QCoreApplication::processEvents();
    auto *problem = visibleIn<QMessageBox>(*m_window);
    QVERIFY(problem);
    QVERIFY2(problem->text().contains(u"rows.csv"_s), qPrintable(problem->text()));
    QVERIFY2(problem->informativeText().contains(u"as it was"_s), qPrintable(problem->informativeText()));
    press(problem, u"Choose another"_s);
    QVERIFY(visibleIn<QFileDialog>(*m_window));
}

void TakeoutTest::exportRemembersTheFolder()
{
    exportTo(m_folder->filePath(u"one.csv"_s));
    m_page->exporter().action()->trigger();
    QCOMPARE(visibleIn<QFileDialog>(*m_window)->directory().canonicalPath(),
             QDir(m_folder->path()).canonicalPath());
}

void TakeoutTest::selectsWhatIsThere()
{
    m_window->select(u"b"_s);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"b"_s));
    QVERIFY(!missing()->content());
}

void TakeoutTest::selectsOutOfTheFilter()
{
    m_f->filter.setText(u"state:paused"_s);
    m_window->select(u"b"_s);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"b"_s));
    QVERIFY(!m_f->filter.isFiltering());
    QVERIFY2(said().contains(u"filter"_s), qPrintable(said()));
}

void TakeoutTest::selectsWhatIsReadLater()
{
    // Made a moment ago: the list is read before anything is said.
    m_window->select(u"new"_s);
    QVERIFY(!missing()->content());
    QCOMPARE(m_f->poller.status().phase, PollStatus::Phase::Reading);
    m_f->answerPoll({sandbox(u"new"_s)});
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"new"_s));
    QVERIFY(!missing()->content());
}

void TakeoutTest::saysWhatIsNotThere()
{
    select({u"a"_s});
    m_window->select(u"nobody"_s);
    m_f->clock.advance(1ms);
    m_f->answerPoll();
    QVERIFY(missing()->content());
    QCOMPARE(missing()->content()->headline, u"There is no sandbox nobody here"_s);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"a"_s));
    press(missing(), u"Dismiss"_s);
    QVERIFY(!missing()->content());
    // The next wish takes the news of the last one away.
    m_window->select(u"nobody"_s);
    m_f->clock.advance(1ms);
    m_f->answerPoll();
    QVERIFY(missing()->content());
    m_window->select(u"c"_s);
    QVERIFY(!missing()->content());
}

void TakeoutTest::aReadThatBeganBeforeSaysNothingIsMissing()
{
    m_f->clock.advance(1s);
    m_f->poller.pollNow();
    QCOMPARE(m_f->poller.status().phase, PollStatus::Phase::Reading);
    m_window->select(u"new"_s);
    m_f->clock.advance(1ms);
    m_f->answerPoll();
    QVERIFY(!missing()->content());
    m_f->clock.advance(1ms);
    QCOMPARE(m_f->poller.status().phase, PollStatus::Phase::Reading);
    m_f->answerPoll({sandbox(u"new"_s)});
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"new"_s));
}

void TakeoutTest::anOldWishIsDropped()
{
    select({u"a"_s});
    m_window->select(u"new"_s);
    m_f->failPoll(ApiErrorKind::Timeout);
    m_f->clock.advance(10s);
    QVERIFY(!missing()->content());
    m_f->clock.advance(1min);
    QVERIFY(missing()->content());
    QCOMPARE(missing()->content()->headline, u"new cannot be shown"_s);
    m_f->filter.setText(u"a"_s);
    m_f->answerPoll({sandbox(u"new"_s)});
    QVERIFY(m_f->store.find(u"new"_s));
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"a"_s));
    QCOMPARE(m_f->filter.text(), u"a"_s);
}

void TakeoutTest::aWishGivesWayToThePerson()
{
    m_window->select(u"new"_s);
    m_f->failPoll(ApiErrorKind::Timeout);
    select({u"b"_s});
    QCOMPARE(said(), u"Stopped waiting for new"_s);
    m_f->answerPoll({sandbox(u"new"_s)});
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"b"_s));

    m_window->select(u"newer"_s);
    m_f->failPoll(ApiErrorKind::Timeout);
    m_f->filter.setText(u"b"_s);
    QCOMPARE(said(), u"Stopped waiting for newer"_s);
    m_f->answerPoll({sandbox(u"newer"_s)});
    QCOMPARE(m_f->filter.text(), u"b"_s);
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"b"_s));
    QVERIFY(!missing()->content());
}

void TakeoutTest::selectWaitsForTheDashboard()
{
    m_window->showFirstRun();
    m_window->select(u"c"_s);
    m_page = m_window->showDashboard(m_f->dashboard());
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList(u"c"_s));
}

SANDGLASS_REGISTER_TEST(TakeoutTest)

} // namespace

#include "tst_takeout.moc"
