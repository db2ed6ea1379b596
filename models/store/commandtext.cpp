// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commandtext.h"

#include "store/actionrules.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::CommandText)
};

const QUrl kOfficial{u"https://api.hopx.dev"_s};

bool isOfficial(const QUrl &server)
{
    return server.isEmpty() || server == kOfficial;
}

QString shellQuoted(QString text)
{
    return u'\'' % text.replace(u'\'', R"('\'')"_L1) % u'\'';
}

/// Without a slash at its end.
QString baseOf(const QUrl &server)
{
    const QString base =
        (server.isEmpty() ? kOfficial : server).toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    return base.endsWith(u'/') ? base.chopped(1) : base;
}

/// As a string literal of Python and JavaScript, which agree with JSON on them.
QString literal(const QString &text)
{
    const QString array = QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact));
    return array.mid(1, array.size() - 2);
}

QString literals(const QStringList &texts)
{
    QStringList parts;
    for (const QString &text : texts)
        parts += literal(text);
    return u'[' % parts.join(u", "_s) % u']';
}

QString methodOf(LifecycleAction action)
{
    return action == LifecycleAction::Delete ? u"DELETE"_s : u"POST"_s;
}

/// What follows the sandbox's path.
QString tailOf(LifecycleAction action)
{
    return action == LifecycleAction::Delete ? QString() : QString(u'/' % wordOfAction(action));
}

QString pathOf(const QString &id)
{
    return "/v1/sandboxes/"_L1 % QString::fromLatin1(QUrl::toPercentEncoding(id));
}

/// The one status the API itself can filter by; empty where there is none or more (contract 4.2).
QString apiStatus(const FilterCommand &filter)
{
    constexpr std::array kKnown{SandboxStatus::Running, SandboxStatus::Stopped, SandboxStatus::Paused,
                                SandboxStatus::Creating};
    if (filter.statuses.size() != 1)
        return {};
    const SandboxStatus status = *filter.statuses.constBegin();
    return std::find(kKnown.begin(), kKnown.end(), status) != kKnown.end() ? wordOfStatus(status) : QString();
}

/// The filter in the words of the window and of the text mode.
QString searchOf(const FilterCommand &filter)
{
    QStringList words;
    for (const SandboxStatus status : kAllStatuses) {
        if (filter.statuses.contains(status))
            words += nameOfStatus(status).toLower();
    }
    QStringList parts;
    if (!words.isEmpty())
        parts += u"state:"_s + words.join(u',');
    if (const QString search = filter.search.trimmed(); !search.isEmpty())
        parts += search;
    return parts.join(u' ');
}

/// What of the filter a tool other than Sandglass leaves to whoever uses it.
QString filterNote(const FilterCommand &filter)
{
    const bool restLeft =
        !filter.search.trimmed().isEmpty() || (!filter.statuses.isEmpty() && apiStatus(filter).isEmpty());
    return restLeft ? Texts::tr("HopX filters by one status only; this is the rest of the filter: %1")
                          .arg(searchOf(filter))
                    : QString();
}

/// Comments in front of code. A comment is one line, whatever is in it.
QString withNotes(const QStringList &notes, QLatin1StringView sign, const QString &code)
{
    QString text;
    for (const QString &note : notes) {
        if (!note.isEmpty())
            text += sign % u' ' % note.simplified() % u'\n';
    }
    return text + code;
}

QString noSuchAction(const QString &tool, LifecycleAction action)
{
    return Texts::tr("%1 has no “%2”; this is the request itself.").arg(tool, wordOfAction(action));
}

bool isPower(LifecycleAction action)
{
    return action == LifecycleAction::Start || action == LifecycleAction::Stop;
}

/// Writes commands down for a shell that has curl.
struct Curl
{
    QString base;

