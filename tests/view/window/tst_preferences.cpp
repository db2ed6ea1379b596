// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../turnwheel.h"
#include "actions/actionconfirmation.h"
#include "actions/actionset.h"
#include "bulk/plandialog.h"
#include "bulk/plansilence.h"
#include "dashboardfixture.h"
#include "fakepreferences.h"
#include "preferences/preferencesdialog.h"
#include "preferences/preferencespage.h"
#include "settings/settings.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>
#include <QVBoxLayout>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

/// The longest of all, and the one with the widest title.
class LongPage final : public PreferencesPage
{
public:
    LongPage() : PreferencesPage(u"long"_s, u"A title of some length"_s, u"bell"_s)
    {
        auto *tall = new QWidget(this);
        tall->setFixedHeight(520);
        column().addWidget(tall);
        addNote(u"A sentence below what it explains."_s);
    }
};

class PreferencesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aSilencedQuestionCanBeRestored();
    void theDemosQuestionIsApart();
    void silencedPlansCanBeRestored();
    void theSilencedPlanOfExtendCanBeRestored();
    void theOpenPageFollowsWhatADialogSilences();
    void themesAreAskedForAndFollowed();
    void opensOnce();
    void everyPageIsReachedByKeyboard();
    void everyPageFits_data();
    void everyPageFits();
    void noPageIsScrolledWhereThereIsRoom();
    void aPageAddedLaterIsNotScrolledEither();
    void thePaceCountsAtOnce();
    void aBadPaceIsRefusedInPlace();
    void theLimitIsTold();
    void aProxyCountsOnceItIsComplete();
    void aBadProxyIsRefusedInPlace();
    void aPastedAddressIsTakenApart();
    void thePasswordGoesToTheDeskAlone();
    void aPasswordWithoutANameIsRefused();
    void aFileOfAuthoritiesIsCheckedInPlace();
    void theStartIsChosen();
    void loginFollowsTheFile();
    void theWheelChangesNothingInPassing();

private:
    PreferencesDialog *open()
    {
        m_window->findChild<QAction *>(u"action.preferences"_s)->trigger();
        auto *dialog = m_window->findChild<PreferencesDialog *>(u"preferences"_s);
        if (!QTest::qWaitForWindowActive(dialog)) // fields tell that they are left only in there
            qWarning("the preferences did not become the active window");
        return dialog;
    }
    template<typename T>
    T *open(const QString &page, const QString &name)
    {
        PreferencesDialog *dialog = open();
        dialog->showPage(page);
        return dialog->findChild<T *>(name);
    }
    /// As a person does, and goes on to the next field.
    static void type(QLineEdit *field, const QString &text)
    {
        field->setFocus();
        field->selectAll();
        if (text.isEmpty())
            QTest::keyClick(field, Qt::Key_Delete);
        else
            QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Tab);
    }
    void typeSeconds(QSpinBox *box, const QString &text) { type(box->findChild<QLineEdit *>(), text); }
    [[nodiscard]] QString problemAt(const QString &field)
    {
        const auto *label = m_window->findChild<QLabel *>(field + u".problem"_s);
        return label->isVisible() ? label->text() : QString();
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<FakePreferences> m_desk;
    std::unique_ptr<MainWindow> m_window;
};

void PreferencesTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_desk = std::make_unique<FakePreferences>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    connect(m_window.get(), &MainWindow::preferencesWanted, this,
            [this] { m_window->showPreferences(*m_desk); });
    m_window->show();
}

void PreferencesTest::cleanup()
{
    m_window.reset();
    m_desk.reset();
    m_fixture.reset();
}

void PreferencesTest::aSilencedQuestionCanBeRestored()
{
    ActionConfirmation::setStopWanted(m_fixture->settings, false);
    auto *box = open()->findChild<QCheckBox *>(u"askBeforeStop"_s);
    QVERIFY(!box->isChecked());
    box->click();
    QVERIFY(ActionConfirmation::isWanted(LifecycleAction::Stop, m_fixture->settings));
    box->click();
    QVERIFY(!ActionConfirmation::isWanted(LifecycleAction::Stop, m_fixture->settings));
}

void PreferencesTest::theDemosQuestionIsApart()
{
    open()->findChild<QCheckBox *>(u"askBeforeStopInDemo"_s)->click();
    QVERIFY(!ActionConfirmation::isWanted(LifecycleAction::Stop, m_fixture->settings, true));
    QVERIFY(ActionConfirmation::isWanted(LifecycleAction::Stop, m_fixture->settings, false));
}

