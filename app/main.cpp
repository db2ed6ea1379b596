// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/displayguard.h"
#include "process/privatememory.h"
#include "process/standardstreams.h"
#include "process/terminationsignals.h"
#include "start/application.h"
#include "start/commandline.h"
#include "start/singlewindow.h"
#include "start/textmodehandover.h"

#include <QApplication>
#include <QTextStream>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

/// Help and mistakes need no display.
int endEarly(const sandglass::EarlyExit &exit)
{
    QTextStream(exit.status == 0 ? stdout : stderr) << exit.text << Qt::endl;
    return exit.status;
}

void describeApplication()
{
    QCoreApplication::setApplicationName(u"sandglass"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SANDGLASS_VERSION));
    QGuiApplication::setDesktopFileName(u"dev.sandglass.Sandglass"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    sandglass::holdStandardStreams();
    sandglass::keepMemoryPrivate();
    if (sandglass::isTextModeCall(argc, argv))
        return sandglass::becomeTextMode(argv);
    describeApplication();
    sandglass::CommandLine commandLine;
    const sandglass::Environment environment = sandglass::Environment::take();
    QString instances;
    std::unique_ptr<QLockFile> turn;
    {
        const QCoreApplication textOnly(argc, argv);
        auto parsed = sandglass::parseCommandLine(QCoreApplication::arguments());
        if (!parsed)
            return endEarly(parsed.error());
        commandLine = std::move(*parsed);
        if (commandLine.screenshotFile.isEmpty())
            instances = sandglass::instanceFolder();
        if (const auto wish = sandglass::wishOf(commandLine, environment)) {
            turn = sandglass::waitForTurn(instances);
            if (sandglass::askRunningWindow(instances, *wish))
                return 0;
        }
    }
    std::optional<sandglass::DisplayGuard> displayGuard(std::in_place);
    QApplication application(argc, argv);
    displayGuard.reset();
    sandglass::Application program(application, commandLine, environment);
    const sandglass::TerminationSignals signalWatch;
    QObject::connect(&signalWatch, &sandglass::TerminationSignals::asked, &application,
                     [&program] { program.endAtOnce(); });
    program.start(instances, std::move(turn));
    return QApplication::exec();
}
