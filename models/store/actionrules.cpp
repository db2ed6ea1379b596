// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/actionrules.h"

#include "domain/transitiontable.h"

#include <QCoreApplication>

#include <algorithm>

namespace sandglass {

namespace {

struct ActionRules
{
    Q_DECLARE_TR_FUNCTIONS(sandglass::ActionRules)
};

QString statusClause(const SandboxRow &row)
{
    return ActionRules::tr("this one is %1")
        .arg(nameOfStatus(row.sandbox->status, row.sandbox->statusWord).toLower());
}

QString wayOut(LifecycleAction instead)
{
    switch (instead) {
    case LifecycleAction::Start:
        return ActionRules::tr("Start it");
    case LifecycleAction::Stop:
        return ActionRules::tr("Stop it");
    case LifecycleAction::Pause:
        return ActionRules::tr("Pause it");
    case LifecycleAction::Resume:
        return ActionRules::tr("Resume it");
    case LifecycleAction::Delete:
        return ActionRules::tr("Delete it");
    case LifecycleAction::Extend:
        return ActionRules::tr("Extend it");
    }
    return {};
}

QString connectionRefusal(LifecycleAction action, const ConnectionFacts &facts)
{
    if (QString reason = changeRefusal(facts); !reason.isEmpty())
        return reason;
    if (facts.stopStartMissing && action == LifecycleAction::Stop)
        return ActionRules::tr("This server has no stop: Pause keeps the sandbox instead");
    if (facts.stopStartMissing && action == LifecycleAction::Start)
        return ActionRules::tr(
            "This server has no start: only paused sandboxes can be brought back, by Resume");
    if (facts.extendMissing && action == LifecycleAction::Extend)
        return ActionRules::tr("This server cannot change how long a sandbox lives");
    return {};
}

QString needs(const QString &what, const SandboxRow &row, const Transition &cell,
              const ConnectionFacts &facts)
{
    const QString sentence =
        ActionRules::tr("%1 needs a %2 sandbox; %3").arg(nameOfAction(cell.action), what, statusClause(row));
    // A way out that this server does not have would be none.
    return cell.instead && connectionRefusal(*cell.instead, facts).isEmpty()
               ? ActionRules::tr("%1: %2").arg(sentence, wayOut(*cell.instead))
               : sentence;
}

/// With the way out: what is gone cannot be had back, only another like it.
QString goneText(const SandboxRow &row)
{
    if (!row.ending)
        return ActionRules::tr("This sandbox is gone: it was deleted or has expired");
    switch (row.ending->cause) {
    case Ending::Cause::DeletedHere:
        return ActionRules::tr("This sandbox was deleted here, with its files: create another like it");
    case Ending::Cause::Expired:
        return ActionRules::tr("This sandbox has expired, and its files with it: create another like it");
    case Ending::Cause::NeverShown:
        return ActionRules::tr("The server never showed this sandbox after it had said that it was created");
    case Ending::Cause::Elsewhere:
        break;
    }
    return ActionRules::tr("This sandbox is gone, deleted or expired elsewhere: create another like it");
}

QString refusalText(const Transition &cell, const SandboxRow &row, const ConnectionFacts &facts)
{
    switch (cell.refusal) {
    case Refusal::None:
        return {};
    case Refusal::AlreadySo:
        switch (cell.from) {
        case SandboxStatus::Running:
            return ActionRules::tr("This sandbox is running already");
        case SandboxStatus::Paused:
            return ActionRules::tr("This sandbox is paused already");
        default:
            return ActionRules::tr("This sandbox is stopped already");
        }
    case Refusal::StillCreating:
        return ActionRules::tr("This sandbox is still being created: wait until it runs");
    case Refusal::NeedsRunning:
        return needs(ActionRules::tr("running"), row, cell, facts);
    case Refusal::NeedsPaused:
        return needs(ActionRules::tr("paused"), row, cell, facts);
    case Refusal::NeedsStopped:
        return needs(ActionRules::tr("stopped"), row, cell, facts);
    case Refusal::Failed:
        return ActionRules::tr("This sandbox has failed and cannot be brought back: create a new one");
    case Refusal::CannotLiveOn:
        return ActionRules::tr("This sandbox has failed, so more time would not help it: create a new one");
    case Refusal::IsGone:
        return goneText(row);
    case Refusal::StatusNotKnown:
        return row.sandbox->statusWord.isEmpty()
                   ? ActionRules::tr(
                         "The server did not report this sandbox's state: refresh to read it again")
                   : ActionRules::tr("The server reports the state “%1”, which this version does not know: "
                                     "refresh to see whether it changes")
                         .arg(row.sandbox->statusWord);
    }
    return {};
}

QString noneFitsText(LifecycleAction action, int total)
{
    switch (action) {
    case LifecycleAction::Start:
        return ActionRules::tr("None of the %Ln selected sandboxes is stopped", nullptr, total);
    case LifecycleAction::Stop:
        return ActionRules::tr("None of the %Ln selected sandboxes is running or paused", nullptr, total);
    case LifecycleAction::Pause:
        return ActionRules::tr("None of the %Ln selected sandboxes is running", nullptr, total);
    case LifecycleAction::Resume:
        return ActionRules::tr("None of the %Ln selected sandboxes is paused", nullptr, total);
    case LifecycleAction::Delete:
        return ActionRules::tr("All %Ln selected sandboxes are gone already", nullptr, total);
    case LifecycleAction::Extend:
        return ActionRules::tr("None of the %Ln selected sandboxes is running, paused or stopped", nullptr,
                               total);
    }
    return {};
}

bool isScheduled(const SandboxRow &row)
{
    return row.pending && row.pending->phase == PendingOp::Phase::Scheduled;
}

QString someChangingText(LifecycleAction action, int changing)
{
    switch (action) {
    case LifecycleAction::Start:
        return ActionRules::tr("Still changing: %Ln; none of the other selected sandboxes is stopped",
                               nullptr, changing);
    case LifecycleAction::Stop:
        return ActionRules::tr(
            "Still changing: %Ln; none of the other selected sandboxes is running or paused", nullptr,
            changing);
    case LifecycleAction::Pause:
        return ActionRules::tr("Still changing: %Ln; none of the other selected sandboxes is running",
                               nullptr, changing);
    case LifecycleAction::Resume:
        return ActionRules::tr("Still changing: %Ln; none of the other selected sandboxes is paused", nullptr,
                               changing);
    case LifecycleAction::Delete:
        return ActionRules::tr("Still changing: %Ln; the other selected sandboxes are gone", nullptr,
                               changing);
    case LifecycleAction::Extend:
        return ActionRules::tr(
            "Still changing: %Ln; none of the other selected sandboxes is running, paused or stopped",
            nullptr, changing);
    }
    return {};
}

bool isChanging(const SandboxRow &row)
{
    return row.pending && row.pending->blocksActions();
}

bool isEndless(const SandboxRow &row)
{
    return row.sandbox->expiry.kind == Expiry::Kind::Never;
}

/// An extension by a time moves an end, so there has to be one.
bool needsAnEnd(const Extension *wish)
{
    return wish && wish->kind == Extension::Kind::By;
}

/// The same as judge() without its words.
bool isAllowed(LifecycleAction action, const Extension *wish, const SandboxRow &row)
{
    return !row.creation && !isChanging(row) && transition(row.sandbox->status, action).isAllowed() &&
           !(needsAnEnd(wish) && isEndless(row));
}

RowTally tallyOf(std::span<const SandboxRow *const> rows)
{
    RowTally tally;
    for (const SandboxRow *row : rows)
        tally.add(*row);
    return tally;
}

SelectionVerdict selectionOf(LifecycleAction action, const Extension *wish,
                             std::span<const SandboxRow *const> rows, const TallyVerdict &verdict)
{
    SelectionVerdict result{{}, verdict.total, verdict.reason};
    if (!verdict.allowed())
        return result;
    result.eligible.reserve(verdict.eligible);
    for (const SandboxRow *row : rows) {
        if (isAllowed(action, wish, *row))
            result.eligible.append(row->sandbox->id);
    }
    return result;
}

} // namespace

QString changeRefusal(const ConnectionFacts &facts)
{
    if (facts.readOnly)
        return ActionRules::tr(
            "This profile is read-only: switch that off under Manage Profiles to make changes");
    if (facts.keyRefused)
        return ActionRules::tr("The server refused the API key: connect with another key first");
    return {};
}

Verdict judge(LifecycleAction action, const SandboxRow &row, const ConnectionFacts &facts)
{
    if (const QString reason = connectionRefusal(action, facts); !reason.isEmpty())
        return {false, reason};
    if (row.creation)
        return {false, ActionRules::tr("This sandbox is being created: wait until the server has named it")};
    if (isScheduled(row))
        return {false, ActionRules::tr("This sandbox is about to be deleted: Undo that first")};
    if (isChanging(row))
        return {false, ActionRules::tr("%1 This sandbox can be acted on when that is done")
                           .arg(progressWord(row.pending->action))};
    const Transition &cell = transition(row.sandbox->status, action);
    if (!cell.isAllowed())
        return {false, refusalText(cell, row, facts)};
    return {true, {}};
}

Verdict judge(const Extension &wish, const SandboxRow &row, const ConnectionFacts &facts)
{
    Verdict verdict = judge(LifecycleAction::Extend, row, facts);
    if (verdict.allowed && needsAnEnd(&wish) && isEndless(row))
        verdict = {false, extensionProblemText(ExtensionProblem::NoEnd)};
    return verdict;
}

SelectionVerdict judge(LifecycleAction action, std::span<const SandboxRow *const> rows,
                       const ConnectionFacts &facts)
{
    return selectionOf(action, nullptr, rows, tallyOf(rows).judge(action, facts));
}

SelectionVerdict judge(const Extension &wish, std::span<const SandboxRow *const> rows,
                       const ConnectionFacts &facts)
{
    return selectionOf(LifecycleAction::Extend, &wish, rows, tallyOf(rows).judge(wish, facts));
}

void RowTally::add(const SandboxRow &row)
{
    if (m_total++ == 0)
        m_first = &row;
    const bool endless = isEndless(row);
    const bool changing = isChanging(row);
    m_endless += endless ? 1 : 0;
    m_changing += changing ? 1 : 0;
    m_scheduled += isScheduled(row) ? 1 : 0;
    if (row.creation || changing)
        return;
    const auto status = static_cast<std::size_t>(row.sandbox->status);
    ++m_free.at(status);
    m_freeEndless.at(status) += endless ? 1 : 0;
}

TallyVerdict RowTally::judge(LifecycleAction action, const ConnectionFacts &facts) const
{
    return judge(action, nullptr, facts);
}

TallyVerdict RowTally::judge(const Extension &wish, const ConnectionFacts &facts) const
{
    return judge(LifecycleAction::Extend, &wish, facts);
}

TallyVerdict RowTally::judge(LifecycleAction action, const Extension *wish,
                             const ConnectionFacts &facts) const
{
    TallyVerdict verdict{0, m_total, {}};
    if (m_total == 0)
        verdict.reason = ActionRules::tr("Select a sandbox first");
    else
        verdict.reason = connectionRefusal(action, facts);
    if (!verdict.reason.isEmpty())
        return verdict;
    for (const SandboxStatus status : kAllStatuses) {
        const auto index = static_cast<std::size_t>(status);
        if (transition(status, action).isAllowed())
            verdict.eligible += m_free.at(index) - (needsAnEnd(wish) ? m_freeEndless.at(index) : 0);
    }
    if (!verdict.allowed())
        verdict.reason = refusalOf(action, wish, facts);
    return verdict;
}

QString RowTally::refusalOf(LifecycleAction action, const Extension *wish, const ConnectionFacts &facts) const
{
    if (m_total == 1)
        return (wish ? sandglass::judge(*wish, *m_first, facts) : sandglass::judge(action, *m_first, facts))
            .reason;
    if (m_scheduled == m_total)
        return ActionRules::tr("All %Ln selected sandboxes are about to be deleted: Undo that first", nullptr,
                               m_total);
    if (m_changing == m_total)
        return ActionRules::tr(
            "All %Ln selected sandboxes are changing: they can be acted on when that is done", nullptr,
            m_total);
    if (m_changing > 0)
        return someChangingText(action, m_changing);
    if (needsAnEnd(wish) && m_endless > 0)
        return ActionRules::tr("None of the %Ln selected sandboxes has a time limit that could move", nullptr,
                               m_total);
    return noneFitsText(action, m_total);
}

QString extensionProblemText(ExtensionProblem problem)
{
    switch (problem) {
    case ExtensionProblem::None:
        break;
    case ExtensionProblem::NoEnd:
        return ActionRules::tr("This sandbox has no time limit: it lives until somebody deletes it");
    case ExtensionProblem::EndNotKnown:
        return ActionRules::tr(
            "The server did not say when this sandbox ends, so nothing can be added to that");
    case ExtensionProblem::TimePassed:
        return ActionRules::tr("The time asked for is over already");
    case ExtensionProblem::WouldShorten:
        return ActionRules::tr("This sandbox lives longer than the time asked for, so it was left as it is");
    case ExtensionProblem::WouldEnd:
        return ActionRules::tr("This sandbox has no time limit, so it was left as it is");
    case ExtensionProblem::TooFar:
        return ActionRules::tr("The time asked for is too far away");
    }
    return {};
}

bool mustTypeNumber(LifecycleAction action, std::span<const SandboxRow *const> rows,
                    const ConnectionFacts &facts)
{
    return facts.careful && action == LifecycleAction::Delete &&
           std::any_of(rows.begin(), rows.end(),
                       [](const SandboxRow *row) { return row->sandbox->liveMode.value_or(true); });
}

QString consequenceText(LifecycleAction action)
{
    switch (action) {
    case LifecycleAction::Start:
        return ActionRules::tr("Boots the sandbox from its files; nothing that ran before comes back");
    case LifecycleAction::Stop:
        return ActionRules::tr("Keeps the files only; memory and everything that runs are lost");
    case LifecycleAction::Pause:
        return ActionRules::tr("Keeps memory, processes and files; Resume goes on where it was");
    case LifecycleAction::Resume:
        return ActionRules::tr("Goes on where it was paused, with memory, processes and files");
    case LifecycleAction::Delete:
        return ActionRules::tr("Removes the sandbox with all its files, for good; it costs nothing any more");
    case LifecycleAction::Extend:
        return ActionRules::tr("Moves the time at which the server deletes the sandbox with all its files");
    }
    return {};
}

QString nameOfAction(LifecycleAction action)
{
    switch (action) {
    case LifecycleAction::Start:
        return ActionRules::tr("Start");
    case LifecycleAction::Stop:
        return ActionRules::tr("Stop");
    case LifecycleAction::Pause:
        return ActionRules::tr("Pause");
    case LifecycleAction::Resume:
        return ActionRules::tr("Resume");
    case LifecycleAction::Delete:
        return ActionRules::tr("Delete");
    case LifecycleAction::Extend:
        return ActionRules::tr("Extend");
    }
    return {};
}

QString progressWord(LifecycleAction action)
{
    switch (action) {
    case LifecycleAction::Start:
        return ActionRules::tr("Starting…");
    case LifecycleAction::Stop:
        return ActionRules::tr("Stopping…");
    case LifecycleAction::Pause:
        return ActionRules::tr("Pausing…");
    case LifecycleAction::Resume:
        return ActionRules::tr("Resuming…");
    case LifecycleAction::Delete:
        return ActionRules::tr("Deleting…");
    case LifecycleAction::Extend:
        return ActionRules::tr("Extending…");
    }
    return {};
}

QString nameOfStatus(SandboxStatus status, const QString &word)
{
    switch (status) {
    case SandboxStatus::Creating:
        return ActionRules::tr("Creating");
    case SandboxStatus::Running:
        return ActionRules::tr("Running");
    case SandboxStatus::Paused:
        return ActionRules::tr("Paused");
    case SandboxStatus::Stopped:
        return ActionRules::tr("Stopped");
    case SandboxStatus::Error:
        return ActionRules::tr("Error");
    case SandboxStatus::Gone:
        return ActionRules::tr("Gone");
    case SandboxStatus::Unknown:
        break;
    }
    return word.isEmpty() ? ActionRules::tr("Unknown") : word;
}

} // namespace sandglass
