// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window and real sessions, against two engines and a server that answers too late.
#include "actions/actionset.h"
#include "diagnostics/logbook.h"
#include "engine/enginehost.h"
#include "fakesecrets.h"
#include "profiles/profilebutton.h"
#include "settings/settings.h"
#include "start/connections.h"
#include "store/sandboxstore.h"
#include "support/listening.h"
#include "support/memory.h"
#include "support/scriptedserver.h"
#include "support/testregistry.h"
#include "table/sandboxtable.h"
#include "table/tablepane.h"
#include "theme/profilecolors.h"
#include "window/dashboardpage.h"
#include "window/mainwindow.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// An engine of this process, which is on when this is there.
struct Account
{
    explicit Account(int sandboxes, quint64 seed)
    {
        engine::EngineOptions options;
        options.sandboxes = sandboxes;
        options.seed = seed;
        options.life = false;
        options.requestsPerMinute = 100'000;
        host = std::make_unique<engine::EngineHost>(options);
        QObject::connect(host.get(), &engine::EngineHost::ready, host.get(),
                         [this](const QUrl &address, const QByteArray &secret) {
                             url = address;
                             key = secret;
                         });
        host->start();
        if (!QTest::qWaitFor([this] { return !key.isEmpty(); }))
            qFatal("the engine did not start");
    }

    std::unique_ptr<engine::EngineHost> host;
    QUrl url;
    QByteArray key;
};

class SwitchingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rowsNameAndColourChangeTogether();
    void aLateAnswerOfTheOldAccountIsNeverShown();
    void aLateKeyOfTheOldProfileIsNeverUsed();
    void aLockedStoreIsWaitedForVisibly();
    void whatBecameReadOnlyMeanwhileOpensReadOnly_data();
    void whatBecameReadOnlyMeanwhileOpensReadOnly();
    void whatLeadsElsewhereMeanwhileIsAskedAnew();
    void whatWasRemovedMeanwhileIsNotOpened();
    void aMissingKeyIsAskedForAndKept();
    void theSameProfileAgainChangesNothing();
    void readOnlyCountsAtOnceAndEverywhere();
    void anotherServerReconnects();
    void removingTheOneInUseOpensAnother();
    void waitingDeletionsAskBeforeSwitching();
    void connectingByHandSavesAProfile();
    void switchesLeaveNothing();

private:
    Profile save(const QString &name, const QUrl &url, const QByteArray &key,
                 ProfileColor color = ProfileColor::None)
    {
        Profile profile = m_accounts->fresh(url.toString());
        profile.name = name;
        profile.color = color;
        bool saved = false;
        m_accounts->desk().save(m_accounts->find(profile.id).value_or(profile), profile,
                                QString::fromLatin1(key), this, [&saved](const QString &) { saved = true; });
        if (!QTest::qWaitFor([&saved] { return saved; }))
            qFatal("the profile was not saved");
        return *m_accounts->find(profile.id);
    }
    /// As another window does, of which this one learns when it reads the file again.
    void saveElsewhere(const Profile &profile) const
    {
        Settings elsewhere(m_settings->fileName());
        if (!ProfileStore(elsewhere).save(profile))
            qFatal("the profile was not saved");
    }
    void openWindow()
    {
        m_window = std::make_unique<MainWindow>(*m_settings);
        m_connections = std::make_unique<Connections>(m_clock, m_logbook, *m_accounts, *m_window);
        m_window->show();
    }
    [[nodiscard]] QStringList shownIds() const
    {
        const DashboardPage *page = m_window->dashboardPage();
        QStringList ids;
        if (!page)
            return ids;
        const SandboxStore &store = page->dashboard().store;
        for (int row = 0; row < store.size(); ++row)
            ids << store.at(row).sandbox->id;
        return ids;
    }
    [[nodiscard]] bool shows(int rows) const
    {
        return m_window->dashboardPage() &&
               m_window->dashboardPage()->tablePane().table().model()->rowCount() == rows;
    }
    void press(const QString &id) { m_window->findChild<QAction *>(u"action.profile."_s + id)->trigger(); }
    [[nodiscard]] QRgb frameColor() const
    {
        const QImage picture = m_window->grab().toImage();
        return picture.pixel(picture.width() / 2, picture.height() - 2);
    }

    SystemClock m_clock;
    Logbook m_logbook{m_clock};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::shared_ptr<FakeSecrets::State> m_system;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Connections> m_connections;
};

void SwitchingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_system = std::make_shared<FakeSecrets::State>();
    m_accounts = std::make_unique<Accounts>(
        m_clock, *m_settings, Environment{}, QString(),
        Accounts::Places{std::make_unique<FakeSecrets>(m_system),
                         std::make_unique<FakeSecrets>(std::make_shared<FakeSecrets::State>()),
                         m_folder->path()});
}

void SwitchingTest::cleanup()
{
    m_window.reset();
    m_connections.reset();
    m_accounts.reset();
    m_settings.reset();
}

void SwitchingTest::rowsNameAndColourChangeTogether()
{
    const Account work(5, 1);
    const Account home(3, 2);
    const Profile red = save(u"Work"_s, work.url, work.key, ProfileColor::Red);
    const Profile teal = save(u"Home"_s, home.url, home.key, ProfileColor::Teal);
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(shows(5));
    QVERIFY2(m_window->windowTitle().contains(u"Work"_s), qPrintable(m_window->windowTitle()));
    const QRgb redFrame = profileColor(ProfileColor::Red, m_window->palette()).rgb();
    QCOMPARE(frameColor(), redFrame);
    QCOMPARE(m_window->findChild<ProfileButton *>()->text(), u"Work"_s);
    const QStringList workIds = shownIds();

    // Whenever the title says Home, no row of Work is there.
    bool mixed = false;
    const auto watcher = listen(m_window.get(), &QWidget::windowTitleChanged, [&](const QString &title) {
        for (const QString &id : shownIds())
            mixed = mixed || (title.contains(u"Home"_s) && workIds.contains(id));
    });
    press(teal.id);
    QTRY_VERIFY(shows(3));
    QVERIFY(!mixed);
    QVERIFY(m_window->windowTitle().contains(u"Home"_s));
    QCOMPARE(frameColor(), profileColor(ProfileColor::Teal, m_window->palette()).rgb());
    QCOMPARE(m_accounts->store().lastUsed(), teal.id);
    for (const QString &id : shownIds())
        QVERIFY(!workIds.contains(id));

    press(red.id);
    QTRY_VERIFY(shows(5));
    QCOMPARE(shownIds(), workIds);
}

void SwitchingTest::aLateAnswerOfTheOldAccountIsNeverShown()
{
    // An answer that is being given all the while, and would be whole when it ends.
    const QByteArray late = R"({"data":[{"id":"late","status":"running"}],"has_more":false})";
    ScriptedServer slow;
    slow.setDefault(ScriptedReply::dripping(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + late + ' ', 1ms));
    const QSignalSpy ended(&slow, &ScriptedServer::connectionEnded);
    const Account home(3, 2);
    save(u"Slow"_s, slow.url(), "hopx_live_slow.key");
    const Profile second = save(u"Home"_s, home.url, home.key);
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(!slow.requests().isEmpty());
    press(second.id);
    QTRY_VERIFY(shows(3));
    // Nobody listens to the first account any more, long before its deadline, and no request follows.
    QTRY_COMPARE(ended.size(), slow.connections());
    const qsizetype asked = slow.requests().size();
    slow.setDefault(ScriptedReply::json(late));
    m_window->dashboardPage()->dashboard().poller.pollNow();
    QTRY_VERIFY(m_window->dashboardPage()->dashboard().poller.status().phase == PollStatus::Phase::Waiting);
    QVERIFY(!shownIds().contains(u"late"_s));
    QCOMPARE(slow.requests().size(), asked);
}

