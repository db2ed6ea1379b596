// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesecrets.h"
#include "preferences/programpreferences.h"
#include "settings/settings.h"
#include "support/testauthority.h"
#include "support/testregistry.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

const ProxyChoice kChoice{ProxyUse::Manual, ProxyType::Http, u"proxy.example"_s, 3128, u"me"_s};

const QString kFiled = u"proxy-password me@proxy.example:3128"_s;

class ProgramPreferencesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPaceIsTakenAndRemembered();
    void aStoredPaceThatIsBadCountsForNothing();
    void everyProxyBecomesARoute();
    void aBadProxyIsNotTaken();
    void thePasswordIsInTheStoreAlone();
    void aPasswordIsThereAgainAfterAStart();
    void withoutAStoreItLastsForTheSession();
    void anotherProxyForgetsThePassword();
    void anotherProxyChosenWhileTheStoreThinks();
    void anotherProxyChosenWhileTheStoreIsLocked();
    void anotherWindowsProxyIsNotToldThePassword();
    void whatAnEarlierVersionKeptIsFiledAnew();
    void authoritiesAreTakenAndRemembered();
    void authoritiesThatWentAreTold();
    void loginIsAFile();
    void loginSwitchedOffElsewhereIsOff();
    void loginThatCannotBeWrittenIsTold();
    void aPathIsQuotedForExec();

