// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "failures/detailspanel.h"
#include "failures/errordialog.h"
#include "failures/failurepresenter.h"
#include "support/testregistry.h"
#include "table/filterbar.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class FailuresTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsWhatWhyAndWhatToDo();
    void escapeInTheTableClosesTheOnlyOne();
    void textsAreLiteral();
    void twentyFailuresMakeOneDialogWithAList();
    void whatFailsTogetherShowsOnce();
    void ofVeryManySomeAreListed();
    void repeatsMergeWithACount();
    void severalCausesStandBesideEachOther();
    void neverTakesTheFocusFromTyping();
    void retryOnlyWhereSafe();
    void retryCountsDownAndAsksAgain();
    void copies();
    void escapeClosesTheGroup();
    void detailsUnfoldAndStay();
    void keyboardGoesToTheReport();
    void closedReportsOpenAgain();
    void dialogsGoWithThePage();

private:
    void failPause(const QString &id, ApiErrorKind kind = ApiErrorKind::PaymentRequired,
                   SandboxStatus now = SandboxStatus::Running)
    {
        m_fixture->controller.request(LifecycleAction::Pause, {id});
        m_fixture->failAction(id, LifecycleAction::Pause, kind, now);
    }
    /// As by as many clicks: no run of many, whose strip would tell it.
    void pauseOneByOne(const QStringList &ids)
    {
        for (const QString &id : ids)
            QCOMPARE(m_fixture->controller.request(LifecycleAction::Pause, {id}).size(), 1);
    }
    [[nodiscard]] QList<ErrorDialog *> dialogs() const { return m_page->failures().dialogs(); }
    [[nodiscard]] static QString text(const ErrorDialog *dialog, const QString &name)
    {
        return dialog->findChild<QLabel *>(name)->text();
    }
    [[nodiscard]] static QPushButton *button(const ErrorDialog *dialog, const QString &start)
    {
        for (QPushButton *one : dialog->findChildren<QPushButton *>()) {
            if (one->text().startsWith(start))
                return one;
        }
        return nullptr;
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void FailuresTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    QVector<Sandbox> all;
    for (int i = 1; i <= 20; ++i)
        all << sandbox(u"r%1"_s.arg(i, 2, 10, QChar(u'0')));
    m_fixture->load(all);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void FailuresTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void FailuresTest::tellsWhatWhyAndWhatToDo()
{
    failPause(u"r01"_s);
    QCOMPARE(dialogs().size(), 1);
    const ErrorDialog *dialog = dialogs().constFirst();
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->isModal());
    QVERIFY(dialog->testAttribute(Qt::WA_ShowWithoutActivating));
    const ErrorReport report = dialog->report();
    QVERIFY(report.headline.contains(u"r01"_s));
    QCOMPARE(text(dialog, u"headline"_s), report.headline);
    QCOMPARE(text(dialog, u"cause"_s), report.cause);
    QCOMPARE(text(dialog, u"nextStep"_s), report.nextStep);
    QCOMPARE(dialog->accessibleName(), report.headline);
    QVERIFY(!dialog->findChild<QPlainTextEdit *>()->isVisible());
    QVERIFY(button(dialog, u"Close"_s));
}

/// It comes without the focus, and Tab never gets there.
void FailuresTest::escapeInTheTableClosesTheOnlyOne()
{
    SandboxTable &table = m_page->tablePane().table();
    failPause(u"r01"_s, ApiErrorKind::PaymentRequired);
    failPause(u"r02"_s, ApiErrorKind::PlanLimit);
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Escape);
    QCOMPARE(dialogs().size(), 2); // which one?
    dialogs().constFirst()->reject();
    QTRY_COMPARE(dialogs().size(), 1);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Escape);
    QTRY_VERIFY(dialogs().isEmpty());
}

void FailuresTest::textsAreLiteral()
{
    failPause(u"r01"_s);
    for (const QLabel *label : dialogs().constFirst()->findChildren<QLabel *>())
        QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
}

