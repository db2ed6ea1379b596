// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/settings.h"
#include "support/testregistry.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsSetIsThereAgain()
    {
        {
            Settings settings(path());
            QCOMPARE(settings.value(u"a"_s, 7).toInt(), 7);
            settings.setValue(u"a"_s, 1);
            settings.setValue(u"b/c"_s, true);
            settings.setValue(u"b/bytes"_s, QByteArray("\0\xff", 2));
            settings.setValue(u"b/list"_s, QStringList{u"ö, x"_s, u"y"_s});
            settings.setValue(u"a"_s, 2);
            QCOMPARE(settings.value(u"a"_s).toInt(), 2);
        }
        const Settings again(path());
        QCOMPARE(again.value(u"a"_s).toInt(), 2);
        QCOMPARE(again.value(u"b/c"_s).toBool(), true);
        QCOMPARE(again.value(u"b/bytes"_s).toByteArray(), QByteArray("\0\xff", 2));
        QCOMPARE(again.value(u"b/list"_s).toStringList(), (QStringList{u"ö, x"_s, u"y"_s}));
        QCOMPARE(again.fileName(), path());
    }

    /// Another program has the file, or the disk sleeps.
    void nobodyWaitsForTheDisk()
    {
        Settings settings(path(), 0ms);
        QLockFile others(path() + u".lock"_s);
        QVERIFY(others.lock());
        settings.setValue(u"a"_s, 1);
        QCoreApplication::processEvents(); // it is handed over
        settings.setValue(u"b"_s, 2);
        QCoreApplication::processEvents();
        QCOMPARE(settings.value(u"a"_s).toInt(), 1);
        QCOMPARE(settings.value(u"b"_s).toInt(), 2);
        QVERIFY(!content().contains("a=1"));
        others.unlock();
        QTRY_VERIFY(content().contains("a=1") && content().contains("b=2"));
    }

    void whatIsSetSoonAfterEachOtherIsWrittenOnce()
    {
        Settings settings(path(), 1h);
        for (int i = 0; i < 100; ++i) {
            settings.setValue(u"a"_s, i);
            QCoreApplication::processEvents();
        }
        QVERIFY(!QFile::exists(path()));
        QVERIFY(settings.writeNow());
        QVERIFY(content().contains("a=99"));
    }

    void whatIsSetMeanwhileOutlivesTheAnswer()
    {
        Settings settings(path(), 1h);
        settings.setValue(u"a"_s, 1);
        QVERIFY(settings.writeNow());
        settings.setValue(u"a"_s, 2); // the answer of the writing tells of 1
        settings.remove(u"none"_s);
        QCoreApplication::processEvents();
        QCOMPARE(settings.value(u"a"_s).toInt(), 2);
        QVERIFY(settings.writeNow());
        settings.remove(u"a"_s);
        QCoreApplication::processEvents();
        QVERIFY(!settings.contains(u"a"_s));
    }

    void whatOtherProgramsSetStays()
    {
        Settings settings(path());
        settings.setValue(u"a"_s, 1);
        settings.setValue(u"same"_s, 1);
        QVERIFY(settings.writeNow());
        writeAsAnother("[General]\na=7\nb=from another program\n");
        QCOMPARE(settings.value(u"a"_s).toInt(), 1);
        settings.setValue(u"c"_s, 3);
        settings.setValue(u"same"_s, 1); // which the other one removed
        QVERIFY(settings.writeNow());
        QTRY_COMPARE(settings.value(u"b"_s).toString(), u"from another program"_s);
        QCOMPARE(settings.value(u"a"_s).toInt(), 7);
        for (const char *line : {"a=7", "b=from another program", "c=3", "same=1"})
            QVERIFY2(content().contains(line), content().constData());
    }

    void whatCouldNotBeWrittenIsTriedAgain()
    {
        const QString inFolder = m_folder->filePath(u"later/settings.ini"_s);
        const auto block = [&] {
            QFile file(m_folder->filePath(u"later"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
        };
        block();
        {
            Settings settings(inFolder);
            settings.setValue(u"a"_s, 1);
            const QSignalSpy failed(&settings, &Settings::writingFailed);
            QVERIFY(!settings.writeNow());
            QVERIFY(!settings.writeNow());
            QTRY_COMPARE(failed.size(), 1);
            QVERIFY(QFile::remove(m_folder->filePath(u"later"_s)));
            settings.setValue(u"b"_s, 2);
            QVERIFY(settings.writeNow());
            const Settings::Values both{{u"a"_s, 1}, {u"b"_s, 2}};
            QCOMPARE(settings.values(), both);
        }
        QCOMPARE(Settings(inFolder).value(u"a"_s).toInt(), 1);

        QVERIFY(QDir(m_folder->filePath(u"later"_s)).removeRecursively());
        block();
        {
            Settings settings(inFolder);
            settings.setValue(u"c"_s, 3);
            QVERIFY(!settings.writeNow());
            QCoreApplication::processEvents(); // it hears of that
            QVERIFY(QFile::remove(m_folder->filePath(u"later"_s)));
        }
        QCOMPARE(Settings(inFolder).value(u"c"_s).toInt(), 3);
    }

    void theEndWaitsForWhatIsUnderWay()
    {
        QLockFile others(path() + u".lock"_s);
        QVERIFY(others.lock());
        auto settings = std::make_unique<Settings>(path(), 0ms);
        settings->setValue(u"a"_s, 1);
        QCoreApplication::processEvents(); // it is handed over
        settings->setValue(u"a"_s, 2);
        QCoreApplication::processEvents();
        settings->setValue(u"b"_s, 3);
        others.unlock();
        settings.reset();
        QVERIFY(content().contains("a=2") && content().contains("b=3"));
    }

    void removesWithAllThatIsBelow()
    {
        for (int turn = 0; turn < 2; ++turn) {
            Settings settings(path());
            if (turn == 0) {
                for (const QString &key : {u"a"_s, u"a/b"_s, u"a/b/c"_s, u"a-b"_s, u"ab/c"_s})
                    settings.setValue(key, 1);
                QVERIFY(settings.writeNow());
                settings.remove(u"a"_s);
            }
            QCOMPARE(settings.values().keys(), (QStringList{u"a-b"_s, u"ab/c"_s}));
        }
    }

    void namesTheGroupsBelow()
    {
        Settings settings(Settings::Values{{u"p/a/x"_s, 1},
                                           {u"p/a/y"_s, 1},
                                           {u"p/a-b/x"_s, 1},
                                           {u"p/b/c/d"_s, 1},
                                           {u"p/z"_s, 1},
                                           {u"q/r/s"_s, 1}});
        QStringList groups = settings.childGroups(u"p"_s);
        groups.sort();
        QCOMPARE(groups, (QStringList{u"a"_s, u"a-b"_s, u"b"_s}));
        QVERIFY(settings.childGroups(u"none"_s).isEmpty());
    }

    void whatCannotBeWrittenIsSaidAndCounts()
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        Settings settings(path() + u"/no folder/settings.ini"_s);
        settings.setValue(u"a"_s, 1);
        QVERIFY(!settings.writeNow());
        QCoreApplication::processEvents();
        QCOMPARE(settings.value(u"a"_s).toInt(), 1);
    }

    void thoseWithoutAFileAreForgotten()
    {
        Settings settings(Settings::Values{{u"a"_s, 1}});
        settings.setValue(u"b"_s, 2);
        QVERIFY(settings.writeNow());
        QCOMPARE(settings.value(u"a"_s).toInt(), 1);
        QCOMPARE(settings.value(u"b"_s).toInt(), 2);
        QVERIFY(settings.fileName().isEmpty());
    }

private:
    void writeAsAnother(const QByteArray &text) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"settings.ini"_s); }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

SANDGLASS_REGISTER_TEST(SettingsTest)

} // namespace

#include "tst_settings.moc"