    QString operator()(const ReadCommand &read) const
    {
        QStringList lines;
        for (const QString &id : read.ids)
            lines += curlLine(u"GET"_s, base + pathOf(id));
        return lines.join(u'\n');
    }
    QString operator()(const ActCommand &act) const
    {
        QStringList lines;
        for (const QString &id : act.ids)
            lines += curlLine(methodOf(act.action), base + pathOf(id) + tailOf(act.action));
        return lines.join(u'\n');
    }
    QString operator()(const FilterCommand &filter) const
    {
        QString url = base + u"/v1/sandboxes?limit=100"_s;
        if (const QString status = apiStatus(filter); !status.isEmpty())
            url += u"&status="_s + status;
        return withNotes({filterNote(filter)}, "#"_L1, curlLine(u"GET"_s, url));
    }
};

/// The same for the official command line tool; both of its generations understand these calls.
struct HopxCli
{
    QUrl server;

    [[nodiscard]] QString call(const QString &words) const
    {
        return isOfficial(server)
                   ? QString("hopx sandbox "_L1 % words)
                   : QString("HOPX_BASE_URL="_L1 % shellWord(baseOf(server)) % " hopx sandbox "_L1 % words);
    }
    [[nodiscard]] QString calls(const QString &verb, const QStringList &ids) const
    {
        QStringList lines;
        for (const QString &id : ids)
            lines += call(verb % u' ' % shellWord(id));
        return lines.join(u'\n');
    }
    QString operator()(const ReadCommand &read) const
    {
        return withNotes(
            {Texts::tr("The Python version of this tool wakes a paused sandbox when it looks at it.")},
            "#"_L1, calls(u"info"_s, read.ids));
    }
    QString operator()(const ActCommand &act) const
    {
        switch (act.action) {
        case LifecycleAction::Start:
        case LifecycleAction::Stop:
            return withNotes({noSuchAction(u"hopx"_s, act.action)}, "#"_L1, Curl{baseOf(server)}(act));
        case LifecycleAction::Pause:
            return calls(u"pause"_s, act.ids);
        case LifecycleAction::Resume:
            return calls(u"resume"_s, act.ids);
        case LifecycleAction::Delete:
            return withNotes(
                {Texts::tr("The Python version of this tool wakes a paused sandbox first, and cannot "
                           "delete a stopped one.")},
                "#"_L1, calls(u"kill"_s, act.ids));
        }
        return {};
    }
    QString operator()(const FilterCommand &filter) const
    {
        const QString status = apiStatus(filter);
        return withNotes(
            {filterNote(filter)}, "#"_L1,
            call(status.isEmpty() ? u"list --limit 100"_s : u"list --status %1 --limit 100"_s.arg(status)));
    }
};

/// Python with the official SDK; what that cannot do, with what Python itself has.
struct Python
{
    QUrl server;

