// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesecrets.h"
#include "process/environment.h"
#include "process/privatememory.h"
#include "secrets/keyvault.h"
#include "secrets/nosecrets.h"
#include "support/testregistry.h"

#include <QTest>

#include <cstdlib>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

Profile profileIn(KeyPlace place)
{
    Profile profile;
    profile.id = u"p1"_s;
    profile.name = u"One"_s;
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
        m_vault = std::make_unique<KeyVault>(std::make_unique<FakeSecrets>(m_system));
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
    std::unique_ptr<KeyVault> m_vault;
};

void KeyVaultTest::theSystemsStore()
{
    const Profile profile = profileIn(KeyPlace::SecretStore);
    QCOMPARE(read(profile).error().kind, SecretProblem::Kind::NotThere);
    QVERIFY(!keep(profile, "k1"));
    QCOMPARE(m_system->secrets.value(u"p1"_s), "k1");
    QCOMPARE(read(profile)->secret(), "k1");
    QCOMPARE(m_system->log, (QStringList{u"read p1"_s, u"write p1"_s, u"read p1"_s}));
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
    QVERIFY(!m_system->log.contains(u"write p1"_s));
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
    QCOMPARE(m_system->log.last(), u"read p1"_s);
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
    QCOMPARE(m_system->secrets.value(u"p1"_s), "k1");
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

void KeyVaultTest::aBuildWithoutAStoreSaysSo()
{
    m_vault = std::make_unique<KeyVault>(std::make_unique<NoSecrets>());
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
