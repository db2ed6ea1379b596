// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../comboname.h"
#include "../turnwheel.h"
#include "fakedesk.h"
#include "profiles/cliimportdialog.h"
#include "profiles/keyplacefield.h"
#include "profiles/profileform.h"
#include "profiles/profilesdialog.h"
#include "support/testregistry.h"
#include "theme/statuscolors.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

class ProfilesDialogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void emptyTellsWhatToDo();
    void showsTheChosenOne();
    void addsOneWithAKey();
    void problemsStandBesideTheirFields();
    void changesHoldTheListUntilSavedOrDropped();
    void aNewOneCanBeDropped();
    void anUntouchedNewOneGoesByItself();
    void textSetByAScreenReaderCounts();
    void theKeyIsNeverShown();
    void aVariableTakesTheKeysPlace();
    void noStoreIsSaidHonestly();
    void theIntervalCanBeLeftAlone();
    void theWheelChangesNothingInPassing();
    void testingTellsWhatTheServerSaid();
    void testingKeepsTheFocus();
    void anEditEndsATest();
    void removingAsks();
    void orderByButtons();
    void closingAsksAboutChanges();
    void savingMayTakeTime();
    void closingWaitsForWhatIsSaved();
    void closingWaitsForWhatIsImported();
    void aNewOneThatIsRefusedStays();
    void oneRemovedElsewhereAndRefusedStays();
    void switchesToTheChosenOne();
    void coloursFollowTheTheme();
    void fitsASmallScreenAndIsNamed();
    void tabGoesDownTheForm();

