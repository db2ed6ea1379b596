// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"
#include "start/settingsfile.h"
#include "support/testregistry.h"

#include <QFile>
#include <QFileInfo>
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
    void nobodyElseReadsIt();
    void whatIsKeptAside_data();
    void whatIsKeptAside();
    void aSecondOneIsKeptToo();
    void aBrokenOneGivesWayToThePreviousOne_data();
    void aBrokenOneGivesWayToThePreviousOne();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"sandglass.ini"_s); }
    void write(const QByteArray &content) const
    {
        letTimePass();
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    /// Until files are written at another time than the settings were: in one process, QSettings takes a file
    /// of the same size and time for the one it knows.
    void letTimePass() const
    {
        const auto timeOf = [](const QString &name) { return QFileInfo(name).lastModified(); };
        const QString probe = m_folder->filePath(u"probe"_s);
        do {
            QFile file(probe);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("-");
        } while (timeOf(probe) == timeOf(path()));
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

void SettingsFileTest::nobodyElseReadsIt()
{
    static constexpr QFile::Permissions kOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                                  QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    const auto others = [](const QString &file) {
        return QFile::exists(file) ? QFile::permissions(file) & kOthers : kOthers;
    };
    const QString inFolder = m_folder->filePath(u"new/folder/sandglass.ini"_s);
    for (const QString &file : {path(), inFolder}) {
        const SettingsFile fresh = openSettings(file);
        QCOMPARE(others(file), QFile::Permissions());
        fresh.settings->setValue(u"a"_s, 1);
        QVERIFY(fresh.settings->writeNow());
        QCOMPARE(others(file), QFile::Permissions());
    }
    QCOMPARE(others(m_folder->filePath(u"new/folder"_s)), QFile::Permissions());

    // One of a version that let others read it.
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup |
                                              QFile::ReadOther));
    const SettingsFile again = openSettings(path());
    QCOMPARE(others(path()), QFile::Permissions());
    QCOMPARE(again.settings->value(u"a"_s).toInt(), 1);
    again.settings->setValue(u"a"_s, 2);
    QVERIFY(again.settings->writeNow());
    QCOMPARE(others(path()), QFile::Permissions());
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
    QVERIFY(opened.settings->writeNow());
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

void SettingsFileTest::aBrokenOneGivesWayToThePreviousOne_data()
{
    QTest::addColumn<QByteArray>("damaged");
    QTest::newRow("rubbish") << QByteArray("\0\xff[half a\n[[[\n", 14);
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("zeros") << QByteArray(512, '\0');
}

void SettingsFileTest::aBrokenOneGivesWayToThePreviousOne()
{
    QFETCH(const QByteArray, damaged);
    const auto valueNow = [this] {
        const SettingsFile file = openSettings(path());
        return std::pair{file.settings->value(u"a"_s).toInt(), file.consequence};
    };
    openSettings(path()).settings->setValue(u"a"_s, 1);
    QCOMPARE(valueNow().first, 1);
    openSettings(path()).settings->setValue(u"a"_s, 2);
    write(damaged);
    // What the last start found is what was there before it.
    const auto [value, said] = valueNow();
    QCOMPARE(value, 1);
    QVERIFY2(said.contains(u"last start"_s) && said.contains(u"sandglass.ini.broken"_s), qPrintable(said));
    QCOMPARE(contentOf(u"sandglass.ini.broken"_s), damaged);
    QCOMPARE(QFile::permissions(path() + u".previous"_s) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QCOMPARE(valueNow(), std::pair(1, QString()));

    // One that is broken as well is of no use.
    QFile previous(path() + u".previous"_s);
    QVERIFY(previous.open(QIODevice::WriteOnly));
    previous.write("not settings\n");
    previous.close();
    write("not settings either\n");
    const auto [none, saidNow] = valueNow();
    QCOMPARE(none, 0);
    QVERIFY2(saidNow.contains(u"defaults"_s), qPrintable(saidNow));
}

} // namespace

SANDGLASS_REGISTER_TEST(SettingsFileTest)

#include "tst_settingsfile.moc"
