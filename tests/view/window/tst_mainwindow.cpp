// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../profiles/fakedesk.h"
#include "actions/actionset.h"
#include "connect/firstrunpage.h"
#include "dashboardfixture.h"
#include "profiles/profilesdialog.h"
#include "status/banner.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgetsearch.h"
#include "window/aboutdialog.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QAccessible>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class MainWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void pagesReplaceEachOther();
    void handlersMayReplaceThePage();
    void saysWhenTheFirstDataIsPainted();
    void anEmptyAccountIsPaintedToo();
    void pollsSlowDownWhileNobodyLooks();
    void noticesStayUntilDismissed();
    void quietBannersOfferNothingToAssistiveTechnology();
    void aStripThatGoesGivesTheFocusToTheTable();
    void aNoticeThatGoesGivesTheFocusToThePage();
    void raisingKeepsAWindowMaximized();
    void quittingAsksAboutATypedProfile();
    void sortsWithoutAMouse();
    void aScreenReaderMayAskForAChildThatWent();
    void geometryIsRemembered();
    void anotherWindowDoesNotHideTheFirst();
    void themesAreAskedFor();
    void everyActionIsInTheMenus();
    void shortcutsAreUnique();
    void mnemonicsAreUnique();
    void shortcutSheetListsThem();
    void shortcutSheetTakesNoNameForMarkup();
    void aboutLeadsToTheLicenceAndDiagnostics();
    void everyControlIsNamed();
    void tabGoesFromTopToBottom();
    void tabMeetsEveryStopOnce_data();
    void tabMeetsEveryStopOnce();
    void fitsSmallScreens();

private:
    [[nodiscard]] QList<QAction *> menuActions() const
    {
        QList<QAction *> all;
        collect(m_window->menuBar()->actions(), all);
        return all;
    }
    static void collect(const QList<QAction *> &actions, QList<QAction *> &all)
    {
        for (QAction *action : actions) {
            if (action->menu())
                collect(action->menu()->actions(), all);
            else if (!action->isSeparator())
                all << action;
        }
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
}

void MainWindowTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void MainWindowTest::pagesReplaceEachOther()
{
    m_window->showFirstRun();
    QVERIFY(m_window->firstRunPage());
    QVERIFY(!m_window->dashboardPage());
    const QPointer<FirstRunPage> old = m_window->firstRunPage();
    m_window->showDashboard(m_fixture->dashboard());
    QVERIFY(old.isNull());
    QVERIFY(m_window->dashboardPage());
    QCOMPARE(m_window->windowTitle(), u"Sandglass – api.example.org"_s);
    const QPointer<DashboardPage> oldPage = m_window->dashboardPage();
    m_window->showDashboard(m_fixture->dashboard(true));
    QVERIFY(oldPage.isNull());
    QCOMPARE(m_window->windowTitle(), u"Sandglass – Demo"_s);
}

void MainWindowTest::noticesStayUntilDismissed()
{
    const auto *notice = m_window->findChild<Banner *>(u"notice"_s);
    m_window->showFirstRun();
    m_window->show();
    QVERIFY(!notice->isVisible());
    m_window->showNotice({BannerKind::Warning,
                          u"triangle-alert"_s,
                          u"The settings file could not be read."_s,
                          u"It was kept as a.broken"_s,
                          {},
                          {BannerButton::Dismiss}});
    QVERIFY(notice->isVisible());
    m_window->showDashboard(m_fixture->dashboard());
    QVERIFY(notice->isVisible());
    notice->button(BannerButton::Dismiss)->click();
    QTRY_VERIFY(!notice->isVisible());
}

