// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesecrets.h"
#include "profiles/accounts.h"
#include "settings/settings.h"
#include "support/testregistry.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

constexpr auto kKey = "hopx_live_abcdefghijkl.secretpart";

class AccountsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void withNothingThereIsTheDemo();
    void theEnvironmentCountsFirst();
    void anAddressAloneFindsTheSavedProfile();
    void theLastUsedComesBack();

    void savingKeepsTheKeyOutOfTheSettings();
    void aStoreThatRefusesIsToldAndTheKeyStaysInMemory();
    void rubbishIsNoKey();
    void aKeyMovesWithItsProfile();
    void aKeyThatCannotMoveIsTold();
    void anotherServerIsAnnouncedWhenAllIsInPlace();
    void changingTheColourReconnectsNothing();
    void removingRemovesTheKey();
    void removedWhileTheStoreThinks();
    void movedWhileTheStoreThinks();
    void aKeyTheStoreRefusedAfterAnotherLeavesNone();
    void aKeyThatStaysBehindIsTold();
    void anotherAddressNeedsAnotherKey();
    void aCheckSendsNoKeyElsewhere();
    void twoWindowsAndOneKeyEach();
    void anEarlierVersionsKeyIsStillRead();
    void anEarlierVersionsKeyMayBeFiledAlready();
    void answersStopWithTheirContext();
    void whatIsNotKeptIsToldWithoutItsWindow();

    void importsFromTheCli();
    void keysFoundAreForgottenWithTheWindow();
    void keysFoundForAWindowThatIsGoneAreNotKept();

private:
    void open(const QString &baseUrl = {});
    [[nodiscard]] Profile made(const QString &name, KeyPlace place = KeyPlace::SecretStore) const
    {
        Profile profile = m_accounts->fresh(u"https://api.hopx.dev"_s);
        profile.name = name;
        profile.keyPlace = place;
        return profile;
    }
    QString save(const Profile &profile, const QString &key = {})
    {
        std::optional<QString> told;
        m_accounts->desk().save(m_accounts->find(profile.id).value_or(profile), profile, key, this,
                                [&](const QString &problem) { told = problem; });
        return QTest::qWaitFor([&] { return told.has_value(); }) ? *told : u"it never answered"_s;
    }
    [[nodiscard]] const Profile *saved(const QString &id) const { return m_accounts->store().find(id); }
    void writeCli(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    CliCandidates findCli(QObject *context)
    {
        std::optional<CliCandidates> found;
        m_accounts->desk().findCliProfiles(context, [&](const CliCandidates &all) { found = all; });
        return QTest::qWaitFor([&] { return found.has_value(); }) ? *found : CliCandidates{};
    }

    /// What is told in the end; nullopt where nothing is.
    std::optional<QString> importCli(const QStringList &names, QObject *context)
    {
        std::optional<QString> told;
        m_accounts->desk().importCliProfiles(names, KeyPlace::SecretStore, context,
                                             [&](const QString &problem) { told = problem; });
        static_cast<void>(QTest::qWaitFor([&] { return told.has_value(); }));
        return told;
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::shared_ptr<FakeSecrets::State> m_system;
    std::shared_ptr<FakeSecrets::State> m_cli;
    std::unique_ptr<Accounts> m_accounts;
};

void AccountsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_system = std::make_shared<FakeSecrets::State>();
    m_cli = std::make_shared<FakeSecrets::State>();
    qunsetenv("HOPX_API_KEY");
    qunsetenv("HOPX_BASE_URL");
    open();
}

void AccountsTest::cleanup()
{
    m_accounts.reset();
    m_settings.reset();
    qunsetenv("HOPX_BASE_URL");
}

void AccountsTest::open(const QString &baseUrl)
{
    m_accounts.reset();
    m_settings.reset(); // writes the rest
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_accounts =
        std::make_unique<Accounts>(m_clock, *m_settings, Environment::take(), baseUrl,
                                   Accounts::Places{std::make_unique<FakeSecrets>(m_system),
                                                    std::make_unique<FakeSecrets>(m_cli), m_folder->path()});
}

void AccountsTest::withNothingThereIsTheDemo()
{
    QCOMPARE(m_accounts->known().size(), 1);
    QCOMPARE(m_accounts->first().id, kDemoProfileId);
    QVERIFY(!m_accounts->fromEnvironment());
    m_accounts->setCurrent(kDemoProfileId);
    QCOMPARE(m_accounts->store().lastUsed(), QString());
}

