// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"
#include "process/privatememory.h"
#include "process/standardstreams.h"
#include "process/terminationsignals.h"
#include "store/errorreport.h"
#include "textmode/failuretext.h"
#include "textmode/systemconsole.h"
#include "textmode/textcommandline.h"
#include "textmode/textsession.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdlib>

using namespace sandglass;
using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::TextMode)
};

int statusOf(ExitCode code)
{
    return static_cast<int>(code);
}

/// Not even begun.
int fail(Console &console, const TextCommandLine &line, const QString &text, ApiErrorKind kind)
{
    console.err(Texts::tr("sandglass: %1").arg(text));
    QJsonObject error = errorJson(ownFinding(text, {}, kind));
    error.insert(u"message"_s, text.simplified()); // our own, which names the variable of the key
    const QJsonObject document{{u"error"_s, error}};
    if (line.json)
        console.out(line.verb == Verb::Watch ? jsonLine(document) : jsonText(document));
    return statusOf(exitCodeOf(kind));
}

/// The ordinary way would wait for what is under way, as for a name that is being looked up.
[[noreturn]] void endAtOnce(Console &console, ExitCode code)
{
    console.progress({});
    std::_Exit(statusOf(code));
}

int run(const TextCommandLine &line, const Environment &environment, SystemConsole &console)
{
    if (environment.key.isEmpty())
        return fail(
            console, line,
            Texts::tr("There is no API key.\n  Put it into the environment variable HOPX_API_KEY; keys are "
                      "made at https://console.hopx.dev."),
            ApiErrorKind::Unauthorized);
    if (!environment.key.isSendable())
        return fail(console, line,
                    Texts::tr("HOPX_API_KEY does not hold a key: it has characters no key has."),
                    ApiErrorKind::Unauthorized);
    const QString given = line.baseUrl.isEmpty() ? environment.baseUrl : line.baseUrl;
    const auto address = given.isEmpty() ? ServerAddress::official() : ServerAddress::parse(given);
    if (!address)
        return fail(console, line, address.error(), ApiErrorKind::BadRequest);

    SystemClock clock;
    TextSession session(clock, *address, environment.key);
    const std::unique_ptr<TextCommand> command = makeTextCommand(line, session.workbench(console));
    const TerminationSignals signalWatch(TerminationSignals::BlockedCalls::End);
    console.watchForEnd(signalWatch.file());
    QObject::connect(command.get(), &TextCommand::finished, qApp, [&console, &signalWatch](ExitCode code) {
        if (signalWatch.isPending())
            return; // what it said may be cut off, and the signal is told of next
        console.disconnect();
        if (code == ExitCode::Ok && console.isOutputGone())
            code = ExitCode::General;
        if (code == ExitCode::Timeout)
            endAtOnce(console, code);
        QCoreApplication::exit(statusOf(code));
    });
    QObject::connect(&console, &SystemConsole::outputGone, command.get(), [&command, &console] {
        command->interrupt();
        endAtOnce(console, ExitCode::General);
    });
    QObject::connect(&signalWatch, &TerminationSignals::asked, command.get(),
                     [&command, &console](int signal) {
                         console.hurry();
                         command->interrupt();
                         endAtOnce(console, signal == SIGINT ? ExitCode::Interrupted : ExitCode::Terminated);
                     });
    QMetaObject::invokeMethod(command.get(), &TextCommand::start, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    holdStandardStreams();
    keepMemoryPrivate();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"sandglass"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SANDGLASS_VERSION));
    const Environment environment = Environment::take();
    SystemConsole console;
    const auto line = parseTextCommandLine(QCoreApplication::arguments());
    if (line)
        return run(*line, environment, console);
    if (line.error().code != ExitCode::Ok) {
        console.err(line.error().text);
        return statusOf(line.error().code);
    }
    console.out(line.error().text);
    return statusOf(console.isOutputGone() ? ExitCode::General : ExitCode::Ok);
}
