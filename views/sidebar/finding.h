// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard.h"
#include "item/querycounter.h"
#include "sidebar/sidebar.h"
#include "sidebar/viewactions.h"
#include "sidebar/viewlist.h"

#include <QMenu>
#include <QObject>
#include <QPointer>

namespace sandglass {

class TablePane;

/// Views, search and sorting of one dashboard, wired to each other. The text of the search is the one truth:
/// going to a view writes it, and the sidebar marks whichever view it is. Everything is remembered for the
/// profile. Everything in @p dashboard, the settings and the pane outlive it.
class Finding final : public QObject
{
    Q_OBJECT

public:
    /// Makes the sidebar; make it before the table, for that is the order of Tab and of a screen reader.
    Finding(const Dashboard &dashboard, const ViewSettings &settings, QWidget *page);
    ~Finding() override;

    /// Once, before anything else.
    void attach(TablePane &pane);

    [[nodiscard]] ViewList &views() { return m_views; }
    [[nodiscard]] ViewActions &actions() { return m_actions; }
    /// Belongs to the page; whoever lays it out becomes its parent.
    [[nodiscard]] Sidebar *sidebar() const { return m_sidebar; }
    [[nodiscard]] QMenu *menu() const { return m_menu; }

    void showView(int row);
    /// Whoever lays the sidebar out decides, by sidebarWanted() and by the room there is.
    void onSidebarAboutToBeShown(bool shown);

Q_SIGNALS:
    /// One sentence on what was just done, for the status line.
    void announced(const QString &text);
    void sidebarWanted(bool wanted);

private:
    void connectSidebar();
    void connectActions();
    void followSearch();
    void showNothingText(int row);
    void countViews();
    void askForName(int row);
    void addView(const QString &name, const QString &query);
    void removeView(int row);
    void moveView(int row, int by);
    void undoRemove();
    void showMenu(int row, const QPoint &globalPos);
    void wantSidebar(bool wanted);
    /// Why what is searched for cannot be the search of a view.
    [[nodiscard]] QString searchRefusal() const;
    [[nodiscard]] QString saveRefusal() const;

    Dashboard m_dashboard;
    ViewSettings m_settings;
    TablePane *m_pane = nullptr;
    QWidget *m_page;
    ViewList m_views;
    ViewActions m_actions;
    QueryCounter m_counter;
    QPointer<Sidebar> m_sidebar;
    QPointer<QMenu> m_menu;
    QString m_word;         ///< of the view gone to last
    bool m_wasPart = false; ///< of the list was known after the last poll
};

} // namespace sandglass
