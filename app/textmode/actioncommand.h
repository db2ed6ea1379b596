// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/lifecycleaction.h"
#include "store/actionrules.h"
#include "store/errorreport.h"
#include "store/wholelistreader.h"
#include "textmode/eachreader.h"
#include "textmode/textcommand.h"
#include "textmode/textcommandline.h"

#include <QSet>

#include <map>

namespace sandglass {

/// `sandglass start|stop|pause|resume|delete|extend`: reads the sandboxes, asks the transition table, sends
/// each action once through the controller and waits until the server shows the new state.
class ActionCommand final : public TextCommand
{
    Q_OBJECT

public:
    /// More ids than this are looked up in the list instead of one by one.
    static constexpr int kMostSingleReads = 5;

    ActionCommand(LifecycleAction action, TextCommandLine line, const Workbench &bench);

    void start() override;
    void interrupt() override;

private:
    struct Result
    {
        enum class Outcome : quint8
        {
            Done,
            Accepted, ///< as far as was asked for
            Refused,  ///< by the table; nothing was sent
            Failed,
            NotSent, ///< time ran out before
            Unknown, ///< sent, but time ran out before anything was clear
        };
        Outcome outcome = Outcome::Failed;
        ExitCode code = ExitCode::General;
        std::optional<std::chrono::milliseconds> took = {};
        QString reason = {};
        std::optional<ApiError> error = {};
    };

    void startDeadline();
    void onList(ApiResult<ListOutcome> outcome, MonoTime began);
    void readEach(const QStringList &ids);
    void judgeAll();
    [[nodiscard]] Verdict verdictOn(const QString &id) const;
    [[nodiscard]] QString doneText(const QString &id, const Result &result) const;
    void confirmDelete(const QStringList &ids);
    void begin(const QStringList &ids);
    void onRowsChanged(int first, int last);
    void onFailed(const ActionFailure &failure);
    void onMoved(const QString &id, const PendingOp &op);
    void askAgainAboutOverdue();
    /// Where many wait, the controller leaves it to the list to tell what became of them.
    void lookAtTheListIn(std::chrono::milliseconds wait);
    /// The next look comes after @p pause.
    void lookAtTheList(std::chrono::milliseconds pause);
    void runOut();
    void settle(const QString &id, Result result);
    void refuse(const QString &id, const QString &reason);
    [[nodiscard]] Result unfinished(const QString &id) const;
    void showProgress();
    void finish();
    void showReports();
    void showJson();
    [[nodiscard]] bool hasLeft() const
    {
        return m_results.size() < static_cast<std::size_t>(m_line.ids.size());
    }

    const LifecycleAction m_action;
    const TextCommandLine m_line;
    const QSet<QString> m_ids; ///< those of the line
    WholeListReader m_list;
    EachReader m_each;
    std::map<QString, Result> m_results; ///< of those that are settled
    std::map<QString, UtcTime> m_ends;   ///< when those that were extended will be deleted
    QVector<ApiErrorKind> m_told;        ///< causes of failed reads
    QVector<ActionFailure> m_failures;
    MonoTime m_deadline{};
    Timer m_deadlineTimer;
    Timer m_overdueTimer;
    Timer m_listTimer;
    bool m_begun = false; ///< something may have been sent
    bool m_finished = false;
};

} // namespace sandglass