private:
    template<typename T>
    T *part(const QString &name) const
    {
        T *found = m_dialog->findChild<T *>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    [[nodiscard]] QPushButton *button(const QString &name) const
    {
        return part<QPushButton>(u"profiles."_s + name);
    }
    [[nodiscard]] QLineEdit *field(const QString &name) const
    {
        return part<QLineEdit>(u"profile."_s + name);
    }
    [[nodiscard]] QString problemOf(const QString &name) const
    {
        const auto *label = part<QLabel>(u"profile.%1.problem"_s.arg(name));
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QString notice() const { return part<QLabel>(u"profiles.notice"_s)->text(); }
    [[nodiscard]] QListWidget *list() const { return part<QListWidget>(u"profiles.list"_s); }
    void type(const QString &name, const QString &text) const
    {
        field(name)->selectAll();
        QTest::keyClicks(field(name), text);
    }
    void open()
    {
        m_dialog = std::make_unique<ProfilesDialog>(*m_desk);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    [[nodiscard]] QMessageBox *question() const
    {
        for (QMessageBox *box : m_dialog->findChildren<QMessageBox *>()) {
            if (box->isVisible())
                return box;
        }
        return nullptr;
    }

    std::unique_ptr<FakeDesk> m_desk;
    std::unique_ptr<ProfilesDialog> m_dialog;
};

void ProfilesDialogTest::init()
{
    m_desk = std::make_unique<FakeDesk>();
}

void ProfilesDialogTest::cleanup()
{
    m_dialog.reset();
    m_desk.reset();
}

void ProfilesDialogTest::emptyTellsWhatToDo()
{
    open();
    QVERIFY(!part<ProfileForm>(u"profileForm"_s)->isVisible());
    QVERIFY(button(u"add"_s)->isEnabled());
    QVERIFY(button(u"import"_s)->isEnabled());
    QVERIFY(!part<QToolButton>(u"profiles.remove"_s)->isEnabled());
}

void ProfilesDialogTest::showsTheChosenOne()
{
    m_desk->add(u"Work"_s);
    Profile home = m_desk->add(u"Home"_s);
    home.color = ProfileColor::Teal;
    home.careful = true;
    home.pollInterval = std::chrono::seconds(30);
    m_desk->profiles.save(home);
    open();
    QCOMPARE(field(u"name"_s)->text(), u"Work"_s);
    QVERIFY(!button(u"save"_s)->isEnabled());
    m_dialog->choose(home.id);
    QCOMPARE(field(u"name"_s)->text(), u"Home"_s);
    QCOMPARE(part<QComboBox>(u"profile.color"_s)->currentText(), u"Teal"_s);
    QVERIFY(part<QCheckBox>(u"profile.careful"_s)->isChecked());
    QVERIFY(!part<QCheckBox>(u"profile.readOnly"_s)->isChecked());
    QCOMPARE(part<QSpinBox>(u"profile.interval"_s)->value(), 30);
    QCOMPARE(part<ProfileForm>(u"profileForm"_s)->profile(), home);
    QVERIFY(!button(u"save"_s)->isEnabled());
}

void ProfilesDialogTest::addsOneWithAKey()
{
    open();
    button(u"add"_s)->click();
    QVERIFY(field(u"name"_s)->hasFocus());
    QCOMPARE(field(u"address"_s)->text(), u"https://api.hopx.dev"_s);
    QVERIFY(problemOf(u"name"_s).isEmpty()); // nobody has typed yet
    type(u"name"_s, u" Production "_s);
    type(u"address"_s, u"api-eu.hopx.dev/v1/"_s);
    type(u"key"_s, u"hopx_live_a.b"_s);
    part<QComboBox>(u"profile.color"_s)->setCurrentText(u"Red"_s);
    part<QCheckBox>(u"profile.readOnly"_s)->click();
    button(u"save"_s)->click();
    QCOMPARE(m_desk->profiles.profiles().size(), 1);
    const Profile saved = m_desk->profiles.profiles().constFirst();
    QCOMPARE(saved.name, u"Production"_s);
    QCOMPARE(saved.baseUrl, u"https://api-eu.hopx.dev"_s);
    QCOMPARE(saved.color, ProfileColor::Red);
    QVERIFY(saved.readOnly);
    QCOMPARE(saved.keyPlace, KeyPlace::SecretStore);
    QCOMPARE(m_desk->keys.value(saved.id), u"hopx_live_a.b"_s);
    QCOMPARE(field(u"key"_s)->text(), QString());
    QCOMPARE(notice(), u"Saved."_s);
    QCOMPARE(list()->count(), 1);
    QVERIFY(list()->isEnabled());
}

void ProfilesDialogTest::problemsStandBesideTheirFields()
{
    m_desk->add(u"Work"_s);
    m_desk->add(u"Home"_s);
    open();
    type(u"name"_s, u"home"_s);
    QVERIFY(!problemOf(u"name"_s).isEmpty());
    QCOMPARE(field(u"name"_s)->accessibleDescription(), problemOf(u"name"_s));
    QVERIFY(problemOf(u"address"_s).isEmpty());
    button(u"save"_s)->click();
    QCOMPARE(m_desk->profiles.profiles().constFirst().name, u"Work"_s);
    QVERIFY(field(u"name"_s)->hasFocus());
    type(u"name"_s, u"Work 2"_s);
    QVERIFY(problemOf(u"name"_s).isEmpty());
    type(u"address"_s, u"http://example.com"_s);
    QVERIFY(problemOf(u"address"_s).contains(u"https"_s));
    button(u"save"_s)->click();
    QVERIFY(field(u"address"_s)->hasFocus());
    type(u"address"_s, u"https://example.com"_s);
    button(u"save"_s)->click();
    QCOMPARE(m_desk->profiles.profiles().constFirst().name, u"Work 2"_s);
}

void ProfilesDialogTest::changesHoldTheListUntilSavedOrDropped()
{
    m_desk->add(u"Work"_s);
    m_desk->add(u"Home"_s);
    open();
    type(u"name"_s, u"X"_s);
    QVERIFY(!list()->isEnabled());
    QVERIFY(!button(u"add"_s)->isEnabled());
    QVERIFY(!button(u"import"_s)->isEnabled());
    QVERIFY(!button(u"use"_s)->isEnabled());
    button(u"discard"_s)->click();
    QCOMPARE(field(u"name"_s)->text(), u"Work"_s);
    QVERIFY(list()->isEnabled());
    // Undoing a change by hand is as good.
    type(u"name"_s, u"X"_s);
    type(u"name"_s, u"Work"_s);
    QVERIFY(list()->isEnabled());
}

void ProfilesDialogTest::aNewOneCanBeDropped()
{
    m_desk->add(u"Work"_s);
    open();
    button(u"add"_s)->click();
    QCOMPARE(list()->count(), 2);
    type(u"name"_s, u"Another"_s);
    button(u"discard"_s)->click();
    QCOMPARE(list()->count(), 1);
    QCOMPARE(field(u"name"_s)->text(), u"Work"_s);
    QCOMPARE(m_desk->profiles.profiles().size(), 1);
}

void ProfilesDialogTest::anUntouchedNewOneGoesByItself()
{
    m_desk->add(u"Work"_s);
    open();
    button(u"add"_s)->click();
    QCOMPARE(list()->count(), 2);
    QVERIFY(list()->isEnabled());
    list()->setCurrentRow(0);
    QCOMPARE(list()->count(), 1);
    QCOMPARE(field(u"name"_s)->text(), u"Work"_s);
    QVERIFY(!button(u"save"_s)->isEnabled());
    button(u"add"_s)->click();
    m_dialog->reject();
    QVERIFY(!question());
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_desk->profiles.profiles().size(), 1);
}

void ProfilesDialogTest::textSetByAScreenReaderCounts()
{
    open();
    button(u"add"_s)->click();
    field(u"name"_s)->setText(u"Home"_s); // as through its accessible interface: nothing is "edited"
    QCOMPARE(list()->currentItem()->text(), u"New profile"_s);
    QVERIFY(!list()->isEnabled());
    field(u"key"_s)->setText(u"hopx_test_0123456789ab.secret"_s);
    QVERIFY(part<QPushButton>(u"profile.test"_s)->isEnabled());
}

void ProfilesDialogTest::theKeyIsNeverShown()
{
    const Profile work = m_desk->add(u"Work"_s);
    m_desk->keys.insert(work.id, u"hopx_live_secret.part"_s);
    open();
    QCOMPARE(field(u"key"_s)->text(), QString());
    QCOMPARE(field(u"key"_s)->echoMode(), QLineEdit::Password);
    QVERIFY(field(u"key"_s)->placeholderText().contains(u"kept"_s));
    type(u"key"_s, u"hopx_live_new.key"_s);
    QVERIFY(button(u"save"_s)->isEnabled());
    button(u"save"_s)->click();
    QCOMPARE(m_desk->keys.value(work.id), u"hopx_live_new.key"_s);
    QCOMPARE(field(u"key"_s)->text(), QString());
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        QVERIFY(!widget->accessibleName().contains(u"hopx_live_"_s));
        QVERIFY(!widget->accessibleDescription().contains(u"hopx_live_new"_s));
    }
}