void MainWindowTest::quietBannersOfferNothingToAssistiveTechnology()
{
    m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    m_fixture->load({sandbox(u"a"_s)});
    const auto *banner = m_window->findChild<Banner *>(u"banner"_s);
    m_fixture->failPoll(ApiErrorKind::Timeout);
    QCOMPARE(banner->findChildren<QPushButton *>().size(), 2);
    QPointer<QPushButton> retry = banner->button(BannerButton::RetryNow);
    retry->setFocus();
    m_fixture->answerPoll();
    QTRY_VERIFY(banner->findChildren<QPushButton *>().isEmpty());
    QTRY_VERIFY(!retry);
}

void MainWindowTest::aStripThatGoesGivesTheFocusToTheTable()
{
    const DashboardPage *page = m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    Sandbox soon = sandbox(u"soon"_s);
    soon.expiry = Expiry::atTime(m_fixture->clock.utcNow() + 10min);
    m_fixture->load({soon, sandbox(u"a"_s)});
    m_fixture->clock.advance(0ms);
    const auto *expiry = m_window->findChild<Banner *>(u"expiryStrip"_s);
    QVERIFY(expiry->isVisible());
    m_fixture->failPoll(ApiErrorKind::Timeout);
    const auto *banner = m_window->findChild<Banner *>(u"banner"_s);
    banner->button(BannerButton::RetryNow)->setFocus();
    QVERIFY(banner->button(BannerButton::RetryNow)->hasFocus());
    m_fixture->answerPoll();
    QVERIFY(!banner->content());
    QVERIFY(expiry->isVisible());
    QCOMPARE(QApplication::focusWidget(), &page->tablePane().table());
    // And by its own button.
    expiry->button(BannerButton::Dismiss)->setFocus();
    expiry->button(BannerButton::Dismiss)->click();
    QVERIFY(!expiry->content());
    QCOMPARE(QApplication::focusWidget(), &page->tablePane().table());
    // Where it was elsewhere it stays.
    m_fixture->failPoll(ApiErrorKind::Timeout);
    auto *search = page->findChild<QLineEdit *>(u"filter.text"_s);
    search->setFocus();
    m_fixture->answerPoll();
    QVERIFY(!banner->content());
    QCOMPARE(QApplication::focusWidget(), search);
}

void MainWindowTest::aNoticeThatGoesGivesTheFocusToThePage()
{
    const DashboardPage *page = m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_fixture->load({sandbox(u"a"_s)});
    const auto *notice = m_window->findChild<Banner *>(u"notice"_s);
    m_window->showNotice({BannerKind::Warning, u"info"_s, u"Something."_s, {}, {}, {BannerButton::Dismiss}});
    notice->button(BannerButton::Dismiss)->setFocus();
    notice->button(BannerButton::Dismiss)->click();
    QVERIFY(!notice->content());
    QCOMPARE(QApplication::focusWidget(), &page->tablePane().table());
}

void MainWindowTest::raisingKeepsAWindowMaximized()
{
    m_window->showFirstRun();
    m_window->showMaximized();
    QCoreApplication::processEvents();
    QVERIFY(m_window->isMaximized());
    m_window->showMinimized();
    QCoreApplication::processEvents();
    m_window->raiseForGood();
    QCoreApplication::processEvents();
    QVERIFY(m_window->isVisible());
    QVERIFY(!m_window->isMinimized());
    QVERIFY(m_window->isMaximized());
}

void MainWindowTest::quittingAsksAboutATypedProfile()
{
    FakeDesk desk;
    desk.add(u"Work"_s);
    m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load({sandbox(u"a"_s)});
    m_window->show();
    m_window->showProfiles(desk);
    auto *dialog = m_window->findChild<ProfilesDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    dialog->findChild<QLineEdit *>(u"profile.name"_s)->setText(u"Renamed"_s);
    const QSignalSpy closed(m_window.get(), &MainWindow::closed);
    QVERIFY(!m_window->quit());
    auto *question = visibleIn<QMessageBox>(*dialog);
    QVERIFY(question);
    // Staying means staying, whatever becomes of the profile later.
    press(question, u"Cancel"_s);
    QVERIFY(dialog->isVisible());
    press(dialog, u"Discard changes"_s);
    press(dialog, u"Close"_s);
    QCoreApplication::processEvents();
    QCOMPARE(closed.size(), 0);
    QVERIFY(m_window->isVisible());

    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_window->showProfiles(desk);
    dialog = m_window->findChild<ProfilesDialog *>();
    dialog->findChild<QLineEdit *>(u"profile.name"_s)->setText(u"Renamed"_s);
    QVERIFY(!m_window->quit());
    press(visibleIn<QMessageBox>(*dialog), u"Save"_s);
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(desk.profiles.profiles().constFirst().name, u"Renamed"_s);
    QVERIFY(!m_window->isVisible());
}

