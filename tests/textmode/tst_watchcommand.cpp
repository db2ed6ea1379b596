// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"
#include "support/testregistry.h"
#include "textfixture.h"
#include "textmode/textcommandline.h"
#include "textmode/textsession.h"

#include <QJsonDocument>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using Kind = ApiErrorKind;

/// `sandglass watch` by a session of its own, on a server.
class WatchedServer
{
public:
    explicit WatchedServer(ScriptedReply::Headers headers = {}) : m_headers(std::move(headers)) {}

    /// To all further readings.
    void reply(const QByteArray &rows)
    {
        m_console.outLines.clear();
        server.setDefault(ScriptedReply::http(200, "{\"data\":" + rows + '}', m_headers));
    }
    void start()
    {
        m_command = makeTextCommand(*parseTextCommandLine({u"sandglass"_s, u"watch"_s}),
                                    m_session.workbench(m_console));
        m_command->start();
    }
    /// Those since reply(), without their times.
    [[nodiscard]] QStringList lines() const
    {
        QStringList lines;
        for (const QString &line : m_console.outLines)
            lines += line.mid(10);
        return lines;
    }

    ManualClock clock;
    ScriptedServer server;

private:
    const ScriptedReply::Headers m_headers;
    TextSession m_session{clock, {server.url()}, ApiKey{"hopx_live_watched.secret"}};
    FakeConsole m_console;
    std::unique_ptr<TextCommand> m_command;
};

/// `sandglass watch`.
class WatchCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsThereAndWhatChanges();
    void followsTheSearch();
    void jsonLines();
    void firstFailureEndsIt();
    void laterFailuresAreWaitedOut();
    void refusedKeyEndsIt();
    void pollsAsSeldomAsAsked();
    void takesNewConnectionsAfterASleep();
    void timeLimitsEndByTheServersClock();

private:
    /// Goes on to the next reading of the list and answers it.
    static void poll(TextFixture &f, const QVector<Sandbox> &sandboxes)
    {
        nextPoll(f);
        f.api.answer(f.api.find(u"LIST"_s), page(sandboxes));
        f.settle();
    }
    static void nextPoll(TextFixture &f)
    {
        while (f.api.find(u"LIST"_s) == 0)
            QVERIFY(f.clock.advanceToNextTimer());
    }
    /// The lines since the last call, without their times.
    static QStringList lines(TextFixture &f)
    {
        QStringList lines;
        for (const QString &line : std::exchange(f.console.outLines, {}))
            lines += line.mid(10);
        return lines;
    }
};

void WatchCommandTest::tellsWhatIsThereAndWhatChanges()
{
    TextFixture f({u"watch"_s});
    Sandbox b = sandbox(u"b"_s, Stopped);
    b.templateName = u"base"_s;
    b.region = u"eu"_s;
    poll(f, {sandbox(u"a"_s), b});
    QCOMPARE(f.console.outLines,
             QStringList({u"03:04:05  a  Running"_s, u"03:04:05  b  Stopped  base, eu"_s}));
    (void)lines(f);

    poll(f, {sandbox(u"a"_s, Paused), b, sandbox(u"c"_s, Creating)});
    QCOMPARE(lines(f), QStringList({u"a  Running → Paused"_s, u"c  new: Creating"_s}));
    poll(f, {sandbox(u"a"_s, Paused), b, sandbox(u"c"_s, Creating)});
    QCOMPARE(lines(f), QStringList());

    b.expiry = Expiry::atTime(f.clock.utcNow() + 1h + 30s);
    poll(f, {b, sandbox(u"c"_s, Running)});
    QCOMPARE(lines(f),
             QStringList({u"b  time left: 1 h"_s, u"c  Creating → Running"_s, u"a  gone, was Paused"_s}));
    QVERIFY(!f.isFinished());
    QCOMPARE(f.console.errLines, QStringList());
}

void WatchCommandTest::followsTheSearch()
{
    TextFixture f({u"watch"_s, u"state:running"_s});
    poll(f, {sandbox(u"a"_s), sandbox(u"b"_s, Stopped)});
    QCOMPARE(lines(f), QStringList(u"a  Running"_s));
    // It leaves the search, which is told; what it does out of it is not.
    poll(f, {sandbox(u"a"_s, Paused), sandbox(u"b"_s, Stopped)});
    QCOMPARE(lines(f), QStringList(u"a  Running → Paused"_s));
    poll(f, {sandbox(u"a"_s, Stopped)});
    QCOMPARE(lines(f), QStringList());
    poll(f, {sandbox(u"a"_s, Running)});
    QCOMPARE(lines(f), QStringList(u"a  Stopped → Running"_s));
}

