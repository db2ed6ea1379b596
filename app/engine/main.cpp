// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"
#include "engine/enginecommandline.h"
#include "process/standardstreams.h"
#include "process/terminationsignals.h"

#include <QCoreApplication>

#include <cstdio>

using namespace sandglass::engine;
using sandglass::TerminationSignals;

namespace {

void print(std::FILE *stream, const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stream);
    std::fflush(stream);
}

} // namespace

int main(int argc, char *argv[])
{
    sandglass::holdStandardStreams();
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("sandglass-engine"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SANDGLASS_VERSION));

    const EngineCommandLine line =
        parseEngineCommandLine(QCoreApplication::arguments(), qgetenv("SANDGLASS_ENGINE_KEY"));
    switch (line.kind) {
    case EngineCommandLine::Kind::Print:
        print(stdout, line.text.toLocal8Bit());
        return 0;
    case EngineCommandLine::Kind::Wrong:
        print(stderr, line.text.toLocal8Bit());
        return 2;
    case EngineCommandLine::Kind::Run:
        break;
    }

    // Before listening: who starts this program may stop it at any moment.
    const TerminationSignals signalWatch;
    QObject::connect(&signalWatch, &TerminationSignals::asked, &app, &QCoreApplication::quit);

    Engine engine(line.options);
    engine.watch([](const QByteArray &request) { print(stderr, request + '\n'); });
    const QString mistake = engine.start();
    if (!mistake.isEmpty()) {
        const QString advice = QCoreApplication::translate(
            "sandglass::engine::Engine", "Choose another --port, or --port 0 for any free one.");
        print(stderr, QString(u"sandglass-engine: " % mistake % u". " % advice % u'\n').toLocal8Bit());
        return 1;
    }
    print(stdout, engine.baseUrl().toEncoded() + '\n' + engine.key() + '\n');
    return QCoreApplication::exec();
}