void PreferencesTest::silencedPlansCanBeRestored()
{
    setPlanWanted(LifecycleAction::Pause, m_fixture->settings, false, false);
    auto *box = open()->findChild<QCheckBox *>(u"planMany"_s);
    QVERIFY(!box->isChecked());
    box->click();
    QVERIFY(isPlanWanted(LifecycleAction::Pause, m_fixture->settings, false));
    box->click();
    for (const LifecycleAction action :
         {LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume, LifecycleAction::Extend})
        QVERIFY(!isPlanWanted(action, m_fixture->settings, false));
    QVERIFY(isPlanWanted(LifecycleAction::Pause, m_fixture->settings, true));
}

/// It could be silenced, and never be brought back.
void PreferencesTest::theSilencedPlanOfExtendCanBeRestored()
{
    setPlanWanted(LifecycleAction::Extend, m_fixture->settings, false, false);
    auto *box = open()->findChild<QCheckBox *>(u"planMany"_s);
    QVERIFY(!box->isChecked());
    QVERIFY(box->text().contains(u"extending"_s));
    box->click();
    QVERIFY(isPlanWanted(LifecycleAction::Extend, m_fixture->settings, false));
}

void PreferencesTest::theOpenPageFollowsWhatADialogSilences()
{
    DashboardPage *page = m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load({sandbox(u"r1"_s), sandbox(u"r2"_s), sandbox(u"r3"_s)});
    auto *box = open()->findChild<QCheckBox *>(u"planMany"_s);
    QVERIFY(box->isChecked());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    page->tablePane().table().selectIds({u"r1"_s, u"r2"_s, u"r3"_s});
    page->actionSet().lifecycle(LifecycleAction::Pause)->trigger();
    auto *plan = page->findChild<PlanDialog *>();
    QVERIFY(QTest::qWaitForWindowActive(plan));
    plan->findChild<QCheckBox *>(u"plan.silence"_s)->setChecked(true);
    plan->findChild<QPushButton *>(u"plan.go"_s)->click();
    QTRY_VERIFY(!box->isChecked());
    QVERIFY(isPlanWanted(LifecycleAction::Resume, m_fixture->settings, false));
}

void PreferencesTest::themesAreAskedForAndFollowed()
{
    const QSignalSpy wanted(m_window.get(), &MainWindow::themeWanted);
    auto *themes = open()->findChild<QComboBox *>(u"theme"_s);
    QCOMPARE(themes->currentText(), u"System"_s);
    themes->setFocus();
    QTest::keyClick(themes, Qt::Key_End);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.at(0).at(0).value<Theme>(), Theme::Dark);
    m_window->setTheme(Theme::Light); // from the menu, meanwhile
    QCOMPARE(themes->currentText(), u"Light"_s);
}

void PreferencesTest::opensOnce()
{
    PreferencesDialog *first = open();
    QCOMPARE(open(), first);
    QVERIFY(!first->isModal());
}

void PreferencesTest::everyPageIsReachedByKeyboard()
{
    PreferencesDialog *dialog = open();
    auto *list = dialog->findChild<QListWidget *>(u"preferences.list"_s);
    auto *pages = dialog->findChild<QStackedWidget *>();
    dialog->activateWindow();
    QTRY_COMPARE(QApplication::focusWidget(), list);
    QCOMPARE(list->count(), pages->count());
    for (int row = 0; row < list->count(); ++row) {
        QCOMPARE(list->currentRow(), row);
        QCOMPARE(pages->currentIndex(), row);
        QTest::keyClick(list, Qt::Key_Tab);
        QVERIFY2(pages->currentWidget()->isAncestorOf(QApplication::focusWidget()),
                 qPrintable(list->currentItem()->text() + u": "_s +
                            QDebug::toString(QApplication::focusWidget())));
        QVERIFY2(!QApplication::focusWidget()->accessibleName().isEmpty() ||
                     qobject_cast<QAbstractButton *>(QApplication::focusWidget()),
                 qPrintable(QApplication::focusWidget()->objectName()));
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
    }
}

void PreferencesTest::everyPageFits_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("a small screen") << QSize(1000, 560);
    QTest::newRow("a usual one at 200 %") << QSize(680, 400);
}

void PreferencesTest::everyPageFits()
{
    QFETCH(const QSize, size);
    PreferencesDialog *dialog = open();
    dialog->resize(size);
    QVERIFY2(dialog->width() <= size.width() && dialog->height() <= size.height(),
             qPrintable(u"%1 x %2"_s.arg(dialog->width()).arg(dialog->height())));
    const auto *pages = dialog->findChild<QStackedWidget *>();
    QVERIFY(pages->count() >= 5);
    auto *list = dialog->findChild<QListWidget *>(u"preferences.list"_s);
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        QCoreApplication::processEvents();
        // Upwards and downwards a page may scroll; what is cut off at the side is lost.
        auto *area = qobject_cast<QScrollArea *>(pages->widget(row));
        QVERIFY2(area->horizontalScrollBar()->maximum() == 0,
                 qPrintable(u"%1: %2 px too wide"_s.arg(list->currentItem()->text())
                                .arg(area->horizontalScrollBar()->maximum())));
    }
}