void ProfilesDialogTest::aVariableTakesTheKeysPlace()
{
    m_desk->add(u"Work"_s);
    open();
    QVERIFY(!field(u"variable"_s)->isVisible());
    part<KeyPlaceField>(QString())->setPlace(KeyPlace::Environment);
    QVERIFY(field(u"variable"_s)->isVisible());
    QVERIFY(!field(u"key"_s)->isEnabled());
    QCOMPARE(field(u"variable"_s)->text(), u"HOPX_API_KEY"_s);
    type(u"variable"_s, u"MY KEY"_s);
    QVERIFY(!problemOf(u"variable"_s).isEmpty());
    type(u"variable"_s, u"HOPX_WORK"_s);
    QVERIFY(problemOf(u"variable"_s).isEmpty());
    button(u"save"_s)->click();
    QCOMPARE(m_desk->profiles.profiles().constFirst().keyPlace, KeyPlace::Environment);
    QCOMPARE(m_desk->profiles.profiles().constFirst().keyVariable, u"HOPX_WORK"_s);
}

void ProfilesDialogTest::noStoreIsSaidHonestly()
{
    m_desk->storeProblem = u"This computer has no secret store."_s;
    open();
    button(u"add"_s)->click();
    const auto *note = part<QLabel>(u"keyPlace.note"_s);
    QVERIFY2(note->text().contains(m_desk->storeProblem), qPrintable(note->text()));
    auto *place = part<KeyPlaceField>(QString());
    place->setPlace(KeyPlace::Session);
    QVERIFY2(note->text().contains(u"memory"_s), qPrintable(note->text()));
    place->setPlace(KeyPlace::Environment);
    QVERIFY2(note->text().contains(u"can read it too"_s), qPrintable(note->text()));
    QVERIFY(place->box().accessibleDescription().endsWith(note->text()));
}