void MainWindowTest::sortsWithoutAMouse()
{
    const DashboardPage *page = m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_fixture->load({sandbox(u"b"_s), sandbox(u"a"_s)});
    SandboxTable &table = page->tablePane().table();
    table.setFocus();
    table.setCurrentIndex(m_fixture->filter.index(0, SandboxListModel::Id));
    auto *sort = m_window->findChild<QAction *>(u"action.columnSort"_s);
    QVERIFY(sort);
    QVERIFY(menuActions().contains(sort));
    sort->trigger();
    QCOMPARE(table.sortingWord(), u"id:ascending"_s);
    QCOMPARE(m_fixture->filter.idAt(0), u"a"_s);
    QCOMPARE(statusMessage(*page), u"Sorted by ID, ascending"_s);
    QTest::keyClick(&table, Qt::Key_S, Qt::AltModifier | Qt::ShiftModifier);
    QCOMPARE(table.sortingWord(), u"id:descending"_s);
    QCOMPARE(m_fixture->filter.idAt(0), u"b"_s);
    QCOMPARE(statusMessage(*page), u"Sorted by ID, descending"_s);
}

void MainWindowTest::handlersMayReplaceThePage()
{
    m_window->showFirstRun();
    connect(m_window.get(), &MainWindow::demoWanted, m_window.get(),
            [this] { m_window->showDashboard(m_fixture->dashboard(true)); });
    m_window->findChild<QPushButton *>(u"connect.demo"_s)->click();
    QTRY_VERIFY(m_window->dashboardPage());
}

void MainWindowTest::saysWhenTheFirstDataIsPainted()
{
    DashboardPage *page = m_window->showDashboard(m_fixture->dashboard());
    QSignalSpy painted(page, &DashboardPage::firstDataPainted);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QVERIFY(painted.isEmpty());
    m_fixture->load({sandbox(u"a"_s)});
    QTRY_COMPARE(painted.count(), 1);
    m_fixture->answerPoll({sandbox(u"b"_s)});
    page->repaint();
    QCoreApplication::processEvents();
    QCOMPARE(painted.count(), 1);
}

void MainWindowTest::anEmptyAccountIsPaintedToo()
{
    DashboardPage *page = m_window->showDashboard(m_fixture->dashboard());
    QSignalSpy painted(page, &DashboardPage::firstDataPainted);
    m_window->show();
    m_fixture->load({});
    QTRY_COMPARE(painted.count(), 1);
}

void MainWindowTest::pollsSlowDownWhileNobodyLooks()
{
    m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_fixture->load({sandbox(u"a"_s)});
    QCOMPARE(m_fixture->poller.status().pace, PollStatus::Pace::Normal);
    m_window->hide();
    m_fixture->answerPoll();
    QCOMPARE(m_fixture->poller.status().pace, PollStatus::Pace::Hidden);
    m_window->show();
    QTRY_VERIFY(m_fixture->poller.status().pace == PollStatus::Pace::Normal ||
                m_fixture->poller.status().phase == PollStatus::Phase::Reading);
}

void MainWindowTest::geometryIsRemembered()
{
    m_window->show();
    m_window->resize(900, 555);
    m_window->close();
    const MainWindow again(m_fixture->settings);
    QCOMPARE(again.size(), QSize(900, 555));
}

