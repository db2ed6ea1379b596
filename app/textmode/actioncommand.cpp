// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textmode/actioncommand.h"

#include "item/formatting.h"
#include "item/sandboxfiltermodel.h"
#include "item/sandboxlistmodel.h"
#include "store/actionrules.h"
#include "store/lifecyclecontroller.h"
#include "store/ratebudget.h"
#include "store/sandboxjson.h"
#include "store/sandboxstore.h"
#include "textmode/console.h"
#include "textmode/failuretext.h"
#include "textmode/storereading.h"

#include <QJsonArray>

namespace sandglass {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kOverdueReread = 5'000ms;
constexpr auto kFirstList = 1'000ms;
constexpr auto kLongestListPause = 8'000ms;
constexpr qsizetype kMostNamed = 5;

} // namespace

ActionCommand::ActionCommand(LifecycleAction action, TextCommandLine line, const Workbench &bench)
    : TextCommand(bench)
    , m_action(action)
    , m_line(std::move(line))
    , m_ids(m_line.ids.begin(), m_line.ids.end())
    , m_list(bench.clock, bench.api, bench.budget, tellingWaits(bench.console))
    , m_each(bench.clock, bench.api, bench.budget)
{
    connect(&bench.controller, &LifecycleController::actionDone, this,
            [this](const QString &id, LifecycleAction, std::optional<std::chrono::milliseconds> took) {
                settle(id, {Result::Outcome::Done, ExitCode::Ok, took});
            });
    connect(&bench.controller, &LifecycleController::extended, this,
            [this](const QString &id, UtcTime end) { m_ends[id] = end; });
    connect(&bench.controller, &LifecycleController::actionMoved, this, &ActionCommand::onMoved);
    connect(&bench.controller, &LifecycleController::actionDropped, this,
            [this](const QString &id, LifecycleAction, ActionDrop drop, const QString &reason) {
                if (drop == ActionDrop::Overtaken)
                    refuse(id, reason);
            });
    connect(&bench.controller, &LifecycleController::actionAbandoned, this,
            [this](const QString &id) { refuse(id, tr("It did something else meanwhile")); });
    connect(&bench.controller, &LifecycleController::actionFailed, this, &ActionCommand::onFailed);
    connect(&bench.store, &SandboxStore::rowsChanged, this, &ActionCommand::onRowsChanged);
}

void ActionCommand::start()
{
    if (m_action == LifecycleAction::Delete && !m_line.yes && !m_bench.console.canAsk()) {
        const QString reason = tr("Deleting asks first, and there is no terminal to ask on");
        m_bench.console.err(tr("sandglass: %1.\n  Add --yes to delete without a question.").arg(reason));
        for (const QString &id : m_line.ids)
            m_results[id] = {Result::Outcome::Refused, ExitCode::Validation, {}, reason};
        finish();
        return;
    }
    startDeadline();
    m_bench.console.progress(tr("Reading…"));
    if (m_line.ids.size() <= kMostSingleReads) {
        readEach(m_line.ids);
        return;
    }
    m_list.start([this, began = m_bench.clock.monoNow()](ApiResult<ListOutcome> outcome) {
        onList(std::move(outcome), began);
    });
}

void ActionCommand::startDeadline()
{
    m_deadline = m_bench.clock.monoNow() + m_line.timeout;
    m_deadlineTimer = m_bench.clock.after(m_line.timeout, [this] { runOut(); });
}

void ActionCommand::onList(ApiResult<ListOutcome> outcome, MonoTime began)
{
    if (!outcome) {
        for (const QString &id : m_line.ids)
            m_results[id] = {
                Result::Outcome::Failed, exitCodeOf(outcome.error().kind), {}, {}, outcome.error()};
        m_bench.console.err(failureText(reportOf(outcome.error(), m_bench.server)));
        finish();
        return;
    }
    bringIn(m_bench.store, m_bench.clock, std::move(*outcome), began);
    // A list may lag or be incomplete: what it does not know is asked for by name.
    QStringList unknown;
    for (const QString &id : m_line.ids) {
        if (!m_bench.store.find(id))
            unknown += id;
    }
    readEach(unknown);
}

void ActionCommand::readEach(const QStringList &ids)
{
    m_each.start(
        ids,
        [this](const QString &id, MonoTime began, const ApiResult<Sandbox> &answer) {
            if (answer) {
                bringIn(m_bench.store, m_bench.clock, *answer, began);
                return;
            }
            const bool unknown = answer.error().kind == ApiErrorKind::NotFound;
            const QString reason = unknown ? tr("There is no such sandbox") : QString();
            m_results[id] = {
                Result::Outcome::Failed, exitCodeOf(answer.error().kind), {}, reason, answer.error()};
            if (unknown) {
                m_bench.console.err(tr("sandglass: %1: %2").arg(id, reason));
            } else if (!m_told.contains(answer.error().kind)) { // it would be the same for all
                m_told += answer.error().kind;
                m_bench.console.err(failureText(reportOf(answer.error(), m_bench.server)));
            }
        },
        [this] { judgeAll(); });
}

