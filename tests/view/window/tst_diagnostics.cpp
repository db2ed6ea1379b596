// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "diagnostics/diagnosticsdialog.h"
#include "diagnostics/eventmodel.h"
#include "diagnostics/eventspanel.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgetsearch.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const QString kId = u"1763382095i648uu1o"_s;

/// The panel of events below the list, and the window that shows and saves diagnostics.
class DiagnosticsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void eventsAreBelowTheListAndRemembered();
    void eventsDisturbNothing();
    void eventsFollowTheNewest();
    void eventsStayWhereAPersonReads();
    void whatHappenedIsNotElidedBesideFreeRoom();
    void cellsBeginBesideTheirEdgeInEveryDirection();
    void eventsAreFiltered();
    void eventsAreCopied();
    void theCopyKeyIsAboutEventsThere();
    void levelsAreReadOut();
    void forgottenEventsLeaveTheList();
    void forgottenEventsLeaveTheReaderInPlace();
    void dialogShowsWhatIsSaved();
    void dialogIncludesIdsWhenTicked();
    void dialogIsOneAndNotModal();
    void dialogCopiesWhatItShows();
    void dialogIsUpdated();
    void dialogWithoutADashboard();
    void savedForTheOwnerAlone();

private:
    void openEvents() const
    {
        m_page->actionSet().events()->setChecked(true);
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QTreeView *list() const { return m_window->findChild<QTreeView *>(u"events.list"_s); }
    [[nodiscard]] QToolButton *tool(const QString &name) const
    {
        const auto tools = m_window->findChild<EventsPanel *>()->findChildren<QToolButton *>();
        const auto found = std::find_if(tools.begin(), tools.end(), [&name](const QToolButton *one) {
            return one->accessibleName() == name;
        });
        return found == tools.end() ? nullptr : *found;
    }
    [[nodiscard]] QStringList column(int column) const
    {
        QStringList texts;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            texts += list()->model()->index(row, column).data().toString();
        return texts;
    }
    void note(const QString &what, EventKind kind = EventKind::Answer) const
    {
        m_f->logbook.events.add(kind, EventLevel::Warning, what, u"because"_s);
    }
    DiagnosticsDialog *openDialog()
    {
        m_window->showDiagnostics(m_f->logbook, m_f->clock);
        QCoreApplication::processEvents();
        return visibleIn<DiagnosticsDialog>(*m_window);
    }

    std::unique_ptr<DashboardFixture> m_f;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void DiagnosticsTest::init()
{
    m_f = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_f->settings);
    m_page = m_window->showDashboard(m_f->dashboard());
    m_f->load({sandbox(kId), sandbox(u"b"_s)});
    m_window->resize(1200, 760);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QGuiApplication::clipboard()->clear();
}

void DiagnosticsTest::cleanup()
{
    m_window.reset();
    m_f.reset();
}

void DiagnosticsTest::eventsAreBelowTheListAndRemembered()
{
    auto *panel = m_window->findChild<EventsPanel *>();
    QVERIFY(!panel->isVisible());
    openEvents();
    QVERIFY(panel->isVisible());
    const auto topOf = [this](const QWidget &widget) { return widget.mapTo(m_window.get(), QPoint()).y(); };
    QVERIFY(topOf(*panel) >= topOf(m_page->tablePane()) + m_page->tablePane().height());
    QCOMPARE(panel->height(), EventsPanel::kUsualHeight);
    m_page = m_window->showDashboard(m_f->dashboard());
    QVERIFY(m_page->actionSet().events()->isChecked());
    QVERIFY(m_window->findChild<EventsPanel *>()->isVisible());
    tool(u"Close events"_s)->click();
    QVERIFY(!m_page->actionSet().events()->isChecked());
}

void DiagnosticsTest::eventsDisturbNothing()
{
    SandboxTable &table = m_page->tablePane().table();
    table.setFocus();
    table.selectIds({kId});
    openEvents();
    for (int i = 0; i < 50; ++i)
        note(QString::number(i));
    QVERIFY(table.hasFocus());
    QCOMPARE(table.selectedIds(), QStringList{kId});
    QVERIFY(list()->selectionModel()->selectedRows().isEmpty());
}

void DiagnosticsTest::eventsFollowTheNewest()
{
    openEvents();
    for (int i = 0; i < 60; ++i)
        note(QString::number(i));
    QCoreApplication::processEvents();
    const QScrollBar *bar = list()->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    QCOMPARE(bar->value(), bar->maximum());
}

void DiagnosticsTest::eventsStayWhereAPersonReads()
{
    openEvents();
    for (int i = 0; i < 60; ++i)
        note(QString::number(i));
    QCoreApplication::processEvents();
    QScrollBar *bar = list()->verticalScrollBar();
    bar->setValue(3);
    note(u"news"_s);
    QCoreApplication::processEvents();
    QCOMPARE(bar->value(), 3);
}

