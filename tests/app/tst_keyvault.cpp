// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesecrets.h"
#include "process/environment.h"
#include "process/privatememory.h"
#include "secrets/keyvault.h"
#include "secrets/nosecrets.h"
#include "settings/settings.h"
#include "support/testregistry.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

const QString kName = u"p1@https://a.example"_s;
const QString kRead = u"read p1@https://a.example"_s;
const QString kWrite = u"write p1@https://a.example"_s;

Profile profileIn(KeyPlace place)
{
    Profile profile;
    profile.id = u"p1"_s;
    profile.name = u"One"_s;
    profile.baseUrl = u"https://a.example"_s;
    profile.keyPlace = place;
    return profile;
}

class KeyVaultTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_system = std::make_shared<FakeSecrets::State>();
        m_settings = std::make_unique<Settings>(Settings::Values{});
        m_vault = std::make_unique<KeyVault>(std::make_unique<FakeSecrets>(m_system), *m_settings);
    }
    void cleanup() { m_vault.reset(); }

    void theSystemsStore();
    void thisSessionOnly();
    void movingAKeyLeavesNoneBehind();
    void whatTheStoreRefusedIsKeptForTheSession();
    void theEnvironmentIsTakenOnce();
    void whatWasTakenIsOverwritten();
    void nobodyElseReadsTheMemory();
    void theEnvironmentHasNone();
    void nothingIsAnsweredWithinTheCall();
    void aCancelledReadNeverAnswers();
    void aCancelledWriteIsWritten();
    void forgettingForgetsBoth();
    void aKeyIsForTheServerItWasGivenFor();
    void theSettingsSayWhichServerThatWas();
    void whatAnEarlierVersionKeptIsFiledAnew();
    void whatAnEarlierVersionKeptIsNoLongerUsedOnceItIsToGo();
    void forgettingAsksTheStoreWhateverThePlace();
    void aLockedStoreIsAskedAgainWhenItIsOpen();
    void whatIsToGoIsRememberedUntilItIsGone();
    void whatIsKeptAgainStays();
    void whatAnotherWindowKeptAgainStays();
    void aWriteThatCameTooLateIsTakenBack();
    void aBuildWithoutAStoreSaysSo();

private:
    tl::expected<ApiKey, SecretProblem> read(const Profile &profile)
    {
        std::optional<tl::expected<ApiKey, SecretProblem>> result;
        const RequestHandle handle = m_vault->read(profile, [&](const auto &answer) { result = answer; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }))
            return tl::unexpected(SecretProblem{SecretProblem::Kind::Other, u"it never answered"_s});
        return *result;
    }
    std::optional<SecretProblem> keep(const Profile &profile, const QByteArray &key)
    {
        bool answered = false;
        std::optional<SecretProblem> result;
        const RequestHandle handle = m_vault->keep(profile, ApiKey(key), [&](const auto &problem) {
            result = problem;
            answered = true;
        });
        return QTest::qWaitFor([&] { return answered; })
                   ? result
                   : std::optional(SecretProblem{SecretProblem::Kind::Other, u"it never answered"_s});
    }

    std::shared_ptr<FakeSecrets::State> m_system;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<KeyVault> m_vault;
};

void KeyVaultTest::theSystemsStore()
{
    const Profile profile = profileIn(KeyPlace::SecretStore);
    QCOMPARE(read(profile).error().kind, SecretProblem::Kind::NotThere);
    QVERIFY(!keep(profile, "k1"));
    QCOMPARE(m_system->secrets.value(kName), "k1");
    QCOMPARE(read(profile)->secret(), "k1");
    QCOMPARE(m_system->log, (QStringList{kRead, kWrite, kRead}));
}

void KeyVaultTest::thisSessionOnly()
{
    const Profile profile = profileIn(KeyPlace::Session);
    const auto missing = read(profile);
    QCOMPARE(missing.error().kind, SecretProblem::Kind::NotThere);
    QVERIFY2(missing.error().text.contains(u"quit"_s), qPrintable(missing.error().text));
    QVERIFY(!keep(profile, "k1"));
    QCOMPARE(read(profile)->secret(), "k1");
    QVERIFY(m_system->secrets.isEmpty());
    QVERIFY(!m_system->log.contains(kWrite));
}

