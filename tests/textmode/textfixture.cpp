// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textfixture.h"

#include "textmode/textcommandline.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTest>

namespace sandglass::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QJsonObject FakeConsole::json() const
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(outText().toUtf8(), &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("no JSON: %s", qPrintable(outText()));
    return document.object();
}

TextFixture::TextFixture(const QStringList &arguments, bool terminal)
{
    console.terminal = terminal;
    const auto line = parseTextCommandLine(QStringList{u"sandglass"_s} + arguments);
    if (!line)
        qFatal("%s", qPrintable(line.error().text));
    const Workbench bench{clock,     serverClock, transport,  api,
                          budget,    store,       controller, model,
                          templates, creator,     console,    QUrl(u"https://api.example"_s)};
    command = makeTextCommand(*line, bench);
    QObject::connect(command.get(), &TextCommand::finished, command.get(), [this](ExitCode ended) {
        QVERIFY2(!code, "a command ends once");
        code = ended;
    });
    command->start();
    settle();
}

TextFixture::~TextFixture() = default;

void TextFixture::settle()
{
    QCoreApplication::sendPostedEvents();
    clock.advance(0ms);
    QCoreApplication::sendPostedEvents();
}

} // namespace sandglass::test