void AccountsTest::theEnvironmentCountsFirst()
{
    Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    m_accounts->setCurrent(work.id);
    qputenv("HOPX_API_KEY", kKey);
    qputenv("HOPX_BASE_URL", "https://api-eu.hopx.dev/v1/");
    open();
    QVERIFY(!qEnvironmentVariableIsSet("HOPX_API_KEY"));
    QCOMPARE(m_accounts->first().id, kEnvironmentProfileId);
    QCOMPARE(m_accounts->first().baseUrl, u"https://api-eu.hopx.dev"_s);
    QCOMPARE(m_accounts->known().size(), 3);
    qputenv("HOPX_API_KEY", kKey);
    open(u"http://127.0.0.1:9"_s);
    QCOMPARE(m_accounts->first().baseUrl, u"http://127.0.0.1:9"_s);

    // A saved profile that means the same brings its care along.
    work.keyPlace = KeyPlace::Environment;
    work.baseUrl = u"https://api-eu.hopx.dev"_s;
    save(work);
    qputenv("HOPX_API_KEY", kKey);
    open();
    QCOMPARE(m_accounts->first().id, work.id);
}

void AccountsTest::anAddressAloneFindsTheSavedProfile()
{
    Profile local = made(u"Local"_s);
    local.baseUrl = u"http://127.0.0.1:8080"_s;
    save(local, QString::fromLatin1(kKey));
    open(u"127.0.0.1:8080"_s);
    QCOMPARE(m_accounts->first().id, kEnvironmentProfileId); // https is another server
    open(u"http://127.0.0.1:8080/v1"_s);
    QCOMPARE(m_accounts->first().id, local.id);
}

void AccountsTest::theLastUsedComesBack()
{
    const Profile a = made(u"A"_s);
    const Profile b = made(u"B"_s);
    save(a);
    save(b);
    QCOMPARE(m_accounts->first().id, a.id);
    QSignalSpy changed(m_accounts.get(), &Accounts::changed);
    m_accounts->setCurrent(b.id);
    m_accounts->setCurrent(b.id);
    QCOMPARE(changed.count(), 1);
    m_accounts->setCurrent(kDemoProfileId);
    open();
    QCOMPARE(m_accounts->first().id, b.id);
    QCOMPARE(m_accounts->fresh(u"https://api.hopx.dev"_s).name, u"api.hopx.dev"_s);
}

void AccountsTest::savingKeepsTheKeyOutOfTheSettings()
{
    const Profile work = made(u"Work"_s);
    QVERIFY(!m_accounts->desk().hasKey(work));
    QCOMPARE(save(work, u" export HOPX_API_KEY='%1' "_s.arg(QLatin1StringView(kKey))), QString());
    QCOMPARE(m_system->secrets.value(KeyVault::nameOf(work)), QByteArray(kKey));
    QVERIFY(saved(work.id)->keyKept);
    QVERIFY(m_accounts->desk().hasKey(*saved(work.id)));
    QVERIFY(m_settings->writeNow());
    QFile file(m_settings->fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("Work"));
    QVERIFY(!content.contains("secretpart"));
    QVERIFY(!content.contains("hopx_live"));

    // Saved once more without a key, it keeps the one it has.
    QCOMPARE(save(*saved(work.id)), QString());
    QVERIFY(saved(work.id)->keyKept);
    QCOMPARE(m_system->secrets.value(KeyVault::nameOf(work)), QByteArray(kKey));
}

void AccountsTest::aStoreThatRefusesIsToldAndTheKeyStaysInMemory()
{
    m_system->problem = SecretProblem{SecretProblem::Kind::Refused, u"The store said no."_s};
    const Profile work = made(u"Work"_s);
    const QString told = save(work, QString::fromLatin1(kKey));
    QVERIFY2(told.contains(u"The store said no."_s) && told.contains(u"memory"_s), qPrintable(told));
    // The profile says what is so.
    QCOMPARE(saved(work.id)->keyPlace, KeyPlace::Session);
    QVERIFY(m_accounts->desk().hasKey(*saved(work.id)));
    QVERIFY(!saved(work.id)->keyKept);
}

void AccountsTest::rubbishIsNoKey()
{
    const Profile work = made(u"Work"_s);
    QVERIFY(!save(work, u"kéy with ü"_s).isEmpty());
    QVERIFY(!saved(work.id));
    QVERIFY(m_system->log.isEmpty());
}

