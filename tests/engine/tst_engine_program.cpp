// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/enginecommandline.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace sandglass::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// `sandglass-engine` as a program: what it prints, what it answers, how it ends.
class TestEngineProgram : public QObject
{
    Q_OBJECT

private:
    static QProcessEnvironment environmentWith(const QString &key)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(u"SANDGLASS_ENGINE_KEY"_s);
        if (!key.isEmpty())
            environment.insert(u"SANDGLASS_ENGINE_KEY"_s, key);
        return environment;
    }

    static void begin(QProcess &program, const QStringList &arguments, const QString &key = {})
    {
        program.setProcessEnvironment(environmentWith(key));
        program.start(QStringLiteral(SANDGLASS_ENGINE_PROGRAM), arguments);
    }

private Q_SLOTS:
    void printsAddressAndKeyAndServes()
    {
        QProcess program;
        begin(program, {u"--sandboxes"_s, u"3"_s});
        QByteArray output;
        QTRY_VERIFY_WITH_TIMEOUT((output += program.readAllStandardOutput()).count('\n') == 2, 20'000);
        const QStringList lines = QString::fromLatin1(output).split(u'\n');
        QVERIFY2(QRegularExpression(u"^http://127\\.0\\.0\\.1:[0-9]+$"_s).match(lines.at(0)).hasMatch(),
                 output.constData());
        QVERIFY(QRegularExpression(u"^hopx_live_[A-Za-z0-9]{12}\\.[A-Za-z0-9_-]{43}$"_s)
                    .match(lines.at(1))
                    .hasMatch());

        QNetworkAccessManager network;
        QNetworkRequest request(QUrl(lines.at(0) + u"/v1/sandboxes"));
        request.setRawHeader("X-API-Key", lines.at(1).toLatin1());
        const std::unique_ptr<QNetworkReply> reply(network.get(request));
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 10'000);
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);

        program.terminate();
        QVERIFY(program.waitForFinished(20'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(program.readAllStandardOutput(), QByteArray());
        QCOMPARE(program.readAllStandardError(), QByteArray());
    }

    void interruptEndsItToo()
    {
        QProcess program;
        begin(program, {}, u"hopx_live_chosen.key"_s);
        QByteArray output;
        QTRY_VERIFY_WITH_TIMEOUT((output += program.readAllStandardOutput()).count('\n') == 2, 20'000);
        QVERIFY(output.endsWith("\nhopx_live_chosen.key\n"));
        ::kill(pid_t(program.processId()), SIGINT);
        QVERIFY(program.waitForFinished(20'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
    }

    void portInUse()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        QProcess program;
        begin(program, {u"--port"_s, QString::number(other.serverPort())});
        QVERIFY(program.waitForFinished(20'000));
        QCOMPARE(program.exitCode(), 1);
        QCOMPARE(program.readAllStandardOutput(), QByteArray());
        const QByteArray error = program.readAllStandardError();
        QVERIFY2(error.contains("--port 0"), error.constData());
        QCOMPARE(error.count('\n'), qsizetype(1));
    }

    void helpAndVersion()
    {
        for (const char *flag : {"--help", "--version"}) {
            QProcess program;
            begin(program, {QString::fromLatin1(flag)});
            QVERIFY(program.waitForFinished(20'000));
            QCOMPARE(program.exitCode(), 0);
            QVERIFY(program.readAllStandardOutput().contains("sandglass-engine"));
            QCOMPARE(program.readAllStandardError(), QByteArray());
        }
    }

    void wrongFlags_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const QString &line, const QByteArray &says) {
            QTest::newRow(qPrintable(line)) << line.split(u' ') << says;
        };
        row(u"--prot 5"_s, "prot");
        row(u"--port"_s, "port");
        row(u"--port 70000"_s, "65535");
        row(u"--port -1"_s, "65535");
        row(u"--sandboxes many"_s, "many");
        row(u"--latency nan"_s, "nan");
        row(u"--latency -1"_s, "-1");
        row(u"--latency-http 20m"_s, "20m");
        row(u"--latency-http 80ms-20ms"_s, "80ms-20ms");
        row(u"--rate 0"_s, "--rate");
        row(u"--faults 500=2"_s, "500=2");
        row(u"--error-shape round"_s, "round");
        row(u"--host example.org"_s, "example.org");
        row(u"stray"_s, "stray");
    }

    void wrongFlags()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, says);
        const EngineCommandLine line =
            parseEngineCommandLine(QStringList{u"sandglass-engine"_s} + arguments, {});
        QCOMPARE(line.kind, EngineCommandLine::Kind::Wrong);
        QVERIFY2(line.text.contains(QString::fromLatin1(says)), qPrintable(line.text));
        QCOMPARE(line.text.count(u'\n'), 1);
    }

    void wrongFlagEndsWithTwo()
    {
        QProcess program;
        begin(program, {u"--nonsense"_s});
        QVERIFY(program.waitForFinished(20'000));
        QCOMPARE(program.exitCode(), 2);
        QCOMPARE(program.readAllStandardOutput(), QByteArray());
        QVERIFY(program.readAllStandardError().contains("--help"));
    }

    void aKeyWithSpacesIsRefusedWithoutBeingShown()
    {
        const EngineCommandLine line = parseEngineCommandLine({u"sandglass-engine"_s}, "my secret");
        QCOMPARE(line.kind, EngineCommandLine::Kind::Wrong);
        QVERIFY(!line.text.contains(u"secret"));
    }

    void readsEveryOption()
    {
        const EngineCommandLine line = parseEngineCommandLine(
            u"sandglass-engine --port 4000 --host ::1 --sandboxes 250 --seed 9 --latency 0.5 "
            "--latency-http 20ms-1.5s --rate 7 --faults 500=0.1 --error-shape flat --sparse-list "
            "--no-stop-start --still --log-requests"_s.split(u' '),
            "key");
        QCOMPARE(line.kind, EngineCommandLine::Kind::Run);
        const EngineOptions &options = line.options;
        QCOMPARE(options.port, quint16(4000));
        QCOMPARE(options.host, QHostAddress(QHostAddress::LocalHostIPv6));
        QCOMPARE(options.sandboxes, 250);
        QCOMPARE(options.seed, quint64(9));
        QCOMPARE(options.latency, 0.5);
        QVERIFY(options.httpLatencyLow == 20ms);
        QVERIFY(options.httpLatencyHigh == 1500ms);
        QCOMPARE(options.requestsPerMinute, 7);
        QCOMPARE(options.faults.size(), qsizetype(1));
        QCOMPARE(options.errorShape, ErrorShape::Flat);
        QVERIFY(options.sparseList);
        QVERIFY(!options.withStopStart);
        QVERIFY(!options.life);
        QVERIFY(options.logRequests);
        QCOMPARE(options.key, QByteArray("key"));
    }
};

QTEST_GUILESS_MAIN(TestEngineProgram)
#include "tst_engine_program.moc"
