// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionconfirmation.h"
#include "actions/actionset.h"
#include "dashboardfixture.h"
#include "status/banner.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgetsearch.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QCheckBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class DeletingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksWithTheLossAndCancelFocused();
    void theKeyAsksToo();
    void waitsWithAStripAndACountdown();
    void theButtonUndoes();
    void ctrlZUndoes();
    void isSentAfterTheTime();
    void struckOutRowsLookDifferent();
    void closingAsksAndCancelStays();
    void closingKeepsThem();
    void closingDeletesFirst();
    void closingStaysWhenADeletionFails();

private:
    void askToDelete(const QStringList &ids)
    {
        m_page->tablePane().table().selectIds(ids);
        m_page->actionSet().lifecycle(LifecycleAction::Delete)->trigger();
        QCoreApplication::processEvents();
    }
    void schedule(const QStringList &ids)
    {
        askToDelete(ids);
        QVERIFY(question());
        press(question(), u"Delete"_s);
    }
    [[nodiscard]] ActionConfirmation *question() const { return visibleIn<ActionConfirmation>(*m_page); }
    [[nodiscard]] QMessageBox *farewell() const { return visibleIn<QMessageBox>(*m_page); }
    [[nodiscard]] Banner *strip() const { return m_page->findChild<Banner *>(u"deletionStrip"_s); }
    [[nodiscard]] QString stateOf(const QString &id) const
    {
        const int row = m_fixture->store.rowOf(id);
        return m_fixture->list.index(row, SandboxListModel::State).data().toString();
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void DeletingTest::init()
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

void DeletingTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void DeletingTest::asksWithTheLossAndCancelFocused()
{
    askToDelete({u"r1"_s, u"stopped"_s});
    QVERIFY(question());
    QCOMPARE(question()->ids().size(), 2);
    QVERIFY(button(question(), u"Delete 2 sandboxes"_s));
    QString texts;
    for (const QLabel *label : question()->findChildren<QLabel *>())
        texts += label->text() + u'\n';
    QVERIFY2(texts.contains(u"with all their files, for good"_s), qPrintable(texts));
    QVERIFY2(texts.contains(u"stopped"_s), qPrintable(texts));
    QVERIFY(!question()->findChild<QCheckBox *>()->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(question()));
    QTRY_COMPARE(QApplication::focusWidget(), button(question(), u"Cancel"_s));
    QTest::keyClick(question(), Qt::Key_Return);
    QVERIFY(!question());
    QVERIFY(m_fixture->deletions.ids().isEmpty());
    m_fixture->clock.advance(1h);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
}

void DeletingTest::theKeyAsksToo()
{
    m_page->tablePane().table().selectIds({u"r1"_s});
    m_page->tablePane().table().setFocus();
    QTest::keyClick(&m_page->tablePane().table(), Qt::Key_Delete);
    QVERIFY(question());
    QCOMPARE(question()->ids(), QStringList{u"r1"_s});
}

void DeletingTest::waitsWithAStripAndACountdown()
{
    QVERIFY(!strip()->content());
    const QStringList three{u"r1"_s, u"r2"_s, u"r3"_s};
    m_page->tablePane().table().selectIds(three);
    m_fixture->bulk.request(LifecycleAction::Delete, three);
    QCoreApplication::processEvents();
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
    QVERIFY(strip()->isVisible());
    QCOMPARE(strip()->content()->headline, u"3 sandboxes will be deleted"_s);
    QCOMPARE(strip()->content()->aside, u"in 10 s"_s);
    QCOMPARE(stateOf(u"r1"_s), u"Deleting in 10 s"_s);
    m_fixture->clock.advance(2'500ms);
    QCOMPARE(strip()->content()->aside, u"in 8 s"_s);
    QCOMPARE(stateOf(u"r1"_s), u"Deleting in 8 s"_s);
    QVERIFY(strip()->button(BannerButton::Undo)->isVisible());
    // The other actions say why not.
    QCOMPARE(m_page->actionSet().help(LifecycleAction::Stop).text,
             u"All 3 selected sandboxes are about to be deleted: Undo that first"_s);
}

void DeletingTest::theButtonUndoes()
{
    schedule({u"r1"_s, u"r2"_s});
    strip()->button(BannerButton::Undo)->click();
    QVERIFY(!strip()->content());
    QCOMPARE(stateOf(u"r1"_s), u"Running"_s);
    QCOMPARE(statusMessage(*m_page), u"2 sandboxes are kept"_s);
    m_fixture->clock.advance(1h);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
}

void DeletingTest::ctrlZUndoes()
{
    QVERIFY(!m_page->actionSet().undoDelete()->isEnabled());
    schedule({u"r1"_s});
    QVERIFY(m_page->actionSet().undoDelete()->isEnabled());
    m_window->activateWindow(); // no window manager does it here
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_page->tablePane().table().setFocus();
    QTest::keyClick(&m_page->tablePane().table(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(stateOf(u"r1"_s), u"Running"_s);
    QVERIFY(!m_page->actionSet().undoDelete()->isEnabled());
}

void DeletingTest::isSentAfterTheTime()
{
    schedule({u"r1"_s});
    m_fixture->clock.advance(10s);
    QVERIFY(!strip()->content());
    QCOMPARE(stateOf(u"r1"_s), u"Deleting…"_s);
    m_fixture->api.answer(m_fixture->api.find(u"DELETE r1"_s), ActionAnswer{SandboxStatus::Gone});
    m_fixture->clock.advance(0ms);
    m_fixture->api.fail(m_fixture->api.find(u"GET r1"_s), apiError(ApiErrorKind::NotFound));
    QCOMPARE(m_fixture->store.rowOf(u"r1"_s), -1);
    QCOMPARE(statusMessage(*m_page), u"r1: deleted"_s);
}

void DeletingTest::struckOutRowsLookDifferent()
{
    SandboxTable &table = m_page->tablePane().table();
    const auto cell = [&] {
        const QModelIndex index =
            m_fixture->filter.index(m_fixture->filter.rowOf(u"r1"_s), SandboxListModel::Id);
        return table.viewport()->grab(table.visualRect(index)).toImage();
    };
    table.selectIds({u"r1"_s});
    table.scrollTo(m_fixture->filter.index(m_fixture->filter.rowOf(u"r1"_s), 0));
    const QImage before = cell();
    m_fixture->deletions.schedule({u"r1"_s});
    QCoreApplication::processEvents();
    QVERIFY(cell() != before);
    m_fixture->deletions.undo();
    QCoreApplication::processEvents();
    QCOMPARE(cell(), before);
}

void DeletingTest::closingAsksAndCancelStays()
{
    schedule({u"r1"_s, u"r2"_s});
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    QVERIFY(farewell());
    QVERIFY(QTest::qWaitForWindowActive(farewell()));
    QTRY_COMPARE(QApplication::focusWidget(), button(farewell(), u"Cancel"_s));
    // While it asks, the time stands still.
    m_fixture->clock.advance(1h);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
    QCOMPARE(stateOf(u"r1"_s), u"To be deleted"_s);
    QVERIFY(!m_window->close());
    QCOMPARE(m_page->findChildren<QMessageBox *>().size(), 1);
    QTest::keyClick(farewell(), Qt::Key_Escape);
    QVERIFY(!farewell());
    QVERIFY(m_window->isVisible());
    QCOMPARE(stateOf(u"r1"_s), u"Deleting in 10 s"_s);
}

void DeletingTest::closingKeepsThem()
{
    schedule({u"r1"_s, u"r2"_s});
    m_window->close();
    press(farewell(), u"Keep them"_s);
    QTRY_VERIFY(!m_window->isVisible());
    m_fixture->clock.advance(1h);
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::Act), 0);
}

void DeletingTest::closingDeletesFirst()
{
    schedule({u"r1"_s});
    m_window->close();
    press(farewell(), u"Delete now"_s);
    QVERIFY(m_window->isVisible());
    m_fixture->api.answer(m_fixture->api.find(u"DELETE r1"_s), ActionAnswer{SandboxStatus::Gone});
    m_fixture->clock.advance(0ms);
    QVERIFY(m_window->isVisible());
    m_fixture->api.fail(m_fixture->api.find(u"GET r1"_s), apiError(ApiErrorKind::NotFound));
    QTRY_VERIFY(!m_window->isVisible());
}

void DeletingTest::closingStaysWhenADeletionFails()
{
    schedule({u"r1"_s});
    m_window->close();
    press(farewell(), u"Delete now"_s);
    m_fixture->api.fail(m_fixture->api.find(u"DELETE r1"_s), apiError(ApiErrorKind::PlanLimit));
    QCoreApplication::processEvents();
    QVERIFY(m_window->isVisible());
    QVERIFY(m_window->close());
}

SANDGLASS_REGISTER_TEST(DeletingTest)

} // namespace

#include "tst_deleting.moc"