void PreferencesTest::noPageIsScrolledWhereThereIsRoom()
{
    PreferencesDialog *dialog = open();
    QVERIFY(dialog->height() <= dialog->screen()->availableSize().height());
    if (dialog->height() + 60 > dialog->screen()->availableSize().height())
        QSKIP("the screen is too small");
    const auto *pages = dialog->findChild<QStackedWidget *>();
    auto *list = dialog->findChild<QListWidget *>(u"preferences.list"_s);
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        QCoreApplication::processEvents();
        auto *area = qobject_cast<QScrollArea *>(pages->widget(row));
        QVERIFY2(area->verticalScrollBar()->maximum() == 0,
                 qPrintable(u"%1: %2 px too high"_s.arg(list->currentItem()->text())
                                .arg(area->verticalScrollBar()->maximum())));
    }
}

void PreferencesTest::aPageAddedLaterIsNotScrolledEither()
{
    PreferencesDialog dialog(*m_desk, m_fixture->settings, Theme::System);
    dialog.addPage(new LongPage);
    dialog.showPage(u"long"_s);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    if (dialog.height() + 60 > dialog.screen()->availableSize().height())
        QSKIP("the screen is too small");
    const auto *pages = dialog.findChild<QStackedWidget *>();
    const auto *area = qobject_cast<QScrollArea *>(pages->currentWidget());
    QCOMPARE(area->verticalScrollBar()->maximum(), 0);
    // A size that a person chose later stays.
    dialog.resize(700, 480);
    dialog.hide();
    dialog.show();
    QCOMPARE(dialog.size(), QSize(700, 480));
}

void PreferencesTest::thePaceCountsAtOnce()
{
    typeSeconds(open<QSpinBox>(u"polling"_s, u"pollSeconds"_s), u"15"_s);
    QCOMPARE(m_desk->log, QStringList{u"pace 15 30"_s}); // and never 1 on the way
    typeSeconds(open<QSpinBox>(u"polling"_s, u"hiddenPollSeconds"_s), u"120"_s);
    QCOMPARE(m_desk->log.constLast(), u"pace 15 120"_s);
}

void PreferencesTest::aBadPaceIsRefusedInPlace()
{
    auto *usual = open<QSpinBox>(u"polling"_s, u"pollSeconds"_s);
    typeSeconds(usual, u"1"_s);
    QCOMPARE(problemAt(u"pollSeconds"_s), u"Choose from 2 to 300 seconds. Until then nothing changes."_s);
    QCOMPARE(usual->accessibleDescription(), problemAt(u"pollSeconds"_s));
    QCOMPARE(usual->value(), 1); // to be corrected
    QVERIFY(m_desk->log.isEmpty());
    typeSeconds(usual, u"60"_s);
    QVERIFY(problemAt(u"pollSeconds"_s).isEmpty());
    QVERIFY(problemAt(u"hiddenPollSeconds"_s).startsWith("Choose at least the 60 seconds above"_L1));
    QVERIFY(m_desk->log.isEmpty());
    typeSeconds(open<QSpinBox>(u"polling"_s, u"hiddenPollSeconds"_s), u"60"_s);
    QCOMPARE(m_desk->log, QStringList{u"pace 60 60"_s});
    QVERIFY(usual->accessibleDescription().isEmpty());
}

void PreferencesTest::theLimitIsTold()
{
    const auto *now = open<QLabel>(u"polling"_s, u"pollNow"_s);
    QCOMPARE(now->text(), u"Nothing has been read yet."_s);
    m_window->showDashboard(m_fixture->dashboard());
    m_fixture->load(oneOfEachStatus());
    QVERIFY2(now->text().startsWith("One reading needs 1 request. The limit of 100 a minute "_L1),
             qPrintable(now->text()));
    m_window->showWaiting({});
    QCOMPARE(now->text(), u"Nothing has been read yet."_s);
}