Verdict ActionCommand::verdictOn(const QString &id) const
{
    return m_line.extension ? m_bench.controller.verdict(*m_line.extension, id)
                            : m_bench.controller.verdict(m_action, id);
}

void ActionCommand::judgeAll()
{
    if (m_finished) // time ran out over the reading
        return;
    QStringList allowed;
    for (const QString &id : m_line.ids) {
        if (m_results.contains(id))
            continue;
        const Verdict verdict = verdictOn(id);
        if (verdict.allowed)
            allowed += id;
        else
            refuse(id, verdict.reason);
    }
    if (allowed.isEmpty())
        finish();
    else if (m_action == LifecycleAction::Delete && !m_line.yes)
        confirmDelete(allowed);
    else
        begin(allowed);
}

void ActionCommand::confirmDelete(const QStringList &ids)
{
    // The number as it has to be typed, without separators.
    QStringList lines{
        ids.size() == 1
            ? tr("This sandbox will be deleted with all its files, for good:")
            : tr("These %1 sandboxes will be deleted with all their files, for good:").arg(ids.size())};
    for (const QString &id : ids.first(std::min(kMostNamed, ids.size()))) {
        const Sandbox &sandbox = m_bench.store.find(id)->sandbox;
        const QString state = nameOfStatus(sandbox.status, sandbox.statusWord);
        lines += sandbox.templateName.isEmpty()
                     ? tr("  %1, %2").arg(id, state)
                     : tr("  %1, %2, template %3").arg(id, state, sandbox.templateName);
    }
    if (ids.size() > kMostNamed)
        lines += tr("  and %1 more").arg(countText(ids.size() - kMostNamed));
    m_bench.console.err(lines.join(u'\n'));
    const QString expected = ids.size() == 1 ? tr("yes") : QString::number(ids.size());
    const QString question =
        ids.size() == 1 ? tr("Type “yes” to delete it:") : tr("Type the number of sandboxes to delete them:");
    m_deadlineTimer.reset(); // a person thinks as long as it takes
    m_bench.console.ask(question, [this, ids, expected](const std::optional<QString> &answer) {
        if (answer && answer->compare(expected, Qt::CaseInsensitive) == 0) {
            startDeadline();
            begin(ids);
            return;
        }
        m_bench.console.err(tr("Nothing was deleted."));
        for (const QString &id : ids)
            m_results[id] = {Result::Outcome::NotSent, ExitCode::General, {}, tr("Not confirmed")};
        finish();
    });
}

void ActionCommand::begin(const QStringList &ids)
{
    m_begun = true;
    const QStringList begunIds = m_line.extension ? m_bench.controller.extend(*m_line.extension, ids)
                                                  : m_bench.controller.request(m_action, ids);
    const QSet<QString> begun(begunIds.begin(), begunIds.end());
    for (const QString &id : ids) {
        if (!begun.contains(id) && !m_results.contains(id))
            refuse(id, verdictOn(id).reason);
    }
    showProgress();
    if (!hasLeft())
        finish();
    else
        lookAtTheListIn(kFirstList);
}

void ActionCommand::lookAtTheListIn(std::chrono::milliseconds wait)
{
    m_listTimer = m_bench.clock.after(wait, [this, wait] {
        lookAtTheList(std::min<std::chrono::milliseconds>(2 * wait, kLongestListPause));
    });
}

void ActionCommand::lookAtTheList(std::chrono::milliseconds pause)
{
    if (m_finished)
        return;
    const auto waits = std::count_if(m_line.ids.begin(), m_line.ids.end(), [this](const QString &id) {
        const SandboxRow *row = m_bench.store.find(id);
        return row && row->pending && row->pending->phase == PendingOp::Phase::Accepted;
    });
    if (waits < LifecycleController::kCrowd) {
        lookAtTheListIn(pause);
        return;
    }
    m_list.start([this, pause, began = m_bench.clock.monoNow()](ApiResult<ListOutcome> outcome) {
        if (outcome)
            bringIn(m_bench.store, m_bench.clock, std::move(*outcome), began);
        lookAtTheListIn(pause);
    });
}

void ActionCommand::onRowsChanged(int first, int last)
{
    bool overdue = false;
    for (int row = first; row <= last; ++row) {
        const SandboxRow &changed = m_bench.store.at(row);
        if (!changed.pending || changed.pending->action != m_action)
            continue;
        if (!m_line.wait && changed.pending->phase == PendingOp::Phase::Accepted)
            settle(changed.sandbox->id, {Result::Outcome::Accepted, ExitCode::Ok});
        overdue = overdue || changed.pending->phase == PendingOp::Phase::Overdue;
    }
    if (overdue && !m_overdueTimer)
        askAgainAboutOverdue();
}

