// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commands/commandscripts.h"

#include "store/commands/commandparts.h"

#include <QCoreApplication>

namespace sandglass::commands {

using namespace Qt::StringLiterals;

namespace {

struct ScriptTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::CommandText)
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
    QString operator()(const ReadWish &read) const
    {
        return bySdk(read.ids, u"print(Sandbox(sandbox_id%1).get_info())"_s);
    }
    QString operator()(const ActWish &act) const
    {
        if (!isPower(act.action)) {
            const QString method =
                act.action == LifecycleAction::Delete ? u"kill"_s : wordOfAction(act.action);
            // Without max_retries the SDK sends it up to four times.
            return bySdk(act.ids, u"Sandbox(sandbox_id, max_retries=0%1)."_s + method + u"()"_s);
        }
        return withNotes(
            {noSuchAction(ScriptTexts::tr("The HopX SDK"), act.action)}, "#"_L1,
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
    QString operator()(const ExtendWish &extend) const
    {
        return withNotes(
            {countedFromNow(extend)}, "#"_L1,
            u"from hopx_ai import Sandbox\n\n"
            "for sandbox_id, seconds in %1.items():\n"
            "    Sandbox(sandbox_id%2).set_timeout(seconds)"_s.arg(timeoutsOf(extend), baseArgument()));
    }
    QString operator()(const FilterWish &filter) const
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
    QString operator()(const ReadWish &read) const
    {
        return withNotes(
            {ScriptTexts::tr(
                "Looking at a sandbox through the HopX SDK wakes a paused one; this is the request "
                "itself.")},
            "//"_L1, byFetch(read.ids, u"GET"_s, {}, u", await answer.text()"_s));
    }
    QString operator()(const ActWish &act) const
    {
        const QString import = u"import { Sandbox } from \"@hopx-ai/sdk\";\n\n"
                               "for (const id of %1) {\n"_s.arg(literals(act.ids));
        switch (act.action) {
        case LifecycleAction::Start:
        case LifecycleAction::Stop:
            return withNotes({noSuchAction(ScriptTexts::tr("The HopX SDK"), act.action)}, "//"_L1,
                             byFetch(act.ids, u"POST"_s, tailOf(act.action), {}));
        case LifecycleAction::Pause:
            return import % "  const sandbox = await "_L1 % connect(u"id"_s) %
                   ";\n  await sandbox.pause();\n}"_L1;
        case LifecycleAction::Resume:
            return import % "  // Connecting resumes a paused sandbox.\n  await "_L1 % connect(u"id"_s) %
                   ";\n}"_L1;
        case LifecycleAction::Delete:
            return withNotes(
                {ScriptTexts::tr(
                    "To delete a sandbox the HopX SDK connects to it first, which wakes a paused "
                    "one and refuses a stopped one; this is the request itself.")},
                "//"_L1, byFetch(act.ids, u"DELETE"_s, {}, {}));
        case LifecycleAction::Extend:
            break; // an ExtendWish
        }
        return {};
    }
    QString operator()(const ExtendWish &extend) const
    {
        return withNotes(
            {countedFromNow(extend),
             ScriptTexts::tr("The HopX SDK would wake a paused sandbox first; this is the request itself.")},
            "//"_L1,
            u"for (const [id, seconds] of Object.entries(%1)) {\n"
            "  const answer = await fetch(%2 + encodeURIComponent(id) + \"/timeout\", {\n"
            "    method: \"PUT\",\n"
            "    headers: { \"X-API-Key\": process.env.HOPX_API_KEY, \"Content-Type\": \"application/json\" "
            "},\n"
            "    body: JSON.stringify({ timeout_seconds: seconds }),\n"
            "  });\n"
            "  console.log(id, answer.status);\n"
            "}"_s.arg(timeoutsOf(extend), literal(baseOf(server) + u"/v1/sandboxes/"_s)));
    }
    QString operator()(const FilterWish &filter) const
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

} // namespace

QString inPython(const CommandWish &command, const QUrl &server)
{
    return std::visit(Python{server}, command);
}

QString inJavaScript(const CommandWish &command, const QUrl &server)
{
    return std::visit(JavaScript{server}, command);
}

} // namespace sandglass::commands