void ProfilesDialogTest::theIntervalCanBeLeftAlone()
{
    m_desk->add(u"Work"_s);
    open();
    auto *interval = part<QSpinBox>(u"profile.interval"_s);
    QCOMPARE(interval->text(), u"as usual"_s);
    interval->setValue(60);
    button(u"save"_s)->click();
    QCOMPARE(m_desk->profiles.profiles().constFirst().pollInterval, std::optional(std::chrono::seconds(60)));
    interval->setValue(interval->minimum());
    button(u"save"_s)->click();
    QVERIFY(!m_desk->profiles.profiles().constFirst().pollInterval);
}

void ProfilesDialogTest::theWheelChangesNothingInPassing()
{
    m_desk->add(u"Work"_s);
    open();
    field(u"name"_s)->setFocus();
    auto *interval = part<QSpinBox>(u"profile.interval"_s);
    interval->setValue(60);
    const Profile before = part<ProfileForm>(u"profileForm"_s)->profile();
    for (QWidget *one : std::initializer_list<QWidget *>{interval, part<QComboBox>(u"profile.color"_s),
                                                         part<QComboBox>(u"keyPlace"_s)})
        turnWheelOver(*one);
    QCOMPARE(part<ProfileForm>(u"profileForm"_s)->profile(), before);
    QVERIFY(field(u"name"_s)->hasFocus());
    interval->setFocus();
    turnWheelOver(*interval);
    QCOMPARE(interval->value(), 59);
}

void ProfilesDialogTest::testingTellsWhatTheServerSaid()
{
    m_desk->add(u"Work"_s);
    open();
    auto *test = part<QPushButton>(u"profile.test"_s);
    QVERIFY(!test->isEnabled());
    QVERIFY(!test->toolTip().isEmpty());
    type(u"key"_s, u"hopx_live_a.b"_s);
    QVERIFY(test->isEnabled());
    test->click();
    QCOMPARE(m_desk->checks, QStringList{u"https://work.example hopx_live_a.b"_s});
    test->click(); // one at a time
    QCOMPARE(m_desk->checks.size(), 1);
    m_desk->checked({false, u"The server refused the key."_s, u"Copy it again."_s});
    const auto *result = part<QLabel>(u"profile.testResult"_s);
    QCOMPARE(result->text(), u"The server refused the key. Copy it again."_s);
    QVERIFY(test->isEnabled());
    test->click();
    m_desk->checked({true, u"It works."_s, {}});
    QCOMPARE(result->text(), u"It works."_s);
}

void ProfilesDialogTest::testingKeepsTheFocus()
{
    m_desk->add(u"Work"_s);
    open();
    type(u"key"_s, u"hopx_live_a.b"_s);
    auto *test = part<QPushButton>(u"profile.test"_s);
    const QString colour = part<QComboBox>(u"profile.color"_s)->currentText();
    test->setFocus();
    QTest::keyClick(test, Qt::Key_Space);
    QCOMPARE(m_desk->checks.size(), 1);
    QCOMPARE(QApplication::focusWidget(), test);
    m_desk->checked({true, u"It works."_s, {}});
    QCOMPARE(QApplication::focusWidget(), test);
    QTest::keyClick(test, Qt::Key_Space);
    QCOMPARE(m_desk->checks.size(), 2);
    QCOMPARE(part<QComboBox>(u"profile.color"_s)->currentText(), colour);
}

void ProfilesDialogTest::anEditEndsATest()
{
    m_desk->add(u"Work"_s);
    open();
    type(u"key"_s, u"hopx_live_a.b"_s);
    part<QPushButton>(u"profile.test"_s)->click();
    QVERIFY(m_desk->checked);
    type(u"address"_s, u"https://other.example"_s);
    QVERIFY(!m_desk->checked);
    QCOMPARE(part<QLabel>(u"profile.testResult"_s)->text(), QString());
    QVERIFY(part<QPushButton>(u"profile.test"_s)->isEnabled());
}