void DiagnosticsTest::whatHappenedIsNotElidedBesideFreeRoom()
{
    openEvents();
    const QString text =
        u"Something happened to a sandbox with a long name, and it takes %1 words to say it"_s;
    note(text.arg(17));
    QCoreApplication::processEvents();
    const auto widthOf = [this] { return list()->columnWidth(EventModel::What); };
    QVERIFY2(widthOf() >= list()->fontMetrics().horizontalAdvance(text),
             qPrintable(QString::number(widthOf())));
    note(text.repeated(9));
    QCoreApplication::processEvents();
    QVERIFY(widthOf() <= list()->viewport()->width() / 2);
    // A person's own width stays.
    list()->header()->resizeSection(EventModel::What, 200);
    note(text.repeated(2));
    QCoreApplication::processEvents();
    QCOMPARE(widthOf(), 200);
}

void DiagnosticsTest::cellsBeginBesideTheirEdgeInEveryDirection()
{
    openEvents();
    note(u"HHHH"_s); // of straight edges at both ends
    const auto air = [this](Qt::LayoutDirection direction) {
        list()->setLayoutDirection(direction);
        QCoreApplication::processEvents();
        const QModelIndex newest = list()->model()->index(list()->model()->rowCount() - 1, EventModel::What);
        list()->scrollTo(newest);
        const QRect cell = list()->visualRect(newest);
        const QImage shown = list()->viewport()->grab(cell).toImage();
        const bool fromRight = direction == Qt::RightToLeft;
        const auto columnAt = [&](int x) { return fromRight ? shown.width() - 1 - x : x; };
        const QRgb ground = shown.pixel(columnAt(0), 1);
        for (int x = 0; x < shown.width(); ++x) {
            for (int y = 0; y < shown.height(); ++y) {
                if (shown.pixel(columnAt(x), y) != ground)
                    return x;
            }
        }
        return -1;
    };
    const int leftToRight = air(Qt::LeftToRight);
    const int rightToLeft = air(Qt::RightToLeft);
    QVERIFY(leftToRight > 0);
    QVERIFY2(qAbs(rightToLeft - leftToRight) <= 2,
             qPrintable(u"%1 and %2"_s.arg(leftToRight).arg(rightToLeft)));
}

void DiagnosticsTest::eventsAreFiltered()
{
    openEvents();
    note(u"left aside alpha"_s);
    note(u"left aside beta"_s);
    note(u"alpha waits"_s, EventKind::Limit);
    auto *kinds = m_window->findChild<EventsPanel *>()->findChild<QComboBox *>();
    auto *words = m_window->findChild<EventsPanel *>()->findChild<QLineEdit *>();
    kinds->setCurrentIndex(kinds->findText(nameOfEventKind(EventKind::Answer)));
    QCOMPARE(column(2), QStringList({u"left aside alpha"_s, u"left aside beta"_s}));
    words->setText(u"ALPHA aside"_s);
    QCOMPARE(column(2), QStringList{u"left aside alpha"_s});
    kinds->setCurrentIndex(0);
    words->setText(u"alpha"_s);
    QCOMPARE(column(2), QStringList({u"left aside alpha"_s, u"alpha waits"_s}));
    words->setText(u"nothing is like this"_s);
    QVERIFY(column(2).isEmpty());
    QVERIFY(list()->findChild<QLabel *>()->isVisible());
    words->clear();
    QVERIFY(!list()->findChild<QLabel *>()->isVisible());
}

void DiagnosticsTest::eventsAreCopied()
{
    openEvents();
    note(u"one"_s);
    note(u"two"_s);
    m_window->findChild<EventsPanel *>()->findChild<QLineEdit *>()->setText(u"because"_s);
    tool(u"Copy events"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             u"03:04:05 Answer: one: because\n03:04:05 Answer: two: because"_s);
    QCOMPARE(statusMessage(*m_page), u"Copied 2 events"_s);
    list()->setCurrentIndex(list()->model()->index(1, 0));
    tool(u"Copy events"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"03:04:05 Answer: two: because"_s);
}