void AccountsTest::aKeyMovesWithItsProfile()
{
    Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    work = *saved(work.id);
    work.keyPlace = KeyPlace::Session;
    QCOMPARE(save(work), QString());
    QVERIFY(m_system->secrets.isEmpty());
    QVERIFY(m_accounts->desk().hasKey(*saved(work.id)));
    work = *saved(work.id);
    work.keyPlace = KeyPlace::SecretStore;
    QCOMPARE(save(work), QString());
    QCOMPARE(m_system->secrets.value(KeyVault::nameOf(work)), QByteArray(kKey));
    work = *saved(work.id);
    work.keyPlace = KeyPlace::Environment;
    QCOMPARE(save(work), QString());
    QVERIFY(m_system->secrets.isEmpty());
    QVERIFY(!saved(work.id)->keyKept);
}

void AccountsTest::aKeyThatCannotMoveIsTold()
{
    Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    m_system->secrets.clear(); // somebody removed it there
    work = *saved(work.id);
    work.keyPlace = KeyPlace::Session;
    const QString told = save(work);
    QVERIFY2(told.contains(u"without its key"_s), qPrintable(told));
    QCOMPARE(saved(work.id)->keyPlace, KeyPlace::Session);
    QVERIFY(!m_accounts->desk().hasKey(*saved(work.id)));
}

void AccountsTest::anotherServerIsAnnouncedWhenAllIsInPlace()
{
    Profile work = made(u"Work"_s);
    QSignalSpy elsewhere(&m_accounts->desk(), &AccountDesk::connectionChanged);
    save(work, QString::fromLatin1(kKey));
    QCOMPARE(elsewhere.count(), 0); // it was never anywhere before
    work = *saved(work.id);
    work.baseUrl = u"https://other.example"_s;
    m_system->hold = true;
    m_accounts->desk().save(m_accounts->find(work.id).value_or(work), work, u"hopx_live_new.key"_s, this,
                            [](const QString &) {});
    QTRY_COMPARE(saved(work.id)->baseUrl, u"https://other.example"_s);
    QCoreApplication::processEvents();
    // The old key must not go to the new server.
    QCOMPARE(elsewhere.count(), 0);
    m_system->hold = false;
    m_system->release();
    QTRY_COMPARE(elsewhere.count(), 1);
    QCOMPARE(elsewhere.at(0).at(0).toString(), work.id);
    QCOMPARE(m_system->secrets.value(KeyVault::nameOf(work)), "hopx_live_new.key");
}

void AccountsTest::changingTheColourReconnectsNothing()
{
    Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    QSignalSpy elsewhere(&m_accounts->desk(), &AccountDesk::connectionChanged);
    QSignalSpy changed(m_accounts.get(), &Accounts::changed);
    work = *saved(work.id);
    work.color = ProfileColor::Red;
    work.readOnly = true;
    save(work);
    QCOMPARE(elsewhere.count(), 0);
    QVERIFY(changed.count() > 0);
    QCOMPARE(m_accounts->find(work.id)->color, ProfileColor::Red);
}

void AccountsTest::removingRemovesTheKey()
{
    const Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    m_accounts->desk().remove(work.id);
    QVERIFY(!saved(work.id));
    QVERIFY(m_system->secrets.isEmpty());
    m_accounts->desk().remove(work.id);
}

void AccountsTest::removedWhileTheStoreThinks()
{
    m_system->hold = true;
    const Profile work = made(u"Work"_s);
    m_accounts->desk().save(m_accounts->find(work.id).value_or(work), work, QString::fromLatin1(kKey), this,
                            [](const QString &) {});
    QVERIFY(saved(work.id));
    m_accounts->desk().remove(work.id);
    m_system->hold = false;
    m_system->release();
    QCoreApplication::processEvents();
    QVERIFY(!saved(work.id));
    QVERIFY(m_system->secrets.isEmpty());
}

