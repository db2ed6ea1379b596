// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Against a real GNOME Keyring: with_keyring.sh starts one for this program.
#include "hopxcli/cliimport.h"
#include "secrets/systemsecrets.h"
#include "support/testregistry.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using Kind = SecretProblem::Kind;

class KeyringTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsAndForgets();
    void probing();
    void aLetGoHandleStaysSilent();
    void otherServicesAreOthers();
    void findsWhatBothCliGenerationsLeft();
    void importMergesFilesAndKeyring();
    void aLockedStoreIsNotTakenForAnEmptyOne();

private:
    tl::expected<ApiKey, SecretProblem> read(const QString &name)
    {
        std::optional<tl::expected<ApiKey, SecretProblem>> result;
        const RequestHandle handle = m_secrets->read(name, [&](const auto &answer) { result = answer; });
        return QTest::qWaitFor([&] { return result.has_value(); }, 20'000)
                   ? *result
                   : tl::unexpected(SecretProblem{Kind::NoAnswer, u"no answer"_s});
    }
    std::optional<SecretProblem> ended(const std::function<RequestHandle(SecretStore::Done)> &begin)
    {
        std::optional<std::optional<SecretProblem>> result;
        const RequestHandle handle = begin([&](const auto &problem) { result = problem; });
        return QTest::qWaitFor([&] { return result.has_value(); }, 20'000)
                   ? *result
                   : SecretProblem{Kind::NoAnswer, u"no answer"_s};
    }
    /// As another program would: `secret-tool store NAME VALUE...`.
    static void leave(const QByteArray &secret, const QStringList &attributes)
    {
        QProcess tool;
        tool.start(u"secret-tool"_s,
                   QStringList{u"store"_s, u"--label=left by another program"_s} + attributes);
        QVERIFY(tool.waitForStarted());
        tool.write(secret);
        tool.closeWriteChannel();
        QVERIFY(tool.waitForFinished());
        QVERIFY2(tool.exitCode() == 0, tool.readAllStandardError().constData());
    }

    SystemClock m_clock;
    std::unique_ptr<SecretStore> m_secrets;
};

void KeyringTest::initTestCase()
{
    if (qgetenv("SANDGLASS_TEST_KEYRING") != "own")
        QFAIL("would write to and lock the secret store of whoever runs this: use with_keyring.sh");
    m_secrets = makeSystemSecrets(m_clock, u"dev.sandglass.test"_s);
}

void KeyringTest::keepsAndForgets()
{
    QCOMPARE(read(u"p1"_s).error().kind, Kind::NotThere);
    const ApiKey key("hopx_live_abcdefghijkl.secret-part_1");
    QVERIFY(!ended([&](auto done) { return m_secrets->write(u"p1"_s, key, done); }));
    QVERIFY(read(u"p1"_s) == key);
    const ApiKey other("hopx_live_abcdefghijkl.another");
    QVERIFY(!ended([&](auto done) { return m_secrets->write(u"p1"_s, other, done); }));
    QVERIFY(read(u"p1"_s) == other);
    QVERIFY(!ended([&](auto done) { return m_secrets->remove(u"p1"_s, done); }));
    QCOMPARE(read(u"p1"_s).error().kind, Kind::NotThere);
    QVERIFY(!ended([&](auto done) { return m_secrets->remove(u"p1"_s, done); }));
}

void KeyringTest::probing()
{
    QVERIFY(!ended([&](auto done) { return m_secrets->probe(done); }));
}

void KeyringTest::aLetGoHandleStaysSilent()
{
    bool answered = false;
    {
        const RequestHandle handle =
            m_secrets->write(u"p2"_s, ApiKey("k"), [&](const auto &) { answered = true; });
    }
    QTRY_VERIFY(read(u"p2"_s).has_value());
    QVERIFY(!answered);
}

void KeyringTest::otherServicesAreOthers()
{
    QVERIFY(!ended([&](auto done) { return m_secrets->write(u"p3"_s, ApiKey("k"), done); }));
    const auto others = makeSystemSecrets(m_clock, u"dev.sandglass.other"_s);
    std::optional<bool> found;
    const RequestHandle handle =
        others->read(u"p3"_s, [&](const auto &answer) { found = answer.has_value(); });
    QTRY_COMPARE(found, std::optional(false));
}

void KeyringTest::findsWhatBothCliGenerationsLeft()
{
    const QString service = CliImport::keyringService();
    // Python's keyring library and JavaScript's keytar name the account differently.
    leave("hopx_live_old.1", {u"application"_s, u"Python keyring library"_s, u"service"_s, service,
                              u"username"_s, u"default:api_key"_s});
    leave("token", {u"application"_s, u"Python keyring library"_s, u"service"_s, service, u"username"_s,
                    u"default:oauth_access"_s});
    leave(R"({"api_key":"hopx_live_new.2"})", {u"service"_s, service, u"account"_s, u"work"_s});
    leave("not ours", {u"service"_s, u"something-else"_s, u"account"_s, u"other"_s});

    SecretServiceReader reader(m_clock, service);
    std::optional<SecretServiceReader::Found> found;
    QString problem;
    reader.start([&](const SecretServiceReader::Found &all, const QString &why) {
        found = all;
        problem = why;
    });
    QVERIFY(!found);
    QTRY_VERIFY_WITH_TIMEOUT(found, 20'000);
    QCOMPARE(problem, QString());
    QCOMPARE(*found, (SecretServiceReader::Found{{u"default:api_key"_s, ApiKey("hopx_live_old.1")},
                                                 {u"default:oauth_access"_s, ApiKey("token")},
                                                 {u"work"_s, ApiKey(R"({"api_key":"hopx_live_new.2"})")}}));
}

void KeyringTest::importMergesFilesAndKeyring()
{
    QTemporaryDir folder;
    QFile config(folder.filePath(u"config.yaml"_s));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("default_profile: work\n"
                 "profiles:\n"
                 "  default: {base_url: https://api-eu.hopx.dev}\n"
                 "  work: {api_key: hopx_live_stale.0}\n");
    config.close();
    const QByteArray before = [&] {
        QFile again(config.fileName());
        return again.open(QIODevice::ReadOnly) ? again.readAll() : QByteArray();
    }();

    const auto keyring = makeSystemSecrets(m_clock, CliImport::keyringService());
    CliImport reader(m_clock, folder.path(), *keyring);
    std::optional<CliFindings> findings;
    reader.start([&](const CliFindings &all) { findings = all; });
    QTRY_VERIFY_WITH_TIMEOUT(findings, 20'000);
    QCOMPARE(findings->problems, QStringList());
    QStringList lines;
    for (const CliProfile &one : std::as_const(findings->profiles))
        lines << one.name + u' ' + one.baseUrl + u' ' + QString::fromUtf8(one.key.secret());
    QCOMPARE(lines,
             (QStringList{u"work  hopx_live_new.2"_s, u"default https://api-eu.hopx.dev hopx_live_old.1"_s}));
    QVERIFY(config.open(QIODevice::ReadOnly));
    QCOMPARE(config.readAll(), before);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"config.yaml"_s});
}

/// The last one, for nobody is there to unlock it again.
void KeyringTest::aLockedStoreIsNotTakenForAnEmptyOne()
{
    QVERIFY(!ended([&](auto done) { return m_secrets->write(u"p4"_s, ApiKey("k"), done); }));
    QDBusMessage lock =
        QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
                                       u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
    const QDBusObjectPath ours(u"/org/freedesktop/secrets/collection/login"_s);
    lock.setArguments({QVariant::fromValue(QList<QDBusObjectPath>{ours})});
    QCOMPARE(QDBusConnection::sessionBus().call(lock).type(), QDBusMessage::ReplyMessage);
    // As after a start: whether it is open is not known.
    const auto secrets = makeSystemSecrets(m_clock, u"dev.sandglass.test"_s);
    const auto problem = ended([&](auto done) { return secrets->remove(u"p4"_s, done); });
    QVERIFY(problem);
    QCOMPARE(problem->kind, Kind::NotThere);
}

} // namespace

SANDGLASS_REGISTER_TEST(KeyringTest)

#include "tst_keyring.moc"
