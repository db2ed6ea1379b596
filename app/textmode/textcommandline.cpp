// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/textcommandline.h"

#include "api/redaction.h"
#include "textmode/verbparser.h"
#include "textmode/verbtable.h"

#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

using Column = TextCommandLine::Column;

struct CommandLineTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::TextCommandLine)
};

QString generalHelp()
{
    QStringList lines{CommandLineTexts::tr(
        "Usage: sandglass COMMAND [OPTION…]\n\n"
        "HopX sandboxes on the terminal. Without a command, sandglass opens its window.\n\n"
        "Commands:")};
    for (const VerbWord &known : kVerbs)
        lines += u"  %1 %2"_s.arg(wordOf(known.verb), -8).arg(CommandLineTexts::tr(rowOf(known.verb).what));
    lines += CommandLineTexts::tr(
        "\nThe API key is read from the environment variable HOPX_API_KEY, never from the command line;\n"
        "the server from --base-url or HOPX_BASE_URL (default https://api.hopx.dev).\n\n"
        "It ends with 0 when all went well, 1 after a failure, 2 when the call is wrong or the state of\n"
        "the sandbox does not allow it, 3 when the key is refused, 4 when there is no such sandbox,\n"
        "5 when time ran out, 6 when the server cannot be reached, 7 when the rate limit is used up,\n"
        "130 after Ctrl-C.\n\n"
        "More about a command: sandglass COMMAND --help");
    return lines.join(u'\n');
}

} // namespace

QString keyRefusal()
{
    return CommandLineTexts::tr("a key is not taken from the command line, where every user of this computer "
                                "could read it.\nPut it into the environment variable HOPX_API_KEY.");
}

QString wordOfColumn(SandboxListModel::Column column)
{
    switch (column) {
    case Column::State:
        return u"state"_s;
    case Column::Id:
        return u"id"_s;
    case Column::Template:
        return u"template"_s;
    case Column::Region:
        return u"region"_s;
    case Column::Vcpu:
        return u"vcpu"_s;
    case Column::Memory:
        return u"memory"_s;
    case Column::Disk:
        return u"disk"_s;
    case Column::Age:
        return u"age"_s;
    case Column::TimeLeft:
        return u"left"_s;
    case Column::ColumnCount:
        break;
    }
    return {};
}

namespace {

EarlyEnd noCommand(const QString &word)
{
    const QString what =
        mayTellKey({word})
            ? CommandLineTexts::tr("sandglass: %1\nTry: sandglass help").arg(keyRefusal())
            : CommandLineTexts::tr("sandglass: “%1” is no command.\nTry: sandglass help").arg(word);
    return {what, ExitCode::Validation};
}

} // namespace

tl::expected<TextCommandLine, EarlyEnd> parseTextCommandLine(const QStringList &arguments)
{
    const QString word = arguments.value(1);
    if (word.isEmpty() || word == u"-h"_s || word == u"--help"_s)
        return tl::unexpected(EarlyEnd{generalHelp(), word.isEmpty() ? ExitCode::Validation : ExitCode::Ok});
    if (word == u"-v"_s || word == u"--version"_s)
        return tl::unexpected(EarlyEnd{u"sandglass " SANDGLASS_VERSION ""_s, ExitCode::Ok});
    const auto verb = verbFrom(word);
    if (!verb)
        return tl::unexpected(noCommand(word));
    if (*verb != Verb::Help)
        return parseVerb(*verb, arguments);
    const QString about = arguments.value(2);
    const auto asked = verbFrom(about);
    if (!asked && !about.isEmpty())
        return tl::unexpected(noCommand(about));
    if (!asked || *asked == Verb::Help)
        return tl::unexpected(EarlyEnd{generalHelp(), ExitCode::Ok});
    return parseVerb(*asked, {arguments.constFirst(), arguments.at(2), u"--help"_s});
}

} // namespace sandglass