void KeyVaultTest::movingAKeyLeavesNoneBehind()
{
    keep(profileIn(KeyPlace::SecretStore), "k1");
    keep(profileIn(KeyPlace::Session), "k1");
    QVERIFY(m_system->secrets.isEmpty());
    keep(profileIn(KeyPlace::SecretStore), "k2");
    QCOMPARE(read(profileIn(KeyPlace::Session)).error().kind, SecretProblem::Kind::NotThere);
    keep(profileIn(KeyPlace::Environment), {});
    QVERIFY(m_system->secrets.isEmpty());
}

void KeyVaultTest::whatTheStoreRefusedIsKeptForTheSession()
{
    const Profile profile = profileIn(KeyPlace::SecretStore);
    m_system->problem = SecretProblem{SecretProblem::Kind::Refused, u"No."_s};
    QCOMPARE(keep(profile, "k1")->text, u"No."_s);
    QCOMPARE(read(profile).error().text, u"No."_s);
    m_vault->keepForSession(profile, ApiKey("k1"));
    QCOMPARE(read(profile)->secret(), "k1");
    // Once the store takes it, the copy in memory goes.
    m_system->problem.reset();
    QVERIFY(!keep(profile, "k2"));
    QCOMPARE(read(profile)->secret(), "k2");
    QCOMPARE(m_system->log.last(), kRead);
}

void KeyVaultTest::theEnvironmentIsTakenOnce()
{
    Profile profile = profileIn(KeyPlace::Environment);
    profile.keyVariable = u"SANDGLASS_TEST_KEY"_s;
    qputenv("SANDGLASS_TEST_KEY", " 'hopx_live_a.b'\n");
    QCOMPARE(read(profile)->secret(), "hopx_live_a.b");
    QVERIFY2(!qEnvironmentVariableIsSet("SANDGLASS_TEST_KEY"), "no child process inherits it");
    QCOMPARE(read(profile)->secret(), "hopx_live_a.b");
    QVERIFY(m_system->log.isEmpty());
}

void KeyVaultTest::whatWasTakenIsOverwritten()
{
    // The environment itself, as the program was started with it: what /proc/PID/environ shows.
    static char place[] = "SANDGLASS_TEST_PLACE=hopx_live_a.secretsecret";
    QCOMPARE(::putenv(place), 0);
    QCOMPARE(takeKeyFromEnvironment("SANDGLASS_TEST_PLACE").secret(), "hopx_live_a.secretsecret");
    QVERIFY(!qEnvironmentVariableIsSet("SANDGLASS_TEST_PLACE"));
    QVERIFY(!QByteArray(place, sizeof place).contains("secret"));
    QVERIFY(!QByteArray(place, sizeof place).contains("hopx"));
    QVERIFY(takeKeyFromEnvironment("SANDGLASS_TEST_PLACE").isEmpty());
}

void KeyVaultTest::nobodyElseReadsTheMemory()
{
#ifdef Q_OS_LINUX
    const int before = ::prctl(PR_GET_DUMPABLE);
    keepMemoryPrivate();
    QCOMPARE(::prctl(PR_GET_DUMPABLE), 0);
    (void)::prctl(PR_SET_DUMPABLE, before);
#endif
}

void KeyVaultTest::theEnvironmentHasNone()
{
    Profile profile = profileIn(KeyPlace::Environment);
    profile.keyVariable = u"SANDGLASS_TEST_NO_KEY"_s;
    const auto answer = read(profile);
    QCOMPARE(answer.error().kind, SecretProblem::Kind::NotThere);
    QVERIFY2(answer.error().text.contains(u"SANDGLASS_TEST_NO_KEY"_s), qPrintable(answer.error().text));
}

void KeyVaultTest::nothingIsAnsweredWithinTheCall()
{
    for (const KeyPlace place : kAllKeyPlaces) {
        bool answered = false;
        const RequestHandle handle = m_vault->read(profileIn(place), [&](const auto &) { answered = true; });
        QVERIFY(!answered);
        QTRY_VERIFY(answered);
    }
}