void ProfilesDialogTest::removingAsks()
{
    m_desk->add(u"Work"_s);
    m_desk->add(u"Home"_s);
    open();
    part<QToolButton>(u"profiles.remove"_s)->click();
    QVERIFY(question());
    QVERIFY(question()->text().contains(u"Work"_s));
    question()->button(QMessageBox::Cancel)->click();
    QCOMPARE(m_desk->profiles.profiles().size(), 2);
    part<QToolButton>(u"profiles.remove"_s)->click();
    for (QAbstractButton *one : question()->buttons()) {
        if (question()->buttonRole(one) == QMessageBox::DestructiveRole)
            one->click();
    }
    QCOMPARE(m_desk->profiles.profiles().size(), 1);
    QCOMPARE(field(u"name"_s)->text(), u"Home"_s);
}

void ProfilesDialogTest::orderByButtons()
{
    m_desk->add(u"Work"_s);
    const Profile home = m_desk->add(u"Home"_s);
    open();
    auto *up = part<QToolButton>(u"profiles.up"_s);
    auto *down = part<QToolButton>(u"profiles.down"_s);
    QVERIFY(!up->isEnabled());
    QVERIFY(down->isEnabled());
    m_dialog->choose(home.id);
    QVERIFY(!down->isEnabled());
    up->click();
    QCOMPARE(m_desk->profiles.profiles().constFirst().id, home.id);
    QCOMPARE(list()->currentItem()->text(), u"Home"_s);
    QVERIFY(!up->isEnabled());
}

void ProfilesDialogTest::closingAsksAboutChanges()
{
    m_desk->add(u"Work"_s);
    open();
    type(u"name"_s, u"Renamed"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(question());
    question()->button(QMessageBox::Cancel)->click();
    QVERIFY(m_dialog->isVisible());
    button(u"close"_s)->click();
    question()->button(QMessageBox::Save)->click();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_desk->profiles.profiles().constFirst().name, u"Renamed"_s);
    m_dialog->show();
    type(u"name"_s, u"Again"_s);
    button(u"close"_s)->click();
    question()->button(QMessageBox::Discard)->click();
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(m_desk->profiles.profiles().constFirst().name, u"Renamed"_s);
}

void ProfilesDialogTest::savingMayTakeTime()
{
    m_desk->add(u"Work"_s);
    m_desk->holdSaving = true;
    open();
    type(u"key"_s, u"hopx_live_a.b"_s);
    button(u"save"_s)->click();
    QVERIFY(!button(u"save"_s)->isEnabled());
    QVERIFY(!notice().isEmpty());
    std::exchange(m_desk->saved, nullptr)(u"The store said no."_s);
    QCOMPARE(notice(), u"The store said no."_s);
    QVERIFY(list()->isEnabled());
    // An answer after the window has gone finds nobody.
    type(u"key"_s, u"hopx_live_c.d"_s);
    button(u"save"_s)->click();
    m_dialog.reset();
    std::exchange(m_desk->saved, nullptr)({});
}

void ProfilesDialogTest::closingWaitsForWhatIsSaved()
{
    m_desk->add(u"Work"_s);
    m_desk->holdSaving = true;
    open();
    const auto beginSaving = [this] {
        m_dialog->show();
        type(u"key"_s, u"hopx_live_a.b"_s);
        button(u"save"_s)->click();
    };
    beginSaving();
    QVERIFY(m_dialog->hasEdits()); // quitting has to ask
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(m_dialog->isVisible());
    QVERIFY(question());
    std::exchange(m_desk->saved, nullptr)({});
    QVERIFY(!question());
    QVERIFY(!m_dialog->isVisible());

    // What the store says is to be read.
    int left = 0;
    beginSaving();
    m_dialog->leave([&left] { ++left; });
    std::exchange(m_desk->saved, nullptr)(u"The store said no."_s);
    QVERIFY(!question());
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(notice(), u"The store said no."_s);
    QCOMPARE(left, 0);

    // To stay is to stay; but a store that says nothing holds nobody.
    beginSaving();
    m_dialog->leave([&left] { ++left; });
    question()->button(QMessageBox::Cancel)->click();
    std::exchange(m_desk->saved, nullptr)({});
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(left, 0);
    beginSaving();
    m_dialog->leave([&left] { ++left; });
    for (QAbstractButton *one : question()->buttons()) {
        if (question()->buttonRole(one) == QMessageBox::DestructiveRole) {
            one->click();
            break;
        }
    }
    QVERIFY(!m_dialog->isVisible());
    QCOMPARE(left, 1);
}

