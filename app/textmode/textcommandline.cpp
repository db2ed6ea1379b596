// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/textcommandline.h"

#include "item/searchquery.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Column = TextCommandLine::Column;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::TextCommandLine)
};

constexpr auto kLongestWait = 24h;
constexpr std::array kDefaultColumns{Column::Id,     Column::State, Column::Template,
                                     Column::Region, Column::Vcpu,  Column::Memory,
                                     Column::Disk,   Column::Age,   Column::TimeLeft};

enum class Takes : quint8
{
    Search,
    Ids,
    Verb
};

/// What a verb takes and does, for the parser and for the help.
struct VerbRow
{
    Verb verb;
    Takes takes;
    const char *what;
};

constexpr std::array kRows{
    VerbRow{
        Verb::List, Takes::Search,
        QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Show the sandboxes, or those that match a search.")},
    VerbRow{
        Verb::Get, Takes::Ids,
        QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Show everything the server says about a sandbox.")},
    VerbRow{Verb::Start, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Boot stopped sandboxes from their files.")},
    VerbRow{Verb::Stop, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine",
                              "Stop sandboxes; files are kept, memory and everything that runs are lost.")},
    VerbRow{Verb::Pause, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine",
                              "Pause sandboxes; memory, processes and files are kept.")},
    VerbRow{Verb::Resume, Takes::Ids,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Go on with paused sandboxes where they were.")},
    VerbRow{
        Verb::Delete, Takes::Ids,
        QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Delete sandboxes with all their files, for good.")},
    VerbRow{
        Verb::Watch, Takes::Search,
        QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Show what changes, line by line, until Ctrl-C.")},
    VerbRow{Verb::Help, Takes::Verb,
            QT_TRANSLATE_NOOP("sandglass::TextCommandLine", "Explain the text mode or one of its commands.")},
};

constexpr bool rowsMatchVerbs()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].verb != static_cast<Verb>(i) || kVerbs[i].verb != static_cast<Verb>(i))
            return false;
    }
    return kRows.size() == kVerbs.size();
}
static_assert(rowsMatchVerbs());

