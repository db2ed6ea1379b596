// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QMessageBox;

namespace sandglass {

class ActionSet;
class Banner;
class Clock;
class DeletionQueue;

/// Confirmed deletions in the window: the strip that counts down, Undo by its button and by Ctrl+Z, and the
/// question before the window closes over what was not sent yet. All references outlive it.
class DeletionFlow final : public QObject
{
    Q_OBJECT

public:
    /// @p page is the parent of the question.
    DeletionFlow(DeletionQueue &deletions, Clock &clock, ActionSet &actions, Banner &strip, QWidget *page);
    ~DeletionFlow() override;

    /// False while confirmed deletions wait: then the person is asked, and closeWanted() may follow.
    [[nodiscard]] bool mayClose();

Q_SIGNALS:
    /// One sentence for the status line.
    void announced(const QString &text);
    /// A person took deletions back; the strip that was pressed is gone.
    void undone();
    /// The person was asked by mayClose() and nothing is in the way any more.
    void closeWanted();

private:
    void onQueueChanged();
    void onSettled(bool allDeleted);
    void undo();
    void askBeforeClosing();

    DeletionQueue &m_deletions;
    ActionSet &m_actions;
    QWidget *m_page;
    QPointer<QMessageBox> m_farewell;
    bool m_closeWhenDeleted = false;
};

} // namespace sandglass