void SwitchingTest::aLateKeyOfTheOldProfileIsNeverUsed()
{
    ScriptedServer first;
    first.setDefault(ScriptedReply::hang());
    const Account home(3, 2);
    save(u"First"_s, first.url(), "hopx_live_first.key");
    const Profile second = save(u"Home"_s, home.url, home.key);
    m_system->hold = true;
    openWindow();
    m_connections->openFirst();
    press(second.id);
    QTRY_VERIFY(m_accounts->currentId() == second.id);
    m_system->hold = false;
    m_system->release();
    QTRY_VERIFY(shows(3));
    QVERIFY(first.requests().isEmpty());
    QVERIFY(m_window->windowTitle().contains(u"Home"_s));
}

void SwitchingTest::aLockedStoreIsWaitedForVisibly()
{
    const Account home(3, 2);
    const Profile profile = save(u"Home"_s, home.url, home.key, ProfileColor::Blue);
    m_system->hold = true;
    openWindow();
    m_connections->openFirst();
    // The window is there, says for whom it waits, and the person need not wait.
    auto *enter = m_window->findChild<QPushButton *>(u"waiting.enterKey"_s);
    QVERIFY(enter && enter->isVisible());
    QVERIFY(m_window->windowTitle().contains(u"Home"_s));
    enter->click();
    QTRY_VERIFY(m_window->firstRunPage());
    m_system->hold = false;
    m_system->release();
    QCoreApplication::processEvents();
    QVERIFY2(m_window->firstRunPage(), "a key that comes after all does not take the page away");
    m_connections->open(profile.id);
    QTRY_VERIFY(shows(3));
}

void SwitchingTest::whatBecameReadOnlyMeanwhileOpensReadOnly_data()
{
    QTest::addColumn<bool>("inAnotherWindow");
    QTest::newRow("here") << false;
    QTest::newRow("in another window") << true;
}

void SwitchingTest::whatBecameReadOnlyMeanwhileOpensReadOnly()
{
    QFETCH(const bool, inAnotherWindow);
    const Account home(3, 2);
    Profile profile = save(u"Home"_s, home.url, home.key);
    m_system->hold = true;
    openWindow();
    m_connections->openFirst();
    profile.readOnly = true;
    if (inAnotherWindow)
        saveElsewhere(profile);
    else
        m_accounts->desk().save(*m_accounts->find(profile.id), profile, {}, this, [](const QString &) {});
    m_system->hold = false;
    m_system->release();
    QTRY_VERIFY(shows(3));
    DashboardPage *page = m_window->dashboardPage();
    page->tablePane().table().selectAll();
    QCOMPARE(page->actionSet().selection().size(), 3);
    for (const LifecycleAction action : kAllActions)
        QVERIFY(!page->actionSet().lifecycle(action)->isEnabled());
}

void SwitchingTest::whatLeadsElsewhereMeanwhileIsAskedAnew()
{
    ScriptedServer old;
    old.setDefault(ScriptedReply::hang());
    const Account home(3, 2);
    Profile profile = save(u"Home"_s, old.url(), "hopx_live_old.key");
    m_system->hold = true;
    openWindow();
    m_connections->openFirst();
    profile.baseUrl = profile.keyServer = home.url.toString();
    saveElsewhere(profile);
    m_system->secrets.insert(KeyVault::nameOf(profile), home.key);
    m_system->hold = false;
    m_system->release();
    QTRY_VERIFY(shows(3));
    QVERIFY(old.requests().isEmpty());
}

void SwitchingTest::whatWasRemovedMeanwhileIsNotOpened()
{
    ScriptedServer old;
    old.setDefault(ScriptedReply::hang());
    const Account home(3, 2);
    const Profile first = save(u"Old"_s, old.url(), "hopx_live_old.key");
    save(u"Home"_s, home.url, home.key);
    m_system->hold = true;
    openWindow();
    m_connections->openFirst();
    Settings elsewhere(m_settings->fileName());
    QVERIFY(ProfileStore(elsewhere).remove(first.id));
    m_system->hold = false;
    m_system->release();
    QTRY_VERIFY(shows(3));
    QVERIFY(old.requests().isEmpty());
}

