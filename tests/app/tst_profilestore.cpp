// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilestore.h"
#include "settings/settings.h"
#include "support/testregistry.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Profile made(const QString &id, const QString &name)
{
    Profile profile;
    profile.id = id;
    profile.name = name;
    profile.baseUrl = u"https://api.hopx.dev"_s;
    return profile;
}

QStringList namesOf(const ProfileStore &store)
{
    QStringList names;
    for (const Profile &profile : store.profiles())
        names << profile.name;
    return names;
}

class ProfileStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup()
    {
        m_store.reset();
        m_settings.reset(); // writes the rest, for which it would make the folder anew
        m_folder.reset();
    }

    void everythingComesBack();
    void savedBeforeTheCallReturns();
    void orderIsKept();
    void removingTakesItsViewsAlong();
    void lastUsedIsOneThatExists();
    void whatIsNoProfileIsNone();
    void whatAnotherProgramRemovedIsSavedWhole();
    void anotherWindowsChangesAreNotUndone();
    void theServerOfTheKeyIsKeptWithIt();
    void onlyWhatWasChangedIsTaken();
    void strangeValuesBecomeDefaults();
    void problems_data();
    void problems();
    void namesAreFree();
    void colorsHaveWordsAndNames();

private:
    void open()
    {
        m_store.reset();
        m_settings.reset(); // writes the rest
        m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
        m_store = std::make_unique<ProfileStore>(*m_settings);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<ProfileStore> m_store;
};

void ProfileStoreTest::everythingComesBack()
{
    Profile full = made(ProfileStore::newId(), u"Work, \"prod\"; ü=1"_s);
    full.baseUrl = u"https://api-eu.hopx.dev"_s;
    full.color = ProfileColor::Red;
    full.readOnly = true;
    full.careful = true;
    full.pollInterval = 30s;
    full.keyPlace = KeyPlace::Environment;
    full.keyVariable = u"HOPX_WORK"_s;
    const Profile plain = made(ProfileStore::newId(), u"Plain"_s);
    QVERIFY(full.id != plain.id);
    QVERIFY(!full.id.contains(u'/'));
    QSignalSpy changed(m_store.get(), &ProfileStore::changed);
    QVERIFY(m_store->save(full));
    QVERIFY(m_store->save(plain));
    QCOMPARE(changed.count(), 2);
    open();
    QCOMPARE(m_store->profiles(), (QVector<Profile>{full, plain}));

    Profile edited = full;
    edited.pollInterval.reset();
    edited.readOnly = false;
    edited.name = u"Renamed"_s;
    QVERIFY(m_store->save(edited));
    open();
    QCOMPARE(m_store->profiles(), (QVector<Profile>{edited, plain}));
}

void ProfileStoreTest::savedBeforeTheCallReturns()
{
    m_store->save(made(u"a"_s, u"Here at once"_s));
    QFile file(m_settings->fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("Here at once"));
}

void ProfileStoreTest::orderIsKept()
{
    for (const QString &name : {u"A"_s, u"B"_s, u"C"_s})
        m_store->save(made(name.toLower(), name));
    QVERIFY(m_store->move(u"c"_s, 0));
    QCOMPARE(namesOf(*m_store), (QStringList{u"C"_s, u"A"_s, u"B"_s}));
    QVERIFY(m_store->move(u"c"_s, 7)); // nowhere
    QVERIFY(m_store->move(u"none"_s, 0));
    m_store->save(made(u"a"_s, u"A2"_s));
    open();
    QCOMPARE(namesOf(*m_store), (QStringList{u"C"_s, u"A2"_s, u"B"_s}));
}

void ProfileStoreTest::removingTakesItsViewsAlong()
{
    m_store->save(made(u"a"_s, u"A"_s));
    m_store->save(made(u"ab"_s, u"AB"_s));
    m_settings->setValue(u"profiles/a/view/columns"_s, 1);
    m_settings->setValue(u"profiles/ab/view/columns"_s, 2);
    m_settings->setValue(u"other"_s, 3);
    QVERIFY(m_store->remove(u"a"_s));
    QVERIFY(m_store->remove(u"a"_s));
    open();
    QCOMPARE(namesOf(*m_store), QStringList{u"AB"_s});
    QVERIFY(!m_settings->contains(u"profiles/a/view/columns"_s));
    QCOMPARE(m_settings->value(u"profiles/ab/view/columns"_s).toInt(), 2);
    QCOMPARE(m_settings->value(u"other"_s).toInt(), 3);
}