    [[nodiscard]] QString baseArgument() const
    {
        return isOfficial(server) ? QString() : QString(", base_url="_L1 % literal(baseOf(server)));
    }
    [[nodiscard]] QString bySdk(const QStringList &ids, const QString &call) const
    {
        // Not Sandbox.connect(): that wakes a paused sandbox and refuses a stopped one.
        return u"from hopx_ai import Sandbox\n\n"
               "for sandbox_id in %1:\n"
               "    %2"_s.arg(literals(ids), call.arg(baseArgument()));
    }
    QString operator()(const ReadCommand &read) const
    {
        return bySdk(read.ids, u"print(Sandbox(sandbox_id%1).get_info())"_s);
    }
    QString operator()(const ActCommand &act) const
    {
        if (!isPower(act.action)) {
            const QString method =
                act.action == LifecycleAction::Delete ? u"kill"_s : wordOfAction(act.action);
            // Without max_retries the SDK sends it up to four times.
            return bySdk(act.ids, u"Sandbox(sandbox_id, max_retries=0%1)."_s + method + u"()"_s);
        }
        return withNotes(
            {noSuchAction(Texts::tr("The HopX SDK"), act.action)}, "#"_L1,
            u"import os\n"
            "import urllib.parse\n"
            "import urllib.request\n\n"
            "for sandbox_id in %1:\n"
            "    request = urllib.request.Request(\n"
            "        %2 + urllib.parse.quote(sandbox_id, safe=\"\") + %3,\n"
            "        method=\"POST\", data=b\"\", headers={\"X-API-Key\": os.environ[\"HOPX_API_KEY\"]})\n"
            "    with urllib.request.urlopen(request, timeout=60) as answer:\n"
            "        print(sandbox_id, answer.status)"_s.arg(literals(act.ids),
                                                             literal(baseOf(server) + u"/v1/sandboxes/"_s),
                                                             literal(tailOf(act.action))));
    }
    QString operator()(const FilterCommand &filter) const
    {
        QStringList arguments;
        if (const QString status = apiStatus(filter); !status.isEmpty())
            arguments += u"status="_s + literal(status);
        if (!isOfficial(server))
            arguments += u"base_url="_s + literal(baseOf(server));
        return withNotes({filterNote(filter)}, "#"_L1,
                         u"from hopx_ai import Sandbox\n\n"
                         "for sandbox in Sandbox.iter(%1):\n"
                         "    print(sandbox.sandbox_id)"_s.arg(arguments.join(u", "_s)));
    }
};

/// JavaScript (a module, Node 18 or newer) with the official SDK; what that cannot do, with fetch.
struct JavaScript
{
    QUrl server;

    [[nodiscard]] QString connect(const QString &id) const
    {
        return isOfficial(server) ? u"Sandbox.connect(%1)"_s.arg(id)
                                  : u"Sandbox.connect(%1, undefined, %2)"_s.arg(id, literal(baseOf(server)));
    }
    [[nodiscard]] QString byFetch(const QStringList &ids, const QString &method, const QString &tail,
                                  const QString &show) const
    {
        return u"for (const id of %1) {\n"
               "  const answer = await fetch(%2 + encodeURIComponent(id)%3, {\n"
               "    method: %4,\n"
               "    headers: { \"X-API-Key\": process.env.HOPX_API_KEY },\n"
               "  });\n"
               "  console.log(id, answer.status%5);\n"
               "}"_s.arg(literals(ids), literal(baseOf(server) + u"/v1/sandboxes/"_s),
                         tail.isEmpty() ? QString() : QString(" + "_L1 % literal(tail)), literal(method),
                         show);
    }
    QString operator()(const ReadCommand &read) const
    {
        return withNotes(
            {Texts::tr("Looking at a sandbox through the HopX SDK wakes a paused one; this is the request "
                       "itself.")},
            "//"_L1, byFetch(read.ids, u"GET"_s, {}, u", await answer.text()"_s));
    }
    QString operator()(const ActCommand &act) const
    {
        const QString import = u"import { Sandbox } from \"@hopx-ai/sdk\";\n\n"
                               "for (const id of %1) {\n"_s.arg(literals(act.ids));
        switch (act.action) {
        case LifecycleAction::Start:
        case LifecycleAction::Stop:
            return withNotes({noSuchAction(Texts::tr("The HopX SDK"), act.action)}, "//"_L1,
                             byFetch(act.ids, u"POST"_s, tailOf(act.action), {}));
        case LifecycleAction::Pause:
            return import % "  const sandbox = await "_L1 % connect(u"id"_s) %
                   ";\n  await sandbox.pause();\n}"_L1;
        case LifecycleAction::Resume:
            return import % "  // Connecting resumes a paused sandbox.\n  await "_L1 % connect(u"id"_s) %
                   ";\n}"_L1;
        case LifecycleAction::Delete:
            return withNotes(
                {Texts::tr("To delete a sandbox the HopX SDK connects to it first, which wakes a paused "
                           "one and refuses a stopped one; this is the request itself.")},
                "//"_L1, byFetch(act.ids, u"DELETE"_s, {}, {}));
        }
        return {};
    }
    QString operator()(const FilterCommand &filter) const
    {
        QStringList options;
        if (const QString status = apiStatus(filter); !status.isEmpty())
            options += u"status: "_s + literal(status);
        if (!isOfficial(server))
            options += u"baseURL: "_s + literal(baseOf(server));
        return withNotes(
            {filterNote(filter)}, "//"_L1,
            u"import { Sandbox } from \"@hopx-ai/sdk\";\n\n"
            "for await (const sandbox of Sandbox.iter(%1)) {\n"
            "  console.log(sandbox.sandboxId);\n"
            "}"_s.arg(options.isEmpty() ? QString() : QString("{ "_L1 % options.join(u", "_s) % " }"_L1)));
    }
};

