// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commands/commandtext.h"
#include "support/scriptedserver.h"
#include "support/testregistry.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

using namespace sandglass;
using namespace sandglass::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using enum SandboxStatus;
using enum LifecycleAction;

QUrl official()
{
    return QUrl(u"https://api.hopx.dev"_s);
}

/// What "Copy As" gives. The text is not only compared: shells, Python and Node run it against a server.
class CommandTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asTyped_data();
    void asTyped();
    void otherServers();
    void whatToolsCannotDoIsSaid();
    void extending();
    void filters_data();
    void filters();
    void noKeyAnywhere();
    void wordsOfAShell();
    void aShellReadsTheIdsBack();
    void curlRuns();
    void pythonRuns();
    void pythonCallsTheSdkRight();
    void javaScriptRuns();
    void everyJavaScriptParses();

private:
    /// Runs @p program in the event loop, for the server is in it too; its output, both streams.
    QByteArray run(const QString &program, const QStringList &arguments, int expected = 0);
    QString write(const QString &name, const QString &text) const;
    /// The requests seen since the last call, "POST /v1/…".
    QStringList seen();

    static QVector<CommandWish> everyCommand(const QStringList &ids)
    {
        QVector<CommandWish> commands{ReadWish{ids}};
        for (const LifecycleAction action : kAllActions)
            commands += ActWish{action, ids};
        ExtendWish extend{1h, {}};
        for (const QString &id : ids)
            extend.timeouts += {id, 4000s};
        commands += extend;
        return commands += FilterWish{u"left:<1h \"it's\""_s, {Running}};
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ScriptedServer> m_server;
    qsizetype m_seen = 0;
};

void CommandTextTest::initTestCase()
{
    m_server = std::make_unique<ScriptedServer>();
    m_server->setDefault(ScriptedReply::json("{}"));
}

QByteArray CommandTextTest::run(const QString &program, const QStringList &arguments, int expected)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOPX_API_KEY"_s, u"hopx_live_abcdefghijkl.the-secret"_s);
    environment.insert(u"PYTHONPATH"_s, m_folder.path());
    for (const QString &name :
         {u"http_proxy"_s, u"https_proxy"_s, u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"all_proxy"_s})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const bool ended =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 30'000);
    const QByteArray output = process.readAll();
    // Nor may it be missing, or crash.
    if (ended && process.error() == QProcess::UnknownError && process.exitCode() == expected)
        return output;
    qWarning("%s ended with %d, %s: %s", qPrintable(program), process.exitCode(),
             qPrintable(process.errorString()), output.constData());
    return "failed";
}

QString CommandTextTest::write(const QString &name, const QString &text) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

QStringList CommandTextTest::seen()
{
    QStringList lines;
    for (const SeenRequest &request : m_server->requests().mid(m_seen)) {
        lines += QString::fromLatin1(request.method + ' ' + request.target);
        if (request.header("x-api-key") != "hopx_live_abcdefghijkl.the-secret")
            lines += u"without the key"_s;
    }
    m_seen = m_server->requests().size();
    return lines;
}

void CommandTextTest::asTyped_data()
{
    QTest::addColumn<CommandLanguage>("language");
    QTest::addColumn<LifecycleAction>("action");
    QTest::addColumn<QString>("expected");
    using enum CommandLanguage;
    QTest::newRow("curl") << Curl << Pause
                          << uR"(curl -X POST -H 'Content-Type: application/json' --data '' )"
                             R"(-H "X-API-Key: $HOPX_API_KEY" 'https://api.hopx.dev/v1/sandboxes/a/pause')"
                             "\n"
                             R"(curl -X POST -H 'Content-Type: application/json' --data '' )"
                             R"(-H "X-API-Key: $HOPX_API_KEY" 'https://api.hopx.dev/v1/sandboxes/b/pause')"_s;
    QTest::newRow("CLI") << HopxCli << Resume << u"hopx sandbox resume a\nhopx sandbox resume b"_s;
    QTest::newRow("Python") << Python << Pause
                            << u"from hopx_ai import Sandbox\n\n"
                               "for sandbox_id in [\"a\", \"b\"]:\n"
                               "    Sandbox(sandbox_id, max_retries=0).pause()"_s;
    QTest::newRow("JavaScript") << JavaScript << Pause
                                << u"import { Sandbox } from \"@hopx-ai/sdk\";\n\n"
                                   "for (const id of [\"a\", \"b\"]) {\n"
                                   "  const sandbox = await Sandbox.connect(id);\n"
                                   "  await sandbox.pause();\n"
                                   "}"_s;
    QTest::newRow("text mode") << Sandglass << Stop << u"sandglass stop a b"_s;
    QTest::newRow("text mode, delete") << Sandglass << Delete << u"sandglass delete a b"_s;
}

