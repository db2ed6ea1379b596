// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../tooltiptext.h"
#include "actions/actionset.h"
#include "actions/extendactions.h"
#include "bulk/plandialog.h"
#include "dashboardfixture.h"
#include "expiry/expirynotice.h"
#include "expiry/expirytexts.h"
#include "expiry/extenddialog.h"
#include "status/banner.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "widgets/timetexts.h"
#include "widgetsearch.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The strip, the Extend actions and the dialog.
class ExpiryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void stripComesMergesAndGoes();
    void stripExtendsNothingThatMayNotBeChanged();
    void stripCountsSecondsInTheLastMinute();
    void stripExtendsAllByAnHour();
    void stripShowsThemSoonestFirst();
    void hiddenStripComesBackWithNews();

    void actionsFollowTheSelection();
    void actionsPromiseTheNewEnd();
    void actionsAreInEveryMenu();
    void aShortcutExtends();
    void aShortcutOfADisabledActionExplains();
    void theStatusLineTellsTheNewEnd();
    void lessThanAskedIsSaid();

    void dialogShowsWhatATimeMeans();
    void dialogSendsTheTime();
    void dialogRefusesThePast();
    void dialogAsksBeforeShortening();
    void dialogAsksBeforeAFirstLimit();
    void dialogLeavesOthersAsTheyAre();
    void dialogSaysWhoIsLeftOut();
    void dialogShortensOnlyWhatTheQuestionNamed();
    void dialogAsksAgainForOneMore();
    void dialogSaysThatTheTimeHasPassed();
    void dialogFollowsWhatHappens();