void AccountsTest::movedWhileTheStoreThinks()
{
    m_system->hold = m_system->slow = true;
    const Profile work = made(u"Work"_s);
    m_accounts->desk().save(m_accounts->find(work.id).value_or(work), work, QString::fromLatin1(kKey), this,
                            [](const QString &) {});
    Profile moved = work;
    moved.keyPlace = KeyPlace::Session;
    m_accounts->desk().save(m_accounts->find(moved.id).value_or(moved), moved, {}, this,
                            [](const QString &) {});
    m_system->hold = m_system->slow = false;
    m_system->release();
    QTRY_VERIFY(m_accounts->desk().hasKey(*saved(work.id)));
    QCOMPARE(saved(work.id)->keyPlace, KeyPlace::Session);
    QTRY_VERIFY(m_system->waiting.empty());
    QVERIFY2(m_system->secrets.isEmpty(), "against the wish it would be there");
}

void AccountsTest::aKeyTheStoreRefusedAfterAnotherLeavesNone()
{
    Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    m_system->locked = true; // and the question for its password is dismissed
    QVERIFY(!save(*saved(work.id), u"hopx_live_new.key"_s).isEmpty());
    QCOMPARE(saved(work.id)->keyPlace, KeyPlace::Session);
    m_accounts->desk().remove(work.id);
    QCoreApplication::processEvents();
    QVERIFY(!m_system->secrets.isEmpty());
    m_system->locked = false;
    open(); // the next start
    QTRY_VERIFY(m_system->secrets.isEmpty());
}

void AccountsTest::aKeyThatStaysBehindIsTold()
{
    const Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    QSignalSpy left(&m_accounts->desk(), &AccountDesk::keyLeft);
    m_system->locked = true;
    m_accounts->desk().remove(work.id);
    QTRY_COMPARE(left.size(), 1);
    const QString text = left.at(0).at(0).toString();
    QVERIFY2(text.contains(u"locked"_s) && text.contains(u"Work"_s), qPrintable(text));
    m_system->locked = false;
    const Profile home = made(u"Home"_s);
    save(home, QString::fromLatin1(kKey));
    m_accounts->desk().remove(home.id);
    QTRY_VERIFY(m_system->waiting.empty());
    QCOMPARE(left.size(), 1);
}

void AccountsTest::anotherAddressNeedsAnotherKey()
{
    Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    Profile elsewhere = *saved(work.id);
    elsewhere.baseUrl = u"https://other.example"_s;
    const QString told = save(elsewhere);
    QVERIFY2(told.contains(u"https://api.hopx.dev"_s) && told.contains(u"https://other.example"_s),
             qPrintable(told));
    QVERIFY(!m_accounts->desk().hasKey(*saved(work.id)));
    QVERIFY(m_system->secrets.isEmpty());
    QCOMPARE(save(*saved(work.id), u"hopx_live_other.key"_s), QString());
    QVERIFY(m_accounts->desk().hasKey(*saved(work.id)));
    QCOMPARE(m_system->secrets.value(KeyVault::nameOf(elsewhere)), "hopx_live_other.key");
}

void AccountsTest::aCheckSendsNoKeyElsewhere()
{
    const Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    m_system->log.clear();
    Profile elsewhere = *saved(work.id);
    elsewhere.baseUrl = u"https://other.example"_s;
    std::optional<ProfileCheck> check;
    m_accounts->desk().check(elsewhere, {}, this, [&](const ProfileCheck &answer) { check = answer; });
    QTRY_VERIFY(check);
    QVERIFY(!check->good);
    QVERIFY2(check->text.contains(u"https://api.hopx.dev"_s), qPrintable(check->text));
    QCOMPARE(m_system->log, QStringList());
}