void ActionCommand::askAgainAboutOverdue()
{
    // The controller's patience is over, the person's is not.
    for (const QString &id : m_line.ids) {
        const SandboxRow *row = m_bench.store.find(id);
        if (row && row->pending && row->pending->phase == PendingOp::Phase::Overdue)
            m_bench.controller.reread(id);
    }
    m_overdueTimer = m_bench.clock.after(kOverdueReread, [this] { askAgainAboutOverdue(); });
}

void ActionCommand::onFailed(const ActionFailure &failure)
{
    if (m_results.contains(failure.sandboxId))
        return;
    m_failures += failure;
    const bool gone = failure.gone || failure.statusNow == SandboxStatus::Gone;
    settle(failure.sandboxId, {Result::Outcome::Failed,
                               gone ? ExitCode::NotFound : exitCodeOf(failure.error.kind),
                               {},
                               reportOf(std::span(&failure, 1), m_bench.server).cause,
                               failure.error});
}

void ActionCommand::onMoved(const QString &id, const PendingOp &op)
{
    if (op.phase != PendingOp::Phase::Queued || m_results.contains(id))
        return;
    // The server refused it for the rate limit's sake; the controller sends it again when it may.
    const MonoTime now = m_bench.clock.monoNow();
    const std::chrono::milliseconds wait = m_bench.budget.actionMustWait(now);
    if (now + wait < m_deadline) {
        showProgress();
        return;
    }
    m_bench.controller.cancelQueued({id});
    ActionFailure failure;
    failure.action = m_action;
    failure.sandboxId = id;
    failure.error.kind = ApiErrorKind::RateLimited;
    failure.error.httpStatus = 429;
    failure.error.retryAfter = wait;
    failure.error.at = m_bench.clock.utcNow();
    if (const SandboxRow *row = m_bench.store.find(id)) {
        failure.statusNow = row->sandbox->status;
        failure.statusWord = row->sandbox->statusWord;
    }
    onFailed(failure);
}

void ActionCommand::runOut()
{
    for (const QString &id : m_line.ids) {
        if (m_results.contains(id))
            continue;
        const Result result = unfinished(id);
        m_bench.console.err(tr("sandglass: %1: %2").arg(id, result.reason));
        m_results[id] = result;
    }
    finish();
}

void ActionCommand::interrupt()
{
    if (!hasLeft())
        return;
    if (!m_begun) {
        m_bench.console.err(tr("sandglass: Interrupted; nothing was sent."));
        return;
    }
    m_bench.console.err(tr("sandglass: Interrupted."));
    for (const QString &id : m_line.ids) {
        if (!m_results.contains(id))
            m_bench.console.err(tr("  %1: %2").arg(id, unfinished(id).reason));
    }
}

ActionCommand::Result ActionCommand::unfinished(const QString &id) const
{
    const SandboxRow *row = m_bench.store.find(id);
    Result result{Result::Outcome::Unknown, ExitCode::Timeout};
    if (!m_begun) {
        result.outcome = Result::Outcome::NotSent;
        result.reason = tr("Not sent: the server did not say in time what state it is in");
        return result;
    }
    if (!row || !row->pending) {
        result.outcome = Result::Outcome::NotSent;
        result.reason = tr("Not sent: it did something else meanwhile");
        return result;
    }
    switch (row->pending->phase) {
    case PendingOp::Phase::Scheduled:
    case PendingOp::Phase::Queued:
        result.outcome = Result::Outcome::NotSent;
        result.reason = row->pending->due ? tr("Not sent: the rate limit did not allow it in time")
                                          : tr("Not sent: its turn did not come in time");
        break;
    case PendingOp::Phase::Sending:
    case PendingOp::Phase::Unsure:
        result.reason = tr("Sent, but the answer is not clear yet; it may still be carried out");
        break;
    case PendingOp::Phase::Accepted:
    case PendingOp::Phase::Overdue:
        result.reason =
            row->readAt <= row->pending->since
                ? tr("The server accepted it; what became of it could not be looked up in time")
                : tr("The server accepted it, but does not show the new state yet; it is %1")
                      .arg(nameOfStatus(row->sandbox->status, row->sandbox->statusWord).toLower());
        break;
    }
    return result;
}

void ActionCommand::settle(const QString &id, Result result)
{
    if (m_finished || m_results.contains(id) || !m_ids.contains(id))
        return;
    if (!m_line.json && result.code == ExitCode::Ok)
        m_bench.console.out(tr("%1  %2").arg(id, doneText(id, result)));
    m_results[id] = std::move(result);
    showProgress();
    // Whoever told of this is still at work.
    if (!hasLeft())
        QMetaObject::invokeMethod(this, &ActionCommand::finish, Qt::QueuedConnection);
}

