// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testregistry.h"
#include "textfixture.h"
#include "textmode/givenvalues.h"
#include "textmode/textcommandline.h"

#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;

/// `sandglass extend`, and how times and variables are read from a command line.
class ExtendCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatRemainsAndTheRest();
    void toATimeSendsTheTimeUntilThen();
    void shorteningWantsASecondWord();
    void refusesWhatHasNoEnd();
    void wantsExactlyOneOfSpanAndTime();
    void readsMoments();
    void readsVariables();
    void neverRepeatsAValue();

private:
    static Sandbox ending(const TextFixture &f, std::chrono::milliseconds left)
    {
        Sandbox one = sandbox(u"a"_s);
        one.expiry = Expiry::atTime(f.clock.utcNow() + left);
        return one;
    }
    /// Answers every open read with @p one until something is sent or it ends.
    static void answerReads(TextFixture &f, const Sandbox &one)
    {
        for (int i = 0; i < 10 && !f.isFinished(); ++i) {
            const int read = f.api.find(u"GET a"_s);
            if (read == 0)
                return;
            f.api.answer(read, one);
            f.settle();
        }
    }
    static QStringList sent(const TextFixture &f) { return f.api.texts().filter(u"PUT"_s); }
};

void ExtendCommandTest::sendsWhatRemainsAndTheRest()
{
    TextFixture f({u"extend"_s, u"a"_s, u"--by"_s, u"1h"_s});
    const Sandbox before = ending(f, 30min);
    answerReads(f, before);
    QCOMPARE(sent(f), QStringList{u"PUT a/timeout 5400"_s});
    f.api.answer(f.api.find(u"PUT a/timeout 5400"_s), TimeoutAnswer{});
    f.settle();
    answerReads(f, ending(f, 90min));
    QCOMPARE(f.code, ExitCode::Ok);
    QCOMPARE(f.console.outLines.size(), 1);
    QVERIFY2(f.console.outLines.constFirst().startsWith(u"a  ends "_s), qPrintable(f.console.outText()));
    QVERIFY2(f.console.outLines.constFirst().contains(u"in 1 h 30 min"_s), qPrintable(f.console.outText()));
    QCOMPARE(sent(f).size(), 1);
}

void ExtendCommandTest::toATimeSendsTheTimeUntilThen()
{
    TextFixture probe({u"extend"_s, u"a"_s, u"--by"_s, u"1h"_s});
    const QDateTime until =
        QDateTime::fromMSecsSinceEpoch((probe.clock.utcNow() + 2h).time_since_epoch() / 1ms, Qt::UTC);
    TextFixture f({u"extend"_s, u"a"_s, u"--until"_s, until.toString(Qt::ISODate)});
    answerReads(f, ending(f, 30min));
    QCOMPARE(sent(f), QStringList{u"PUT a/timeout 7200"_s});
}

void ExtendCommandTest::shorteningWantsASecondWord()
{
    TextFixture probe({u"extend"_s, u"a"_s, u"--by"_s, u"1h"_s});
    const QString until =
        QDateTime::fromMSecsSinceEpoch((probe.clock.utcNow() + 2h).time_since_epoch() / 1ms, Qt::UTC)
            .toString(Qt::ISODate);
    TextFixture refused({u"extend"_s, u"a"_s, u"--until"_s, until});
    answerReads(refused, ending(refused, 5h));
    QVERIFY(refused.isFinished());
    QVERIFY(*refused.code != ExitCode::Ok);
    QCOMPARE(sent(refused), QStringList());
    TextFixture meant({u"extend"_s, u"a"_s, u"--until"_s, until, u"--shorten"_s});
    answerReads(meant, ending(meant, 5h));
    QCOMPARE(sent(meant), QStringList{u"PUT a/timeout 7200"_s});
}

