// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/commands/commandtext.h"

#include "store/commands/commandscripts.h"
#include "store/commands/commandshells.h"

#include <QCoreApplication>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

struct CommandTexts
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::CommandText)
};

QString shellQuoted(QString text)
{
    return u'\'' % text.replace(u'\'', R"('\'')"_L1) % u'\'';
}

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
        return CommandTexts::tr("HopX CLI");
    case CommandLanguage::Python:
        return u"Python"_s;
    case CommandLanguage::JavaScript:
        return u"JavaScript"_s;
    case CommandLanguage::Sandglass:
        return CommandTexts::tr("Sandglass");
    }
    return {};
}

QString commandText(CommandLanguage language, const CommandWish &command, const QUrl &server)
{
    switch (language) {
    case CommandLanguage::Curl:
        return commands::inCurl(command, server);
    case CommandLanguage::HopxCli:
        return commands::inHopxCli(command, server);
    case CommandLanguage::Python:
        return commands::inPython(command, server);
    case CommandLanguage::JavaScript:
        return commands::inJavaScript(command, server);
    case CommandLanguage::Sandglass:
        return commands::inSandglass(command, server);
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

QString spanWord(std::chrono::seconds span)
{
    const qint64 seconds = span.count();
    if (seconds % 3600 == 0)
        return u"%1h"_s.arg(seconds / 3600);
    return seconds % 60 == 0 ? u"%1m"_s.arg(seconds / 60) : u"%1s"_s.arg(seconds);
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
