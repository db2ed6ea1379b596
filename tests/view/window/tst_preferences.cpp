// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "actions/actionconfirmation.h"
#include "bulk/plansilence.h"
#include "dashboardfixture.h"
#include "preferences/preferencesdialog.h"
#include "window/mainwindow.h"
#include "windowtests.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

class PreferencesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aSilencedQuestionCanBeRestored();
    void theDemosQuestionIsApart();
    void silencedPlansCanBeRestored();
    void themesAreAskedForAndFollowed();
    void opensOnce();

private:
    PreferencesDialog *open()
    {
        m_window->findChild<QAction *>(u"action.preferences"_s)->trigger();
        return m_window->findChild<PreferencesDialog *>(u"preferences"_s);
    }

    std::unique_ptr<DashboardFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

void PreferencesTest::init()
{
    m_fixture = std::make_unique<DashboardFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->settings);
    m_window->show();
}

void PreferencesTest::cleanup()
{
    m_window.reset();
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
         {LifecycleAction::Start, LifecycleAction::Pause, LifecycleAction::Resume})
        QVERIFY(!isPlanWanted(action, m_fixture->settings, false));
    QVERIFY(isPlanWanted(LifecycleAction::Pause, m_fixture->settings, true));
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

} // namespace

namespace sandglass::test {

std::unique_ptr<QObject> makePreferencesTest()
{
    return std::make_unique<PreferencesTest>();
}

} // namespace sandglass::test

#include "tst_preferences.moc"
