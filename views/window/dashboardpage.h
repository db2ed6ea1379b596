// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "domain/lifecycleaction.h"

#include <QPointer>
#include <QWidget>

class QMenu;
class QMessageBox;
class QSettings;

namespace sandglass {

class ActionConfirmation;
class ActionSet;
class Banner;
class DeletionNotice;
class FailurePresenter;
class PollNotice;
class StatusLine;
class TablePane;
class ToolBar;

/// One connection on the screen: toolbar, filter, banner, table, status line. Everything in @p dashboard and
/// @p settings outlives it.
class DashboardPage final : public QWidget
{
    Q_OBJECT

public:
    DashboardPage(const Dashboard &dashboard, QSettings &settings, QWidget *parent = nullptr);
    ~DashboardPage() override;

    [[nodiscard]] ActionSet &actionSet() const { return *m_actions; }
    [[nodiscard]] TablePane &tablePane() const { return *m_pane; }
    [[nodiscard]] StatusLine &statusLine() const { return *m_statusLine; }
    [[nodiscard]] FailurePresenter &failures() const { return *m_failures; }
    [[nodiscard]] const Dashboard &dashboard() const { return m_dashboard; }

    /// Whether anybody can see this: polls and clocks slow down or rest while nobody can.
    void setOnScreen(bool onScreen);
    /// Whether the first answer of the server has been painted, as rows or as "there are none".
    [[nodiscard]] bool hasPaintedData() const { return m_paintedData; }
    /// False while confirmed deletions wait: then the person is asked, and closeWanted() may follow.
    [[nodiscard]] bool mayClose();
    /// What the action under the mouse or the menu's cursor is for; empty when there is none.
    void showHint(const QString &text);

Q_SIGNALS:
    void firstDataPainted();
    /// The person wants to enter a key, or another one.
    void connectAgainWanted();
    /// The person was asked by mayClose() and nothing is in the way any more.
    void closeWanted();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void connectActions();
    void addExplainingShortcuts();
    void connectTable();
    void connectReading();
    void doLifecycle(LifecycleAction action, const QStringList &ids);
    void begin(LifecycleAction action, const QStringList &ids);
    void ask(LifecycleAction action, const QStringList &ids);
    void connectDeletions();
    void undoDeletions();
    void askBeforeClosing();
    void readNow();
    void onPollStatus();
    void noticePainted();

    Dashboard m_dashboard;
    QSettings &m_settings;
    // Widgets in the order seen: it is the order of Tab and of a screen reader.
    ActionSet *m_actions;
    ToolBar *m_toolBar;
    Banner *m_demoMark;
    Banner *m_banner;
    Banner *m_deletionStrip;
    TablePane *m_pane;
    StatusLine *m_statusLine;
    FailurePresenter *m_failures;
    PollNotice *m_notice = nullptr;
    QMenu *m_contextMenu = nullptr;
    QPointer<ActionConfirmation> m_confirmation;
    QPointer<QMessageBox> m_farewell;
    bool m_closeWhenDeleted = false;
    bool m_paintedData = false;
};

} // namespace sandglass
