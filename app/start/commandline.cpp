// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/commandline.h"

#include "api/redaction.h"
#include "api/serveraddress.h"
#include "item/formatting.h"
#include "textmode/verbs.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDefaultDemo = 24;
constexpr int kLargestDemo = 100'000;

struct CommandLineTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::CommandLine)
};

bool isNumber(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
}

/// Whether @p text is meant as a value, however wrong: "-5" is no option of ours, "-h" is.
bool isMeantAsValue(const QString &text)
{
    return !text.startsWith(u'-') || (text.size() > 1 && text.at(1).isDigit());
}

/// `--demo` may stand alone or be followed by a number; the parser only knows options with or without value.
QStringList withDemoValue(QStringList arguments)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        if (arguments.at(i) != u"--demo"_s)
            continue;
        if (i + 1 < arguments.size() && isMeantAsValue(arguments.at(i + 1)))
            arguments[i] = u"--demo="_s + arguments.takeAt(i + 1);
        else
            arguments[i] = u"--demo=%1"_s.arg(kDefaultDemo);
    }
    return arguments;
}

EarlyExit wrongCall(const QString &what)
{
    return {CommandLineTexts::tr("sandglass: %1\nTry: sandglass --help").arg(what), 2};
}

} // namespace

tl::expected<CommandLine, EarlyExit> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(CommandLineTexts::tr(
        "Desktop dashboard for HopX sandboxes.\n\n"
        "The API key is read from the environment variable HOPX_API_KEY, never from the command line;\n"
        "the server from --base-url or HOPX_BASE_URL (default https://api.hopx.dev).\n"
        "Without a key and without arguments the demo opens: simulated sandboxes on this computer.\n\n"
        "On the terminal, without a window: sandglass list, get, start, stop, pause, resume, delete,\n"
        "extend, create or watch; sandglass help explains them."));
    const QCommandLineOption help({u"h"_s, u"help"_s}, CommandLineTexts::tr("Show this help."));
    const QCommandLineOption version({u"v"_s, u"version"_s}, CommandLineTexts::tr("Show the version."));
    const QCommandLineOption demo(
        u"demo"_s,
        CommandLineTexts::tr("Open the demo, with N simulated sandboxes (default %1).").arg(kDefaultDemo),
        CommandLineTexts::tr("N"));
    const QCommandLineOption baseUrl(u"base-url"_s, CommandLineTexts::tr("The HopX server to connect to."),
                                     CommandLineTexts::tr("URL"));
    const QCommandLineOption screenshot(
        u"screenshot"_s,
        CommandLineTexts::tr("Write a picture of the window once the first data is painted, then end."),
        CommandLineTexts::tr("FILE"));
    const QCommandLineOption size(u"size"_s,
                                  CommandLineTexts::tr("Size of the window, for example 1400x900."),
                                  CommandLineTexts::tr("WxH"));
    const QCommandLineOption theme(u"theme"_s, CommandLineTexts::tr("Colours: light, dark or system."),
                                   CommandLineTexts::tr("NAME"));
    const QCommandLineOption select(
        u"select"_s,
        CommandLineTexts::tr("Show this sandbox, in the window that is open already if there is one."),
        CommandLineTexts::tr("ID"));
    const QCommandLineOption newWindow(
        u"new-window"_s, CommandLineTexts::tr("Open a window of its own even where one is open already."));
    parser.addOptions({help, version, demo, baseUrl, select, newWindow, screenshot, size, theme});

    if (!parser.parse(withDemoValue(arguments))) {
        // What follows an option that looks like a key may be one: it is not repeated on the terminal.
        // The parser takes "-sk_…" apart into options of one letter, so all words are looked at.
        if (mayTellKey(parser.unknownOptionNames()) ||
            std::any_of(arguments.begin(), arguments.end(), looksLikeKey))
            return tl::unexpected(wrongCall(CommandLineTexts::tr(
                "a key is not taken from the command line, where every user of this computer could read it.\n"
                "Put it into the environment variable HOPX_API_KEY, or enter it in the window.")));
        return tl::unexpected(wrongCall(redacted(parser.errorText())));
    }
    if (parser.isSet(help))
        return tl::unexpected(EarlyExit{parser.helpText().trimmed(), 0});
    if (parser.isSet(version))
        return tl::unexpected(EarlyExit{u"sandglass " SANDGLASS_VERSION ""_s, 0});
    const QStringList words = parser.positionalArguments();
    for (const QString &word : words) {
        if (isVerb(word.toStdString()))
            return tl::unexpected(wrongCall(
                CommandLineTexts::tr("“%1” is a command of the text mode and goes before every option.")
                    .arg(word)));
    }
    if (!words.isEmpty())
        // What looks like a key is not repeated on the terminal.
        return tl::unexpected(wrongCall(
            mayTellKey(words)
                ? CommandLineTexts::tr("arguments that are no options are not understood.")
                : CommandLineTexts::tr(
                      "“%1” is neither an option nor a command of the text mode; see sandglass help.")
                      .arg(words.constFirst())));

    CommandLine result;
    if (parser.isSet(demo)) {
        bool fits = false;
        const int count = parser.value(demo).toInt(&fits);
        if (!isNumber(parser.value(demo)) || !fits || count > kLargestDemo)
            return tl::unexpected(
                wrongCall(CommandLineTexts::tr("--demo takes a number of sandboxes from 0 to %1, not “%2”.")
                              .arg(countText(kLargestDemo), redacted(parser.value(demo)))));
        result.demoSandboxes = count;
    }
    result.baseUrl = parser.value(baseUrl);
    if (parser.isSet(baseUrl)) {
        if (const auto address = ServerAddress::parse(result.baseUrl); !address)
            return tl::unexpected(wrongCall(CommandLineTexts::tr("--base-url: %1").arg(address.error())));
    }
    if (parser.isSet(baseUrl) && result.demoSandboxes)
        return tl::unexpected(wrongCall(CommandLineTexts::tr("--demo and --base-url exclude each other.")));
    result.select = parser.value(select).trimmed();
    if (parser.isSet(select) && result.select.isEmpty())
        return tl::unexpected(wrongCall(CommandLineTexts::tr("--select takes the id of a sandbox.")));
    result.newWindow = parser.isSet(newWindow);
    result.screenshotFile = parser.value(screenshot);
    if (parser.isSet(screenshot) && result.screenshotFile.isEmpty())
        return tl::unexpected(
            wrongCall(CommandLineTexts::tr("--screenshot takes the name of a file, for example table.png.")));
    if (parser.isSet(size)) {
        static const QRegularExpression form(u"^(\\d{2,5})x(\\d{2,5})$"_s);
        const QRegularExpressionMatch match = form.match(parser.value(size));
        if (!match.hasMatch())
            return tl::unexpected(wrongCall(
                CommandLineTexts::tr("--size takes width and height in pixels, for example 1400x900.")));
        result.size = {match.captured(1).toInt(), match.captured(2).toInt()};
    }
    if (parser.isSet(theme)) {
        result.theme = themeFromWord(parser.value(theme));
        if (!result.theme)
            return tl::unexpected(wrongCall(CommandLineTexts::tr("--theme takes light, dark or system.")));
    }
    return result;
}

} // namespace sandglass