void SwitchingTest::aMissingKeyIsAskedForAndKept()
{
    const Account home(3, 2);
    Profile profile = save(u"Home"_s, home.url, home.key, ProfileColor::Green);
    m_system->secrets.clear(); // somebody removed it there
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(m_window->firstRunPage());
    QCOMPARE(m_window->windowTitle(), u"Sandglass – Home"_s);
    FirstRunPage *page = m_window->firstRunPage();
    QVERIFY(page->findChild<QWidget *>(u"connect.problem"_s)->isVisible());
    QCOMPARE(page->findChild<QLineEdit *>(u"connect.address"_s)->text(), home.url.toString());
    auto *key = page->findChild<QLineEdit *>(u"connect.key"_s);
    key->setText(QString::fromLatin1(home.key));
    QTest::keyClick(key, Qt::Key_Return);
    QTRY_VERIFY(shows(3));
    QTRY_COMPARE(m_system->secrets.value(KeyVault::nameOf(profile)), home.key);
    QCOMPARE(m_accounts->store().profiles().size(), 1);
    QCOMPARE(m_accounts->find(profile.id)->color, ProfileColor::Green);
}

void SwitchingTest::theSameProfileAgainChangesNothing()
{
    const Account home(3, 2);
    const Profile profile = save(u"Home"_s, home.url, home.key);
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(shows(3));
    const DashboardPage *page = m_window->dashboardPage();
    m_connections->open(profile.id);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->dashboardPage(), page);
}

void SwitchingTest::readOnlyCountsAtOnceAndEverywhere()
{
    const Account home(8, 2);
    Profile profile = save(u"Home"_s, home.url, home.key);
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(shows(8));
    DashboardPage *page = m_window->dashboardPage();
    page->tablePane().table().selectAll();
    QVERIFY(page->actionSet().lifecycle(LifecycleAction::Delete)->isEnabled());
    profile.readOnly = true;
    profile.color = ProfileColor::Purple;
    m_accounts->desk().save(m_accounts->find(profile.id).value_or(profile), profile, {}, this,
                            [](const QString &) {});
    QTRY_VERIFY(!page->actionSet().lifecycle(LifecycleAction::Delete)->isEnabled());
    QCOMPARE(m_window->dashboardPage(), page); // no other connection for that
    for (const LifecycleAction action : kAllActions) {
        QVERIFY(!page->actionSet().lifecycle(action)->isEnabled());
        QVERIFY2(page->actionSet().help(action).text.contains(u"read-only"_s),
                 qPrintable(page->actionSet().help(action).text));
    }
    QCOMPARE(frameColor(), profileColor(ProfileColor::Purple, m_window->palette()).rgb());
    profile.readOnly = false;
    m_accounts->desk().save(m_accounts->find(profile.id).value_or(profile), profile, {}, this,
                            [](const QString &) {});
    QTRY_VERIFY(page->actionSet().lifecycle(LifecycleAction::Delete)->isEnabled());
}

void SwitchingTest::anotherServerReconnects()
{
    const Account old(5, 1);
    const Account fresh(3, 2);
    Profile profile = save(u"Home"_s, old.url, old.key);
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(shows(5));
    profile.baseUrl = fresh.url.toString();
    m_accounts->desk().save(m_accounts->find(profile.id).value_or(profile), profile,
                            QString::fromLatin1(fresh.key), this, [](const QString &) {});
    QTRY_VERIFY(shows(3));
    QCOMPARE(m_window->dashboardPage()->dashboard().server, fresh.url);
}

void SwitchingTest::removingTheOneInUseOpensAnother()
{
    const Account work(5, 1);
    const Account home(3, 2);
    const Profile first = save(u"Work"_s, work.url, work.key);
    save(u"Home"_s, home.url, home.key);
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(shows(5));
    m_accounts->desk().remove(first.id);
    QTRY_VERIFY(shows(3));
    QVERIFY(m_window->windowTitle().contains(u"Home"_s));
}

