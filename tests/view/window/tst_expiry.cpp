// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboardfixture.h"
#include "expiry/extendactions.h"
#include "expiry/extendtodialog.h"
#include "status/banner.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"
#include "windowtests.h"

#include <QAction>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ExpiryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theStripNamesTheNearestTier();
    void theStripShowsAndExtends();
    void theStripGoesWhenNothingIsNear();
    void actionsFollowTheSelection();
    void extendingReadsFirstAndSendsWhatIsLeftAndMore();
    void theDialogOffersALaterTime();
    void theDialogRefusesThePast();
    void shorteningIsConfirmed();

private:
    [[nodiscard]] static Sandbox ending(const QString &id, UtcTime end)
    {
        Sandbox one = sandbox(id, SandboxStatus::Running);
        one.expiry = Expiry::atTime(end);
        return one;
    }
    [[nodiscard]] UtcTime in(std::chrono::milliseconds time) const
    {
        return m_fixture->serverClock.now() + time;
    }
    [[nodiscard]] Banner *strip() const { return m_window->findChild<Banner *>(u"expiryStrip"_s); }
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return m_window->findChild<QAction *>(u"action.extend."_s + name);
    }
    void select(const QStringList &ids) { m_page->tablePane().table().selectIds(ids); }
    ExtendToDialog *openDialog()
    {
        action(u"to"_s)->trigger();
        return m_window->findChild<ExtendToDialog *>(u"extendTo"_s);
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    DashboardPage *m_page = nullptr;
};

void ExpiryTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_page = m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load({ending(u"soon"_s, in(4min)), ending(u"later"_s, in(10min)), ending(u"far"_s, in(5h)),
                     sandbox(u"stopped"_s, SandboxStatus::Stopped),
                     sandbox(u"broken"_s, SandboxStatus::Error)});
    m_window->show();
    QCoreApplication::processEvents();
}

void ExpiryTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void ExpiryTest::theStripNamesTheNearestTier()
{
    QVERIFY(strip()->content());
    QVERIFY2(strip()->content()->headline.contains(u"soon"_s), qPrintable(strip()->content()->headline));
    QVERIFY(strip()->content()->headline.contains(u"5 minutes"_s));
}

void ExpiryTest::theStripShowsAndExtends()
{
    Q_EMIT strip()->pressed(BannerButton::ShowExpiring);
    QVERIFY(m_fixture->filter.rowOf(u"soon"_s) >= 0);
    QVERIFY(m_fixture->filter.rowOf(u"far"_s) < 0);
    Q_EMIT strip()->pressed(BannerButton::ExtendAll);
    m_fixture->clock.advance(1ms);
    QVERIFY2(m_fixture->api.find(u"GET soon"_s) > 0, qPrintable(m_fixture->api.texts().join(u", ")));
}

void ExpiryTest::theStripGoesWhenNothingIsNear()
{
    m_fixture->answerPoll({ending(u"soon"_s, in(2h)), ending(u"later"_s, in(2h))});
    QCoreApplication::processEvents();
    QVERIFY(!strip()->content());
}

void ExpiryTest::actionsFollowTheSelection()
{
    QVERIFY(!action(u"1h"_s)->isEnabled());
    select({u"far"_s});
    QVERIFY(action(u"1h"_s)->isEnabled());
    QVERIFY(action(u"to"_s)->isEnabled());
    select({u"broken"_s});
    QVERIFY(!action(u"1h"_s)->isEnabled());
    QVERIFY(!action(u"1h"_s)->statusTip().isEmpty());
}

void ExpiryTest::extendingReadsFirstAndSendsWhatIsLeftAndMore()
{
    select({u"far"_s});
    action(u"1h"_s)->trigger();
    m_fixture->clock.advance(1ms);
    const int read = m_fixture->api.find(u"GET far"_s);
    QVERIFY2(read > 0, qPrintable(m_fixture->api.texts().join(u", ")));
    m_fixture->api.answer(read, ending(u"far"_s, in(5h))); // the API counts from now
    m_fixture->clock.advance(1ms);
    QStringList sent = m_fixture->api.texts().filter(u"PUT far/timeout"_s);
    QCOMPARE(sent.size(), 1);
    const qint64 seconds = sent.constFirst().section(u' ', -1).toLongLong();
    QVERIFY2(seconds >= 6 * 3600 - 2 && seconds <= 6 * 3600, qPrintable(sent.constFirst()));
}

void ExpiryTest::theDialogOffersALaterTime()
{
    select({u"soon"_s, u"far"_s});
    ExtendToDialog *dialog = openDialog();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!dialog->findChild<QLabel *>(u"extendWarning"_s)->isVisible());
    const QSignalSpy chosen(dialog, &ExtendToDialog::chosen);
    dialog->accept();
    QCOMPARE(chosen.size(), 1);
    const auto wish = chosen.at(0).at(0).value<Extension>();
    QVERIFY(wish.until > in(5h));
    QVERIFY(!wish.mayShorten);
}

void ExpiryTest::theDialogRefusesThePast()
{
    select({u"far"_s});
    ExtendToDialog *dialog = openDialog();
    const QSignalSpy chosen(dialog, &ExtendToDialog::chosen);
    dialog->findChild<QDateTimeEdit *>()->setDateTime(
        QDateTime::fromMSecsSinceEpoch(in(-1h).time_since_epoch().count()));
    dialog->accept();
    QVERIFY(chosen.isEmpty());
    QVERIFY(dialog->isVisible());
}

void ExpiryTest::shorteningIsConfirmed()
{
    select({u"far"_s});
    ExtendToDialog *dialog = openDialog();
    const QSignalSpy chosen(dialog, &ExtendToDialog::chosen);
    dialog->findChild<QDateTimeEdit *>()->setDateTime(
        QDateTime::fromMSecsSinceEpoch(in(1h).time_since_epoch().count()));
    QVERIFY(dialog->findChild<QLabel *>(u"extendWarning"_s)->isVisible());
    dialog->accept();
    QVERIFY(chosen.isEmpty());
    QCOMPARE(dialog->focusWidget()->property("text").toString(), u"Cancel"_s);
    dialog->accept();
    QCOMPARE(chosen.size(), 1);
    QVERIFY(chosen.at(0).at(0).value<Extension>().mayShorten);
}

} // namespace

namespace sandglass::test {

std::unique_ptr<QObject> makeExpiryTest()
{
    return std::make_unique<ExpiryTest>();
}

} // namespace sandglass::test

#include "tst_expiry.moc"