void ProfilesDialogTest::closingWaitsForWhatIsImported()
{
    open();
    button(u"import"_s)->click();
    auto *import = m_dialog->findChild<CliImportDialog *>();
    QVERIFY(import);
    m_desk->found({{{u"work"_s, u"https://api.hopx.dev"_s, true, {}, false}}, {}, {}});
    import->findChild<QPushButton *>(u"cliImport.import"_s)->click();
    import->close();
    QVERIFY(!import->isVisible());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(m_dialog->hasEdits());
    int left = 0;
    m_dialog->leave([&left] { ++left; });
    QVERIFY(question());
    QVERIFY(m_dialog->isVisible());
    m_desk->importDone(u"One key was not kept."_s);
    QVERIFY(!question());
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(left, 0);
    QCOMPARE(notice(), u"One key was not kept."_s);
    QVERIFY(!m_dialog->hasEdits());
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!m_dialog->findChild<CliImportDialog *>());
}

void ProfilesDialogTest::aNewOneThatIsRefusedStays()
{
    m_desk->add(u"Work"_s);
    open();
    button(u"add"_s)->click();
    type(u"name"_s, u"Production"_s);
    field(u"key"_s)->setText(u"hopx_live_…"_s); // no key types that
    m_desk->refusal = u"Nothing was saved: this is no API key."_s;
    for (const bool takesTime : {false, true}) {
        m_desk->holdSaving = takesTime;
        button(u"save"_s)->click();
        if (takesTime) {
            QCOMPARE(list()->count(), 2);
            std::exchange(m_desk->saved, nullptr)(m_desk->refusal);
        }
        QCOMPARE(notice(), m_desk->refusal);
        QVERIFY(part<QLabel>(u"profiles.notice"_s)->isVisible());
        QVERIFY(part<ProfileForm>(u"profileForm"_s)->isVisible());
        QCOMPARE(field(u"name"_s)->text(), u"Production"_s);
        QCOMPARE(field(u"key"_s)->text(), u"hopx_live_…"_s);
        QCOMPARE(list()->count(), 2);
        QCOMPARE(list()->currentItem()->text(), u"Production"_s);
        QVERIFY(!list()->isEnabled());
        QVERIFY(!button(u"use"_s)->isEnabled());
    }
    // Closing does not lose it either.
    button(u"close"_s)->click();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(question());
    question()->button(QMessageBox::Save)->click();
    std::exchange(m_desk->saved, nullptr)(m_desk->refusal);
    QVERIFY(m_dialog->isVisible());
    QCOMPARE(m_desk->profiles.profiles().size(), 1);

    m_desk->refusal.clear();
    m_desk->holdSaving = false;
    type(u"key"_s, u"hopx_live_a.b"_s);
    button(u"save"_s)->click();
    QCOMPARE(notice(), u"Saved."_s);
    QCOMPARE(m_desk->profiles.profiles().constLast().name, u"Production"_s);
    QCOMPARE(list()->count(), 2);
    QVERIFY(list()->isEnabled());
    QVERIFY(button(u"use"_s)->isEnabled());
}

void ProfilesDialogTest::oneRemovedElsewhereAndRefusedStays()
{
    m_desk->add(u"Work"_s);
    const Profile home = m_desk->add(u"Home"_s);
    m_desk->refusal = u"Nothing was saved: this is no API key."_s;
    m_desk->holdSaving = true;
    open();
    m_dialog->choose(home.id);
    field(u"key"_s)->setText(u"hopx_live_…"_s); // no key types that
    button(u"save"_s)->click();
    m_desk->remove(home.id);
    std::exchange(m_desk->saved, nullptr)(m_desk->refusal);
    QCOMPARE(notice(), m_desk->refusal);
    QVERIFY(part<ProfileForm>(u"profileForm"_s)->isVisible());
    QCOMPARE(list()->currentItem()->text(), u"Home"_s);
    QCOMPARE(field(u"key"_s)->text(), u"hopx_live_…"_s);
    QVERIFY(m_dialog->hasEdits());
}

