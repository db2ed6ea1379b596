// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where there is no secret store: CTest starts this with a session bus that does not exist.
#include "hopxcli/cliimport.h"
#include "secrets/systemsecrets.h"
#include "support/manualclock.h"
#include "support/testregistry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;

class NoKeyringTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qgetenv("DBUS_SESSION_BUS_ADDRESS").contains("nonexistent"))
            QSKIP("would ask the secret store of whoever runs this");
    }
    void saysSoAtOnce();
    void theClisFilesAreReadAllTheSame();

private:
    ManualClock m_clock; ///< patience that runs out is no answer at once
};

void NoKeyringTest::saysSoAtOnce()
{
    const auto secrets = makeSystemSecrets(m_clock, u"dev.sandglass.test"_s);
    std::optional<SecretProblem> read;
    std::optional<SecretProblem> written;
    std::optional<SecretProblem> probed;
    const RequestHandle a =
        secrets->read(u"p"_s, [&](const auto &answer) { read = answer ? SecretProblem{} : answer.error(); });
    const RequestHandle b =
        secrets->write(u"p"_s, ApiKey("k"), [&](const auto &problem) { written = problem; });
    const RequestHandle c = secrets->probe([&](const auto &problem) { probed = problem; });
    QTRY_VERIFY_WITH_TIMEOUT(read && written && probed, 1'000);
    for (const auto &problem : {read, written, probed}) {
        QVERIFY(problem->kind != SecretProblem::Kind::NotThere);
        QVERIFY2(problem->text.contains(u"secret store"_s), qPrintable(problem->text));
    }
}

void NoKeyringTest::theClisFilesAreReadAllTheSame()
{
    QTemporaryDir folder;
    QFile config(folder.filePath(u"config.yaml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("default: {api_key: hopx_live_a.b}\n");
    config.close();
    QFile credentials(folder.filePath(u"credentials.yaml"_s));
    QVERIFY(credentials.open(QIODevice::WriteOnly));
    credentials.write("work: [broken\n");
    credentials.close();

    const auto keyring = makeSystemSecrets(m_clock, CliImport::keyringService());
    CliImport reader(m_clock, folder.path(), *keyring);
    std::optional<CliFindings> findings;
    reader.start([&](const CliFindings &all) { findings = all; });
    QVERIFY(!findings);
    QTRY_VERIFY(findings);
    QCOMPARE(findings->profiles.size(), 1);
    QCOMPARE(findings->profiles.first().key.secret(), "hopx_live_a.b");
    QCOMPARE(findings->problems.size(), 2);
    QVERIFY2(findings->problems.first().contains(u"credentials.yaml"_s),
             qPrintable(findings->problems.first()));
}

} // namespace

SANDGLASS_REGISTER_TEST(NoKeyringTest)

#include "tst_nokeyring.moc"