/// Our own text mode, which understands every filter and every action.
struct TextMode
{
    QUrl server;

    [[nodiscard]] QString call(const QString &verb, const QStringList &words) const
    {
        QStringList parts{u"sandglass"_s, verb};
        if (!isOfficial(server))
            parts += {u"--base-url"_s, shellWord(baseOf(server))};
        if (std::any_of(words.begin(), words.end(),
                        [](const QString &word) { return word.startsWith(u'-'); }))
            parts += u"--"_s;
        for (const QString &word : words)
            parts += shellWord(word);
        return parts.join(u' ');
    }
    QString operator()(const ReadCommand &read) const { return call(u"get"_s, read.ids); }
    QString operator()(const ActCommand &act) const { return call(wordOfAction(act.action), act.ids); }
    QString operator()(const FilterCommand &filter) const
    {
        const QString search = searchOf(filter);
        return call(u"list"_s, search.isEmpty() ? QStringList() : QStringList{search});
    }
};

} // namespace

QString wordOfLanguage(CommandLanguage language)
{
    switch (language) {
    case CommandLanguage::Curl:
        return u"curl"_s;
    case CommandLanguage::HopxCli:
        return u"hopx"_s;
    case CommandLanguage::Python:
        return u"python"_s;
    case CommandLanguage::JavaScript:
        return u"javascript"_s;
    case CommandLanguage::Sandglass:
        return u"sandglass"_s;
    }
    return {};
}

QString nameOfLanguage(CommandLanguage language)
{
    switch (language) {
    case CommandLanguage::Curl:
        return u"curl"_s;
    case CommandLanguage::HopxCli:
        return Texts::tr("HopX CLI");
    case CommandLanguage::Python:
        return u"Python"_s;
    case CommandLanguage::JavaScript:
        return u"JavaScript"_s;
    case CommandLanguage::Sandglass:
        return Texts::tr("Sandglass");
    }
    return {};
}

QString commandText(CommandLanguage language, const Command &command, const QUrl &server)
{
    switch (language) {
    case CommandLanguage::Curl:
        return std::visit(Curl{baseOf(server)}, command);
    case CommandLanguage::HopxCli:
        return std::visit(HopxCli{server}, command);
    case CommandLanguage::Python:
        return std::visit(Python{server}, command);
    case CommandLanguage::JavaScript:
        return std::visit(JavaScript{server}, command);
    case CommandLanguage::Sandglass:
        return std::visit(TextMode{server}, command);
    }
    return {};
}

QString curlLine(const QString &method, const QString &url, const QString &body)
{
    QString line = u"curl"_s;
    if (method != "GET"_L1)
        line += " -X "_L1 % method % " -H 'Content-Type: application/json' --data "_L1 % shellQuoted(body);
    return line % R"( -H "X-API-Key: $HOPX_API_KEY" )"_L1 % shellQuoted(url);
}

QString shellWord(const QString &text)
{
    const auto isPlain = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               QStringView(u"-_./:@%+,").contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isPlain) ? text : shellQuoted(text);
}

} // namespace sandglass