void ProfilesDialogTest::switchesToTheChosenOne()
{
    m_desk->add(u"Work"_s);
    const Profile home = m_desk->add(u"Home"_s);
    open();
    QSignalSpy wanted(m_dialog.get(), &ProfilesDialog::switchWanted);
    m_dialog->choose(home.id);
    m_dialog->setInUse(home.id);
    QVERIFY(!button(u"use"_s)->isEnabled());
    m_dialog->setInUse({});
    button(u"use"_s)->click();
    QCOMPARE(wanted, (QList<QVariantList>{{home.id}}));
    QVERIFY(!m_dialog->isVisible());
}

void ProfilesDialogTest::coloursFollowTheTheme()
{
    const QPalette before = QApplication::palette();
    QApplication::setPalette(lightPalette());
    m_desk->add(u"Work"_s);
    m_desk->holdSaving = true;
    open();
    type(u"key"_s, u"hopx_live_a.b"_s);
    const auto *result = part<QLabel>(u"profile.testResult"_s);
    const auto *notice = part<QLabel>(u"profiles.notice"_s);
    const auto inkOf = [](const QLabel *label) { return label->palette().color(label->foregroundRole()); };
    button(u"save"_s)->click();
    std::exchange(m_desk->saved, nullptr)(u"The store said no."_s);
    part<QPushButton>(u"profile.test"_s)->click();
    m_desk->checked({false, u"The server refused the key."_s, {}});
    for (const QPalette &palette : {darkPalette(), lightPalette()}) {
        QApplication::setPalette(palette);
        QCoreApplication::processEvents();
        QCOMPARE(inkOf(notice), semanticColor(SemanticColor::Danger, palette));
        QCOMPARE(inkOf(result), semanticColor(SemanticColor::Danger, palette));
    }
    part<QPushButton>(u"profile.test"_s)->click();
    QApplication::setPalette(darkPalette());
    QCoreApplication::processEvents();
    QCOMPARE(inkOf(result), darkPalette().color(QPalette::PlaceholderText));
    QApplication::setPalette(before);
}

void ProfilesDialogTest::tabGoesDownTheForm()
{
    m_desk->keys.insert(m_desk->add(u"Work"_s).id, u"k"_s); // so that it can be tried
    open();
    auto *form = part<ProfileForm>(u"profileForm"_s);
    field(u"name"_s)->setFocus();
    int lowest = 0;
    QStringList order;
    while (form->isAncestorOf(QApplication::focusWidget())) {
        const QWidget *focused = QApplication::focusWidget();
        order += focused->objectName();
        const int top = focused->mapTo(form, QPoint()).y();
        QVERIFY2(top >= lowest, qPrintable(order.join(u", "_s)));
        lowest = top;
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY2(order.contains(u"profile.interval"_s) && order.constLast() == "profile.careful"_L1,
             qPrintable(order.join(u", "_s)));
}

void ProfilesDialogTest::fitsASmallScreenAndIsNamed()
{
    m_desk->add(u"Work"_s);
    open();
    QVERIFY(m_dialog->minimumSizeHint().height() <= 560);
    QVERIFY2(m_dialog->minimumSizeHint().width() <= 600,
             qPrintable(QString::number(m_dialog->minimumSizeHint().width())));
    m_dialog->resize(m_dialog->minimumSizeHint());
    QCoreApplication::processEvents();
    const auto *area = m_dialog->findChild<QScrollArea *>();
    QVERIFY(area->widget()->minimumSizeHint().width() <= area->viewport()->width());
    for (QComboBox *box : m_dialog->findChildren<QComboBox *>())
        QVERIFY2(isComboNamed(*box), qPrintable(box->objectName()));
    QVERIFY(part<QComboBox>(u"keyPlace"_s)->accessibleDescription().startsWith(u"Where the key is kept"_s));
    for (const QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() ||
            widget->objectName().startsWith(u"qt_"_s)) // a part of a widget of Qt's
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named,
                 qPrintable(widget->objectName() + QLatin1StringView(widget->metaObject()->className())));
    }
}

} // namespace

SANDGLASS_REGISTER_TEST(ProfilesDialogTest)

#include "tst_profilesdialog.moc"