/// Each with settings of its own, as two processes have them.
void AccountsTest::twoWindowsAndOneKeyEach()
{
    const Profile work = made(u"Work"_s);
    save(work, QString::fromLatin1(kKey));
    const Profile old = *saved(work.id);
    Settings otherSettings(m_settings->fileName());
    Accounts other(m_clock, otherSettings, {}, {},
                   Accounts::Places{std::make_unique<FakeSecrets>(m_system),
                                    std::make_unique<FakeSecrets>(m_cli), m_folder->path()});
    Profile moved = *other.find(work.id);
    moved.baseUrl = u"https://b.example"_s;
    bool done = false;
    other.desk().save(*other.find(moved.id), moved, u"hopx_live_for.b"_s, this,
                      [&](const QString &) { done = true; });
    QTRY_VERIFY(done);

    // What this window knows is old: the other server's key is not to be had with it.
    QCOMPARE(*saved(work.id), old);
    std::optional<tl::expected<ApiKey, SecretProblem>> answer;
    const RequestHandle read = m_accounts->vault().read(old, [&](const auto &one) { answer = one; });
    QTRY_VERIFY(answer);
    QVERIFY(!answer->has_value());

    Profile red = old;
    red.color = ProfileColor::Red;
    QCOMPARE(save(red), QString());
    QCOMPARE(saved(work.id)->baseUrl, u"https://b.example"_s);
    QCOMPARE(saved(work.id)->color, ProfileColor::Red);
    QVERIFY(m_accounts->desk().hasKey(*saved(work.id)));
    // Nor is the address of a form that was filled in before, whatever was read since.
    Profile careful = old;
    careful.careful = true;
    bool isSaved = false;
    m_accounts->desk().save(old, careful, {}, this, [&](const QString &) { isSaved = true; });
    QTRY_VERIFY(isSaved);
    QCOMPARE(saved(work.id)->baseUrl, u"https://b.example"_s);
    QVERIFY(saved(work.id)->careful && saved(work.id)->keyKept);
    QVERIFY(m_accounts->desk().hasKey(*saved(work.id)));
    open();
    QCOMPARE(saved(work.id)->baseUrl, u"https://b.example"_s);
    QCOMPARE(saved(work.id)->color, ProfileColor::Red);

    // A key is for the server that was seen when it was typed.
    moved = *other.find(work.id);
    moved.baseUrl = u"https://c.example"_s;
    const Profile seen = *saved(work.id);
    other.desk().save(*other.find(moved.id), moved, {}, this, [](const QString &) {});
    QCOMPARE(save(seen, u"hopx_live_for.b2"_s), QString());
    QCOMPARE(m_system->secrets, (QHash<QString, QByteArray>{{KeyVault::nameOf(seen), "hopx_live_for.b2"}}));
}

void AccountsTest::anEarlierVersionsKeyIsStillRead()
{
    m_settings->setValue(u"profiles/p1/name"_s, u"Work"_s);
    m_settings->setValue(u"profiles/p1/baseUrl"_s, u"https://api.hopx.dev"_s);
    m_settings->setValue(u"profiles/p1/keyKept"_s, true);
    m_system->secrets.insert(u"p1"_s, kKey);
    open();
    std::optional<tl::expected<ApiKey, SecretProblem>> answer;
    const RequestHandle read =
        m_accounts->vault().read(*saved(u"p1"_s), [&](const auto &one) { answer = one; });
    QTRY_VERIFY(answer);
    QCOMPARE((*answer)->secret(), QByteArray(kKey));
    QTRY_COMPARE(saved(u"p1"_s)->keyServer, u"https://api.hopx.dev"_s);
    QTRY_COMPARE(m_system->secrets, (QHash<QString, QByteArray>{{KeyVault::nameOf(*saved(u"p1"_s)), kKey}}));
}

/// As after a start at which the settings could not be written.
void AccountsTest::anEarlierVersionsKeyMayBeFiledAlready()
{
    m_settings->setValue(u"profiles/p1/name"_s, u"Work"_s);
    m_settings->setValue(u"profiles/p1/baseUrl"_s, u"https://api.hopx.dev"_s);
    m_settings->setValue(u"profiles/p1/keyKept"_s, true);
    open();
    m_system->secrets.insert(KeyVault::nameOf(*saved(u"p1"_s)), kKey);
    std::optional<tl::expected<ApiKey, SecretProblem>> answer;
    const RequestHandle read =
        m_accounts->vault().read(*saved(u"p1"_s), [&](const auto &one) { answer = one; });
    QTRY_VERIFY(answer);
    QVERIFY(answer->has_value());
    QCOMPARE((*answer)->secret(), QByteArray(kKey));
    QTRY_COMPARE(saved(u"p1"_s)->keyServer, u"https://api.hopx.dev"_s);
}