void FailuresTest::twentyFailuresMakeOneDialogWithAList()
{
    QStringList ids;
    for (int i = 0; i < m_fixture->store.size(); ++i)
        ids << m_fixture->store.at(i).sandbox->id;
    pauseOneByOne(ids);
    // Four at a time, so each refusal lets the next request out.
    for (const QString &id : std::as_const(ids))
        m_fixture->failAction(id, LifecycleAction::Pause, ApiErrorKind::PaymentRequired,
                              SandboxStatus::Running);
    QCOMPARE(dialogs().size(), 1);
    ErrorDialog *dialog = dialogs().constFirst();
    QCOMPARE(dialog->report().sandboxIds.size(), 20);
    const auto *list = dialog->findChild<QPlainTextEdit *>();
    QVERIFY(list->isVisible());
    QCOMPARE(list->toPlainText().split(u'\n').size(), 20);
    QVERIFY2(text(dialog, u"headline"_s).contains(u"20"_s), qPrintable(text(dialog, u"headline"_s)));
}

/// A queue of thousands may fail in one call, and a report on all of them takes its time.
void FailuresTest::whatFailsTogetherShowsOnce()
{
    QStringList ids;
    for (int i = 0; i < m_fixture->store.size(); ++i)
        ids << m_fixture->store.at(i).sandbox->id;
    pauseOneByOne(ids);
    m_fixture->api.fail(1, apiError(ApiErrorKind::Unauthorized)); // and with it the 16 that wait
    QCOMPARE(dialogs().size(), 1);
    const ErrorDialog *dialog = dialogs().constFirst();
    QSignalSpy shown(dialog, &QWidget::windowTitleChanged);
    QTRY_COMPARE(text(dialog, u"headline"_s), u"Could not pause 17 sandboxes"_s);
    QCOMPARE(shown.size(), 1);
    QVERIFY(text(dialog, u"occurrences"_s).startsWith(u"17 times"_s));
}

void FailuresTest::ofVeryManySomeAreListed()
{
    QVector<Sandbox> all;
    QStringList ids;
    for (int i = 1; i <= 301; ++i) {
        all << sandbox(u"m%1"_s.arg(i, 3, 10, QChar(u'0')));
        ids << all.constLast().id;
    }
    m_fixture->answerPoll(all);
    pauseOneByOne(ids);
    m_fixture->api.fail(1, apiError(ApiErrorKind::Unauthorized));
    const ErrorDialog *dialog = dialogs().constFirst();
    QTRY_COMPARE(text(dialog, u"headline"_s), u"Could not pause 298 sandboxes"_s);
    const QStringList listed = dialog->findChild<QPlainTextEdit *>()->toPlainText().split(u'\n');
    QCOMPARE(listed.size(), 201);
    QCOMPARE(listed.constFirst(), u"m001"_s);
    QCOMPARE(listed.constLast(), u"and 98 more"_s);
    button(dialog, u"Copy report"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"m301"_s));
    // What comes after so many is told a moment later, together with what else comes till then.
    QSignalSpy shown(dialog, &QWidget::windowTitleChanged);
    for (const int number : {2, 3, 4}) {
        m_fixture->api.fail(number, apiError(ApiErrorKind::Unauthorized));
        QCoreApplication::processEvents();
    }
    QCOMPARE(shown.size(), 0);
    m_fixture->clock.advance(250ms);
    QCOMPARE(shown.size(), 1);
    QCOMPARE(text(dialog, u"headline"_s), u"Could not pause 301 sandboxes"_s);
}

void FailuresTest::repeatsMergeWithACount()
{
    failPause(u"r01"_s);
    m_fixture->clock.advance(65s);
    failPause(u"r01"_s);
    failPause(u"r01"_s);
    QCOMPARE(dialogs().size(), 1);
    const QString occurrences = text(dialogs().constFirst(), u"occurrences"_s);
    QVERIFY2(occurrences.startsWith(u"3 times, first at 03:04:05, last at 03:05:10"_s),
             qPrintable(occurrences));
}

void FailuresTest::severalCausesStandBesideEachOther()
{
    failPause(u"r01"_s, ApiErrorKind::PaymentRequired);
    failPause(u"r02"_s, ApiErrorKind::PlanLimit);
    QCOMPARE(dialogs().size(), 2);
    QVERIFY(dialogs().at(0)->pos() != dialogs().at(1)->pos());
}

