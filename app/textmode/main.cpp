// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/environment.h"
#include "process/privatememory.h"
#include "process/standardstreams.h"
#include "process/terminationsignals.h"
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

int fail(Console &console, const QString &text, ExitCode code)
{
    console.err(Texts::tr("sandglass: %1").arg(text));
    return statusOf(code);
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
            console,
            Texts::tr("There is no API key.\n  Put it into the environment variable HOPX_API_KEY; keys are "
                      "made at https://console.hopx.dev."),
            ExitCode::Auth);
    if (!environment.key.isSendable())
        return fail(console, Texts::tr("HOPX_API_KEY does not hold a key: it has characters no key has."),
                    ExitCode::Auth);
    const QString given = line.baseUrl.isEmpty() ? environment.baseUrl : line.baseUrl;
    const auto address = given.isEmpty() ? ServerAddress::official() : ServerAddress::parse(given);
    if (!address)
        return fail(console, address.error(), ExitCode::Validation);

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