QString ActionCommand::doneText(const QString &id, const Result &result) const
{
    if (const auto end = m_ends.find(id); end != m_ends.end()) {
        const auto left = end->second - m_bench.model.list().serverNow();
        return tr("ends %1, in %2").arg(momentText(end->second), durationText(left));
    }
    const SandboxRow *row = m_bench.store.find(id);
    QString state = row ? nameOfStatus(row->sandbox->status, row->sandbox->statusWord) : tr("Deleted");
    if (result.outcome == Result::Outcome::Accepted)
        state = progressWord(m_action);
    return result.took.value_or(0ms) < 1s ? state : tr("%1  after %2").arg(state, durationText(*result.took));
}

void ActionCommand::refuse(const QString &id, const QString &reason)
{
    m_bench.console.err(tr("sandglass: %1: %2").arg(id, reason));
    settle(id, {Result::Outcome::Refused, ExitCode::Validation, {}, reason});
}

void ActionCommand::showProgress()
{
    if (m_finished)
        return;
    const int done = static_cast<int>(m_results.size());
    const int total = static_cast<int>(m_line.ids.size());
    const QString word = progressWord(m_action);
    const auto wait = m_bench.budget.actionMustWait(m_bench.clock.monoNow());
    const QString left = durationText(std::chrono::ceil<std::chrono::seconds>(wait));
    if (wait > 0ms && total == 1)
        m_bench.console.progress(tr("%1 The rate limit is used up; going on in %2").arg(word, left));
    else if (wait > 0ms)
        m_bench.console.progress(tr("%1 %2 of %3. The rate limit is used up; going on in %4")
                                     .arg(word, countText(done), countText(total), left));
    else if (total == 1)
        m_bench.console.progress(word);
    else
        m_bench.console.progress(tr("%1 %2 of %3").arg(word, countText(done), countText(total)));
}

void ActionCommand::finish()
{
    if (std::exchange(m_finished, true))
        return;
    m_bench.console.progress({});
    showReports();
    if (m_line.json)
        showJson();
    std::vector<ExitCode> codes;
    for (const auto &[id, result] : m_results)
        codes.push_back(result.code);
    if (m_line.ids.size() > 1) {
        const auto good = std::count(codes.begin(), codes.end(), ExitCode::Ok);
        m_bench.console.err(tr("%1 of %2 done").arg(countText(good), countText(m_line.ids.size())));
    }
    Q_EMIT finished(combined(codes));
}

void ActionCommand::showReports()
{
    // One cause, one report, as the window has one dialog for it.
    while (!m_failures.isEmpty()) {
        const QString cause = causeKey(m_failures.constFirst());
        QVector<ActionFailure> same;
        QVector<ActionFailure> others;
        for (const ActionFailure &failure : std::as_const(m_failures))
            (causeKey(failure) == cause ? same : others) += failure;
        m_bench.console.err(failureText(reportOf(same, m_bench.server)));
        m_failures = others;
    }
}

void ActionCommand::showJson()
{
    const auto wordOf = [](Result::Outcome outcome) {
        switch (outcome) {
        case Result::Outcome::Done:
            return u"done"_s;
        case Result::Outcome::Accepted:
            return u"accepted"_s;
        case Result::Outcome::Refused:
            return u"refused"_s;
        case Result::Outcome::Failed:
            return u"failed"_s;
        case Result::Outcome::NotSent:
            return u"not_sent"_s;
        case Result::Outcome::Unknown:
            break;
        }
        return u"unknown"_s;
    };
    QJsonArray results;
    for (const QString &id : m_line.ids) {
        const Result &result = m_results.at(id);
        const SandboxRow *row = m_bench.store.find(id);
        const QString status = row ? wordOfStatus(row->sandbox->status) : QString();
        const auto end = m_ends.find(id);
        results += QJsonObject{
            {u"id"_s, id},
            {u"outcome"_s, wordOf(result.outcome)},
            {u"status"_s, status.isEmpty() ? QJsonValue() : QJsonValue(status)},
            {u"expires_at"_s, end == m_ends.end() ? QJsonValue() : QJsonValue(isoText(end->second))},
            {u"took_ms"_s, result.took ? QJsonValue(qint64(result.took->count())) : QJsonValue()},
            {u"reason"_s, result.reason.isEmpty() ? QJsonValue() : QJsonValue(result.reason)},
            {u"error"_s, result.error ? QJsonValue(errorJson(*result.error)) : QJsonValue()},
        };
    }
    m_bench.console.out(jsonText({{u"action"_s, wordOfAction(m_action)}, {u"results"_s, results}}));
}

} // namespace sandglass