void FailuresTest::neverTakesTheFocusFromTyping()
{
    m_page->actionSet().focusFilter()->trigger();
    auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(field);
    QTest::keyClicks(field, u"r0"_s);
    failPause(u"r01"_s);
    QCOMPARE(dialogs().size(), 1);
    QTRY_VERIFY(dialogs().constFirst()->windowHandle()->isExposed());
    // The offscreen platform activates every window it shows, as the rudest of window managers.
    QTRY_COMPARE(QApplication::focusWidget(), field);
    QVERIFY(m_window->isActiveWindow());
    QTest::keyClicks(QApplication::focusWidget(), u"5"_s);
    QCOMPARE(field->text(), u"r05"_s);
    failPause(u"r02"_s, ApiErrorKind::PlanLimit);
    QTRY_COMPARE(QApplication::focusWidget(), field);
    m_fixture->clock.advance(1s); // the filter's debounce
}

void FailuresTest::retryOnlyWhereSafe()
{
    failPause(u"r01"_s, ApiErrorKind::Forbidden);
    ErrorDialog *dialog = dialogs().constFirst();
    QCOMPARE(button(dialog, u"Retry"_s)->isVisible(), dialog->report().retrySafe);
    QVERIFY(!dialog->report().retrySafe);
    failPause(u"r02"_s, ApiErrorKind::PaymentRequired);
    QCOMPARE(dialogs().size(), 2);
    dialog = dialogs().at(1);
    QVERIFY(dialog->report().retrySafe);
    QVERIFY(button(dialog, u"Retry"_s)->isVisible());
}

void FailuresTest::retryCountsDownAndAsksAgain()
{
    m_fixture->controller.request(LifecycleAction::Pause, {u"r01"_s});
    ApiError error = apiError(ApiErrorKind::Unavailable);
    error.retryAfter = 3s;
    error.at = m_fixture->clock.utcNow();
    m_fixture->api.fail(m_fixture->api.find(u"POST r01/pause"_s), error);
    m_fixture->clock.advance(0ms);
    m_fixture->api.answer(m_fixture->api.find(u"GET r01"_s), sandbox(u"r01"_s));
    QCOMPARE(dialogs().size(), 1);
    QPushButton *retry = button(dialogs().constFirst(), u"Retry"_s);
    QCOMPARE(retry->text(), u"Retry in 3 s"_s);
    QVERIFY(!retry->isEnabled());
    m_fixture->clock.advance(1s);
    QCOMPARE(retry->text(), u"Retry in 2 s"_s);
    m_fixture->clock.advance(2s);
    QCOMPARE(retry->text(), u"Retry"_s);
    QVERIFY(retry->isEnabled());
    const int before = m_fixture->api.count(FakeApi::Verb::Act);
    retry->click();
    QTRY_COMPARE(dialogs().size(), 0);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), before + 1);
}

void FailuresTest::copies()
{
    failPause(u"r01"_s);
    ErrorDialog *dialog = dialogs().constFirst();
    QPushButton *copy = button(dialog, u"Copy report"_s);
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), dialog->report().asText());
    QCOMPARE(copy->text(), u"Copied"_s);
    m_fixture->clock.advance(2s);
    QCOMPARE(copy->text(), u"Copy report"_s);
    QVERIFY(!dialog->report().curl.isEmpty());
    button(dialog, u"Copy as curl"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), dialog->report().curl);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"$HOPX_API_KEY"_s));
}

void FailuresTest::escapeClosesTheGroup()
{
    failPause(u"r01"_s);
    QTest::keyClick(dialogs().constFirst(), Qt::Key_Escape);
    QTRY_COMPARE(dialogs().size(), 0);
    QVERIFY(!m_page->failures().hasOpenDialogs());
    // The same cause later is news again.
    failPause(u"r01"_s);
    QCOMPARE(dialogs().size(), 1);
}