void MainWindowTest::anotherWindowDoesNotHideTheFirst()
{
    // The first of all: the desktop finds a place, so it must not ask for one.
    MainWindow unplaced(m_fixture->settings);
    unplaced.stepAside(3);
    QVERIFY(!unplaced.testAttribute(Qt::WA_Moved));
    m_window->show();
    m_window->setGeometry(10, 20, 700, 500);
    m_window->close();
    MainWindow second(m_fixture->settings);
    const QPoint first = second.pos();
    second.stepAside(1);
    QCOMPARE(second.pos() - first, QPoint(32, 32));
    QCOMPARE(second.size(), QSize(700, 500));
    // However many there are, all of it stays on the screen.
    MainWindow many(m_fixture->settings);
    many.stepAside(1'000);
    QVERIFY(many.screen()->availableGeometry().contains(many.geometry()));
    MainWindow alone(m_fixture->settings);
    alone.stepAside(0);
    QCOMPARE(alone.pos(), first);
}

void MainWindowTest::themesAreAskedFor()
{
    QSignalSpy wanted(m_window.get(), &MainWindow::themeWanted);
    m_window->findChild<QAction *>(u"action.theme.dark"_s)->trigger();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.at(0).at(0).value<Theme>(), Theme::Dark);
    m_window->setTheme(Theme::Light);
    QVERIFY(m_window->findChild<QAction *>(u"action.theme.light"_s)->isChecked());
    QVERIFY(!m_window->findChild<QAction *>(u"action.theme.dark"_s)->isChecked());
}

void MainWindowTest::everyActionIsInTheMenus()
{
    const DashboardPage *page = m_window->showDashboard(m_fixture->dashboard());
    const QList<QAction *> inMenus = menuActions();
    for (QAction *action : page->actionSet().all())
        QVERIFY2(inMenus.contains(action), qPrintable(action->objectName()));
}

void MainWindowTest::shortcutsAreUnique()
{
    m_window->showDashboard(m_fixture->dashboard());
    QHash<QString, QString> owners;
    const QList<QAction *> inMenus = menuActions();
    for (const QAction *action : inMenus) {
        for (const QKeySequence &keys : action->shortcuts()) {
            const QString text = keys.toString();
            QVERIFY2(!owners.contains(text),
                     qPrintable(text % ": "_L1 % owners.value(text) % ", "_L1 % action->text()));
            owners.insert(text, action->text());
        }
    }
    QVERIFY(owners.size() >= 10);
}

void MainWindowTest::mnemonicsAreUnique()
{
    static const QRegularExpression step(u"^action\\.extend\\.\\d"_s);
    m_window->showDashboard(m_fixture->dashboard());
    int menus = 0;
    for (const QMenu *menu : m_window->menuBar()->findChildren<QMenu *>()) {
        QHash<QString, QString> owners;
        const QList<QAction *> actions = menu->actions();
        for (const QAction *action : actions) {
            // Names of columns and lengths of time have no key of their own.
            const bool isColumn = action->objectName().isEmpty() && !action->menu();
            if (action->isSeparator() || isColumn || action->objectName().contains(step))
                continue;
            const QString key = QKeySequence::mnemonic(action->text()).toString();
            QVERIFY2(!key.isEmpty(), qPrintable(menu->title() % ": "_L1 % action->text()));
            QVERIFY2(!owners.contains(key),
                     qPrintable(menu->title() % ": "_L1 % owners.value(key) % ", "_L1 % action->text()));
            owners.insert(key, action->text());
        }
        menus += owners.isEmpty() ? 0 : 1;
    }
    QVERIFY(menus >= 7);
}

