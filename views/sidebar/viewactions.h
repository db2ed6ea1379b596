// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

class QActionGroup;
class QMenu;

namespace sandglass {

class ViewList;

/// The actions around views, each once, and one for every view: Ctrl+1 to Ctrl+9 are the first nine. What
/// they do is up to who connects to them.
class ViewActions final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kShortcuts = 9;

    explicit ViewActions(ViewList &views, QObject *parent = nullptr);

    [[nodiscard]] QAction *showSidebar() const { return m_showSidebar; }
    [[nodiscard]] QAction *save() const { return m_save; }
    [[nodiscard]] QAction *update() const { return m_update; }
    [[nodiscard]] QAction *rename() const { return m_rename; }
    [[nodiscard]] QAction *moveUp() const { return m_moveUp; }
    [[nodiscard]] QAction *moveDown() const { return m_moveDown; }
    [[nodiscard]] QAction *remove() const { return m_remove; }
    [[nodiscard]] QAction *clearDeleted() const { return m_clearDeleted; }

    /// Those of the views, in their order.
    [[nodiscard]] const QList<QAction *> &views() const { return m_viewActions; }
    /// All but those of the views.
    [[nodiscard]] QList<QAction *> general() const;
    /// Every action there is.
    [[nodiscard]] QList<QAction *> all() const { return m_viewActions + general(); }

    /// Which view is shown, -1 for none, and which one the others act on.
    void setShown(int row);
    void setTarget(int row);
    /// Whether and why not the search can become a view; empty: it can.
    void setSaveRefusal(const QString &reason);
    /// The same of a view there is that would take it over.
    void setUpdateRefusal(const QString &reason);

    /// Fills @p menu and keeps it filled.
    void fill(QMenu *menu);

Q_SIGNALS:
    void viewWanted(int row);
    /// A view came, so its action did.
    void viewActionAdded(QAction *action);

private:
    void updateViews();
    void refill();
    [[nodiscard]] bool isTargetSaved() const;

    ViewList &m_views;
    QAction *m_showSidebar;
    QAction *m_save;
    QAction *m_update;
    QAction *m_rename;
    QAction *m_moveUp;
    QAction *m_moveDown;
    QAction *m_remove;
    QAction *m_clearDeleted;
    QActionGroup *m_group;
    QList<QAction *> m_viewActions;
    QMenu *m_menu = nullptr;
    int m_shown = -1;
    int m_target = -1;
    bool m_mayUpdate = true;
};

} // namespace sandglass