void ProfileStoreTest::lastUsedIsOneThatExists()
{
    QCOMPARE(m_store->lastUsed(), QString());
    m_store->save(made(u"a"_s, u"A"_s));
    m_store->setLastUsed(u"a"_s);
    open();
    QCOMPARE(m_store->lastUsed(), u"a"_s);
    m_store->remove(u"a"_s);
    QCOMPARE(m_store->lastUsed(), QString());
    m_store->setLastUsed(u"b"_s);
    QCOMPARE(m_store->lastUsed(), QString());
}

void ProfileStoreTest::whatIsNoProfileIsNone()
{
    // The demo's columns are remembered beside the profiles, and one profile is missing in the order.
    m_store->save(made(u"a"_s, u"A"_s));
    m_settings->setValue(u"profiles/demo/view/columns"_s, 1);
    m_settings->setValue(u"profiles/lost/name"_s, u"Lost"_s);
    m_settings->setValue(u"profiles/lost/baseUrl"_s, u"https://api.hopx.dev/v1/"_s);
    m_settings->setValue(u"profileOrder"_s, QStringList{u"never"_s, u"a"_s, u"a"_s});
    open();
    QCOMPARE(namesOf(*m_store), (QStringList{u"A"_s, u"Lost"_s}));
    QCOMPARE(m_store->find(u"lost"_s)->baseUrl, u"https://api.hopx.dev"_s);
    QVERIFY(!m_store->find(u"demo"_s));
}

/// Another window removed it; whoever changes its colour here has it back whole.
void ProfileStoreTest::whatAnotherProgramRemovedIsSavedWhole()
{
    Profile profile = made(u"a"_s, u"A"_s);
    profile.baseUrl = u"https://a.example"_s;
    QVERIFY(m_store->save(profile));
    QFile file(m_settings->fileName());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[General]\nformat=1\n");
    file.close();
    profile.color = ProfileColor::Red;
    QVERIFY(m_store->save(profile));
    open();
    QVERIFY(m_store->find(u"a"_s));
    QCOMPARE(*m_store->find(u"a"_s), profile);
}

void ProfileStoreTest::anotherWindowsChangesAreNotUndone()
{
    QVERIFY(m_store->save(made(u"a"_s, u"A"_s)));
    QVERIFY(m_store->save(made(u"b"_s, u"B"_s)));
    Settings otherSettings(m_settings->fileName());
    ProfileStore other(otherSettings);
    Profile moved = *other.find(u"a"_s);
    moved.baseUrl = u"https://b.example"_s;
    QVERIFY(other.save(moved));
    QVERIFY(other.save(made(u"c"_s, u"C"_s)));

    QVERIFY(m_store->move(u"b"_s, 0));
    QCOMPARE(namesOf(*m_store), (QStringList{u"B"_s, u"A"_s, u"C"_s}));
    QCOMPARE(*m_store->find(u"a"_s), moved);
    QSignalSpy changed(m_store.get(), &ProfileStore::changed);
    m_store->refresh();
    QCOMPARE(changed.size(), 0);
    QVERIFY(other.remove(u"a"_s));
    m_store->refresh();
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_store->find(u"a"_s));
    open();
    QCOMPARE(namesOf(*m_store), (QStringList{u"B"_s, u"C"_s}));
}

void ProfileStoreTest::theServerOfTheKeyIsKeptWithIt()
{
    Profile profile = made(u"a"_s, u"A"_s);
    profile.keyKept = true;
    profile.keyServer = u"https://a.example"_s;
    QVERIFY(m_store->save(profile));
    open();
    QCOMPARE(m_store->find(u"a"_s)->keyServer, u"https://a.example"_s);
    profile.keyKept = false;
    QVERIFY(m_store->save(profile));
    open();
    QCOMPARE(m_store->find(u"a"_s)->keyServer, QString());
    // Whoever wrote this knows of no server the key was given for.
    m_settings->setValue(u"profiles/a/keyKept"_s, true);
    m_settings->setValue(u"profiles/a/keyServer"_s, u"ftp://x"_s);
    open();
    QVERIFY(!m_store->find(u"a"_s)->keyKept);
}

void ProfileStoreTest::onlyWhatWasChangedIsTaken()
{
    const Profile seen = made(u"a"_s, u"A"_s);
    Profile now = seen;
    now.baseUrl = u"https://b.example"_s;
    now.keyKept = true;
    Profile wanted = seen;
    wanted.color = ProfileColor::Red;
    Profile both = now;
    both.color = ProfileColor::Red;
    QCOMPARE(withChanges(now, seen, wanted), both);
    wanted.baseUrl = u"https://c.example"_s;
    QCOMPARE(withChanges(now, seen, wanted).baseUrl, u"https://c.example"_s);
}