private:
    [[nodiscard]] Sandbox ending(const QString &id, std::chrono::milliseconds left,
                                 SandboxStatus status = SandboxStatus::Running) const
    {
        Sandbox one = sandbox(id, status);
        one.expiry = Expiry::atTime(m_fixture->clock.utcNow() + left);
        return one;
    }
    void load(const QVector<Sandbox> &sandboxes)
    {
        m_fixture->load(sandboxes);
        pass(0ms);
    }
    void pass(std::chrono::milliseconds time)
    {
        m_fixture->clock.advance(time);
        QCoreApplication::processEvents();
    }
    void select(const QStringList &ids)
    {
        m_page->tablePane().table().selectIds(ids);
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QAction *action(const QString &name) const
    {
        return m_page->findChild<QAction *>("action."_L1 % name);
    }
    [[nodiscard]] const std::optional<BannerContent> &strip() const
    {
        return m_page->findChild<Banner *>(u"expiryStrip"_s)->content();
    }
    void press(BannerButton button)
    {
        m_page->findChild<Banner *>(u"expiryStrip"_s)->button(button)->click();
        QCoreApplication::processEvents();
    }
    ExtendDialog *openDialog(const QStringList &ids)
    {
        select(ids);
        action(u"extend.toTime"_s)->trigger();
        return m_page->findChild<ExtendDialog *>();
    }
    /// Of "a", which ends in an hour, and "b" in five, both are to end in three: the dialog, asking about
    /// "b".
    ExtendDialog *askToShortenB()
    {
        load({ending(u"a"_s, 1h), ending(u"b"_s, 5h)});
        ExtendDialog *dialog = openDialog({u"a"_s, u"b"_s});
        dialog->setUntil(m_fixture->clock.utcNow() + 3h);
        dialog->findChild<QCheckBox *>()->setChecked(true);
        button(*dialog, u"Set for 2 sandboxes…"_s)->click();
        return dialog;
    }
    static QString textOf(const ExtendDialog &dialog, const QString &name)
    {
        const auto *label = dialog.findChild<QLabel *>("extendDialog."_L1 % name);
        return label->isVisibleTo(&dialog) ? label->text() : QString();
    }
    static QPushButton *button(const QWidget &dialog, const QString &text)
    {
        for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == text)
                return button;
        }
        return nullptr;
    }
    /// Reads that were asked for are answered with what the row shows; returns what was sent then.
    QString sentAfterTheRead(const QString &id)
    {
        const int read = m_fixture->api.find("GET "_L1 % id);
        if (read == 0)
            return u"no read"_s;
        m_fixture->api.answer(read, m_fixture->store.find(id)->sandbox);
        return m_fixture->api.last().text();
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
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void ExpiryTest::cleanup()
{
    m_window.reset();
    m_fixture.reset();
}

void ExpiryTest::stripComesMergesAndGoes()
{
    load({ending(u"a"_s, 2h), sandbox(u"b"_s)});
    QVERIFY(!strip());
    pass(1h + 50min);
    QVERIFY(strip());
    QCOMPARE(strip()->headline, u"a expires within 15 min"_s);
    QCOMPARE(strip()->kind, BannerKind::Warning);
    QCOMPARE(strip()->aside, u"in 10 min"_s);
    QVERIFY(strip()->buttons.contains(BannerButton::Extend));

    m_fixture->answerPoll(
        {ending(u"a"_s, 4min), ending(u"c"_s, 3min), ending(u"d"_s, 2min + 30s), ending(u"e"_s, 12min)});
    pass(0ms);
    QCOMPARE(strip()->headline, u"3 sandboxes expire within 5 min"_s);
    QCOMPARE(strip()->text, u"1 more within 15 min"_s);
    QCOMPARE(strip()->aside, u"the first in 2 min"_s);
    QVERIFY(strip()->buttons.contains(BannerButton::ExtendAll));
    QVERIFY(strip()->buttons.contains(BannerButton::ShowExpiring));

    m_fixture->answerPoll({ending(u"a"_s, 2h), ending(u"c"_s, 2h), ending(u"d"_s, 2h), ending(u"e"_s, 2h)});
    pass(0ms);
    QVERIFY(!strip());
}

void ExpiryTest::stripExtendsNothingThatMayNotBeChanged()
{
    load({ending(u"a"_s, 4min)});
    const auto *banner = m_page->findChild<Banner *>(u"expiryStrip"_s);
    QPushButton *extend = banner->button(BannerButton::Extend);
    QVERIFY(extend->isEnabled());
    QVERIFY(extend->accessibleDescription().isEmpty());
    extend->setFocus();
    m_fixture->failPoll(ApiErrorKind::Unauthorized);
    QVERIFY(!extend->isEnabled());
    QCOMPARE(extend->accessibleDescription(), changeRefusal(m_fixture->controller.facts()));
    QCOMPARE(textOfToolTip(extend->toolTip()), extend->accessibleDescription());
    QVERIFY(banner->button(BannerButton::ShowExpiring)->isEnabled());
    QVERIFY(m_page->tablePane().table().hasFocus()); // not on a stranger
    m_fixture->answerPoll();
    QVERIFY(extend->isEnabled());
}

void ExpiryTest::stripCountsSecondsInTheLastMinute()
{
    load({ending(u"a"_s, 90s)});
    const QString icon = strip()->icon;
    QCOMPARE(strip()->aside, u"in 1 min"_s);
    pass(31s);
    QCOMPARE(strip()->kind, BannerKind::Danger);
    QCOMPARE(strip()->headline, u"a expires within 1 min"_s);
    QVERIFY(strip()->icon != icon);
    const QString before = strip()->aside;
    pass(1s);
    QVERIFY(strip()->aside != before);
    QVERIFY(strip()->aside.startsWith(u"in 5"_s));
    // Over: the server is asked, the strip has nothing more to say.
    QCOMPARE(m_fixture->api.count(), 0);
    pass(1min);
    QVERIFY(!strip());
    QCOMPARE(m_fixture->api.texts(), QStringList{u"GET a"_s});
}

void ExpiryTest::stripExtendsAllByAnHour()
{
    load({ending(u"a"_s, 2min), ending(u"b"_s, 4min, SandboxStatus::Paused), ending(u"c"_s, 2h)});
    press(BannerButton::ExtendAll);
    QCOMPARE(statusMessage(*m_page), u"Extending… 2 sandboxes"_s);
    QCOMPARE(m_fixture->api.texts(), (QStringList{u"GET a"_s, u"GET b"_s}));
    QCOMPARE(sentAfterTheRead(u"a"_s), u"PUT a/timeout 3720"_s);
    QCOMPARE(sentAfterTheRead(u"b"_s), u"PUT b/timeout 3840"_s);
}

void ExpiryTest::stripShowsThemSoonestFirst()
{
    load({ending(u"a"_s, 4min), ending(u"b"_s, 2h), ending(u"c"_s, 2min)});
    m_fixture->filter.setText(u"id:b"_s);
    press(BannerButton::ShowExpiring);
    QCOMPARE(m_page->tablePane().table().selectedIds(), (QStringList{u"c"_s, u"a"_s}));
    QCOMPARE(m_page->tablePane().table().currentId(), u"c"_s);
    QCOMPARE(m_fixture->filter.rowCount(), 3);
    QVERIFY(m_page->tablePane().table().hasFocus());
}

void ExpiryTest::hiddenStripComesBackWithNews()
{
    load({ending(u"a"_s, 10min)});
    press(BannerButton::Dismiss);
    QVERIFY(!strip());
    pass(1min);
    QVERIFY(!strip());
    m_fixture->answerPoll({ending(u"b"_s, 12min)});
    pass(0ms);
    QCOMPARE(strip()->headline, u"2 sandboxes expire within 15 min"_s);
    press(BannerButton::Dismiss);
    pass(4min + 1s);
    QCOMPARE(strip()->headline, u"a expires within 5 min"_s);
}

void ExpiryTest::actionsFollowTheSelection()
{
    Sandbox endless = sandbox(u"endless"_s);
    endless.expiry = Expiry::never();
    load({ending(u"a"_s, 1h), ending(u"b"_s, 1h, SandboxStatus::Paused),
          ending(u"bad"_s, 1h, SandboxStatus::Error), endless});
    QVERIFY(!action(u"extend.1h"_s)->isEnabled());
    QVERIFY(action(u"extend.1h"_s)->statusTip().contains(u"Select a sandbox first"_s));

    select({u"bad"_s});
    QVERIFY(!action(u"extend.15min"_s)->isEnabled());
    QCOMPARE(action(u"extend.15min"_s)->statusTip(),
             m_fixture->controller.verdict(LifecycleAction::Extend, u"bad"_s).reason);
    select({u"endless"_s});
    QVERIFY(!action(u"extend.8h"_s)->isEnabled());
    QVERIFY(action(u"extend.8h"_s)->statusTip().contains(u"no time limit"_s));
    QVERIFY(action(u"extend.toTime"_s)->isEnabled());

    select({u"a"_s, u"b"_s, u"bad"_s});
    QVERIFY(action(u"extend.1h"_s)->isEnabled());
    QVERIFY2(action(u"extend.1h"_s)->statusTip().startsWith(u"Extend 2 of 3 sandboxes by 1 h"_s),
             qPrintable(action(u"extend.1h"_s)->statusTip()));
    QCOMPARE(action(u"extend.1h"_s)->text(), u"Extend by 1 h"_s);
    // A mix is shown as a plan first.
    action(u"extend.1h"_s)->trigger();
    auto *plan = m_page->findChild<PlanDialog *>();
    QVERIFY(plan && plan->isVisible());
    QCOMPARE(plan->plan().eligible(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(m_fixture->api.count(), 0);
    plan->findChild<QPushButton *>(u"plan.go"_s)->click();
    QCOMPARE(sentAfterTheRead(u"a"_s), u"PUT a/timeout 7200"_s);
    // While that is under way they cannot be extended again.
    QCoreApplication::processEvents();
    QVERIFY(!action(u"extend.1h"_s)->isEnabled());
}

void ExpiryTest::actionsPromiseTheNewEnd()
{
    load({ending(u"a"_s, 2min)});
    select({u"a"_s});
    const UtcTime end = m_fixture->store.find(u"a"_s)->sandbox->expiry.at;
    const QString tip = action(u"extend.8h"_s)->statusTip();
    QVERIFY2(tip.contains(shortMoment(end + 8h, end)) && tip.contains(shortMoment(end, end)),
             qPrintable(tip));
}

void ExpiryTest::actionsAreInEveryMenu()
{
    const QList<QAction *> all = m_page->actionSet().extend().all();
    QCOMPARE(all.size(), 4);
    QList<QMenu *> menus = m_window->findChildren<QMenu *>(u"extendMenu"_s);
    QCOMPARE(menus.size(), 3); // menu bar, context menu, toolbar
    for (const QMenu *menu : menus) {
        for (QAction *shared : all)
            QVERIFY(menu->actions().contains(shared));
    }
    const auto *button = m_page->findChild<QToolButton *>(u"button.extend"_s);
    QVERIFY(button && button->menu());
    QCOMPARE(button->accessibleName(), u"Extend"_s);
    QSet<QString> keys;
    for (const QAction *one : m_page->actionSet().all()) {
        for (const QKeySequence &key : one->shortcuts()) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
            keys << key.toString();
        }
    }
    // Another page gets a menu of its own.
    m_page = m_window->showDashboard(m_fixture->dashboard());
    QCOMPARE(m_window->findChildren<QMenu *>(u"extendMenu"_s).size(), 3);
}

void ExpiryTest::aShortcutExtends()
{
    load({ending(u"a"_s, 10min)});
    select({u"a"_s});
    m_page->tablePane().table().setFocus();
    QTest::keyClick(&m_page->tablePane().table(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(sentAfterTheRead(u"a"_s), u"PUT a/timeout 4200"_s);
    m_fixture->api.answer(m_fixture->api.count(),
                          TimeoutAnswer{4'200, Expiry::atTime(m_fixture->clock.utcNow() + 70min)});
    QCoreApplication::processEvents();
    QTest::keyClick(&m_page->tablePane().table(), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(m_page->findChild<ExtendDialog *>());
}

void ExpiryTest::aShortcutOfADisabledActionExplains()
{
    load({ending(u"bad"_s, 1h, SandboxStatus::Error)});
    select({u"bad"_s});
    m_page->tablePane().table().setFocus();
    QTest::keyClick(&m_page->tablePane().table(), Qt::Key_T, Qt::ControlModifier);
    QVERIFY(!m_page->findChild<ExtendDialog *>());
    QCOMPARE(statusMessage(*m_page), m_fixture->controller.verdict(LifecycleAction::Extend, u"bad"_s).reason);
}

void ExpiryTest::theStatusLineTellsTheNewEnd()
{
    load({ending(u"a"_s, 3min)});
    select({u"a"_s});
    action(u"extend.1h"_s)->trigger();
    QCOMPARE(sentAfterTheRead(u"a"_s), u"PUT a/timeout 3780"_s);
    const UtcTime end = m_fixture->clock.utcNow() + 63min;
    m_fixture->api.answer(m_fixture->api.count(), TimeoutAnswer{3'780, Expiry::atTime(end)});
    QCoreApplication::processEvents();
    QCOMPARE(statusMessage(*m_page),
             u"a lives until %1 (in 1 h 3 min)"_s.arg(shortMoment(end, m_fixture->clock.utcNow())));
    pass(0ms);
    QVERIFY(!strip());
}

void ExpiryTest::lessThanAskedIsSaid()
{
    load({ending(u"a"_s, 3min)});
    select({u"a"_s});
    action(u"extend.8h"_s)->trigger();
    (void)sentAfterTheRead(u"a"_s);
    const UtcTime end = m_fixture->clock.utcNow() + 1h;
    m_fixture->api.answer(m_fixture->api.count(), TimeoutAnswer{3'600, Expiry::atTime(end)});
    QCoreApplication::processEvents();
    QVERIFY2(statusMessage(*m_page).endsWith(u"the server allowed no longer"_s),
             qPrintable(statusMessage(*m_page)));
}

void ExpiryTest::dialogShowsWhatATimeMeans()
{
    load({ending(u"a"_s, 1h)});
    ExtendDialog *dialog = openDialog({u"a"_s});
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->isModal());
    auto *edit = dialog->findChild<QDateTimeEdit *>();
    QTRY_VERIFY(edit->hasFocus());
    QCOMPARE(edit->accessibleName(), u"Lives until"_s);
    // At first an hour more than now, to the minute: the clock of the tests says :05 past.
    QVERIFY(dialog->until() == std::chrono::ceil<std::chrono::minutes>(m_fixture->clock.utcNow() + 2h));
    QCOMPARE(textOf(*dialog, u"result"_s), u"In 2 h 1 min, 1 h 1 min later than planned"_s);
    QCOMPARE(textOf(*dialog, u"warning"_s), QString());
    QVERIFY(textOf(*dialog, u"now"_s).contains(u"in 1 h"_s));
    QVERIFY(textOf(*dialog, u"names"_s).contains(u"a"_s));
    QVERIFY(!button(*dialog, u"Shorten…"_s));
    QVERIFY(button(*dialog, u"Extend"_s)->isEnabled());

    button(*dialog, u"+8 h"_s)->click();
    QCOMPARE(textOf(*dialog, u"result"_s), u"In 10 h 1 min, 9 h 1 min later than planned"_s);
    dialog->setUntil(m_fixture->clock.utcNow() + 30min);
    QCOMPARE(textOf(*dialog, u"result"_s), u"In 31 min, 29 min sooner than planned"_s);
    QVERIFY(textOf(*dialog, u"warning"_s).contains(u"shortens its life by 29 min"_s));
    QVERIFY(button(*dialog, u"Shorten…"_s));
    QVERIFY(dialog->accessibleDescription().contains(u"shortens its life"_s));

    // A paused one may stand still; nobody knows.
    dialog->reject();
    m_fixture->answerPoll({ending(u"p"_s, 1h, SandboxStatus::Paused)});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    dialog = openDialog({u"p"_s});
    QVERIFY(textOf(*dialog, u"now"_s).contains(standstillText(1)));
}

void ExpiryTest::dialogSendsTheTime()
{
    load({ending(u"a"_s, 1h)});
    ExtendDialog *dialog = openDialog({u"a"_s});
    const UtcTime until = dialog->until();
    QTest::keyClick(dialog->findChild<QDateTimeEdit *>(), Qt::Key_Return);
    QVERIFY(!dialog->isVisible());
    const qint64 seconds = std::chrono::ceil<std::chrono::seconds>(until - m_fixture->clock.utcNow()).count();
    QCOMPARE(sentAfterTheRead(u"a"_s), u"PUT a/timeout %1"_s.arg(seconds));
}

void ExpiryTest::dialogRefusesThePast()
{
    load({ending(u"a"_s, 1h)});
    ExtendDialog *dialog = openDialog({u"a"_s});
    dialog->setUntil(m_fixture->clock.utcNow() - 5min);
    QCOMPARE(textOf(*dialog, u"result"_s), u"That is over already: choose a time to come."_s);
    QVERIFY(!button(*dialog, u"Extend"_s)->isEnabled());
    QTest::keyClick(dialog->findChild<QDateTimeEdit *>(), Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(m_fixture->api.count(), 0);
    // What is to come now may be over in a minute.
    dialog->setUntil(m_fixture->clock.utcNow());
    QVERIFY(button(*dialog, u"Shorten…"_s)->isEnabled());
    pass(2min);
    QCOMPARE(textOf(*dialog, u"result"_s), u"That is over already: choose a time to come."_s);
}

void ExpiryTest::dialogAsksBeforeShortening()
{
    load({ending(u"a"_s, 8h)});
    ExtendDialog *dialog = openDialog({u"a"_s});
    dialog->setUntil(m_fixture->clock.utcNow() + 1h);
    button(*dialog, u"Shorten…"_s)->click();
    auto *question = dialog->findChild<QMessageBox *>();
    QVERIFY(question && question->isVisible());
    QTRY_VERIFY(question->button(QMessageBox::Cancel)->hasFocus());
    QVERIFY(question->informativeText().contains(u"all its files"_s));
    QTest::keyClick(question, Qt::Key_Escape);
    QVERIFY(dialog->isVisible());
    QCOMPARE(m_fixture->api.count(), 0);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    button(*dialog, u"Shorten…"_s)->click();
    button(*dialog->findChild<QMessageBox *>(), u"Shorten"_s)->click();
    QVERIFY(!dialog->isVisible());
    const auto timeout = std::chrono::ceil<std::chrono::seconds>(dialog->until() - m_fixture->clock.utcNow());
    QCOMPARE(sentAfterTheRead(u"a"_s), u"PUT a/timeout %1"_s.arg(timeout.count()));
}

void ExpiryTest::dialogAsksBeforeAFirstLimit()
{
    Sandbox endless = sandbox(u"a"_s);
    endless.expiry = Expiry::never();
    load({endless});
    ExtendDialog *dialog = openDialog({u"a"_s});
    QCOMPARE(textOf(*dialog, u"now"_s), u"It has no time limit."_s);
    QVERIFY(textOf(*dialog, u"warning"_s).contains(u"no way to take it away again"_s));
    button(*dialog, u"Set limit…"_s)->click();
    QVERIFY(dialog->findChild<QMessageBox *>());
    button(*dialog->findChild<QMessageBox *>(), u"Set limit"_s)->click();
    QVERIFY(sentAfterTheRead(u"a"_s).startsWith(u"PUT a/timeout "_s));
}

void ExpiryTest::dialogSaysWhoIsLeftOut()
{
    QVector<Sandbox> all{sandbox(u"z1"_s, SandboxStatus::Error), sandbox(u"z2"_s, SandboxStatus::Error)};
    QStringList ids{u"z1"_s, u"z2"_s};
    for (int i = 1; i <= 7; ++i) {
        ids << u"a%1"_s.arg(i);
        all << ending(ids.constLast(), 1h, i == 1 ? SandboxStatus::Paused : SandboxStatus::Running);
    }
    load(all);
    const ExtendDialog *dialog = openDialog(ids);
    QVERIFY(dialog);
    const QString now = textOf(*dialog, u"now"_s);
    QVERIFY2(now.endsWith(u"2 of 9 selected are left out: their state does not allow it."_s),
             qPrintable(now));
    QVERIFY2(now.contains(u"Whether time runs on for those that are paused or stopped is not known."_s),
             qPrintable(now));
    QCOMPARE(textOf(*dialog, u"names"_s), u"a1, a2, a3, a4, a5 and 2 more"_s);
}

void ExpiryTest::dialogLeavesOthersAsTheyAre()
{
    load({ending(u"a"_s, 1h), ending(u"b"_s, 3h), ending(u"c"_s, 8h)});
    ExtendDialog *dialog = openDialog({u"a"_s, u"b"_s, u"c"_s});
    QVERIFY(textOf(*dialog, u"now"_s).contains(u"between"_s));
    // By itself nothing would be shortened.
    QVERIFY(dialog->until() > m_fixture->clock.utcNow() + 8h);
    QCOMPARE(textOf(*dialog, u"warning"_s), QString());
    dialog->setUntil(m_fixture->clock.utcNow() + 2h);
    QCOMPARE(textOf(*dialog, u"warning"_s), u"These would live shorter: b, c."_s);
    auto *also = dialog->findChild<QCheckBox *>();
    QVERIFY(also->isVisible() && !also->isChecked());
    QVERIFY(button(*dialog, u"Extend 1 sandbox"_s));
    also->setChecked(true);
    QVERIFY(button(*dialog, u"Set for 3 sandboxes…"_s));
    also->setChecked(false);
    button(*dialog, u"Extend 1 sandbox"_s)->click();
    QVERIFY(!dialog->isVisible());
    QCOMPARE(m_fixture->api.texts(), QStringList{u"GET a"_s});
}

/// A colleague gave one more time, and no list has told yet.
void ExpiryTest::dialogShortensOnlyWhatTheQuestionNamed()
{
    ExtendDialog *dialog = askToShortenB();
    auto *question = dialog->findChild<QMessageBox *>();
    QVERIFY2(question->text().startsWith(u"Let b end at"_s), qPrintable(question->text()));
    button(*question, u"Shorten"_s)->click();
    QVERIFY(!dialog->isVisible());
    const auto timeout = std::chrono::ceil<std::chrono::seconds>(dialog->until() - m_fixture->clock.utcNow());
    m_fixture->api.answer(m_fixture->api.find(u"GET a"_s), ending(u"a"_s, 9h));
    QCOMPARE(m_fixture->api.find(u"PUT a"_s), 0);
    QCOMPARE(m_fixture->store.find(u"a"_s)->sandbox->expiry.at, m_fixture->clock.utcNow() + 9h);
    QCOMPARE(sentAfterTheRead(u"b"_s), u"PUT b/timeout %1"_s.arg(timeout.count()));
    QCoreApplication::processEvents();
    QCOMPARE(m_fixture->api.count(FakeApi::Verb::SetTimeout), 1);
}

void ExpiryTest::dialogAsksAgainForOneMore()
{
    ExtendDialog *dialog = askToShortenB();
    m_fixture->answerPoll({ending(u"a"_s, 9h)});
    button(*dialog->findChild<QMessageBox *>(), u"Shorten"_s)->click();
    QCOMPARE(m_fixture->api.count(), 0);
    QVERIFY(dialog->isVisible());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    auto *question = dialog->findChild<QMessageBox *>();
    QVERIFY(question && question->isVisible());
    QVERIFY2(question->text().startsWith(u"Let 2 sandboxes end at"_s), qPrintable(question->text()));
    button(*question, u"Shorten"_s)->click();
    QVERIFY(!dialog->isVisible());
    QVERIFY(sentAfterTheRead(u"a"_s).startsWith(u"PUT a/timeout "_s));
    QVERIFY(sentAfterTheRead(u"b"_s).startsWith(u"PUT b/timeout "_s));
}

void ExpiryTest::dialogSaysThatTheTimeHasPassed()
{
    load({ending(u"a"_s, 8h)});
    ExtendDialog *dialog = openDialog({u"a"_s});
    dialog->setUntil(m_fixture->clock.utcNow());
    button(*dialog, u"Shorten…"_s)->click();
    m_fixture->clock.advance(2min);
    button(*dialog->findChild<QMessageBox *>(), u"Shorten"_s)->click();
    QVERIFY(dialog->isVisible());
    QCOMPARE(textOf(*dialog, u"result"_s), u"That is over already: choose a time to come."_s);
    QVERIFY(!button(*dialog, u"Shorten…"_s) && !button(*dialog, u"Extend"_s)->isEnabled());
    QCOMPARE(m_fixture->api.count(), 0);
}

void ExpiryTest::dialogFollowsWhatHappens()
{
    load({ending(u"a"_s, 1h), ending(u"b"_s, 1h)});
    ExtendDialog *dialog = openDialog({u"a"_s, u"b"_s});
    const UtcTime chosen = dialog->until();
    m_fixture->answerPoll({ending(u"a"_s, 5h)}, {u"b"_s});
    QVERIFY(dialog->isVisible());
    QVERIFY(dialog->until() == chosen); // what a person set is not touched
    QVERIFY(textOf(*dialog, u"warning"_s).contains(u"shortens"_s));
    m_fixture->answerPoll({}, {u"a"_s});
    QVERIFY(!dialog->isVisible());
    QCOMPARE(statusMessage(*m_page), u"There is nothing left to extend: a is gone."_s);
}

SANDGLASS_REGISTER_TEST(ExpiryTest)

} // namespace

#include "tst_expiry.moc"