private:
    void start()
    {
        m_preferences.reset();
        m_secrets = std::make_unique<FakeSecrets>(m_state);
        m_preferences = std::make_unique<ProgramPreferences>(
            *m_settings, *m_secrets, LoginStart(m_folder->filePath(u"autostart"_s), u"/usr/bin/sandglass"_s));
    }
    [[nodiscard]] QByteArray written(const QString &path)
    {
        QFile file(path);
        return m_settings->writeNow() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void keep(const QString &password)
    {
        bool done = false;
        m_preferences->setProxyPassword(password, this, [&](const QString &problem) {
            m_problem = problem;
            done = true;
        });
        QTRY_VERIFY(done);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::shared_ptr<FakeSecrets::State> m_state;
    std::unique_ptr<FakeSecrets> m_secrets;
    std::unique_ptr<ProgramPreferences> m_preferences;
    QString m_problem;
};

void ProgramPreferencesTest::init()
{
    m_preferences.reset();
    m_settings.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_state = std::make_shared<FakeSecrets::State>();
    start();
}

void ProgramPreferencesTest::aPaceIsTakenAndRemembered()
{
    QCOMPARE(m_preferences->pollPace(), PollPace{});
    const QSignalSpy changed(m_preferences.get(), &ProgramPreferences::pollPaceChanged);
    m_preferences->setPollPace({20s, 60s});
    m_preferences->setPollPace({20s, 60s});
    QCOMPARE(changed.size(), 1);
    m_preferences->setPollPace({1s, 60s});
    m_preferences->setPollPace({20s, 10s});
    QCOMPARE(changed.size(), 1);
    start();
    QCOMPARE(m_preferences->pollPace(), (PollPace{20s, 60s}));
}

void ProgramPreferencesTest::aStoredPaceThatIsBadCountsForNothing()
{
    m_settings->setValue(u"polling/seconds"_s, u"soon"_s);
    QCOMPARE(m_preferences->pollPace(), PollPace{});
    m_settings->setValue(u"polling/seconds"_s, -5);
    QCOMPARE(m_preferences->pollPace(), PollPace{});
}

void ProgramPreferencesTest::everyProxyBecomesARoute()
{
    QCOMPARE(m_preferences->route(), NetworkRoute{});
    const QSignalSpy changed(m_preferences.get(), &ProgramPreferences::routeChanged);
    m_preferences->setProxy(kChoice);
    QCOMPARE(m_preferences->route().proxies, NetworkRoute::Proxies::Manual);
    QCOMPARE(m_preferences->route().manual,
             QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.example"_s, 3128, u"me"_s));
    ProxyChoice socks = kChoice;
    socks.type = ProxyType::Socks5;
    m_preferences->setProxy(socks);
    QCOMPARE(m_preferences->route().manual.type(), QNetworkProxy::Socks5Proxy);
    ProxyChoice none = kChoice;
    none.use = ProxyUse::None;
    m_preferences->setProxy(none);
    QCOMPARE(m_preferences->route().proxies, NetworkRoute::Proxies::None);
    QCOMPARE(changed.size(), 3);
    start();
    QCOMPARE(m_preferences->proxy(), none); // with its fields
}

void ProgramPreferencesTest::aBadProxyIsNotTaken()
{
    ProxyChoice bad = kChoice;
    bad.port = -1;
    m_preferences->setProxy(bad);
    QCOMPARE(m_preferences->route(), NetworkRoute{});
    // Nor one that a hand put into the file.
    m_preferences->setProxy(kChoice);
    m_settings->setValue(u"network/proxyHost"_s, u"two words"_s);
    QCOMPARE(m_preferences->route(), NetworkRoute{});
}

void ProgramPreferencesTest::thePasswordIsInTheStoreAlone()
{
    m_preferences->setProxy(kChoice);
    keep(u"s3cret"_s);
    QCOMPARE(m_problem, QString());
    QCOMPARE(m_preferences->proxyPassword(), PasswordPlace::SecretStore);
    QCOMPARE(m_state->secrets.value(kFiled), QByteArray("s3cret"));
    QCOMPARE(m_preferences->route().manual.password(), u"s3cret"_s);
    const QByteArray file = written(m_settings->fileName());
    QVERIFY(file.contains("proxy.example"));
    QVERIFY(!file.contains("s3cret"));
    keep({});
    QCOMPARE(m_preferences->proxyPassword(), PasswordPlace::Nowhere);
    QVERIFY(m_state->secrets.isEmpty());
    QVERIFY(m_preferences->route().manual.password().isEmpty());
}

void ProgramPreferencesTest::aPasswordIsThereAgainAfterAStart()
{
    m_preferences->setProxy(kChoice);
    keep(u"s3cret"_s);
    start();
    QCOMPARE(m_preferences->proxyPassword(), PasswordPlace::SecretStore);
    const QSignalSpy changed(m_preferences.get(), &ProgramPreferences::routeChanged);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(m_preferences->route().manual.password(), u"s3cret"_s);
    // A person who has no proxy any more is not asked to unlock a store for it.
    ProxyChoice none = kChoice;
    none.use = ProxyUse::None;
    m_preferences->setProxy(none);
    m_state->log.clear();
    start();
    QCOMPARE(m_state->log, QStringList());
}

void ProgramPreferencesTest::withoutAStoreItLastsForTheSession()
{
    m_state->problem = SecretProblem{SecretProblem::Kind::NoStore, u"There is no secret store."_s};
    m_preferences->setProxy(kChoice);
    keep(u"s3cret"_s);
    QCOMPARE(m_problem, u"There is no secret store."_s);
    QCOMPARE(m_preferences->proxyPassword(), PasswordPlace::Session);
    QCOMPARE(m_preferences->route().manual.password(), u"s3cret"_s);
    QVERIFY(!written(m_settings->fileName()).contains("s3cret"));
    start();
    QCOMPARE(m_preferences->proxyPassword(), PasswordPlace::Nowhere);
}

void ProgramPreferencesTest::anotherProxyForgetsThePassword()
{
    m_preferences->setProxy(kChoice);
    keep(u"s3cret"_s);
    ProxyChoice other = kChoice;
    other.host = u"elsewhere.example"_s;
    const QSignalSpy changed(m_preferences.get(), &ProgramPreferences::routeChanged);
    m_preferences->setProxy(other);
    // At no moment was the other one to be told it.
    for (const QList<QVariant> &one : changed) {
        const QNetworkProxy proxy = one.at(0).value<NetworkRoute>().manual;
        QVERIFY(proxy.hostName() != other.host || proxy.password().isEmpty());
    }
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_preferences->proxyPassword(), PasswordPlace::Nowhere);
    QVERIFY(m_state->secrets.isEmpty());
}

void ProgramPreferencesTest::anotherProxyChosenWhileTheStoreThinks()
{
    m_preferences->setProxy(kChoice);
    m_state->hold = m_state->slow = true;
    m_preferences->setProxyPassword(u"s3cret"_s, this, [](const QString &) {});
    ProxyChoice other = kChoice;
    other.host = u"elsewhere.example"_s;
    m_preferences->setProxy(other);
    m_state->hold = m_state->slow = false;
    m_state->release();
    QCOMPARE(m_state->secrets, (QHash<QString, QByteArray>{}));
    QCOMPARE(m_preferences->proxyPassword(), PasswordPlace::Nowhere);
}

void ProgramPreferencesTest::anotherProxyChosenWhileTheStoreIsLocked()
{
    m_preferences->setProxy(kChoice);
    keep(u"s3cret"_s);
    m_state->locked = true;
    ProxyChoice other = kChoice;
    other.host = u"elsewhere.example"_s;
    m_preferences->setProxy(other);
    QCoreApplication::processEvents();
    m_state->locked = false;
    SecretRemovals(*m_settings, *m_secrets).retry(); // as with the next start
    QVERIFY(m_settings->writeNow());
    SecretRemovals(*m_settings, *m_secrets).retry();
    QVERIFY(m_state->secrets.isEmpty());
}

/// What another process wrote becomes known with the next change of the settings.
void ProgramPreferencesTest::anotherWindowsProxyIsNotToldThePassword()
{
    m_preferences->setProxy(kChoice);
    keep(u"s3cret"_s);
    QVERIFY(m_settings->writeNow());
    m_settings->setValue(u"network/proxyHost"_s, u"elsewhere.example"_s);
    QCOMPARE(m_preferences->route().manual.hostName(), u"elsewhere.example"_s);
    QCOMPARE(m_preferences->route().manual.password(), QString());
    QCOMPARE(m_preferences->proxyPassword(), PasswordPlace::Nowhere);
    start(); // nor is it read from the store
    QCoreApplication::processEvents();
    QCOMPARE(m_preferences->route().manual.password(), QString());
}

void ProgramPreferencesTest::whatAnEarlierVersionKeptIsFiledAnew()
{
    m_preferences->setProxy(kChoice);
    m_settings->setValue(u"network/proxyPasswordKept"_s, true);
    m_state->secrets.insert(u"proxy-password"_s, "s3cret");
    start();
    QTRY_COMPARE(m_preferences->route().manual.password(), u"s3cret"_s);
    QTRY_COMPARE(m_state->secrets, (QHash<QString, QByteArray>{{kFiled, "s3cret"}}));
    start();
    QTRY_COMPARE(m_preferences->route().manual.password(), u"s3cret"_s);
}

void ProgramPreferencesTest::authoritiesAreTakenAndRemembered()
{
    // Not one of the system's: some of those are over, and Qt gives them in another order each time.
    const TestAuthority ours("Our Own Authority");
    QVERIFY(!ours.own().certificatePem.isEmpty());
    const QString path = m_folder->filePath(u"ours.pem"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(ours.own().certificatePem);
    file.close();
    QVERIFY(!m_preferences->setAuthorityFile(m_folder->filePath(u"none.pem"_s)).problem.isEmpty());
    QVERIFY(m_preferences->authorityFile().path.isEmpty());
    QVERIFY(m_preferences->setAuthorityFile(path).problem.isEmpty());
    const qsizetype systems = QSslConfiguration::systemCaCertificates().size();
    QCOMPARE(m_preferences->route().authorities.size(), systems + 1); // beside them, not instead
    start();
    QCOMPARE(m_preferences->authorityFile().path, path);
    QVERIFY(m_preferences->authorityFile().content.contains(u"valid until"_s));
    QCOMPARE(m_preferences->route().authorities.size(), systems + 1);
    QVERIFY(m_preferences->setAuthorityFile({}).problem.isEmpty());
    QVERIFY(m_preferences->route().authorities.isEmpty());
}

void ProgramPreferencesTest::authoritiesThatWentAreTold()
{
    m_settings->setValue(u"network/authorityFile"_s, u"/nowhere/ours.pem"_s);
    start();
    QCOMPARE(m_preferences->authorityFile().path, u"/nowhere/ours.pem"_s);
    QVERIFY(m_preferences->authorityFile().problem.startsWith("There is no such file."_L1));
    QVERIFY(m_preferences->route().authorities.isEmpty());
}

void ProgramPreferencesTest::loginIsAFile()
{
    const QString path = m_folder->filePath(u"autostart/dev.sandglass.Sandglass.desktop"_s);
    QVERIFY(!m_preferences->startsAtLogin());
    QCOMPARE(m_preferences->setStartsAtLogin(true), QString());
    QVERIFY(m_preferences->startsAtLogin());
    const QByteArray entry = written(path);
    QVERIFY2(entry.startsWith("[Desktop Entry]\nType=Application\nName=Sandglass\n"), entry.constData());
    QVERIFY(entry.contains("\nExec=\"/usr/bin/sandglass\"\n"));
    QFile::remove(path);
    QVERIFY(!m_preferences->startsAtLogin()); // what counts is the file
    QCOMPARE(m_preferences->setStartsAtLogin(false), QString());
    QCOMPARE(m_preferences->setStartsAtLogin(true), QString());
    QCOMPARE(m_preferences->setStartsAtLogin(false), QString());
    QVERIFY(!QFileInfo::exists(path));
}

void ProgramPreferencesTest::loginSwitchedOffElsewhereIsOff()
{
    const QString path = m_folder->filePath(u"autostart/dev.sandglass.Sandglass.desktop"_s);
    for (const char *line : {"Hidden=true\n", "X-GNOME-Autostart-enabled=false\n"}) {
        QCOMPARE(m_preferences->setStartsAtLogin(true), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("[Desktop Entry]\nType=Application\n") + line);
        file.close();
        QVERIFY2(!m_preferences->startsAtLogin(), line);
        QCOMPARE(m_preferences->setStartsAtLogin(true), QString());
        QVERIFY2(m_preferences->startsAtLogin(), line);
    }
}

void ProgramPreferencesTest::loginThatCannotBeWrittenIsTold()
{
    QFile inTheWay(m_folder->filePath(u"autostart"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const QString problem = m_preferences->setStartsAtLogin(true);
    QVERIFY2(problem.contains(u"cannot be made"_s), qPrintable(problem));
    QVERIFY(!m_preferences->startsAtLogin());
}

void ProgramPreferencesTest::aPathIsQuotedForExec()
{
    const LoginStart login(m_folder->filePath(u"autostart"_s), uR"(/opt/a "b" $c\d 100%/sandglass)"_s);
    QCOMPARE(login.set(true), QString());
    QVERIFY2(written(login.path()).contains(R"(Exec="/opt/a \\"b\\" \\$c\\\\d 100%%/sandglass")"),
             written(login.path()).constData());
}

SANDGLASS_REGISTER_TEST(ProgramPreferencesTest)

} // namespace

#include "tst_preferences.moc"
