// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/extension.h"
#include "domain/lifecycleaction.h"
#include "domain/sandboxstatus.h"
#include "store/sandboxrow.h"

#include <QString>
#include <QStringList>

#include <array>
#include <span>

namespace sandglass {

/// What holds for a whole connection and decides over actions beside the row's own state.
struct ConnectionFacts
{
    bool readOnly = false;         ///< the person wants nothing changed through this profile
    bool careful = false;          ///< the person wants to be asked more before deleting what is production
    bool keyRefused = false;       ///< the server answered 401
    bool stopStartMissing = false; ///< the server has no stop and start routes (contract 5.3)
    bool extendMissing = false;    ///< nor a way to set a time limit

    bool operator==(const ConnectionFacts &) const = default;
};

/// May this be done to this row, and if not, why and what instead: one sentence for people.
struct Verdict
{
    bool allowed = false;
    QString reason; ///< empty when allowed
};

/// Why nothing at all may be changed through this connection; empty when something may. For what is no action
/// on a row, such as creating.
QString changeRefusal(const ConnectionFacts &facts);

Verdict judge(LifecycleAction action, const SandboxRow &row, const ConnectionFacts &facts);

/// The same for several rows.
struct SelectionVerdict
{
    QStringList eligible; ///< ids the action would be sent for
    int total = 0;
    QString reason; ///< why nothing can be done; empty when something can

    [[nodiscard]] bool allowed() const { return !eligible.isEmpty(); }
};

SelectionVerdict judge(LifecycleAction action, std::span<const SandboxRow *const> rows,
                       const ConnectionFacts &facts);

/// What judge() says of several rows, but for which of them are eligible.
struct TallyVerdict
{
    int eligible = 0;
    int total = 0;
    QString reason; ///< why nothing can be done; empty when something can

    [[nodiscard]] bool allowed() const { return eligible > 0; }
};

/// Several rows, counted by what decides over actions, so that whoever asks about many actions at a time
/// looks at each row once. What was added must stay where it is meanwhile.
class RowTally
{
public:
    void add(const SandboxRow &row);
    [[nodiscard]] TallyVerdict judge(LifecycleAction action, const ConnectionFacts &facts) const;
    [[nodiscard]] TallyVerdict judge(const Extension &wish, const ConnectionFacts &facts) const;

private:
    TallyVerdict judge(LifecycleAction action, const Extension *wish, const ConnectionFacts &facts) const;
    [[nodiscard]] QString refusalOf(LifecycleAction action, const Extension *wish,
                                    const ConnectionFacts &facts) const;

    int m_total = 0;
    int m_changing = 0;
    int m_scheduled = 0;
    int m_endless = 0;
    std::array<int, kAllStatuses.size()> m_free{};        ///< may be acted on, by status
    std::array<int, kAllStatuses.size()> m_freeEndless{}; ///< those of them that have no time limit
    const SandboxRow *m_first = nullptr;
};

/// Whether the number of @p rows has to be typed first: deleting what is production, or may be as the server
/// does not say, through a careful profile.
bool mustTypeNumber(LifecycleAction action, std::span<const SandboxRow *const> rows,
                    const ConnectionFacts &facts);

/// The same for Extend with a certain wish: a sandbox without an end cannot live longer by an hour.
Verdict judge(const Extension &wish, const SandboxRow &row, const ConnectionFacts &facts);
SelectionVerdict judge(const Extension &wish, std::span<const SandboxRow *const> rows,
                       const ConnectionFacts &facts);

/// One sentence for people on why a wish cannot be sent.
QString extensionProblemText(ExtensionProblem problem);

/// What the action does to whom, for tooltips: "Keeps memory, processes and files; …".
QString consequenceText(LifecycleAction action);

/// The action's name as shown on buttons: "Start", "Stop", "Pause", "Resume", "Delete", "Extend".
QString nameOfAction(LifecycleAction action);

/// "Pausing…"; what a row shows in place of the status while @p action is pending.
QString progressWord(LifecycleAction action);

/// The status in words; the server's own word where it is not known, "unknown" where there is none.
QString nameOfStatus(SandboxStatus status, const QString &word = {});

} // namespace sandglass