QString wordOf(Verb verb)
{
    const std::string_view word = kVerbs[static_cast<std::size_t>(verb)].word;
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

std::optional<Verb> verbFrom(const QString &word)
{
    const auto found = std::find_if(kVerbs.begin(), kVerbs.end(),
                                    [&word](const VerbWord &row) { return wordOf(row.verb) == word; });
    return found == kVerbs.end() ? std::nullopt : std::optional(found->verb);
}

const VerbRow &rowOf(Verb verb)
{
    return kRows[static_cast<std::size_t>(verb)];
}

EarlyEnd wrongCall(Verb verb, const QString &what)
{
    return {Texts::tr("sandglass: %1\nTry: sandglass %2 --help").arg(what, wordOf(verb)),
            ExitCode::Validation};
}

std::optional<Column> columnFrom(const QString &word)
{
    for (int i = 0; i < SandboxListModel::ColumnCount; ++i) {
        if (wordOfColumn(static_cast<Column>(i)) == word)
            return static_cast<Column>(i);
    }
    return std::nullopt;
}

QString columnWords()
{
    QStringList words;
    for (const Column column : kDefaultColumns)
        words += wordOfColumn(column);
    return words.join(u", "_s);
}

bool looksLikeKeyOption(const QStringList &names)
{
    return std::any_of(names.begin(), names.end(), [](const QString &name) {
        return name.contains(u"key"_s, Qt::CaseInsensitive) ||
               name.contains(u"token"_s, Qt::CaseInsensitive) ||
               name.contains(u"hopx_"_s, Qt::CaseInsensitive);
    });
}

QString generalHelp()
{
    QStringList lines{
        Texts::tr("Usage: sandglass COMMAND [OPTION…]\n\n"
                  "HopX sandboxes on the terminal. Without a command, sandglass opens its window.\n\n"
                  "Commands:")};
    for (const VerbRow &row : kRows)
        lines += u"  %1 %2"_s.arg(wordOf(row.verb), -8).arg(Texts::tr(row.what));
    lines += Texts::tr(
        "\nThe API key is read from the environment variable HOPX_API_KEY, never from the command line;\n"
        "the server from --base-url or HOPX_BASE_URL (default https://api.hopx.dev).\n\n"
        "It ends with 0 when all went well, 1 after a failure, 2 when the call is wrong or the state of\n"
        "the sandbox does not allow it, 3 when the key is refused, 4 when there is no such sandbox,\n"
        "5 when time ran out, 6 when the server cannot be reached, 7 when the rate limit is used up,\n"
        "130 after Ctrl-C.\n\n"
        "More about a command: sandglass COMMAND --help");
    return lines.join(u'\n');
}

/// The parser for one verb, with the options that verb has.
class VerbParser
{
public:
    explicit VerbParser(Verb verb) : m_row(rowOf(verb))
    {
        m_parser.addOptions({m_help, m_baseUrl, m_json});
        switch (verb) {
        case Verb::List:
            m_parser.addOptions({m_quiet, m_details, m_columns, m_sort, m_reverse});
            break;
        case Verb::Watch:
            m_parser.addOption(m_interval);
            break;
        case Verb::Delete:
            m_parser.addOption(m_yes);
            [[fallthrough]];
        case Verb::Start:
        case Verb::Stop:
        case Verb::Pause:
        case Verb::Resume:
            m_parser.addOptions({m_noWait, m_timeout});
            break;
        case Verb::Get:
        case Verb::Help:
            break;
        }
    }

    tl::expected<TextCommandLine, EarlyEnd> parse(const QStringList &arguments)
    {
        if (!m_parser.parse(arguments)) {
            // What follows an option that looks like a key may be one: it is not repeated on the terminal.
            if (looksLikeKeyOption(m_parser.unknownOptionNames()))
                return wrong(
                    Texts::tr("a key is not taken from the command line, where every user of this computer "
                              "could read it.\nPut it into the environment variable HOPX_API_KEY."));
            if (m_row.takes == Takes::Search)
                return wrong(Texts::tr("%1 A search that begins with “-” goes behind “--”.")
                                 .arg(m_parser.errorText()));
            return wrong(m_parser.errorText());
        }
        if (m_parser.isSet(m_help))
            return tl::unexpected(EarlyEnd{helpText(), ExitCode::Ok});
        m_result.verb = m_row.verb;
        m_result.baseUrl = m_parser.value(m_baseUrl);
        m_result.json = m_parser.isSet(m_json);
        m_result.idsOnly = has(m_quiet);
        m_result.details = has(m_details);
        m_result.yes = has(m_yes);
        m_result.wait = !has(m_noWait);
        if (const auto problem = takeWords())
            return wrong(*problem);
        if (const auto problem = takeColumns())
            return wrong(*problem);
        if (const auto problem = takeTimes())
            return wrong(*problem);
        return m_result;
    }

private:
    /// Of an option this verb may not have.
    [[nodiscard]] bool has(const QCommandLineOption &option) const
    {
        return m_parser.optionNames().contains(option.names().constFirst()) ||
               m_parser.optionNames().contains(option.names().constLast());
    }

    [[nodiscard]] tl::unexpected<EarlyEnd> wrong(const QString &what) const
    {
        return tl::unexpected(wrongCall(m_row.verb, what));
    }

    std::optional<QString> takeWords()
    {
        const QStringList words = m_parser.positionalArguments().mid(1);
        if (m_row.takes == Takes::Search) {
            m_result.search = words.join(u' ');
            const auto problem = SearchQuery::parse(m_result.search).problem();
            if (!problem)
                return std::nullopt;
            return u"%1\n  %2\n  %3%4"_s.arg(problem->text, m_result.search, QString(problem->at, u' '),
                                             QString(std::max(1, problem->length), u'^'));
        }
        for (const QString &id : words) {
            if (!m_result.ids.contains(id))
                m_result.ids += id;
        }
        if (m_result.ids.isEmpty())
            return Texts::tr("%1 needs the id of a sandbox; “sandglass list” shows them.")
                .arg(wordOf(m_row.verb));
        return std::nullopt;
    }

    std::optional<QString> takeColumns()
    {
        m_result.columns = {kDefaultColumns.begin(), kDefaultColumns.end()};
        const auto unknown = [](const QString &word) {
            return Texts::tr("There is no column “%1”; there are %2.").arg(word, columnWords());
        };
        if (has(m_columns)) {
            m_result.columns.clear();
            m_result.columnsGiven = true;
            const QStringList words = m_parser.value(m_columns).split(u',', Qt::SkipEmptyParts);
            for (const QString &word : words) {
                const auto column = columnFrom(word.trimmed().toLower());
                if (!column)
                    return unknown(word.trimmed());
                m_result.columns += *column;
            }
            if (m_result.columns.isEmpty())
                return Texts::tr("--columns needs the names of columns; there are %1.").arg(columnWords());
        }
        if (has(m_sort)) {
            const auto column = columnFrom(m_parser.value(m_sort).toLower());
            if (!column)
                return unknown(m_parser.value(m_sort));
            m_result.sortBy = *column;
        }
        if (has(m_reverse))
            m_result.sortOrder = Qt::DescendingOrder;
        return std::nullopt;
    }

    std::optional<QString> takeTimes()
    {
        const auto seconds = [this](const QCommandLineOption &option) -> std::optional<std::chrono::seconds> {
            bool isNumber = false;
            const int count = m_parser.value(option).toInt(&isNumber);
            if (!isNumber || count < 1 || std::chrono::seconds(count) > kLongestWait)
                return std::nullopt;
            return std::chrono::seconds(count);
        };
        if (has(m_timeout)) {
            const auto given = seconds(m_timeout);
            if (!given)
                return Texts::tr("--timeout takes seconds, from 1 to %1.").arg(kLongestWait / 1s);
            m_result.timeout = *given;
        }
        if (has(m_interval)) {
            m_result.interval = seconds(m_interval);
            if (!m_result.interval)
                return Texts::tr("--interval takes seconds, from 1 to %1.").arg(kLongestWait / 1s);
        }
        return std::nullopt;
    }

    [[nodiscard]] QString helpText() const
    {
        // The parser knows how to lay out options, but not that they belong to a command.
        QString text = m_parser.helpText();
        text = text.mid(text.indexOf(u"\n\n"_s) + 2).trimmed();
        const QString words = m_row.takes == Takes::Ids ? Texts::tr("ID…") : Texts::tr("[SEARCH…]");
        QString help = Texts::tr("Usage: sandglass %1 [OPTION…] %2\n\n%3\n\n%4")
                           .arg(wordOf(m_row.verb), words, Texts::tr(m_row.what), text);
        if (m_row.takes == Takes::Search)
            help +=
                Texts::tr(
                    "\n\nA search is written as in the window's filter, for example\n"
                    "  sandglass %1 'state:running,paused template:base region:eu id:17 left:<1h age:>2d'\n"
                    "“-” before a part turns it round: sandglass %1 -- -state:stopped")
                    .arg(wordOf(m_row.verb));
        if (m_row.verb == Verb::List)
            help += Texts::tr("\n\nColumns: %1").arg(columnWords());
        return help;
    }

    const VerbRow &m_row;
    QCommandLineParser m_parser;
    TextCommandLine m_result;
    const QCommandLineOption m_help{{u"h"_s, u"help"_s}, Texts::tr("Show this help.")};
    const QCommandLineOption m_baseUrl{u"base-url"_s, Texts::tr("The HopX server to connect to."),
                                       Texts::tr("URL")};
    const QCommandLineOption m_json{u"json"_s, Texts::tr("Write JSON instead of text.")};
    const QCommandLineOption m_quiet{{u"q"_s, u"ids"_s}, Texts::tr("Write nothing but ids, one a line.")};
    const QCommandLineOption m_details{
        u"details"_s,
        Texts::tr("Read every sandbox by itself where the list leaves out its size or expiry.")};
    const QCommandLineOption m_columns{u"columns"_s, Texts::tr("Columns to show, separated by commas."),
                                       Texts::tr("NAMES")};
    const QCommandLineOption m_sort{u"sort"_s, Texts::tr("Column to sort by (default age)."),
                                    Texts::tr("NAME")};
    const QCommandLineOption m_reverse{{u"r"_s, u"reverse"_s}, Texts::tr("Sort the other way round.")};
    const QCommandLineOption m_yes{{u"y"_s, u"yes"_s}, Texts::tr("Do not ask.")};
    const QCommandLineOption m_noWait{
        u"no-wait"_s, Texts::tr("End when the server has accepted, not when it shows the new state.")};
    const QCommandLineOption m_timeout{u"timeout"_s, Texts::tr("How long to wait in all (default 120)."),
                                       Texts::tr("SECONDS")};
    const QCommandLineOption m_interval{
        u"interval"_s,
        Texts::tr("How often to read the list (default 5); more seldom where the rate limit asks for it."),
        Texts::tr("SECONDS")};
};

} // namespace

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

tl::expected<TextCommandLine, EarlyEnd> parseTextCommandLine(const QStringList &arguments)
{
    const QString word = arguments.value(1);
    if (word.isEmpty() || word == u"-h"_s || word == u"--help"_s)
        return tl::unexpected(EarlyEnd{generalHelp(), word.isEmpty() ? ExitCode::Validation : ExitCode::Ok});
    if (word == u"-v"_s || word == u"--version"_s)
        return tl::unexpected(EarlyEnd{u"sandglass " SANDGLASS_VERSION ""_s, ExitCode::Ok});
    const auto verb = verbFrom(word);
    if (!verb)
        return tl::unexpected(
            EarlyEnd{Texts::tr("sandglass: “%1” is no command.\nTry: sandglass help").arg(word),
                     ExitCode::Validation});
    if (*verb != Verb::Help)
        return VerbParser(*verb).parse(arguments);
    const auto asked = verbFrom(arguments.value(2));
    if (!asked || *asked == Verb::Help)
        return tl::unexpected(EarlyEnd{generalHelp(), ExitCode::Ok});
    return VerbParser(*asked).parse({arguments.constFirst(), arguments.at(2), u"--help"_s});
}

} // namespace sandglass
