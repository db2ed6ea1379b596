// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QScopeGuard>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace sandglass::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kKey = "hopx_live_abcdefghijkl.secret-part";
constexpr auto kEmptyList = R"({"object":"list","data":null,"has_more":false})";

QByteArray oneSandbox(const QByteArray &status, const QByteArray &id = "a1")
{
    return R"({"id":")" + id + R"(","status":")" + status + R"(","template_name":"base"})";
}

/// A list of s0, s1, …
ScriptedReply manyRunning(int count)
{
    QByteArrayList sandboxes;
    for (int i = 0; i < count; ++i)
        sandboxes += oneSandbox("running", 's' + QByteArray::number(i));
    return ScriptedReply::json(R"({"data":[)" + sandboxes.join(',') + R"(],"has_more":false})");
}

} // namespace

/// `sandglass-cli` as a program: its exit codes on every kind of server, its streams, its end by a signal.
class TextProgramTest : public QObject
{
    Q_OBJECT

private:
    ScriptedServer m_server;
    QProcess m_program;

    void begin(const QStringList &arguments, const QByteArray &key = kKey, const QString &url = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"HOPX_API_KEY"_s, u"HOPX_BASE_URL"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s,
                                    u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        if (!key.isEmpty())
            environment.insert(u"HOPX_API_KEY"_s, QString::fromLatin1(key));
        environment.insert(u"HOPX_BASE_URL"_s, url.isEmpty() ? m_server.url().toString() : url);
        environment.insert(u"QT_LOGGING_RULES"_s, u"hopx.*=true"_s);
        m_program.setProcessEnvironment(environment);
        m_program.start(QStringLiteral(SANDGLASS_TEXT_PROGRAM), arguments);
    }
    int end()
    {
        if (!QTest::qWaitFor([this] { return m_program.state() == QProcess::NotRunning; }, 30'000))
            return -1;
        return m_program.exitStatus() == QProcess::NormalExit ? m_program.exitCode() : -2;
    }

private Q_SLOTS:
    void cleanup()
    {
        m_program.kill();
        m_program.waitForFinished();
        m_program.setChildProcessModifier({});
        QVERIFY2(!QByteArray(m_program.readAllStandardError() + m_program.readAllStandardOutput())
                      .contains("secret-part"),
                 "the key is never written");
    }

    void helpAndVersion()
    {
        begin({u"help"_s}, {});
        QCOMPARE(end(), 0);
        QVERIFY(m_program.readAllStandardOutput().startsWith("Usage: sandglass"));
        begin({u"--version"_s}, {});
        QCOMPARE(end(), 0);
        QVERIFY(m_program.readAllStandardOutput().startsWith("sandglass "));
    }

    void exitCodes_data()
    {
        QTest::addColumn<ScriptedReply>("reply");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        const QStringList list{u"list"_s};
        QTest::newRow("good") << ScriptedReply::json(kEmptyList) << list << 0;
        QTest::newRow("wrong call") << ScriptedReply::json(kEmptyList)
                                    << QStringList{u"list"_s, u"--nonsense"_s} << 2;
        QTest::newRow("no id") << ScriptedReply::json(kEmptyList) << QStringList{u"get"_s} << 2;
        QTest::newRow("state does not allow it")
            << ScriptedReply::json(oneSandbox("stopped")) << QStringList{u"pause"_s, u"a1"_s} << 2;
        QTest::newRow("no terminal to ask on")
            << ScriptedReply::json(oneSandbox("stopped")) << QStringList{u"delete"_s, u"a1"_s} << 2;
        QTest::newRow("an id that is none")
            << ScriptedReply::json("{}") << QStringList{u"get"_s, u".."_s} << 2;
        QTest::newRow("key refused") << ScriptedReply::http(401, R"({"error":"no"})") << list << 3;
        QTest::newRow("not ours") << ScriptedReply::http(403, R"({"error":"forbidden"})") << list << 3;
        QTest::newRow("not found") << ScriptedReply::http(404, R"({"error":"no"})")
                                   << QStringList{u"get"_s, u"a1"_s} << 4;
        QTest::newRow("a proxy that lost its server")
            << ScriptedReply::http(404, "404 page not found", {}, "text/plain")
            << QStringList{u"get"_s, u"a1"_s} << 1;
        QTest::newRow("no answer in time")
            << ScriptedReply::hang() << QStringList{u"pause"_s, u"--timeout"_s, u"1"_s, u"a1"_s} << 5;
        QTest::newRow("hung up") << ScriptedReply::closeAtOnce() << list << 6;
        QTest::newRow("a web page") << ScriptedReply::http(200, "<html></html>", {}, "text/html") << list
                                    << 6;
        QTest::newRow("rate limit") << ScriptedReply::http(429, R"({"error":"slow down","retry_after":60})")
                                    << list << 7;
        QTest::newRow("server error") << ScriptedReply::http(500, R"({"error":"oops"})") << list << 1;
        QTest::newRow("no credit") << ScriptedReply::http(402, R"({"error":"pay"})") << list << 1;
    }

    void exitCodes()
    {
        QFETCH(ScriptedReply, reply);
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        m_server.setDefault(reply);
        begin(arguments);
        const int ended = end();
        const QByteArray said = m_program.readAllStandardError();
        QVERIFY2(ended == code, QByteArray(QByteArray::number(ended) + ": " + said).constData());
        if (code != 0)
            QVERIFY2(said.startsWith("sandglass: ") || said.contains("\nsandglass: "), said.constData());
        QCOMPARE(m_program.readAllStandardOutput(), QByteArray());
    }

    void deletedIsTheApisWordAlone()
    {
        m_server.enqueue(ScriptedReply::json(oneSandbox("running")));
        m_server.setDefault(ScriptedReply::http(404, "404 page not found", {}, "text/plain"));
        begin({u"delete"_s, u"--yes"_s, u"--timeout"_s, u"2"_s, u"a1"_s});
        QCOMPARE(end(), 5);
        QCOMPARE(m_program.readAllStandardOutput(), QByteArray());
        QVERIFY(m_program.readAllStandardError().contains("the answer is not clear yet"));
    }

    void nobodyListens()
    {
        begin({u"list"_s}, kKey, u"http://127.0.0.1:1"_s);
        QCOMPARE(end(), 6);
    }

    void withoutAKey()
    {
        begin({u"list"_s}, {});
        QCOMPARE(end(), 3);
        QVERIFY(m_program.readAllStandardError().contains("HOPX_API_KEY"));
        QCOMPARE(m_program.readAllStandardOutput(), QByteArray());
        begin({u"pause"_s, u"a1"_s, u"--json"_s}, {});
        QCOMPARE(end(), 3);
        const QByteArray output = m_program.readAllStandardOutput();
        const QJsonObject error = QJsonDocument::fromJson(output).object()[u"error"_s].toObject();
        QCOMPARE(error[u"kind"_s], u"auth"_s);
        QVERIFY2(error[u"message"_s].toString().contains(u"HOPX_API_KEY"_s), output.constData());
    }

    void noUsefulAddress()
    {
        begin({u"list"_s, u"--json"_s, u"--base-url"_s,
               u"http://example.com"_s}); // a key must not cross a network in the clear
        QCOMPARE(end(), 2);
        const QByteArray output = m_program.readAllStandardOutput();
        QCOMPARE(QJsonDocument::fromJson(output).object()[u"error"_s][u"kind"_s], u"refused"_s);
    }

    void theKeyIsSentAndNothingIsSentTwice()
    {
        const auto before = m_server.requests().size();
        m_server.setDefault(ScriptedReply::json(oneSandbox("paused")));
        m_server.enqueue(ScriptedReply::json(oneSandbox("running")));
        m_server.enqueue(ScriptedReply::closeAtOnce()); // the POST
        begin({u"pause"_s, u"a1"_s});
        QCOMPARE(end(), 0);
        QCOMPARE(m_program.readAllStandardOutput().simplified().left(9), QByteArray("a1 Paused"));
        const auto requests = m_server.requests().mid(before);
        QCOMPARE(std::count_if(requests.begin(), requests.end(),
                               [](const SeenRequest &r) { return r.method == "POST"; }),
                 1);
        QCOMPARE(requests.constFirst().header("x-api-key"), QByteArray(kKey));
    }

    void jsonIsTheWholeOutput()
    {
        m_server.setDefault(ScriptedReply::json(oneSandbox("running")));
        begin({u"get"_s, u"a1"_s, u"--json"_s});
        QCOMPARE(end(), 0);
        QVERIFY(QJsonDocument::fromJson(m_program.readAllStandardOutput()).object().contains(u"sandboxes"_s));
    }

    void closedStreams_data()
    {
        QTest::addColumn<int>("closed");
        QTest::addColumn<int>("code");
        QTest::newRow("input") << STDIN_FILENO << 0;
        QTest::newRow("output") << STDOUT_FILENO << 1; // what was asked for went nowhere
        QTest::newRow("errors") << STDERR_FILENO << 0;
    }

    void closedStreams()
    {
        QFETCH(int, closed);
        QFETCH(int, code);
        m_server.setDefault(ScriptedReply::json(kEmptyList));
        m_program.setChildProcessModifier([closed] { ::close(closed); }); // as by `>&-`
        begin({u"list"_s, u"--json"_s});
        QCOMPARE(end(), code);
        QCOMPARE(m_program.readAllStandardOutput().contains("sandboxes"), closed != STDOUT_FILENO);
    }

    void signalsEndIt_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("code");
        QTest::newRow("Ctrl-C") << SIGINT << 130;
        QTest::newRow("terminated") << SIGTERM << 143;
    }

    void signalsEndIt()
    {
        QFETCH(int, signal);
        QFETCH(int, code);
        m_server.setDefault(
            ScriptedReply::json(R"({"data":[)" + oneSandbox("running") + R"(],"has_more":false})"));
        begin({u"watch"_s});
        QByteArray output;
        QTRY_VERIFY_WITH_TIMEOUT((output += m_program.readAllStandardOutput()).contains("a1  Running"),
                                 20'000);
        ::kill(pid_t(m_program.processId()), signal);
        QCOMPARE(end(), code);
    }

    void signalsEndItWhileNobodyReads_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("flags");
        QTest::addColumn<int>("code");
        QTest::newRow("Ctrl-C") << SIGINT << 0 << 130;
        QTest::newRow("terminated") << SIGTERM << 0 << 143;
        QTest::newRow("Ctrl-C, output does not block") << SIGINT << O_NONBLOCK << 130;
    }

    void signalsEndItWhileNobodyReads()
    {
        QFETCH(int, signal);
        QFETCH(int, flags);
        QFETCH(int, code);
        m_server.setDefault(manyRunning(40));
        std::array<int, 2> ends{}; // as `sandglass list --json | less`
        QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
        const auto close = qScopeGuard([&ends] {
            ::close(ends[0]);
            ::close(ends[1]);
        });
        const int room = ::fcntl(ends[1], F_SETPIPE_SZ, 4096);
        QCOMPARE(::fcntl(ends[1], F_SETFL, flags), 0);
        m_program.setChildProcessModifier([&ends] { ::dup2(ends[1], STDOUT_FILENO); });
        begin({u"list"_s, u"--json"_s});
        const auto waiting = [&ends] {
            int bytes = 0;
            return ::ioctl(ends[0], FIONREAD, &bytes) == 0 ? bytes : -1;
        };
        QTRY_COMPARE_WITH_TIMEOUT(waiting(), room, 20'000);
        QCOMPARE(m_program.state(), QProcess::Running);
        ::kill(pid_t(m_program.processId()), signal);
        QCOMPARE(end(), code);
    }

    void saysWhatCannotBeWritten()
    {
        m_server.setDefault(ScriptedReply::json(kEmptyList));
        for (const QStringList &arguments : {QStringList{u"list"_s, u"--json"_s}, QStringList{u"help"_s}}) {
            m_program.setStandardOutputFile(u"/dev/full"_s);
            begin(arguments);
            QCOMPARE(end(), 1);
            const QByteArray said = m_program.readAllStandardError();
            QVERIFY2(said.contains("sandglass: The result could not be written: "), said.constData());
        }
        m_program.setStandardOutputFile({});
    }

    void saysWhatWasNotDoneWhenNobodyReads()
    {
        std::array<int, 2> ends{};
        QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
        ::close(ends[0]);
        const auto close = qScopeGuard([&ends] { ::close(ends[1]); });
        // One of six is accepted, and that cannot be told.
        m_server.setDefault(ScriptedReply::hang());
        m_server.enqueue(manyRunning(6));
        m_server.enqueue(ScriptedReply::json("{}"));
        m_program.setChildProcessModifier([&ends] { ::dup2(ends[1], STDOUT_FILENO); });
        begin({u"pause"_s, u"--no-wait"_s, u"s0"_s, u"s1"_s, u"s2"_s, u"s3"_s, u"s4"_s, u"s5"_s});
        QCOMPARE(end(), 1);
        const QByteArray said = m_program.readAllStandardError();
        QVERIFY2(said.contains("sandglass: Interrupted.\n"), said.constData());
        QVERIFY2(said.count("\n  s") == 5, said.constData());
    }

    void endsWhenNobodyReads()
    {
        for (int i = 0; i < 60; ++i)
            m_server.enqueue(ScriptedReply::json(
                R"({"data":[)" + oneSandbox(i % 2 == 0 ? "running" : "paused") + R"(],"has_more":false})"));
        QProcess reader; // as `sandglass watch | head -1`
        m_program.setStandardOutputProcess(&reader);
        begin({u"watch"_s, u"--interval"_s, u"1"_s});
        reader.start(u"head"_s, {u"-1"_s});
        // In the event loop: the server is in it too.
        QTRY_COMPARE_WITH_TIMEOUT(reader.state(), QProcess::NotRunning, 20'000);
        const QByteArray line = reader.readAllStandardOutput();
        QVERIFY2(line.endsWith("a1  Running  base\n"), line.constData());
        QCOMPARE(end(), 1);
    }
};

QTEST_GUILESS_MAIN(TextProgramTest)

#include "tst_textmode_program.moc"
