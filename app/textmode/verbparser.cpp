// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/verbparser.h"

#include "api/redaction.h"
#include "item/searchquery.h"
#include "item/searchtext.h"
#include "textmode/givenvalues.h"
#include "textmode/verbtable.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Column = TextCommandLine::Column;

struct VerbTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::TextCommandLine)
};

constexpr auto kLongestWait = 24h;
constexpr std::array kDefaultColumns{Column::Id,     Column::State, Column::Template,
                                     Column::Region, Column::Vcpu,  Column::Memory,
                                     Column::Disk,   Column::Age,   Column::TimeLeft};

EarlyEnd wrongCall(Verb verb, const QString &what)
{
    return {VerbTexts::tr("sandglass: %1\nTry: sandglass %2 --help").arg(what, wordOf(verb)),
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
        case Verb::Extend:
            m_parser.addOptions({m_by, m_until, m_shorten, m_timeout});
            break;
        case Verb::Create:
            m_parser.addOptions(
                {m_region, m_expiresIn, m_noInternet, m_env, m_envFile, m_idOnly, m_noWait, m_timeout});
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
            // The parser takes "-sk_…" apart into options of one letter, so all words are looked at.
            if (mayTellKey(m_parser.unknownOptionNames()) ||
                std::any_of(arguments.begin(), arguments.end(), looksLikeKey))
                return wrong(keyRefusal());
            if (m_row.takes == Takes::Search)
                return wrong(VerbTexts::tr("%1 A search that begins with “-” goes behind “--”.")
                                 .arg(redacted(m_parser.errorText())));
            return wrong(redacted(m_parser.errorText()));
        }
        if (m_parser.isSet(m_help))
            return tl::unexpected(EarlyEnd{helpText(), ExitCode::Ok});
        m_result.verb = m_row.verb;
        m_result.baseUrl = m_parser.value(m_baseUrl);
        m_result.json = m_parser.isSet(m_json);
        m_result.idsOnly = has(m_quiet); // or m_idOnly, whose names are the same
        m_result.details = has(m_details);
        m_result.yes = has(m_yes);
        m_result.wait = !has(m_noWait);
        for (const auto take : {&VerbParser::takeWords, &VerbParser::takeColumns, &VerbParser::takeTimes,
                                &VerbParser::takeExtension, &VerbParser::takeWish}) {
            if (const auto problem = (this->*take)())
                return wrong(*problem);
        }
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
        if (m_row.takes == Takes::Template) {
            if (words.size() != 1)
                return VerbTexts::tr("create needs one template: its name or number.");
            m_result.wish.templateName = words.constFirst();
            return std::nullopt;
        }
        m_result.ids = words;
        m_result.ids.removeDuplicates();
        if (m_result.ids.isEmpty())
            return VerbTexts::tr("%1 needs the id of a sandbox; “sandglass list” shows them.")
                .arg(wordOf(m_row.verb));
        return std::nullopt;
    }

    std::optional<QString> takeColumns()
    {
        m_result.columns = {kDefaultColumns.begin(), kDefaultColumns.end()};
        const auto unknown = [](const QString &word) {
            return VerbTexts::tr("There is no column “%1”; there are %2.").arg(redacted(word), columnWords());
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
                return VerbTexts::tr("--columns needs the names of columns; there are %1.")
                    .arg(columnWords());
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
                return VerbTexts::tr("--timeout takes seconds, from 1 to %1.").arg(kLongestWait / 1s);
            m_result.timeout = *given;
        }
        if (has(m_interval)) {
            m_result.interval = seconds(m_interval);
            if (!m_result.interval)
                return VerbTexts::tr("--interval takes seconds, from 1 to %1.").arg(kLongestWait / 1s);
        }
        return std::nullopt;
    }

    std::optional<QString> takeExtension()
    {
        if (m_row.verb != Verb::Extend)
            return std::nullopt;
        if (has(m_by) == has(m_until))
            return VerbTexts::tr(
                "extend needs either --by, for example --by 1h, or --until, for example --until 18:30.");
        if (has(m_by)) {
            const auto by = spanOf(m_parser.value(m_by));
            if (!by || *by <= 0s)
                return VerbTexts::tr("--by takes a time such as 90s, 15m, 1h or 2d.");
            m_result.extension = Extension::later(std::chrono::floor<std::chrono::seconds>(*by));
            return std::nullopt;
        }
        const auto until = momentFrom(m_parser.value(m_until), QDateTime::currentDateTime());
        if (!until)
            return VerbTexts::tr("--until takes a time such as 18:30 or 2026-11-30T18:30.");
        m_result.extension = Extension::at(*until, has(m_shorten));
        return std::nullopt;
    }

    std::optional<QString> takeWish()
    {
        if (m_row.verb != Verb::Create)
            return std::nullopt;
        m_result.wish.region = m_parser.value(m_region);
        m_result.wish.internetAccess = !has(m_noInternet);
        if (has(m_expiresIn)) {
            const auto span = spanOf(m_parser.value(m_expiresIn));
            if (!span || *span <= 0s)
                return VerbTexts::tr("--expires-in takes a time such as 15m, 1h or 2d.");
            m_result.wish.timeoutSeconds = std::chrono::floor<std::chrono::seconds>(*span).count();
        }
        const auto variables = variablesFrom(m_parser.values(m_env), m_parser.value(m_envFile));
        if (!variables)
            return variables.error();
        m_result.wish.environment = *variables;
        return std::nullopt;
    }

    [[nodiscard]] QString operands() const
    {
        switch (m_row.takes) {
        case Takes::Ids:
            return VerbTexts::tr("ID…");
        case Takes::Template:
            return VerbTexts::tr("TEMPLATE");
        case Takes::Search:
            return VerbTexts::tr("[SEARCH…]");
        case Takes::Verb:
            break;
        }
        return {};
    }

    [[nodiscard]] QString helpText() const
    {
        // The parser knows how to lay out options, but not that they belong to a command.
        QString text = m_parser.helpText();
        text = text.mid(text.indexOf(u"\n\n"_s) + 2).trimmed();
        QString help = VerbTexts::tr("Usage: sandglass %1 [OPTION…] %2\n\n%3\n\n%4")
                           .arg(wordOf(m_row.verb), operands(), VerbTexts::tr(m_row.what), text);
        if (m_row.takes == Takes::Search)
            help +=
                VerbTexts::tr(
                    "\n\nA search is written as in the window's filter, for example\n"
                    "  sandglass %1 'state:running,paused template:base region:eu id:17 left:<1h age:>2d'\n"
                    "“-” before a part turns it round: sandglass %1 -- -state:stopped")
                    .arg(wordOf(m_row.verb));
        if (m_row.verb == Verb::List)
            help += VerbTexts::tr("\n\nColumns: %1").arg(columnWords());
        return help;
    }

    const VerbRow &m_row;
    QCommandLineParser m_parser;
    TextCommandLine m_result;
    const QCommandLineOption m_help{{u"h"_s, u"help"_s}, VerbTexts::tr("Show this help.")};
    const QCommandLineOption m_baseUrl{u"base-url"_s, VerbTexts::tr("The HopX server to connect to."),
                                       VerbTexts::tr("URL")};
    const QCommandLineOption m_json{u"json"_s, VerbTexts::tr("Write JSON instead of text.")};
    const QCommandLineOption m_quiet{{u"q"_s, u"ids"_s}, VerbTexts::tr("Write nothing but ids, one a line.")};
    const QCommandLineOption m_details{
        u"details"_s,
        VerbTexts::tr("Read every sandbox by itself where the list leaves out its size or expiry.")};
    const QCommandLineOption m_columns{u"columns"_s, VerbTexts::tr("Columns to show, separated by commas."),
                                       VerbTexts::tr("NAMES")};
    const QCommandLineOption m_sort{u"sort"_s, VerbTexts::tr("Column to sort by (default age)."),
                                    VerbTexts::tr("NAME")};
    const QCommandLineOption m_reverse{{u"r"_s, u"reverse"_s}, VerbTexts::tr("Sort the other way round.")};
    const QCommandLineOption m_yes{{u"y"_s, u"yes"_s}, VerbTexts::tr("Do not ask.")};
    const QCommandLineOption m_noWait{
        u"no-wait"_s, VerbTexts::tr("End when the server has accepted, not when it shows the new state.")};
    const QCommandLineOption m_timeout{u"timeout"_s, VerbTexts::tr("How long to wait in all (default 120)."),
                                       VerbTexts::tr("SECONDS")};
    const QCommandLineOption m_by{u"by"_s, VerbTexts::tr("How much longer, for example 15m, 1h or 2d."),
                                  VerbTexts::tr("SPAN")};
    const QCommandLineOption m_until{
        u"until"_s, VerbTexts::tr("Until when instead: 18:30, or a day and a time as in 2026-11-30T18:30."),
        VerbTexts::tr("TIME")};
    const QCommandLineOption m_shorten{
        u"shorten"_s, VerbTexts::tr("With --until: even where that is sooner than it would be deleted now.")};
    const QCommandLineOption m_region{u"region"_s, VerbTexts::tr("Where; the server chooses when not given."),
                                      VerbTexts::tr("NAME")};
    const QCommandLineOption m_expiresIn{
        u"expires-in"_s,
        VerbTexts::tr("When the server deletes it by itself, as in 1h; without it, it costs until deleted."),
        VerbTexts::tr("SPAN")};
    const QCommandLineOption m_noInternet{u"no-internet"_s, VerbTexts::tr("Without access to the internet.")};
    const QCommandLineOption m_env{
        u"env"_s,
        VerbTexts::tr(
            "A variable for it, with the value it has here. NAME=VALUE works too, but shows the value "
            "in the list of processes."),
        VerbTexts::tr("NAME")};
    const QCommandLineOption m_envFile{u"env-file"_s, VerbTexts::tr("Variables from a .env file."),
                                       VerbTexts::tr("FILE")};
    const QCommandLineOption m_idOnly{{u"q"_s, u"ids"_s}, VerbTexts::tr("Write nothing but the id.")};
    const QCommandLineOption m_interval{
        u"interval"_s,
        VerbTexts::tr(
            "How often to read the list (default 5); more seldom where the rate limit asks for it."),
        VerbTexts::tr("SECONDS")};
};

} // namespace

tl::expected<TextCommandLine, EarlyEnd> parseVerb(Verb verb, const QStringList &arguments)
{
    return VerbParser(verb).parse(arguments);
}

} // namespace sandglass
