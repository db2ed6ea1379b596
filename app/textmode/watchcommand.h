// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sandbox.h"
#include "item/searchquery.h"
#include "store/poller.h"
#include "store/pollline.h"
#include "store/pollworker.h"
#include "textmode/textcommand.h"
#include "textmode/textcommandline.h"

#include <QHash>
#include <QJsonObject>

namespace sandglass {

/// `sandglass watch`: what is there, and then what changes, a line each, until Ctrl-C. Polls as the window
/// does, within the request budget.
class WatchCommand final : public TextCommand
{
    Q_OBJECT

public:
    WatchCommand(const TextCommandLine &line, const Workbench &bench);

    void start() override;

private:
    enum class Event : quint8
    {
        Present, ///< found by the first reading
        Appeared,
        Changed,
        Gone,
    };
    struct Known
    {
        Sandbox sandbox;
        bool matched = false;
    };

    void onPollStatus();
    void compare();
    void tell(Event event, const Sandbox &before, const Sandbox &now);
    [[nodiscard]] QString inWords(Event event, const Sandbox &before, const Sandbox &now) const;
    [[nodiscard]] QJsonObject inJson(Event event, const Sandbox &before, const Sandbox &now) const;
    [[nodiscard]] QString stateOf(const Sandbox &sandbox) const;

    const TextCommandLine m_line;
    const SearchQuery m_query;
    PollWorker m_worker;
    Poller m_poller;
    PollLine m_polling;
    QHash<QString, Known> m_known;
    std::optional<UtcTime> m_seenRead;     ///< the last reading that was compared
    std::optional<ApiErrorKind> m_trouble; ///< told of
    bool m_ended = false;
};

} // namespace sandglass
