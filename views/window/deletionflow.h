// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QMessageBox;

namespace sandglass {

class ActionSet;
class Banner;
class Clock;
class DeletionQueue;

/// What makes a dashboard go.
enum class Leaving : quint8
{
    Quit,
    Disconnect, ///< another connection takes its place
};

/// Confirmed deletions in the window: the strip that counts down, Undo by its button and by Ctrl+Z, and the
/// question before the dashboard goes with what was not sent yet. All references outlive it.
class DeletionFlow final : public QObject
{
    Q_OBJECT

public:
    /// @p page is the parent of the question.
    DeletionFlow(DeletionQueue &deletions, Clock &clock, ActionSet &actions, Banner &strip, QWidget *page);
    ~DeletionFlow() override;

    /// Whether the dashboard may go without a question.
    [[nodiscard]] bool mayEnd() const;
    /// Calls @p goOn when the dashboard may go: at once, or after a person was asked what to do about
    /// confirmed deletions, and never when the answer is to stay.
    void end(Leaving how, std::function<void()> goOn);
    /// Another page covers the dashboard, which did not ask for that: the time stops until it is back. A
    /// window that is hidden or minimized stops nothing, for the deletion was confirmed, and what is left
    /// undone costs.
    void setCovered(bool covered);

Q_SIGNALS:
    /// One sentence for the status line.
    void announced(const QString &text);

private:
    void onQueueChanged();
    void onSettled(bool allDeleted);
    void undo();
    void ask(Leaving how);
    void goOn();
    void updateHeld();

    DeletionQueue &m_deletions;
    ActionSet &m_actions;
    QWidget *m_page;
    QPointer<QMessageBox> m_farewell;
    std::function<void()> m_goOn;
    bool m_goOnWhenDeleted = false;
    bool m_covered = false;
};

} // namespace sandglass