void SwitchingTest::waitingDeletionsAskBeforeSwitching()
{
    const Account work(5, 1);
    const Account home(3, 2);
    save(u"Work"_s, work.url, work.key);
    const Profile second = save(u"Home"_s, home.url, home.key);
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(shows(5));
    const QString doomed = shownIds().constFirst();
    m_window->dashboardPage()->dashboard().deletions.schedule({doomed});
    press(second.id);
    QTRY_VERIFY(m_window->findChild<QMessageBox *>(u"farewell"_s));
    QVERIFY(shows(5));
    QVERIFY(m_window->windowTitle().contains(u"Work"_s));
    auto *box = m_window->findChild<QMessageBox *>(u"farewell"_s);
    for (QAbstractButton *button : box->buttons()) {
        if (box->buttonRole(button) == QMessageBox::AcceptRole)
            button->click();
    }
    QTRY_VERIFY(shows(3));
}

void SwitchingTest::connectingByHandSavesAProfile()
{
    const Account home(3, 2);
    openWindow();
    m_connections->enterKey();
    FirstRunPage *page = m_window->firstRunPage();
    QVERIFY(page);
    page->setAddress(home.url.toString());
    auto *key = page->findChild<QLineEdit *>(u"connect.key"_s);
    QTest::keyClicks(key, QString::fromLatin1(home.key));
    QVERIFY(m_system->log.contains(u"probe"_s));
    QTest::keyClick(key, Qt::Key_Return);
    QTRY_VERIFY(shows(3));
    QTRY_COMPARE(m_accounts->store().profiles().size(), 1);
    const Profile saved = m_accounts->store().profiles().constFirst();
    QCOMPARE(saved.name, home.url.authority());
    QTRY_COMPARE(m_system->secrets.value(KeyVault::nameOf(saved)), home.key);
    QCOMPARE(m_accounts->currentId(), saved.id);
    QCOMPARE(m_accounts->store().lastUsed(), saved.id);
}

/// SANDGLASS_SWITCHES=5000 for the long form. Each ends a session with its thread, its connections, its
/// models and its whole page, and begins another.
void SwitchingTest::switchesLeaveNothing()
{
    constexpr int kBefore = 40;               // what is made once is there then
    constexpr int kMostMilliseconds = 60'000; // hours beside something else have seconds without a turn
    const int switches = timesFrom("SANDGLASS_SWITCHES", 60);
    const Account work(5, 1);
    const Account home(3, 2);
    const Profile first = save(u"Work"_s, work.url, work.key, ProfileColor::Red);
    const Profile second = save(u"Home"_s, home.url, home.key, ProfileColor::Teal);
    // What is kept of so many events that it is bounded is full, and has all the room it ever takes.
    for (int i = 0; i < 3 * EventTrail::kMost; ++i)
        m_logbook.events.add(EventKind::Answer, EventLevel::Note, u"event %1"_s.arg(i), QString(100, u'.'));
    openWindow();
    m_connections->openFirst();
    QTRY_VERIFY(shows(5));
    const auto switchTimes = [&](int count) {
        for (int i = 0; i < count; ++i) {
            const bool there = i % 2 == 0;
            press(there ? second.id : first.id);
            if (!QTest::qWaitFor([&] { return shows(there ? 3 : 5); }, kMostMilliseconds)) {
                qWarning("switch %d of %d did not show its rows", i + 1, count);
                return false;
            }
        }
        m_system->log = {}; // the test's own
        return true;
    };
    QVERIFY(switchTimes(kBefore));
    const qint64 before = allocatedBytes();
    QVERIFY(switchTimes(switches));
    const qint64 grown = allocatedBytes() - before;
    qInfo("%d switches, %lld bytes more", switches, static_cast<long long>(grown));
    QVERIFY2(grown < 64 * 1024, qPrintable(u"%1 bytes more after %2 switches"_s.arg(grown).arg(switches)));
}

} // namespace

SANDGLASS_REGISTER_TEST(SwitchingTest)

#include "tst_switching.moc"
