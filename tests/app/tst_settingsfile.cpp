// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/profilestore.h"
#include "start/settingsfile.h"
#include "support/testregistry.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;

class SettingsFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFreshOneIsSilent();
    void whatIsKeptAside_data();
    void whatIsKeptAside();
    void aSecondOneIsKeptToo();
    void killedWhileSavingLosesNothing();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"sandglass.ini"_s); }
    void write(const QByteArray &content) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    [[nodiscard]] QByteArray contentOf(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void SettingsFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void SettingsFileTest::aFreshOneIsSilent()
{
    {
        const SettingsFile fresh = openSettings(path());
        QVERIFY(fresh.problem.isEmpty());
        fresh.settings->setValue(u"a"_s, 1);
    }
    const SettingsFile again = openSettings(path());
    QVERIFY(again.problem.isEmpty());
    QCOMPARE(again.settings->value(u"a"_s).toInt(), 1);
}

void SettingsFileTest::whatIsKeptAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("aside");
    QTest::newRow("rubbish") << QByteArray("\0\xff[half a\n[[[\n", 14) << u"sandglass.ini.broken"_s;
    QTest::newRow("zeros") << QByteArray(512, '\0') << u"sandglass.ini.broken"_s;
    QTest::newRow("not ours") << QByteArray("[section]\nkey=1\n") << u"sandglass.ini.broken"_s;
    // Every save would have been reported as failed.
    QTest::newRow("broken further down")
        << QByteArray("[General]\nformat=1\n\n[profiles]\np1\\name=A\nno value\n")
        << u"sandglass.ini.broken"_s;
    QTest::newRow("newer") << QByteArray("[General]\nformat=999\nnew=thing\n") << u"sandglass.ini.newer"_s;
}

void SettingsFileTest::whatIsKeptAside()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, aside);
    write(content);
    const SettingsFile opened = openSettings(path());
    QVERIFY2(opened.consequence.contains(m_folder->filePath(aside)), qPrintable(opened.consequence));
    QCOMPARE(contentOf(aside), content);
    opened.settings->setValue(u"a"_s, 1);
    opened.settings->sync();
    QCOMPARE(opened.settings->status(), QSettings::NoError);
    QCOMPARE(contentOf(aside), content);
}

void SettingsFileTest::aSecondOneIsKeptToo()
{
    for (const QByteArray &content :
         {QByteArray("first, no settings\n"), QByteArray("second, no settings\n")}) {
        write(content);
        openSettings(path());
    }
    QCOMPARE(contentOf(u"sandglass.ini.broken"_s), "first, no settings\n");
    QCOMPARE(contentOf(u"sandglass.ini.broken-2"_s), "second, no settings\n");
}

/// A program that saves without a pause is killed again and again. Whatever it said it had saved is there.
void SettingsFileTest::killedWhileSavingLosesNothing()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    const QString writer =
        QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral(SETTINGS_WRITER));
    qint64 turn = 1;
    for (int round = 0; round < 12; ++round) {
        QProcess process;
        process.start(writer, {path(), QString::number(turn)});
        QVERIFY(process.waitForStarted());
        // Once it is at work, so that the moments are spread over the saving and not over the start.
        QVERIFY2(process.waitForReadyRead(), process.readAllStandardError().constData());
        QTest::qWait(static_cast<int>(random.bounded(40)));
        process.kill();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QByteArray said = process.readAllStandardOutput();
        said.truncate(said.lastIndexOf('\n'));
        const qint64 promised = said.mid(said.lastIndexOf('\n') + 1).toLongLong();
        QVERIFY(promised >= turn);

        const SettingsFile file = openSettings(path());
        QVERIFY2(file.problem.isEmpty(), qPrintable(file.problem));
        const ProfileStore store(*file.settings);
        QCOMPARE(store.profiles().size(), 2);
        QVector<qint64> found;
        for (int n = 1; n <= 2; ++n) {
            const Profile *profile = store.find(u"writer%1"_s.arg(n));
            QVERIFY(profile);
            const qint64 number = profile->name.section(u' ', 1, 1).toLongLong();
            QCOMPARE(profile->name, u"Turn %1 of %2"_s.arg(number).arg(n));
            QCOMPARE(profile->baseUrl, u"https://turn%1.example"_s.arg(number));
            found << number;
        }
        const qint64 view = file.settings->value(u"profiles/writer1/view/columns"_s).toLongLong();
        QVERIFY2(found.at(0) >= promised && found.at(0) <= promised + 1,
                 "the turn that was promised is there");
        QVERIFY(found.at(1) == found.at(0) || found.at(1) == found.at(0) - 1);
        QVERIFY(found.at(1) >= promised);
        QCOMPARE(view, found.at(0));
        turn = found.at(0) + 1;
    }
}

} // namespace

SANDGLASS_REGISTER_TEST(SettingsFileTest)

#include "tst_settingsfile.moc"