void FailuresTest::detailsUnfoldAndStay()
{
    failPause(u"r01"_s);
    ErrorDialog *dialog = dialogs().constFirst();
    auto *details = dialog->findChild<DetailsPanel *>();
    QVERIFY(!details->isOpen());
    const int folded = dialog->height();
    details->setOpen(true);
    QVERIFY(dialog->height() > folded);
    QStringList shown;
    for (const QLabel *label : details->findChildren<QLabel *>())
        shown << label->text();
    for (const ErrorReport::Detail &detail : dialog->report().details)
        QVERIFY2(shown.contains(detail.value), qPrintable(detail.label));
    // A value that is being selected stays where it is, and what is copied is what is shown.
    const QPointer<QLabel> value = details->findChildren<QLabel *>().at(1);
    value->setSelection(0, 3);
    const QString selected = value->selectedText();
    QVERIFY(!selected.isEmpty());
    m_fixture->clock.advance(2min);
    failPause(u"r02"_s);
    QVERIFY(details->isOpen());
    QVERIFY(value);
    QCOMPARE(value->selectedText(), selected);
    shown.clear();
    for (const QLabel *label : details->findChildren<QLabel *>())
        shown << label->text();
    for (const ErrorReport::Detail &detail : dialog->report().details)
        QVERIFY2(shown.contains(detail.value), qPrintable(detail.label));
    // Folded again it takes no more room than before.
    const int open = dialog->height();
    details->setOpen(false);
    QVERIFY(dialog->height() < open);
    details->setOpen(true);
    // Who makes the window larger keeps that.
    dialog->resize(dialog->width() + 100, dialog->height() + 100);
    const QSize larger = dialog->size();
    failPause(u"r03"_s);
    QCOMPARE(dialog->size(), larger);
}

void FailuresTest::keyboardGoesToTheReport()
{
    QVERIFY(!m_page->actionSet().showError()->isEnabled());
    failPause(u"r01"_s);
    QVERIFY(m_page->actionSet().showError()->isEnabled());
    m_page->actionSet().showError()->trigger();
    QVERIFY(QTest::qWaitForWindowActive(dialogs().constFirst()));
    QTest::keyClick(dialogs().constFirst(), Qt::Key_Escape);
    QTRY_VERIFY(!m_page->actionSet().showError()->isEnabled());
}

void FailuresTest::closedReportsOpenAgain()
{
    failPause(u"r01"_s);
    const QString cause = text(dialogs().constFirst(), u"cause"_s);
    const QString when = text(dialogs().constFirst(), u"occurrences"_s);
    QTest::keyClick(dialogs().constFirst(), Qt::Key_Escape);
    QTRY_VERIFY(dialogs().isEmpty());
    m_fixture->clock.advance(1min);
    SandboxTable &table = m_page->tablePane().table();
    const QAction *show = m_page->actionSet().showError();

    // By key, for the selected row only.
    table.selectIds({u"r02"_s});
    QVERIFY(!show->isEnabled());
    table.selectIds({u"r01"_s});
    QVERIFY(show->isEnabled());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    table.setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(dialogs().size(), 1);
    QVERIFY(QTest::qWaitForWindowActive(dialogs().constFirst()));
    QCOMPARE(text(dialogs().constFirst(), u"cause"_s), cause);
    QCOMPARE(text(dialogs().constFirst(), u"occurrences"_s), when);
    QTest::keyClick(dialogs().constFirst(), Qt::Key_Escape);
    QTRY_VERIFY(dialogs().isEmpty());

    // By the mark in the row.
    const QModelIndex state = m_fixture->filter.index(m_fixture->filter.rowOf(u"r01"_s), 0);
    table.scrollTo(state);
    const QRect cell = table.visualRect(state);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 40, cell.center().y()));
    QVERIFY(dialogs().isEmpty());
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 12, cell.center().y()));
    QCOMPARE(dialogs().size(), 1);
    QCOMPARE(table.selectedIds(), QStringList{u"r01"_s});
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 12, cell.center().y()));
    QCOMPARE(dialogs().size(), 1);

    // After a success there is nothing to show.
    QTest::keyClick(dialogs().constFirst(), Qt::Key_Escape);
    QTRY_VERIFY(dialogs().isEmpty());
    m_fixture->controller.request(LifecycleAction::Pause, {u"r01"_s});
    m_fixture->api.answer(m_fixture->api.find(u"POST r01/pause"_s), ActionAnswer{});
    m_fixture->clock.advance(1s);
    m_fixture->api.answer(m_fixture->api.find(u"GET r01"_s), sandbox(u"r01"_s, SandboxStatus::Paused));
    QVERIFY(!show->isEnabled());
}

void FailuresTest::dialogsGoWithThePage()
{
    failPause(u"r01"_s);
    const QPointer<ErrorDialog> dialog = dialogs().constFirst();
    m_window->showDashboard(m_fixture->dashboard());
    QVERIFY(dialog.isNull());
}

SANDGLASS_REGISTER_TEST(FailuresTest)

} // namespace

#include "tst_failures.moc"
