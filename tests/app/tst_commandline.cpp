// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/commandline.h"

#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;

class TestCommandLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demoTakesANumberOrNothing_data();
    void demoTakesANumberOrNothing();
    void wrongCallsSayWhatAndWhereToLook_data();
    void wrongCallsSayWhatAndWhereToLook();
    void keysAreNotRepeated_data();
    void keysAreNotRepeated();
};

void TestCommandLine::demoTakesANumberOrNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("sandboxes");
    QTest::newRow("alone") << QStringList{u"--demo"_s} << 24;
    QTest::newRow("number") << QStringList{u"--demo"_s, u"7"_s} << 7;
    QTest::newRow("none") << QStringList{u"--demo"_s, u"0"_s} << 0;
    QTest::newRow("joined") << QStringList{u"--demo=100000"_s} << 100'000;
    QTest::newRow("option next") << QStringList{u"--demo"_s, u"--theme"_s, u"dark"_s} << 24;
}

void TestCommandLine::demoTakesANumberOrNothing()
{
    QFETCH(const QStringList, arguments);
    const auto parsed = parseCommandLine(QStringList{u"sandglass"_s} + arguments);
    QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().text));
    QTEST(parsed->demoSandboxes.value_or(-1), "sandboxes");
}

void TestCommandLine::wrongCallsSayWhatAndWhereToLook_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    QTest::newRow("word") << QStringList{u"--demo"_s, u"abc"_s} << u"“abc”"_s;
    QTest::newRow("negative") << QStringList{u"--demo"_s, u"-5"_s} << u"“-5”"_s;
    QTest::newRow("joined negative") << QStringList{u"--demo=-5"_s} << u"“-5”"_s;
    QTest::newRow("fraction") << QStringList{u"--demo"_s, u"1.5"_s} << u"“1.5”"_s;
    QTest::newRow("too many") << QStringList{u"--demo"_s, u"100001"_s} << u"from 0 to 100,000"_s;
    QTest::newRow("far too many") << QStringList{u"--demo"_s, u"99999999999999"_s} << u"from 0 to 100,000"_s;
    QTest::newRow("empty") << QStringList{u"--demo="_s} << u"--demo takes a number"_s;
    QTest::newRow("flag") << QStringList{u"--demonstrate"_s} << u"demonstrate"_s;
    QTest::newRow("scheme") << QStringList{u"--base-url"_s, u"ftp://x"_s} << u"begin with https://"_s;
    QTest::newRow("no address") << QStringList{u"--base-url"_s, u"two words"_s} << u"not a server address"_s;
    QTest::newRow("size") << QStringList{u"--size"_s, u"big"_s} << u"--size takes"_s;
}

void TestCommandLine::wrongCallsSayWhatAndWhereToLook()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, said);
    const auto parsed = parseCommandLine(QStringList{u"sandglass"_s} + arguments);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().status, 2);
    QVERIFY2(parsed.error().text.contains(said), qPrintable(parsed.error().text));
    QVERIFY2(parsed.error().text.contains(u"sandglass --help"_s), qPrintable(parsed.error().text));
}

void TestCommandLine::keysAreNotRepeated_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("word") << QStringList{u"sk_live_abcdefgh"_s};
    QTest::newRow("another form") << QStringList{u"abcdefgh0123456789abcdefgh0123456789"_s};
    QTest::newRow("letters") << QStringList{u"-sk_live_abcdefgh"_s};
    QTest::newRow("address") << QStringList{u"--base-url"_s, u"sk_live_abcdefgh"_s};
    QTest::newRow("number") << QStringList{u"--demo"_s, u"hopx_live_abcdefgh"_s};
}

void TestCommandLine::keysAreNotRepeated()
{
    QFETCH(const QStringList, arguments);
    const auto parsed = parseCommandLine(QStringList{u"sandglass"_s} + arguments);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().status, 2);
    QVERIFY2(!parsed.error().text.contains(u"abcdefgh"_s), qPrintable(parsed.error().text));
    QVERIFY2(!parsed.error().text.contains(u"l, i, v"_s), qPrintable(parsed.error().text));
}

} // namespace sandglass::test

QTEST_GUILESS_MAIN(sandglass::test::TestCommandLine)

#include "tst_commandline.moc"