void DiagnosticsTest::theCopyKeyIsAboutEventsThere()
{
    openEvents();
    m_page->tablePane().table().selectIds({kId});
    note(u"one"_s);
    m_window->activateWindow();
    list()->setFocus();
    list()->setCurrentIndex(list()->model()->index(list()->model()->rowCount() - 1, 0));
    QTest::keyClick(list(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"03:04:05 Answer: one: because"_s);
    QTest::keyClick(list(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(list()->selectionModel()->selectedRows().size(), list()->model()->rowCount());
    QCOMPARE(m_page->tablePane().table().selectedIds(), QStringList{kId});
}

void DiagnosticsTest::levelsAreReadOut()
{
    openEvents();
    note(u"one"_s);
    const QModelIndex kind = list()->model()->index(list()->model()->rowCount() - 1, 1);
    QCOMPARE(kind.data(Qt::AccessibleTextRole).toString(), u"Answer, Warning"_s);
    QVERIFY(!kind.data(Qt::DecorationRole).isNull());
}

void DiagnosticsTest::forgottenEventsLeaveTheList()
{
    openEvents();
    for (int i = 0; i < EventTrail::kMost + 50; ++i)
        note(QString::number(i));
    QCOMPARE(list()->model()->rowCount(), m_f->logbook.events.size());
    QCOMPARE(column(2).constLast(), QString::number(EventTrail::kMost + 49));
}

/// Whoever reads in the middle sees the same lines before and after the oldest made room.
void DiagnosticsTest::forgottenEventsLeaveTheReaderInPlace()
{
    openEvents();
    for (int i = m_f->logbook.events.size(); i < EventTrail::kMost; ++i)
        note(QString::number(i));
    const auto uppermost = [this] {
        return list()->indexAt(QPoint(0, 0)).siblingAtColumn(2).data().toString();
    };
    list()->scrollTo(list()->model()->index(500, 0), QAbstractItemView::PositionAtTop);
    const QString read = uppermost();
    note(u"one more"_s);
    QVERIFY(m_f->logbook.events.forgotten() > 0);
    QCoreApplication::processEvents();
    QCOMPARE(uppermost(), read);
    // Also near the end, which is another place than the end.
    const int rows = list()->model()->rowCount();
    list()->scrollTo(list()->model()->index(rows - 30, 0), QAbstractItemView::PositionAtTop);
    const QString late = uppermost();
    for (int i = 0; i < 101; ++i)
        note(QString(u"more "_s % QString::number(i)));
    QCoreApplication::processEvents();
    QCOMPARE(uppermost(), late);
}

void DiagnosticsTest::dialogShowsWhatIsSaved()
{
    const DiagnosticsDialog *dialog = openDialog();
    QVERIFY(dialog);
    const QString shown = dialog->findChild<QPlainTextEdit *>()->toPlainText();
    QCOMPARE(shown, dialog->text());
    for (const QString &part :
         {u"## Program"_s, u"## Display"_s, QString(u"- Platform: "_s % QGuiApplication::platformName()),
          u"- Sandboxes: 2, and 0 that went"_s, u"Opened the connection to api.example.org"_s})
        QVERIFY2(shown.contains(part), qPrintable(shown));
    QVERIFY(dialog->findChild<QPlainTextEdit *>()->isReadOnly());
}

void DiagnosticsTest::dialogIncludesIdsWhenTicked()
{
    m_f->controller.request(LifecycleAction::Pause, {kId});
    const DiagnosticsDialog *dialog = openDialog();
    auto *withIds = dialog->findChild<QCheckBox *>();
    QVERIFY(!withIds->isChecked());
    QVERIFY(!dialog->text().contains(kId) && dialog->text().contains(u"Pause sandbox-1"_s));
    withIds->setChecked(true);
    QVERIFY(dialog->text().contains("Pause "_L1 % kId));
    QCOMPARE(dialog->findChild<QPlainTextEdit *>()->toPlainText(), dialog->text());
    withIds->setChecked(false);
    QVERIFY(!dialog->text().contains(kId));
}

void DiagnosticsTest::dialogIsOneAndNotModal()
{
    const DiagnosticsDialog *dialog = openDialog();
    QVERIFY(!dialog->isModal());
    QCOMPARE(openDialog(), dialog);
}

void DiagnosticsTest::dialogCopiesWhatItShows()
{
    const DiagnosticsDialog *dialog = openDialog();
    press(dialog, u"Copy"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), dialog->text());
}

void DiagnosticsTest::dialogIsUpdated()
{
    const DiagnosticsDialog *dialog = openDialog();
    note(u"something new"_s);
    QVERIFY(!dialog->text().contains(u"something new"_s));
    press(dialog, u"Update"_s);
    QVERIFY(dialog->text().contains(u"something new"_s));
}

void DiagnosticsTest::dialogWithoutADashboard()
{
    const DiagnosticsDialog *dialog = openDialog();
    m_window->showWaiting({});
    press(dialog, u"Update"_s);
    QVERIFY(!dialog->text().contains(u"## Connection"_s));
    QVERIFY(dialog->text().contains(u"Opened the connection"_s));
}

void DiagnosticsTest::savedForTheOwnerAlone()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"bundle.md"_s);
    const DiagnosticsDialog *dialog = openDialog();
    const QString shown = dialog->text();
    press(dialog, u"Save"_s);
    auto *chooser = visibleIn<QFileDialog>(*m_window);
    QVERIFY(chooser);
    // selectFile() leaves a field alone that has the focus.
    chooser->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(file);
    QMetaObject::invokeMethod(chooser, "accept");
    QCoreApplication::processEvents();
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(saved.readAll()), shown);
    constexpr auto kMine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(saved.permissions(), kMine);
}

SANDGLASS_REGISTER_TEST(DiagnosticsTest)

} // namespace

#include "tst_diagnostics.moc"