void ExtendCommandTest::refusesWhatHasNoEnd()
{
    TextFixture f({u"extend"_s, u"a"_s, u"--by"_s, u"1h"_s});
    Sandbox endless = sandbox(u"a"_s);
    endless.expiry.kind = Expiry::Kind::Never;
    answerReads(f, endless);
    QVERIFY(f.isFinished());
    QVERIFY(*f.code != ExitCode::Ok);
    QVERIFY(!f.console.errText().isEmpty());
    QCOMPARE(sent(f), QStringList());
}

void ExtendCommandTest::wantsExactlyOneOfSpanAndTime()
{
    const auto parse = [](const QStringList &arguments) {
        return parseTextCommandLine(QStringList{u"sandglass"_s, u"extend"_s, u"a"_s} + arguments);
    };
    QVERIFY(parse({u"--by"_s, u"15m"_s}));
    QVERIFY(parse({u"--until"_s, u"18:30"_s}));
    for (const QStringList &wrong :
         {QStringList(), QStringList{u"--by"_s, u"1h"_s, u"--until"_s, u"18:30"_s},
          QStringList{u"--by"_s, u"0s"_s}, QStringList{u"--by"_s, u"-1h"_s},
          QStringList{u"--by"_s, u"soon"_s}, QStringList{u"--until"_s, u"tomorrow"_s}}) {
        const auto line = parse(wrong);
        QVERIFY2(!line, qPrintable(wrong.join(u' ')));
        QCOMPARE(line.error().code, ExitCode::Validation);
    }
}

void ExtendCommandTest::readsMoments()
{
    const QDateTime now(QDate(2026, 11, 24), QTime(18, 0), Qt::UTC);
    const auto read = [&now](const QString &text) {
        const auto moment = momentFrom(text, now);
        return moment ? QDateTime::fromMSecsSinceEpoch(moment->time_since_epoch() / 1ms, Qt::UTC)
                            .toString(Qt::ISODate)
                      : QString();
    };
    QCOMPARE(read(u"18:30"_s), u"2026-11-24T18:30:00Z"_s);
    QCOMPARE(read(u"9:05"_s), u"2026-11-25T09:05:00Z"_s); // the next one
    QCOMPARE(read(u"18:00"_s), u"2026-11-25T18:00:00Z"_s);
    QCOMPARE(read(u"2026-11-30T18:30:00+02:00"_s), u"2026-11-30T16:30:00Z"_s);
    for (const QString &wrong : {u"25:00"_s, u"noon"_s, u"2026-11-30"_s, u"2026-13-01T10:00"_s, QString()})
        QCOMPARE(read(wrong), QString());
}

void ExtendCommandTest::readsVariables()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"a.env"_s);
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("A=1\nB=2\n");
    out.close();
    qputenv("SANDGLASS_TEST_HERE", "here");
    const auto read = variablesFrom({u"B=3"_s, u"SANDGLASS_TEST_HERE"_s}, file);
    qunsetenv("SANDGLASS_TEST_HERE");
    QVERIFY(read);
    QStringList lines;
    for (const EnvironmentVariable &one : *read)
        lines += one.name + u'=' + one.value;
    QCOMPARE(lines, (QStringList{u"A=1"_s, u"B=3"_s, u"SANDGLASS_TEST_HERE=here"_s}));
}

void ExtendCommandTest::neverRepeatsAValue()
{
    for (const QString &wrong : {u"9A=s3cret"_s, u"A B=s3cret"_s, u"=s3cret"_s}) {
        const auto read = variablesFrom({wrong}, {});
        QVERIFY(!read);
        QVERIFY(!read.error().contains(u"s3cret"_s));
    }
    QVERIFY(!variablesFrom({u"SANDGLASS_TEST_NOT_HERE"_s}, {}));
    QVERIFY(!variablesFrom({}, u"/nowhere/at/all.env"_s));
}

} // namespace

SANDGLASS_REGISTER_TEST(ExtendCommandTest)

#include "tst_extendcommand.moc"