void ProfileStoreTest::strangeValuesBecomeDefaults()
{
    m_settings->setValue(u"profiles/a/name"_s, u"  A\n B "_s);
    m_settings->setValue(u"profiles/a/baseUrl"_s, u"ftp://x"_s);
    m_settings->setValue(u"profiles/a/color"_s, u"ultraviolet"_s);
    m_settings->setValue(u"profiles/a/keyPlace"_s, u"under the mat"_s);
    m_settings->setValue(u"profiles/a/pollSeconds"_s, u"99999999999999"_s);
    m_settings->setValue(u"profiles/a/readOnly"_s, u"perhaps"_s);
    open();
    const Profile *profile = m_store->find(u"a"_s);
    QVERIFY(profile);
    QCOMPARE(profile->name, u"A B"_s);
    QCOMPARE(profile->baseUrl, u"ftp://x"_s); // kept, and refused when it is used
    QCOMPARE(profile->color, ProfileColor::None);
    QCOMPARE(profile->keyPlace, KeyPlace::SecretStore);
    QVERIFY(!profile->pollInterval);
    QVERIFY(profile->readOnly); // a word that is no "false" is rather safe
}

void ProfileStoreTest::problems_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("wrong");
    QTest::newRow("fine") << u"New"_s << u"api.hopx.dev/v1"_s << u"HOPX_API_KEY"_s << QString();
    QTest::newRow("no name") << u"  "_s << u"https://a.example"_s << u"X"_s << u"name"_s;
    QTest::newRow("taken") << u"wORK "_s << u"https://a.example"_s << u"X"_s << u"name"_s;
    QTest::newRow("its own name") << u"Mine"_s << u"https://a.example"_s << u"X"_s << QString();
    QTest::newRow("no address") << u"New"_s << u""_s << u"X"_s << u"url"_s;
    QTest::newRow("in the clear") << u"New"_s << u"http://a.example"_s << u"X"_s << u"url"_s;
    QTest::newRow("variable") << u"New"_s << u"https://a.example"_s << u"MY KEY"_s << u"variable"_s;
    QTest::newRow("key in place of a name")
        << u"New"_s << u"https://a.example"_s << u"hopx_live_a.b"_s << u"variable"_s;
}

void ProfileStoreTest::problems()
{
    QFETCH(QString, name);
    QFETCH(QString, url);
    QFETCH(QString, variable);
    QFETCH(QString, wrong);
    const QVector<Profile> others{made(u"w"_s, u"Work"_s), made(u"m"_s, u"Mine"_s)};
    Profile profile = made(u"m"_s, name);
    profile.baseUrl = url;
    profile.keyPlace = KeyPlace::Environment;
    profile.keyVariable = variable;
    const ProfileProblems problems = problemsOf(profile, others);
    QCOMPARE(!problems.name.isEmpty(), wrong == u"name"_s);
    QCOMPARE(!problems.baseUrl.isEmpty(), wrong == u"url"_s);
    QCOMPARE(!problems.keyVariable.isEmpty(), wrong == u"variable"_s);
    QCOMPARE(problems.none(), wrong.isEmpty());
    profile.keyPlace = KeyPlace::Session;
    QVERIFY(problemsOf(profile, others).keyVariable.isEmpty());
}

void ProfileStoreTest::namesAreFree()
{
    const QVector<Profile> others{made(u"a"_s, u"Work"_s), made(u"b"_s, u"work 2"_s)};
    QCOMPARE(freeName(u"Home"_s, others), u"Home"_s);
    QCOMPARE(freeName(u"Work"_s, others), u"Work 3"_s);
    QCOMPARE(freeName(u"100%1"_s, {made(u"a"_s, u"100%1"_s)}), u"100%1 2"_s);
}

void ProfileStoreTest::colorsHaveWordsAndNames()
{
    QSet<QString> words;
    QSet<QString> names;
    for (const ProfileColor color : kAllProfileColors) {
        QCOMPARE(colorFromWord(wordOfColor(color)), color);
        words << wordOfColor(color);
        names << nameOfColor(color);
    }
    QCOMPARE(words.size(), qsizetype(kAllProfileColors.size()));
    QCOMPARE(names.size(), qsizetype(kAllProfileColors.size()));
}

} // namespace

SANDGLASS_REGISTER_TEST(ProfileStoreTest)

#include "tst_profilestore.moc"