void PreferencesTest::aProxyCountsOnceItIsComplete()
{
    open<QRadioButton>(u"network"_s, u"proxy.none"_s)->click();
    QCOMPARE(m_desk->log.constLast(), u"proxy none :0 "_s);
    open<QRadioButton>(u"network"_s, u"proxy.manual"_s)->click();
    const auto *state = open<QLabel>(u"network"_s, u"proxy.state"_s);
    QCOMPARE(state->text(), u"Not complete yet. In use: no proxy."_s);
    QVERIFY(problemAt(u"proxy.host"_s).isEmpty()); // nobody was there yet
    type(open<QLineEdit>(u"network"_s, u"proxy.host"_s), u"proxy.example"_s);
    QCOMPARE(m_desk->log.size(), 1);
    type(open<QLineEdit>(u"network"_s, u"proxy.port"_s), u"3128"_s);
    QCOMPARE(m_desk->log.constLast(), u"proxy manual proxy.example:3128 "_s);
    QCOMPARE(state->text(), u"In use: proxy.example:3128."_s);
    open<QRadioButton>(u"network"_s, u"proxy.system"_s)->click();
    QCOMPARE(m_desk->log.constLast(), u"proxy system proxy.example:3128 "_s);
    QVERIFY(!open<QLineEdit>(u"network"_s, u"proxy.host"_s)->isEnabled());
}

void PreferencesTest::aBadProxyIsRefusedInPlace()
{
    m_desk->choice = {ProxyUse::Manual, ProxyType::Http, u"good.example"_s, 8080, {}};
    auto *host = open<QLineEdit>(u"network"_s, u"proxy.host"_s);
    auto *port = open<QLineEdit>(u"network"_s, u"proxy.port"_s);
    for (const QString &bad : {u"70000"_s, u"-3"_s, u"abc"_s, u"0"_s}) {
        type(port, bad);
        QCOMPARE(problemAt(u"proxy.port"_s), u"A port is a number from 1 to 65535."_s);
        QCOMPARE(port->text(), bad);
        QCOMPARE(port->accessibleDescription(), problemAt(u"proxy.port"_s));
    }
    type(port, u"3128"_s);
    QVERIFY(problemAt(u"proxy.port"_s).isEmpty());
    m_desk->log.clear();
    type(host, u"two words"_s);
    QVERIFY(problemAt(u"proxy.host"_s).startsWith("This is no computer's name"_L1));
    type(host, {});
    QVERIFY(problemAt(u"proxy.host"_s).startsWith("Enter the proxy's name"_L1));
    QVERIFY(m_desk->log.isEmpty());
    QCOMPARE(m_desk->choice.host, u"good.example"_s);
    QCOMPARE(open<QLabel>(u"network"_s, u"proxy.state"_s)->text(),
             u"Not complete yet. In use: good.example:3128."_s);
}

void PreferencesTest::aPastedAddressIsTakenApart()
{
    open<QRadioButton>(u"network"_s, u"proxy.manual"_s)->click();
    type(open<QLineEdit>(u"network"_s, u"proxy.host"_s), u"socks5://me@proxy.example:1080/"_s);
    QCOMPARE(m_desk->log, QStringList{u"proxy manual proxy.example:1080 me"_s});
    QCOMPARE(m_desk->choice.type, ProxyType::Socks5);
    QCOMPARE(open<QLineEdit>(u"network"_s, u"proxy.host"_s)->text(), u"proxy.example"_s);
    QCOMPARE(open<QLineEdit>(u"network"_s, u"proxy.port"_s)->text(), u"1080"_s);
    QCOMPARE(open<QComboBox>(u"network"_s, u"proxy.type"_s)->currentText(), u"SOCKS5"_s);
}

void PreferencesTest::thePasswordGoesToTheDeskAlone()
{
    m_desk->choice = {ProxyUse::Manual, ProxyType::Http, u"proxy.example"_s, 3128, u"me"_s};
    auto *field = open<QLineEdit>(u"network"_s, u"proxy.password"_s);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    auto *forget = open<QPushButton>(u"network"_s, u"proxy.forget"_s);
    QVERIFY(!forget->isEnabled());
    type(field, u"s3cret"_s);
    QCOMPARE(m_desk->password, u"s3cret"_s);
    QVERIFY(field->text().isEmpty());
    const auto *note = open<QLabel>(u"network"_s, u"proxy.passwordNote"_s);
    m_desk->kept(u"There is no secret store on this computer."_s);
    QCOMPARE(note->text(),
             u"There is no secret store on this computer. Kept in memory, until Sandglass quits."_s);
    m_desk->place = PasswordPlace::SecretStore;
    m_desk->kept({});
    QCOMPARE(note->text(), u"Kept in this computer's secret store."_s);
    for (const QVariant &value : m_fixture->settings.values())
        QVERIFY(!value.toString().contains("s3cret"_L1));
    forget->click();
    QVERIFY(m_desk->password.isEmpty());
    QVERIFY(!forget->isEnabled());
}