void WatchCommandTest::jsonLines()
{
    TextFixture f({u"watch"_s, u"--json"_s});
    poll(f, {sandbox(u"a"_s)});
    poll(f, {sandbox(u"a"_s, Paused)});
    poll(f, {});
    QStringList seen;
    for (const QString &line : std::as_const(f.console.outLines)) {
        const QJsonObject event = QJsonDocument::fromJson(line.toUtf8()).object();
        QVERIFY(event.contains(u"time"_s));
        QCOMPARE(event.value(u"sandbox"_s).toObject().value(u"id"_s), u"a"_s);
        seen += u"%1 %2>%3"_s.arg(event.value(u"event"_s).toString(), event.value(u"from"_s).toString(),
                                  event.value(u"to"_s).toString());
    }
    QCOMPARE(seen, QStringList({u"present >running"_s, u"changed running>paused"_s, u"gone paused>"_s}));
}

void WatchCommandTest::firstFailureEndsIt()
{
    TextFixture f({u"watch"_s});
    f.api.fail(1, apiError(Kind::Unreachable));
    f.settle();
    QCOMPARE(f.code, ExitCode::Network);
    f.clock.advance(5min);
    QCOMPARE(f.api.count(), 1);
}

void WatchCommandTest::laterFailuresAreWaitedOut()
{
    TextFixture f({u"watch"_s});
    poll(f, {sandbox(u"a"_s)});
    (void)lines(f);
    for (int i = 0; i < 3; ++i) {
        nextPoll(f);
        f.api.fail(f.api.find(u"LIST"_s), apiError(Kind::Unavailable));
        f.settle();
    }
    // Said once, not three times.
    QCOMPARE(f.console.errText().count(u"overloaded"_s), 1);
    QVERIFY(!f.isFinished());
    poll(f, {sandbox(u"a"_s, Paused)});
    QCOMPARE(lines(f), QStringList(u"a  Running → Paused"_s));
    QCOMPARE(f.console.errLines.constLast(), u"sandglass: The server answers again."_s);
}

void WatchCommandTest::refusedKeyEndsIt()
{
    TextFixture f({u"watch"_s});
    poll(f, {sandbox(u"a"_s)});
    nextPoll(f);
    f.api.fail(f.api.find(u"LIST"_s), apiError(Kind::Unauthorized));
    f.settle();
    QCOMPARE(f.code, ExitCode::Auth);
}

void WatchCommandTest::pollsAsSeldomAsAsked()
{
    TextFixture f({u"watch"_s, u"--interval"_s, u"60"_s});
    poll(f, {});
    const auto before = f.clock.elapsed();
    nextPoll(f);
    QVERIFY(f.clock.elapsed() - before >= 60s);
    QVERIFY(f.clock.elapsed() - before <= 67s);
}

void WatchCommandTest::takesNewConnectionsAfterASleep()
{
    WatchedServer f;
    f.reply(R"([{"id":"a","status":"running"}])");
    f.start();
    QTRY_COMPARE(f.lines(), QStringList(u"a  Running"_s));
    f.reply(R"([{"id":"a","status":"paused"}])");
    f.clock.advance(6s);
    QTRY_COMPARE(f.lines(), QStringList(u"a  Running → Paused"_s));
    QCOMPARE(f.server.connections(), 1);

    // The old connection may be dead, and would be waited for in vain.
    f.reply(R"([{"id":"a","status":"running"}])");
    f.clock.suspend(1h);
    f.clock.advance(5s);
    QTRY_COMPARE(f.lines(), QStringList(u"a  Paused → Running"_s));
    QCOMPARE(f.server.connections(), 2);
}

void WatchCommandTest::timeLimitsEndByTheServersClock()
{
    // The computer's clock is a day slow, so by it none of these has run out of time.
    QByteArray rows = R"([{"id":"left","status":"running"})";
    QStringList present(u"left  Running"_s);
    QStringList gone;
    for (char c = 'a'; c < 'm'; ++c) {
        rows +=
            R"(,{"id":")" + QByteArray(1, c) + R"(","status":"running","expires_at":"2026-01-03T02:00:00Z"})";
        present += u"%1  Running"_s.arg(QLatin1Char(c));
        gone += u"%1  gone, was Running"_s.arg(QLatin1Char(c));
    }
    rows += ']';
    WatchedServer f(ScriptedReply::Headers{{"Date", "Sat, 03 Jan 2026 03:04:05 GMT"}});
    f.reply(rows);
    f.start();
    QTRY_COMPARE(f.lines(), present);

    // Their end explains why most are missing, so it is believed at once.
    f.reply(R"([{"id":"left","status":"running"}])");
    f.clock.advance(6s);
    QTRY_COMPARE(f.lines(), gone);
    // A list that lags brings none of them back.
    f.reply(rows.replace(R"("left","status":"running")", R"("left","status":"paused")"));
    f.clock.advance(6s);
    QTRY_COMPARE(f.lines(), QStringList(u"left  Running → Paused"_s));
}

} // namespace

SANDGLASS_REGISTER_TEST(WatchCommandTest)

#include "tst_watchcommand.moc"