void CommandTextTest::asTyped()
{
    QFETCH(CommandLanguage, language);
    QFETCH(LifecycleAction, action);
    QFETCH(QString, expected);
    QCOMPARE(commandText(language, ActWish{action, {u"a"_s, u"b"_s}}, official()), expected);
}

void CommandTextTest::otherServers()
{
    const QUrl server(u"http://user:secret@127.0.0.1:8080/"_s);
    for (const CommandLanguage language : kCommandLanguages) {
        for (const CommandWish &command : everyCommand({u"a"_s})) {
            const QString text = commandText(language, command, server);
            QVERIFY2(text.contains(u"http://127.0.0.1:8080"_s), qPrintable(text));
            QVERIFY2(!text.contains(u"secret"_s) && !text.contains(u"user"_s), qPrintable(text));
            QVERIFY2(!text.contains(u"8080//"_s), qPrintable(text));
        }
    }
}

void CommandTextTest::whatToolsCannotDoIsSaid()
{
    using enum CommandLanguage;
    for (const LifecycleAction action : {Start, Stop}) {
        const ActWish command{action, {u"a"_s}};
        const QString path = u"/v1/sandboxes/a/"_s + wordOfAction(action);
        const QString cli = commandText(HopxCli, command, official());
        QVERIFY2(cli.startsWith(u"# hopx has no “%1”"_s.arg(wordOfAction(action))), qPrintable(cli));
        QVERIFY2(cli.contains(u"curl -X POST"_s) && cli.contains(path), qPrintable(cli));
        const QString python = commandText(Python, command, official());
        QVERIFY2(python.startsWith(u"# The HopX SDK has no"_s) && !python.contains(u"hopx_ai"_s),
                 qPrintable(python));
        const QString script = commandText(JavaScript, command, official());
        QVERIFY2(script.startsWith(u"// The HopX SDK has no"_s) && script.contains(u"fetch"_s),
                 qPrintable(script));
    }
    // Connecting wakes what is paused, so nothing that must not do so connects.
    for (const CommandWish &command :
         {CommandWish{ReadWish{{u"a"_s}}}, CommandWish{ActWish{Delete, {u"a"_s}}}}) {
        QVERIFY(!commandText(JavaScript, command, official()).contains(u"Sandbox.connect"_s));
        QVERIFY(!commandText(Python, command, official()).contains(u".connect("_s));
        QVERIFY(commandText(HopxCli, command, official()).startsWith(u"# The Python version"_s));
    }
}

void CommandTextTest::extending()
{
    using enum CommandLanguage;
    const ExtendWish wish{15min, {{u"a"_s, 1000s}, {u"b"_s, 2000s}}};
    QCOMPARE(commandText(Sandglass, wish, official()), u"sandglass extend --by 15m a b"_s);
    const QString cli = commandText(HopxCli, wish, official());
    QVERIFY2(cli.endsWith(u"hopx sandbox timeout a 1000\nhopx sandbox timeout b 2000"_s), qPrintable(cli));
    // Whatever counts from the moment it runs says so.
    for (const CommandLanguage language : {Curl, HopxCli, Python, JavaScript}) {
        const QString text = commandText(language, wish, official());
        QVERIFY2(text.contains(u"and 15m more"_s), qPrintable(text));
    }
    QCOMPARE(spanWord(1h), u"1h"_s);
    QCOMPARE(spanWord(90min), u"90m"_s);
    QCOMPARE(spanWord(61s), u"61s"_s);
}

void CommandTextTest::filters_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QSet<SandboxStatus>>("states");
    QTest::addColumn<QString>("curl");
    QTest::addColumn<QString>("textMode");
    const QString all =
        uR"(curl -H "X-API-Key: $HOPX_API_KEY" 'https://api.hopx.dev/v1/sandboxes?limit=100)"_s;
    const auto note = [](const QString &rest) -> QString {
        return u"# HopX filters by one status only; this is the whole filter: "_s + rest + u'\n';
    };
    QTest::newRow("none") << QString() << QSet<SandboxStatus>{} << QString(all + u'\'')
                          << u"sandglass list"_s;
    QTest::newRow("one status") << u"state:paused"_s << QSet{Paused} << QString(all + u"&status=paused'")
                                << u"sandglass list state:paused"_s;
    QTest::newRow("two statuses") << u"state:running,paused"_s << QSet{Paused, Running}
                                  << QString(note(u"state:running,paused"_s) + all + u'\'')
                                  << u"sandglass list state:running,paused"_s;
    QTest::newRow("a status the API does not filter by")
        << u"state:error"_s << QSet{Error} << QString(note(u"state:error"_s) + all + u'\'')
        << u"sandglass list state:error"_s;
    QTest::newRow("a search") << u" state:running left:<1h \"it's mine\" "_s << QSet{Running}
                              << QString(note(u"state:running left:<1h \"it's mine\""_s) + all +
                                         u"&status=running'")
                              << uR"(sandglass list 'state:running left:<1h "it'\''s mine"')"_s;
    QTest::newRow("a negation") << u"-region:eu"_s << QSet<SandboxStatus>{}
                                << QString(note(u"-region:eu"_s) + all + u'\'')
                                << u"sandglass list -- -region:eu"_s;
}