void AccountsTest::answersStopWithTheirContext()
{
    int answers = 0;
    {
        QObject window;
        m_accounts->desk().save({}, made(u"A"_s), {}, &window, [&](const QString &) { ++answers; });
        m_accounts->desk().save({}, made(u"B"_s), QString::fromLatin1(kKey), &window,
                                [&](const QString &) { ++answers; });
        m_accounts->desk().probeSecretStore(&window, [&](const QString &) { ++answers; });
        m_accounts->desk().findCliProfiles(&window, [&](const CliCandidates &) { ++answers; });
        m_accounts->desk().check(made(u"C"_s), {}, &window, [&](const ProfileCheck &) { ++answers; });
    }
    QTRY_COMPARE(m_accounts->store().profiles().size(), 2);
    QTRY_VERIFY(!m_system->secrets.isEmpty());
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void AccountsTest::whatIsNotKeptIsToldWithoutItsWindow()
{
    QSignalSpy told(&m_accounts->desk(), &AccountDesk::notKept);
    m_system->problem = SecretProblem{SecretProblem::Kind::Refused, u"The store said no."_s};
    m_system->hold = true;
    {
        QObject window;
        m_accounts->desk().save({}, made(u"A"_s), QString::fromLatin1(kKey), &window,
                                [](const QString &) { QFAIL("the window is gone"); });
    }
    m_system->hold = false;
    m_system->release();
    QTRY_COMPARE(told.size(), 1);
    QVERIFY(told.at(0).at(0).toString().contains(u"The store said no."_s));
}

void AccountsTest::importsFromTheCli()
{
    writeCli(u"config.yaml"_s,
             "default_profile: work\n"
             "profiles:\n"
             "  default: {api_key: '${HOPX_OTHER_KEY}', base_url: https://api-eu.hopx.dev/v1}\n"
             "  work: {api_key: hopx_live_file.key}\n"
             "  empty: {}\n");
    m_cli->secrets.insert(u"empty:api_key"_s, "hopx_live_ring.key");
    save(made(u"Work"_s));
    QObject window;
    const CliCandidates found = findCli(&window);
    QStringList lines;
    for (const CliCandidate &one : found.profiles)
        lines << u"%1 %2 %3 %4"_s.arg(one.name, one.baseUrl, one.hasKey ? u"key"_s : u"-"_s, one.keyVariable);
    QCOMPARE(lines, (QStringList{u"work https://api.hopx.dev key "_s,
                                 u"default https://api-eu.hopx.dev - HOPX_OTHER_KEY"_s,
                                 u"empty https://api.hopx.dev key "_s}));
    QCOMPARE(found.folder, m_folder->path());

    const std::optional<QString> told = importCli({u"work"_s, u"default"_s, u"empty"_s}, &window);
    QVERIFY(told);
    QCOMPARE(*told, QString());
    const QVector<Profile> &all = m_accounts->store().profiles();
    QCOMPARE(all.size(), 4);
    QCOMPARE(all.at(1).name, u"work 2"_s); // "Work" is taken
    QCOMPARE(m_system->secrets.value(KeyVault::nameOf(all.at(1))), "hopx_live_file.key");
    QCOMPARE(all.at(2).keyPlace, KeyPlace::Environment);
    QCOMPARE(all.at(2).keyVariable, u"HOPX_OTHER_KEY"_s);
    QCOMPARE(m_system->secrets.value(KeyVault::nameOf(all.at(3))), "hopx_live_ring.key");
    // Found again, two of them are known.
    int known = 0;
    for (const CliCandidate &one : findCli(&window).profiles)
        known += one.isKnown;
    QCOMPARE(known, 2);
    QVERIFY(std::all_of(m_cli->log.begin(), m_cli->log.end(),
                        [](const QString &line) { return line.startsWith(u"read "_s); }));
}

void AccountsTest::keysFoundAreForgottenWithTheWindow()
{
    writeCli(u"config.yaml"_s, "work: {api_key: hopx_live_file.key}\n");
    {
        QObject window;
        QCOMPARE(findCli(&window).profiles.size(), 1);
    }
    QObject other;
    QVERIFY(importCli({u"work"_s}, &other));
    QVERIFY(m_accounts->store().profiles().isEmpty());
}

void AccountsTest::keysFoundForAWindowThatIsGoneAreNotKept()
{
    writeCli(u"config.yaml"_s, "work: {api_key: hopx_live_file.key}\n");
    m_cli->hold = true;
    {
        QObject window;
        m_accounts->desk().findCliProfiles(&window, [](const CliCandidates &) {});
        QTRY_VERIFY(!m_cli->log.isEmpty());
    }
    m_cli->hold = false;
    m_cli->release();
    QObject other;
    QVERIFY(importCli({u"work"_s}, &other));
    QVERIFY(m_accounts->store().profiles().isEmpty());
}

} // namespace

SANDGLASS_REGISTER_TEST(AccountsTest)

#include "tst_accounts.moc"
