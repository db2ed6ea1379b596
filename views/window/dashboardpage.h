// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"

#include <QWidget>

class QMenu;
class QSplitter;

namespace sandglass {

class ActionFarewell;
class Settings;
class ActionSet;
class BodySplitter;
class BulkFlow;
class CreationFarewell;
class CreationPresenter;
class ColumnActions;
class CopyAsMenu;
class DeletionFlow;
class DetailsPane;
class ErrorRecall;
class EventsPanel;
class ExpiryNotice;
class ExtendFlow;
class FailurePresenter;
class Finding;
class LifecycleFlow;
class PaneCycle;
class PaneDock;
class PollNotice;
class RowExporter;
struct RecentAction;
class SelectionWish;
class StatusLine;
class StripStack;
class TablePane;
class ToolBar;

/// One connection on the screen: toolbar, strips, the body with the table, status line. Everything in
/// @p dashboard and @p settings outlives it.
class DashboardPage final : public QWidget
{
    Q_OBJECT

public:
    DashboardPage(const Dashboard &dashboard, Settings &settings, QWidget *parent = nullptr);
    ~DashboardPage() override;

    [[nodiscard]] ActionSet &actionSet() const { return *m_actions; }
    [[nodiscard]] TablePane &tablePane() const { return *m_pane; }
    [[nodiscard]] ColumnActions &columnActions() const { return *m_columns; }
    [[nodiscard]] Finding &finding() const { return *m_finding; }
    /// The table, with room for a pane on either side of it.
    [[nodiscard]] BodySplitter &body() const { return *m_body; }
    [[nodiscard]] DetailsPane &details() const { return *m_details; }
    [[nodiscard]] ToolBar &toolBar() const { return *m_toolBar; }
    [[nodiscard]] CopyAsMenu &copyAsMenu() const { return *m_copyAs; }
    [[nodiscard]] RowExporter &exporter() const { return *m_exporter; }
    [[nodiscard]] FailurePresenter &failures() const { return *m_failures; }
    [[nodiscard]] const Dashboard &dashboard() const { return m_dashboard; }

    /// Whether anybody can see this: polls and clocks slow down or rest while nobody can.
    void setOnScreen(bool onScreen);
    /// Shows one named from outside of the window, which may not have been read yet; says when there is none.
    void select(const QString &id);
    /// Selects this sandbox and scrolls to it; takes a filter away that hides it, and says so.
    void reveal(const QString &id);
    /// Selects those of these that are still there; takes a filter away that hides one.
    void showAll(const QStringList &ids);
    /// Whether a person would be asked before this is done again.
    [[nodiscard]] bool asksBefore(const RecentAction &recent) const;
    /// Does it again as its button would, with the same questions.
    void repeat(const RecentAction &recent);
    /// Brings these, which expire soon, before the person's eyes: selected, soonest first.
    void showExpiring(const QStringList &ids);
    /// What is confirmed and not yet sent; it may stand in the way of leaving.
    [[nodiscard]] DeletionFlow &deletions() const { return *m_deletions; }
    [[nodiscard]] BulkFlow &bulk() const { return *m_bulk; }
    [[nodiscard]] CreationPresenter &creations() const { return *m_creations; }
    [[nodiscard]] CreationFarewell &creationFarewell() const { return *m_creationFarewell; }
    [[nodiscard]] ActionFarewell &actionFarewell() const { return *m_actionFarewell; }
    /// What the action under the mouse or the menu's cursor is for; empty when there is none.
    void showHint(const QString &text);

Q_SIGNALS:
    void firstDataPainted();
    /// The person wants to enter a key, or another one.
    void connectAgainWanted();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void addDocks(Settings &settings);
    void connectStrips();
    void connectFlows();
    void connectActions();
    void connectCreating();
    void addExplainingShortcuts();
    void makeContextMenu();
    void connectExpiry();
    void connectTable();
    void connectDetails();
    void addPanes();
    void connectFinding();
    void connectReading();
    void readNow();
    void onPollStatus();
    void noticePainted();

    Dashboard m_dashboard;
    // Widgets in the order seen: it is the order of Tab and of a screen reader.
    ActionSet *m_actions;
    ToolBar *m_toolBar;
    StripStack *m_strips;
    QSplitter *m_stack;
    BodySplitter *m_body;
    Finding *m_finding; ///< with the sidebar
    TablePane *m_pane;
    DetailsPane *m_details;
    EventsPanel *m_events;
    ColumnActions *m_columns;
    StatusLine *m_statusLine;
    FailurePresenter *m_failures;
    LifecycleFlow *m_lifecycle;
    DeletionFlow *m_deletions;
    ErrorRecall *m_errors;
    ExtendFlow *m_extensions;
    ExpiryNotice *m_expiryNotice;
    BulkFlow *m_bulk;
    CreationPresenter *m_creations;
    CreationFarewell *m_creationFarewell;
    ActionFarewell *m_actionFarewell;
    PollNotice *m_notice;
    PaneCycle *m_panes;
    PaneDock *m_detailsDock = nullptr;
    CopyAsMenu *m_copyAs;
    RowExporter *m_exporter;
    SelectionWish *m_wish;
    QMenu *m_contextMenu = nullptr;
    bool m_paintedData = false;
};

} // namespace sandglass
