// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "domain/sandboxstatus.h"

#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QVector>

#include <array>
#include <chrono>
#include <utility>
#include <variant>

namespace sandglass {

/// In what a request may be written down, to be repeated outside of Sandglass.
enum class CommandLanguage : quint8
{
    Curl,
    HopxCli,
    Python,
    JavaScript,
    Sandglass, ///< its own text mode
};

inline constexpr std::array kCommandLanguages{CommandLanguage::Curl, CommandLanguage::HopxCli,
                                              CommandLanguage::Python, CommandLanguage::JavaScript,
                                              CommandLanguage::Sandglass};

/// The language's word in object names and settings.
QString wordOfLanguage(CommandLanguage language);
/// For people: "curl", "HopX CLI", …
QString nameOfLanguage(CommandLanguage language);

/// Reads every one of some sandboxes.
struct ReadWish
{
    QStringList ids;
};

/// Does one thing to every one of some sandboxes; not Extend, which needs to know how long.
struct ActWish
{
    LifecycleAction action = LifecycleAction::Start;
    QStringList ids;
};

/// Has some sandboxes live longer. The API counts a timeout from the moment it is set (contract 4.7), so what
/// is written down is right only now; the text says so.
struct ExtendWish
{
    std::chrono::seconds by{0};
    QVector<std::pair<QString, std::chrono::seconds>> timeouts; ///< ids, and what to set for each
};

/// Lists what a filter shows.
struct FilterWish
{
    QString search;             ///< as in the window's filter
    QSet<SandboxStatus> states; ///< those the search names, if any: all that other tools can filter by
};

using CommandWish = std::variant<ReadWish, ActWish, ExtendWish, FilterWish>;

/// @p command as a person would type it into a shell, or into a file of that language. The key is never part
/// of it: it comes from HOPX_API_KEY where the text runs. What a tool cannot do, or does differently from
/// what its name says, is done by the request itself and said in a comment (contract 5.3, 5.4). Ends without
/// a line end. Pure.
QString commandText(CommandLanguage language, const CommandWish &command, const QUrl &server);

/// One request as a curl line, the key as $HOPX_API_KEY. @p url is percent-encoded already.
QString curlLine(const QString &method, const QString &url, const QString &body = {});

/// "90s", "15m", "1h": a time as the text mode and the search understand it.
QString spanWord(std::chrono::seconds span);

/// @p text as one word of a POSIX shell, quoted where it has to be.
QString shellWord(const QString &text);

} // namespace sandglass
