// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commands/commandshells.h"

#include "store/commands/commandparts.h"

#include <QCoreApplication>

#include <algorithm>

namespace sandglass::commands {

using namespace Qt::StringLiterals;

namespace {

struct ShellTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::CommandText)
};

QString timeoutBody(std::chrono::seconds timeout)
{
    return u"{\"timeout_seconds\":%1}"_s.arg(timeout.count());
}

/// Writes commands down for a shell that has curl.
struct Curl
{
    QString base;

    QString operator()(const ReadWish &read) const
    {
        QStringList lines;
        for (const QString &id : read.ids)
            lines += curlLine(u"GET"_s, base + pathOf(id));
        return lines.join(u'\n');
    }
    QString operator()(const ActWish &act) const
    {
        QStringList lines;
        for (const QString &id : act.ids)
            lines += curlLine(methodOf(act.action), base + pathOf(id) + tailOf(act.action));
        return lines.join(u'\n');
    }
    QString operator()(const ExtendWish &extend) const
    {
        QStringList lines;
        for (const auto &[id, timeout] : extend.timeouts)
            lines += curlLine(u"PUT"_s, base + pathOf(id) + u"/timeout"_s, timeoutBody(timeout));
        return withNotes({countedFromNow(extend)}, "#"_L1, lines.join(u'\n'));
    }
    QString operator()(const FilterWish &filter) const
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
    QString operator()(const ReadWish &read) const
    {
        return withNotes(
            {ShellTexts::tr("The Python version of this tool wakes a paused sandbox when it looks at it.")},
            "#"_L1, calls(u"info"_s, read.ids));
    }
    QString operator()(const ActWish &act) const
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
                {ShellTexts::tr("The Python version of this tool wakes a paused sandbox first, and cannot "
                                "delete a stopped one.")},
                "#"_L1, calls(u"kill"_s, act.ids));
        case LifecycleAction::Extend:
            break; // an ExtendWish
        }
        return {};
    }
    QString operator()(const ExtendWish &extend) const
    {
        QStringList lines;
        for (const auto &[id, timeout] : extend.timeouts)
            lines += call(u"timeout %1 %2"_s.arg(shellWord(id), QString::number(timeout.count())));
        return withNotes({countedFromNow(extend),
                          ShellTexts::tr("The Python version of this tool wakes a paused sandbox first.")},
                         "#"_L1, lines.join(u'\n'));
    }
    QString operator()(const FilterWish &filter) const
    {
        const QString status = apiStatus(filter);
        return withNotes(
            {filterNote(filter)}, "#"_L1,
            call(status.isEmpty() ? u"list --limit 100"_s : u"list --status %1 --limit 100"_s.arg(status)));
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
    QString operator()(const ReadWish &read) const { return call(u"get"_s, read.ids); }
    QString operator()(const ActWish &act) const { return call(wordOfAction(act.action), act.ids); }
    QString operator()(const ExtendWish &extend) const
    {
        QStringList ids;
        for (const auto &[id, timeout] : extend.timeouts)
            ids += id;
        return call(u"extend --by "_s + spanWord(extend.by), ids);
    }
    QString operator()(const FilterWish &filter) const
    {
        const QString search = filter.search.trimmed();
        return call(u"list"_s, search.isEmpty() ? QStringList() : QStringList{search});
    }
};

} // namespace

QString inCurl(const CommandWish &command, const QUrl &server)
{
    return std::visit(Curl{baseOf(server)}, command);
}

QString inHopxCli(const CommandWish &command, const QUrl &server)
{
    return std::visit(HopxCli{server}, command);
}

QString inSandglass(const CommandWish &command, const QUrl &server)
{
    return std::visit(TextMode{server}, command);
}

} // namespace sandglass::commands