void KeyVaultTest::aCancelledReadNeverAnswers()
{
    m_system->hold = true;
    int answers = 0;
    for (const KeyPlace place : kAllKeyPlaces) {
        RequestHandle handle = m_vault->read(profileIn(place), [&](const auto &) { ++answers; });
        handle.cancel();
    }
    m_system->hold = false;
    m_system->release();
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void KeyVaultTest::aCancelledWriteIsWritten()
{
    bool answered = false;
    RequestHandle handle =
        m_vault->keep(profileIn(KeyPlace::SecretStore), ApiKey("k1"), [&](const auto &) { answered = true; });
    handle.cancel();
    QCoreApplication::processEvents();
    QVERIFY(!answered);
    QCOMPARE(m_system->secrets.value(kName), "k1");
}

void KeyVaultTest::forgettingForgetsBoth()
{
    const Profile profile = profileIn(KeyPlace::SecretStore);
    keep(profile, "k1");
    m_vault->keepForSession(profile, ApiKey("k1"));
    m_vault->forget(profile);
    QVERIFY(m_system->secrets.isEmpty());
    QCOMPARE(read(profile).error().kind, SecretProblem::Kind::NotThere);
}

void KeyVaultTest::aKeyIsForTheServerItWasGivenFor()
{
    for (const KeyPlace place : {KeyPlace::SecretStore, KeyPlace::Session}) {
        const Profile here = profileIn(place);
        Profile there = here;
        there.baseUrl = u"https://b.example"_s;
        keep(here, "k1");
        QCOMPARE(read(there).error().kind, SecretProblem::Kind::NotThere);
        QCOMPARE(read(here)->secret(), "k1");
        keep(there, "k2");
        QCOMPARE(read(here)->secret(), "k1");
        // However it is written.
        there.baseUrl = u" https://b.example/v1/"_s;
        QCOMPARE(read(there)->secret(), "k2");
    }
}

void KeyVaultTest::theSettingsSayWhichServerThatWas()
{
    Profile profile = profileIn(KeyPlace::SecretStore);
    profile.keyKept = true;
    profile.keyServer = u"https://b.example"_s;
    QVERIFY(!m_vault->hasKey(profile));
    const QString why = read(profile).error().text;
    QVERIFY2(why.contains(u"https://a.example"_s) && why.contains(u"https://b.example"_s), qPrintable(why));
    QVERIFY(m_system->log.isEmpty());
}

void KeyVaultTest::whatAnEarlierVersionKeptIsFiledAnew()
{
    Profile profile = profileIn(KeyPlace::SecretStore);
    profile.keyKept = true;
    m_system->secrets.insert(u"p1"_s, "k1");
    QVERIFY(m_vault->hasKey(profile));
    QSignalSpy filed(m_vault.get(), &KeyVault::filedAnew);
    QCOMPARE(read(profile)->secret(), "k1");
    QTRY_COMPARE(filed.size(), 1);
    QCOMPARE(filed.at(0), (QVariantList{u"p1"_s, u"https://a.example"_s}));
    // The old one goes when that is remembered, not before.
    QCOMPARE(m_system->secrets.size(), 2);
    m_vault->removeOld(profile.id);
    QTRY_COMPARE(m_system->secrets, (QHash<QString, QByteArray>{{kName, "k1"}}));
    profile.keyServer = profile.baseUrl;
    QCOMPARE(read(profile)->secret(), "k1");
}

void KeyVaultTest::whatAnEarlierVersionKeptIsNoLongerUsedOnceItIsToGo()
{
    Profile profile = profileIn(KeyPlace::SecretStore);
    profile.keyKept = true;
    m_system->secrets.insert(u"p1"_s, "k1");
    m_system->locked = true;
    m_vault->forget(profile);
    QCoreApplication::processEvents();
    m_system->locked = false;
    profile.baseUrl = u"https://b.example"_s;
    QCOMPARE(read(profile).error().kind, SecretProblem::Kind::NotThere);
}

void KeyVaultTest::forgettingAsksTheStoreWhateverThePlace()
{
    for (const KeyPlace place : kAllKeyPlaces) {
        keep(profileIn(KeyPlace::SecretStore), "k1");
        m_vault->forget(profileIn(place));
        QTRY_VERIFY(m_system->secrets.isEmpty());
    }
}

void KeyVaultTest::aLockedStoreIsAskedAgainWhenItIsOpen()
{
    const Profile profile = profileIn(KeyPlace::SecretStore);
    keep(profile, "k1");
    m_system->locked = true;
    std::optional<SecretProblem> told;
    m_vault->forget(profile, [&](const auto &problem) { told = problem; });
    QTRY_VERIFY(told);
    QCOMPARE(m_system->secrets.value(kName), "k1");
    m_system->locked = false;
    Profile other = profile;
    other.id = u"p2"_s;
    keep(other, "k2"); // takes it, so it is open
    QTRY_VERIFY(!m_system->secrets.contains(kName));
    QCOMPARE(read(other)->secret(), "k2");
}

void KeyVaultTest::whatIsToGoIsRememberedUntilItIsGone()
{
    keep(profileIn(KeyPlace::SecretStore), "k1");
    m_system->hold = true;
    m_system->slow = true;
    m_vault->forget(profileIn(KeyPlace::SecretStore));
    m_vault.reset(); // the program ends before the store comes to it
    m_system->waiting.clear();
    m_system->hold = m_system->slow = false;
    m_vault = std::make_unique<KeyVault>(std::make_unique<FakeSecrets>(m_system), *m_settings);
    m_vault->removeLeftovers();
    QTRY_VERIFY(m_system->waiting.empty());
    QVERIFY(m_system->secrets.isEmpty());
    m_system->log.clear();
    m_vault->removeLeftovers();
    QCOMPARE(m_system->log, QStringList());
}

void KeyVaultTest::whatIsKeptAgainStays()
{
    const Profile profile = profileIn(KeyPlace::SecretStore);
    keep(profile, "k1");
    m_system->locked = true;
    m_vault->forget(profile);
    QCoreApplication::processEvents();
    m_system->locked = false;
    keep(profile, "k2");
    m_vault->removeLeftovers();
    QCOMPARE(read(profile)->secret(), "k2");
}

void KeyVaultTest::whatAnotherWindowKeptAgainStays()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"settings.ini"_s);
    const Profile profile = profileIn(KeyPlace::SecretStore);
    m_system->secrets.insert(kName, "k1");
    Settings there(file);
    m_vault.reset();
    m_settings = std::make_unique<Settings>(file); // before there is anything to know
    m_vault = std::make_unique<KeyVault>(std::make_unique<FakeSecrets>(m_system), *m_settings);
    KeyVault other(std::make_unique<FakeSecrets>(m_system), there);
    m_system->locked = true;
    other.forget(profile);
    QVERIFY(there.writeNow());
    QTRY_VERIFY(m_system->waiting.empty());
    m_system->locked = false;
    keep(profile, "k2");
    // Neither the one that had to remove it, nor the next start.
    other.removeLeftovers();
    Settings later(file);
    KeyVault next(std::make_unique<FakeSecrets>(m_system), later);
    next.removeLeftovers();
    QTRY_VERIFY(m_system->waiting.empty());
    QCOMPARE(read(profile)->secret(), "k2");
    m_vault.reset();
    m_settings.reset(); // before its folder
}