void MainWindowTest::shortcutSheetListsThem()
{
    const DashboardPage *page = m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    m_window->findChild<QAction *>(u"action.shortcuts"_s)->trigger();
    const auto *sheet = m_window->findChild<QDialog *>(u"shortcutSheet"_s);
    QVERIFY(sheet && sheet->isVisible());
    QVERIFY(!sheet->isModal());
    QStringList texts;
    for (const QLabel *label : sheet->findChildren<QLabel *>())
        texts << label->text();
    for (const LifecycleAction action : kAllActions) {
        QVERIFY(texts.contains(nameOfAction(action)));
        QVERIFY(texts.contains(
            page->actionSet().lifecycle(action)->shortcut().toString(QKeySequence::NativeText)));
    }
}

void MainWindowTest::shortcutSheetTakesNoNameForMarkup()
{
    Profile profile;
    profile.id = u"p"_s;
    profile.name = u"<b>R&D</b>"_s;
    m_window->setProfiles({profile}, {});
    m_window->findChild<QAction *>(u"action.shortcuts"_s)->trigger();
    const auto *sheet = m_window->findChild<QDialog *>(u"shortcutSheet"_s);
    bool isThere = false;
    for (const QLabel *label : sheet->findChildren<QLabel *>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
        isThere = isThere || label->text() == profile.name;
    }
    QVERIFY(isThere);
}

void MainWindowTest::aboutLeadsToTheLicenceAndDiagnostics()
{
    m_window->findChild<QAction *>(u"action.about"_s)->trigger();
    QPointer<AboutDialog> about = m_window->findChild<AboutDialog *>();
    QVERIFY(about);
    QList<QUrl> opened;
    bool hasBrowser = true;
    about->setUrlOpener([&](const QUrl &url) {
        opened += url;
        return hasBrowser;
    });
    press(about, u"Licence"_s);
    QCOMPARE(opened, QList<QUrl>{QUrl(u"https://www.gnu.org/licenses/gpl-3.0.html"_s)});
    const auto tellsTheAddress = [&about] {
        const auto labels = about->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text().contains(u"gnu.org"_s);
        });
    };
    QVERIFY(!tellsTheAddress());
    hasBrowser = false;
    press(about, u"Licence"_s);
    QVERIFY(tellsTheAddress());

    const QSignalSpy wanted(m_window.get(), &MainWindow::diagnosticsWanted);
    press(about, u"Diagnostics"_s);
    QCOMPARE(wanted.count(), 1);
    QVERIFY(!about || !about->isVisible());
}

void MainWindowTest::everyControlIsNamed()
{
    m_window->showDashboard(m_fixture->dashboard());
    m_window->show();
    m_fixture->load({sandbox(u"a"_s)});
    m_fixture->failPoll(ApiErrorKind::Timeout);
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const QString description = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget))
                                        ->text(QAccessible::Description);
        QVERIFY2(!description.contains(u"<p>"_s), qPrintable(description));
        QVERIFY2(named, qPrintable(QString(QLatin1StringView(widget->metaObject()->className()) % u' ' %
                                           widget->objectName())));
    }
}

void MainWindowTest::tabGoesFromTopToBottom()
{
    m_window->showDashboard(m_fixture->dashboard(true));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_fixture->load({sandbox(u"a"_s)});
    QWidget *first = m_window->findChild<QWidget *>(u"toolBar.create"_s);
    first->setFocus();
    int lowest = 0;
    int right = 0;
    do {
        const QWidget *focused = QApplication::focusWidget();
        const QPoint corner = focused->mapTo(m_window.get(), QPoint());
        // Further down, or to the top of what stands to the right of all before.
        QVERIFY2(corner.y() + 8 >= lowest || corner.x() >= right, qPrintable(focused->objectName()));
        if (corner.y() + 8 < lowest)
            lowest = 0;
        if (corner.y() > lowest + 8)
            right = 0;
        lowest = qMax(lowest, corner.y());
        right = qMax(right, corner.x() + focused->width());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    } while (QApplication::focusWidget() != first);
    QVERIFY(lowest >= m_window->dashboardPage()->tablePane().place().y());
}