void CommandTextTest::filters()
{
    QFETCH(QString, search);
    QFETCH(QSet<SandboxStatus>, states);
    const FilterWish filter{search, states};
    QTEST(commandText(CommandLanguage::Curl, filter, official()), "curl");
    QTEST(commandText(CommandLanguage::Sandglass, filter, official()), "textMode");
}

void CommandTextTest::noKeyAnywhere()
{
    for (const CommandLanguage language : kCommandLanguages) {
        for (const CommandWish &command : everyCommand({u"a"_s})) {
            const QString text = commandText(language, command, official());
            QVERIFY2(!text.contains(u"hopx_live"_s), qPrintable(text));
            QVERIFY(!text.endsWith(u'\n'));
        }
    }
}

void CommandTextTest::wordsOfAShell()
{
    QCOMPARE(shellWord(u"1763382095i648uu1o"_s), u"1763382095i648uu1o"_s);
    QCOMPARE(shellWord(QString()), u"''"_s);
    QCOMPARE(shellWord(u"two words"_s), u"'two words'"_s);
    QCOMPARE(shellWord(u"it's"_s), uR"('it'\''s')"_s);
    QCOMPARE(shellWord(u"$(reboot)"_s), u"'$(reboot)'"_s);
}

void CommandTextTest::aShellReadsTheIdsBack()
{
    // `sandglass` and `hopx` become functions that print their arguments, one a line.
    const QStringList ids{u"plain"_s, u"two words"_s, u"it's"_s, u"$HOME `id` \\ \"x\""_s,
                          u"*"_s,     u"-n"_s,        u"%1%2"_s};
    const QString functions =
        u"sandglass() { printf '<%s>\\n' \"$@\"; }\nhopx() { printf '<%s>\\n' \"$@\"; }\n"_s;
    QString expected = u"<pause>\n<-->\n"_s;
    for (const QString &id : ids)
        expected += u'<' + id + u">\n"_s;
    QCOMPARE(run(u"sh"_s, {u"-c"_s, functions + commandText(CommandLanguage::Sandglass, ActWish{Pause, ids},
                                                            official())}),
             expected.toUtf8());
    QString lines;
    for (const QString &id : ids)
        lines += u"<sandbox>\n<pause>\n<"_s + id + u">\n"_s;
    QCOMPARE(run(u"sh"_s, {u"-c"_s, functions + commandText(CommandLanguage::HopxCli, ActWish{Pause, ids},
                                                            official())}),
             lines.toUtf8());
}

void CommandTextTest::curlRuns()
{
    const QUrl url = m_server->url();
    run(u"sh"_s, {u"-c"_s, commandText(CommandLanguage::Curl, ActWish{Stop, {u"a"_s, u"b c'd"_s}}, url)});
    QCOMPARE(seen(), QStringList({u"POST /v1/sandboxes/a/stop"_s, u"POST /v1/sandboxes/b%20c%27d/stop"_s}));
    run(u"sh"_s, {u"-c"_s, commandText(CommandLanguage::HopxCli, ActWish{Start, {u"a"_s}}, url)});
    run(u"sh"_s, {u"-c"_s, commandText(CommandLanguage::Curl, ActWish{Delete, {u"a"_s}}, url)});
    run(u"sh"_s, {u"-c"_s, commandText(CommandLanguage::Curl, ExtendWish{1h, {{u"a"_s, 3700s}}}, url)});
    run(u"sh"_s, {u"-c"_s, commandText(CommandLanguage::Curl, ReadWish{{u"a"_s}}, url)});
    run(u"sh"_s, {u"-c"_s, commandText(CommandLanguage::Curl, FilterWish{u"it's $HOME"_s, {Running}}, url)});
    QCOMPARE(seen(), QStringList({u"POST /v1/sandboxes/a/start"_s, u"DELETE /v1/sandboxes/a"_s,
                                  u"PUT /v1/sandboxes/a/timeout"_s, u"GET /v1/sandboxes/a"_s,
                                  u"GET /v1/sandboxes?limit=100&status=running"_s}));
}

