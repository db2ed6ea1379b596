// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/clock.h"
#include "onceperturn.h"
#include "store/failurecenter.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <set>

namespace sandglass {

class BulkRuns;
class ErrorDialog;

/// One error dialog per group of failures, kept up to date, laid beside each other and never on the focus.
/// What joins a group shows when the event loop comes round; of very many not more often than people read.
/// What the strip of a run tells is not told here as well, until it is asked for. The references and @p
/// window outlive it; the dialogs die with it.
class FailurePresenter final : public QObject
{
    Q_OBJECT

public:
    FailurePresenter(FailureCenter &center, const BulkRuns &runs, Clock &clock, QWidget *window,
                     QObject *parent = nullptr);
    ~FailurePresenter() override;

    /// A report a person asked to see, not one of the groups. Shows at most one such dialog.
    void showReport(const ErrorReport &report);

    [[nodiscard]] bool hasOpenDialogs() const;
    [[nodiscard]] bool isAnyActive() const;
    /// Gives the focus to the newest dialog; to the next one if a dialog has it already.
    void activateNext();
    [[nodiscard]] QList<ErrorDialog *> dialogs() const;

Q_SIGNALS:
    void openDialogsChanged(bool any);

private:
    void show(FailureCenter::GroupId group, ErrorDialog &dialog);
    void bringToFront(FailureCenter::GroupId group);
    /// Whether strips name every failure of the group, which began as one of theirs.
    [[nodiscard]] bool isToldByStrips(FailureCenter::GroupId group) const;
    void closeUntold();
    void onOpened(FailureCenter::GroupId group);
    void open(FailureCenter::GroupId group);
    void update(FailureCenter::GroupId group);
    void updateNow();
    void remove(FailureCenter::GroupId group);
    void place(ErrorDialog &dialog, int position) const;
    [[nodiscard]] QWidget *window() const;

    FailureCenter &m_center;
    const BulkRuns &m_runs;
    Clock &m_clock;
    QPointer<QWidget> m_widget;
    std::map<FailureCenter::GroupId, QPointer<ErrorDialog>> m_shown;
    std::set<FailureCenter::GroupId> m_quiet;   ///< told by strips alone
    std::set<FailureCenter::GroupId> m_changed; ///< since they were shown
    OncePerTurn m_update{this, [this] { updateNow(); }};
    Timer m_pause; ///< between looks at very many failures
    QPointer<ErrorDialog> m_asked;
};

} // namespace sandglass