void MainWindowTest::tabMeetsEveryStopOnce_data()
{
    QTest::addColumn<QString>("page");
    for (const auto *page :
         {"table", "nothing shown", "details", "details of several", "events", "both", "way in"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

/// With a pane open, Tab went round from its end to the table and never to what stands before the table.
void MainWindowTest::tabMeetsEveryStopOnce()
{
    QFETCH(const QString, page);
    m_window->resize(1280, 800);
    if (page == "way in"_L1) {
        m_window->showFirstRun();
    } else {
        const DashboardPage *dashboard = m_window->showDashboard(m_fixture->dashboard(true));
        Sandbox soon = sandbox(u"a"_s);
        soon.expiry = Expiry::atTime(m_fixture->clock.utcNow() + 3min);
        m_fixture->load({soon, sandbox(u"b"_s)});
        dashboard->tablePane().table().selectIds(page == "details of several"_L1 ? QStringList{u"a"_s, u"b"_s}
                                                                                 : QStringList{u"a"_s});
        dashboard->actionSet().details()->setChecked(page.startsWith("details"_L1) || page == "both"_L1);
        dashboard->actionSet().events()->setChecked(page == "events"_L1 || page == "both"_L1);
        if (page == "nothing shown"_L1)
            m_fixture->filter.setText(u"nothing like this"_s);
    }
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QCoreApplication::processEvents();
    const auto nameOf = [](const QWidget *widget) {
        return QString(QLatin1StringView(widget->metaObject()->className()) % u' ' % widget->objectName() %
                       u' ' % widget->accessibleName());
    };
    QStringList missing;
    QSet<const QWidget *> stops;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (widget->window() == m_window.get() && widget->isVisible() && widget->isEnabled() &&
            (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
            stops.insert(widget);
    }
    QVERIFY(stops.size() > 5);
    QSet<const QWidget *> met;
    const QWidget *first = QApplication::focusWidget();
    QVERIFY(first);
    do {
        const QWidget *focused = QApplication::focusWidget();
        QVERIFY2(!met.contains(focused), qPrintable(nameOf(focused)));
        met.insert(focused);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    } while (QApplication::focusWidget() != first);
    for (const QWidget *stop : stops) {
        if (!met.contains(stop))
            missing += nameOf(stop);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u", "_s)));
}

void MainWindowTest::fitsSmallScreens()
{
    m_window->showDashboard(m_fixture->dashboard(true));
    m_window->resize(640, 400);
    m_window->show();
    m_fixture->load({sandbox(u"a"_s)});
    m_fixture->failPoll(ApiErrorKind::Timeout);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->size(), QSize(640, 400));
    // Something of the table is left even with every strip above it.
    QVERIFY(m_window->dashboardPage()->tablePane().table().viewport()->height() >= 60);
}

SANDGLASS_REGISTER_TEST(MainWindowTest)

/// It counts first, and asks later.
void MainWindowTest::aScreenReaderMayAskForAChildThatWent()
{
    QScrollArea area;
    area.setWidget(new QWidget);
    area.widget()->resize(50, 5'000);
    area.resize(200, 200);
    area.show();
    QVERIFY(QTest::qWaitForWindowExposed(&area));
    QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(&area);
    QCOMPARE(heard->childCount(), 2);
    QCOMPARE(heard->child(0)->object(), area.viewport());
    QAccessibleInterface *bar = heard->child(1);
    QCOMPARE(bar->child(0)->object(), area.verticalScrollBar());
    QCOMPARE(heard->indexOfChild(bar), 1);
    area.widget()->resize(50, 50);
    QTRY_COMPARE(heard->childCount(), 1);
    QCOMPARE(heard->child(1), nullptr);
    QCOMPARE(heard->child(-1), nullptr);
    QCOMPARE(heard->indexOfChild(bar), -1);
}

} // namespace

#include "tst_mainwindow.moc"