void CommandTextTest::pythonRuns()
{
    const QString script =
        write(u"stop.py"_s,
              commandText(CommandLanguage::Python, ActWish{Stop, {u"a"_s, u"b \"c\""_s}}, m_server->url()));
    QCOMPARE(run(u"python3"_s, {script}), QByteArray("a 200\nb \"c\" 200\n"));
    QCOMPARE(seen(), QStringList({u"POST /v1/sandboxes/a/stop"_s, u"POST /v1/sandboxes/b%20%22c%22/stop"_s}));
}

void CommandTextTest::pythonCallsTheSdkRight()
{
    // Stands in for the SDK and tells how it was called; the signatures are those of hopx-ai 0.3.8.
    write(u"hopx_ai.py"_s, uR"(
class Sandbox:
    def __init__(self, sandbox_id, *, api_key=None, base_url="https://api.hopx.dev", timeout=60, max_retries=3):
        self.sandbox_id, self.base_url, self.max_retries = sandbox_id, base_url, max_retries
    def _tell(self, what):
        print(what, self.sandbox_id, self.base_url, self.max_retries)
    def pause(self): self._tell("pause")
    def resume(self): self._tell("resume")
    def kill(self): self._tell("kill")
    def set_timeout(self, seconds): self._tell(f"timeout {seconds}")
    def get_info(self): return f"info {self.sandbox_id}"
    @classmethod
    def iter(cls, *, status=None, region=None, api_key=None, base_url="https://api.hopx.dev"):
        yield cls(f"status={status} {base_url}")
)"_s);
    const auto ran = [this](const CommandWish &command, const QUrl &server) {
        return run(u"python3"_s, {u"-c"_s, commandText(CommandLanguage::Python, command, server)}).trimmed();
    };
    const QUrl other(u"http://127.0.0.1:9"_s);
    QCOMPARE(ran(ActWish{Pause, {u"a"_s, u"b"_s}}, official()),
             QByteArray("pause a https://api.hopx.dev 0\npause b https://api.hopx.dev 0"));
    QCOMPARE(ran(ActWish{Resume, {u"a"_s}}, other), QByteArray("resume a http://127.0.0.1:9 0"));
    QCOMPARE(ran(ActWish{Delete, {u"a"_s}}, official()), QByteArray("kill a https://api.hopx.dev 0"));
    QCOMPARE(ran(ExtendWish{1h, {{u"a"_s, 3700s}}}, official()),
             QByteArray("timeout 3700 a https://api.hopx.dev 3"));
    QCOMPARE(ran(ReadWish{{u"a"_s}}, official()), QByteArray("info a"));
    QCOMPARE(ran(FilterWish{u"x"_s, {Running}}, other), QByteArray("status=running http://127.0.0.1:9"));
    QCOMPARE(ran(FilterWish{}, official()), QByteArray("status=None https://api.hopx.dev"));
}

void CommandTextTest::javaScriptRuns()
{
    const QUrl url = m_server->url();
    const auto ran = [this, &url](const CommandWish &command) {
        return run(u"node"_s, {write(u"run.mjs"_s, commandText(CommandLanguage::JavaScript, command, url))});
    };
    QCOMPARE(ran(ActWish{Start, {u"a"_s, u"b c"_s}}), QByteArray("a 200\nb c 200\n"));
    QCOMPARE(ran(ActWish{Delete, {u"a"_s}}), QByteArray("a 200\n"));
    QCOMPARE(ran(ReadWish{{u"a"_s}}), QByteArray("a 200 {}\n"));
    QCOMPARE(ran(ExtendWish{1h, {{u"a b"_s, 3700s}}}), QByteArray("a b 200\n"));
    QCOMPARE(m_server->requests().constLast().body, QByteArray("{\"timeout_seconds\":3700}"));
    QCOMPARE(seen(), QStringList({u"POST /v1/sandboxes/a/start"_s, u"POST /v1/sandboxes/b%20c/start"_s,
                                  u"DELETE /v1/sandboxes/a"_s, u"GET /v1/sandboxes/a"_s,
                                  u"PUT /v1/sandboxes/a%20b/timeout"_s}));
}

void CommandTextTest::everyJavaScriptParses()
{
    for (const CommandWish &command : everyCommand({u"it's \"x\" \\ ${y}"_s})) {
        const QString file =
            write(u"check.mjs"_s, commandText(CommandLanguage::JavaScript, command, official()));
        QCOMPARE(run(u"node"_s, {u"--check"_s, file}), QByteArray());
    }
}

} // namespace

SANDGLASS_REGISTER_TEST(CommandTextTest)

#include "tst_commandtext.moc"