void KeyVaultTest::aWriteThatCameTooLateIsTakenBack()
{
    const Profile profile = profileIn(KeyPlace::SecretStore);
    m_system->problem = SecretProblem{SecretProblem::Kind::NoAnswer, u"It takes too long."_s};
    QVERIFY(keep(profile, "k1"));
    m_system->problem.reset();
    m_system->secrets.insert(kName, "k1"); // unlocked in the end
    Profile other = profile;
    other.id = u"p2"_s;
    keep(other, "k2");
    QTRY_VERIFY(!m_system->secrets.contains(kName));
}

void KeyVaultTest::aBuildWithoutAStoreSaysSo()
{
    m_vault = std::make_unique<KeyVault>(std::make_unique<NoSecrets>(), *m_settings);
    const Profile profile = profileIn(KeyPlace::SecretStore);
    QCOMPARE(keep(profile, "k1")->kind, SecretProblem::Kind::NoStore);
    QCOMPARE(read(profile).error().kind, SecretProblem::Kind::NoStore);
    std::optional<SecretProblem> probed;
    const RequestHandle handle = m_vault->probeSystem([&](const auto &problem) { probed = problem; });
    QTRY_VERIFY(probed);
    QVERIFY(!probed->text.isEmpty());
}

} // namespace

SANDGLASS_REGISTER_TEST(KeyVaultTest)

#include "tst_keyvault.moc"