void PreferencesTest::aPasswordWithoutANameIsRefused()
{
    m_desk->choice = {ProxyUse::Manual, ProxyType::Http, u"proxy.example"_s, 3128, {}};
    auto *password = open<QLineEdit>(u"network"_s, u"proxy.password"_s);
    type(password, u"s3cret"_s);
    QCOMPARE(problemAt(u"proxy.user"_s), u"Enter the user name that goes with the password."_s);
    QCOMPARE(password->text(), u"s3cret"_s);
    QVERIFY(m_desk->log.isEmpty());
    type(open<QLineEdit>(u"network"_s, u"proxy.user"_s), u"me"_s);
    QVERIFY(problemAt(u"proxy.user"_s).isEmpty());
    QCOMPARE(m_desk->log, (QStringList{u"proxy manual proxy.example:3128 me"_s, u"password"_s}));
    QCOMPARE(m_desk->password, u"s3cret"_s);
}

void PreferencesTest::aFileOfAuthoritiesIsCheckedInPlace()
{
    m_desk->badFiles.insert(u"/etc/hostname"_s, u"There is no certificate in this file."_s);
    auto *path = open<QLineEdit>(u"network"_s, u"authorities.path"_s);
    const auto *content = open<QLabel>(u"network"_s, u"authorities.content"_s);
    QCOMPARE(content->text(), u"Only the system's authorities are trusted."_s);
    type(path, u"/etc/hostname"_s);
    QCOMPARE(problemAt(u"authorities.path"_s), u"There is no certificate in this file."_s);
    QCOMPARE(path->accessibleDescription(), problemAt(u"authorities.path"_s));
    QCOMPARE(path->text(), u"/etc/hostname"_s);
    QVERIFY(m_desk->log.isEmpty());
    type(path, u"/etc/ours.pem"_s);
    QCOMPARE(m_desk->log, QStringList{u"authorities /etc/ours.pem"_s});
    QVERIFY(problemAt(u"authorities.path"_s).isEmpty());
    QVERIFY(content->text().contains(u"“Test CA”"_s));
    type(path, u"/etc/hostname"_s);
    QVERIFY(content->text().startsWith("Still trusted, from /etc/ours.pem"_L1));
    open<QPushButton>(u"network"_s, u"authorities.remove"_s)->click();
    QCOMPARE(m_desk->log.constLast(), u"authorities "_s);
    QVERIFY(problemAt(u"authorities.path"_s).isEmpty());
}

void PreferencesTest::theStartIsChosen()
{
    auto *with = open<QComboBox>(u"start"_s, u"startWith"_s);
    QCOMPARE(with->currentText(), u"The profile used last"_s);
    with->setFocus();
    QTest::keyClick(with, Qt::Key_End);
    QCOMPARE(m_desk->start, StartWith::Demo);
}

void PreferencesTest::loginFollowsTheFile()
{
    auto *box = open<QCheckBox>(u"start"_s, u"startAtLogin"_s);
    QVERIFY(!box->isChecked());
    box->click();
    QVERIFY(m_desk->login);
    m_desk->login = false; // the desktop's settings took it away
    QEvent back(QEvent::WindowActivate);
    QCoreApplication::sendEvent(box->parentWidget(), &back);
    QVERIFY(!box->isChecked());
    m_desk->loginProblem = u"The folder cannot be made."_s;
    box->click();
    QCOMPARE(problemAt(u"startAtLogin"_s), u"The folder cannot be made."_s);
    QVERIFY(!box->isChecked());
}

void PreferencesTest::theWheelChangesNothingInPassing()
{
    m_desk->choice.use = ProxyUse::Manual;
    const PreferencesDialog *dialog = open();
    const QWidget *focus = QApplication::focusWidget();
    const auto choices = dialog->findChildren<QComboBox *>();
    QVERIFY(!choices.isEmpty());
    for (QComboBox *choice : choices) {
        const int before = choice->currentIndex();
        turnWheelOver(*choice);
        QCOMPARE(choice->currentIndex(), before);
    }
    const auto numbers = dialog->findChildren<QSpinBox *>();
    QVERIFY(!numbers.isEmpty());
    for (QSpinBox *number : numbers) {
        const int before = number->value();
        turnWheelOver(*number);
        QCOMPARE(number->value(), before);
    }
    QCOMPARE(QApplication::focusWidget(), focus);
    QCOMPARE(m_desk->log, QStringList());
}

SANDGLASS_REGISTER_TEST(PreferencesTest)

} // namespace

#include "tst_preferences.moc"
