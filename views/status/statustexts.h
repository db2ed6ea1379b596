// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/poller.h"
#include "theme/statuscolors.h"

#include <QString>

namespace sandglass {

/// How the connection is, in one word and one colour.
struct ConnectionState
{
    QString word;
    QString explanation;
    SemanticColor color = SemanticColor::Unknown;
};

ConnectionState connectionState(const PollStatus &status, const QString &serverName);

/// "Updated 3 s ago, next in 2 s". @p slow: the poll under way has taken long enough to be mentioned.
QString readingText(const PollStatus &status, bool slow, MonoTime now);
/// How long until readingText() reads differently by time alone; zero when it will not.
std::chrono::milliseconds untilReadingTextChanges(const PollStatus &status, MonoTime now);

/// Why polls are not as frequent as usual: "every 12 s: 250 sandboxes need 3 requests". Empty when they are.
QString paceText(const PollStatus &status, int sandboxes);

/// "38/100 per min".
QString budgetText(int used, int limit);
QString budgetExplanation(int used, int limit, bool limitKnown);

/// "3 of 24 selected"; without a selection, "24 sandboxes". @p gone are selected as well, but none of the
/// @p total any more. @p moreFollow while a long list is read for the first time.
QString selectionText(qsizetype selected, qsizetype gone, int total, bool moreFollow);

/// Why the list is not read now although somebody asked for it, and when it will be.
QString notNowText(const PollStatus &status, MonoTime now);

} // namespace sandglass
