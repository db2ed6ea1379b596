// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/viewactions.h"

#include "sidebar/viewlist.h"
#include "widgets/literaltext.h"
#include "widgets/makeaction.h"
#include "widgets/plaintooltip.h"

#include <QActionGroup>
#include <QMenu>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

void setHint(QAction &action, const QString &hint)
{
    action.setStatusTip(hint);
    action.setToolTip(plainToolTip(hint));
}

} // namespace

ViewActions::ViewActions(ViewList &views, QObject *parent)
    : QObject(parent), m_views(views), m_group(new QActionGroup(this))
{
    m_showSidebar = makeAction(this, {u"sidebar"_s,
                                      tr("&Sidebar"),
                                      u"panel-left"_s,
                                      {Qt::CTRL | Qt::Key_B},
                                      tr("Show the views beside the table")});
    m_showSidebar->setCheckable(true);
    m_save = makeAction(
        this, {u"saveView"_s, tr("Save Search as View…"), u"bookmark-plus"_s, {Qt::CTRL | Qt::Key_D}});
    m_update = makeAction(this, {u"updateView"_s, tr("Update to Current Search"), {}, {}});
    m_rename =
        makeAction(this, {u"renameView"_s, tr("Rename View…"), {}, {}, tr("Give the view another name")});
    m_moveUp =
        makeAction(this, {u"moveViewUp"_s, tr("Move View Up"), {}, {}, tr("Before the view above it")});
    m_moveDown =
        makeAction(this, {u"moveViewDown"_s, tr("Move View Down"), {}, {}, tr("Behind the view below it")});
    m_remove = makeAction(this, {u"removeView"_s,
                                 tr("Delete View"),
                                 {},
                                 {},
                                 tr("Deletes the name and the search, no sandbox; it can be undone")});
    m_clearDeleted = makeAction(this, {u"clearDeleted"_s,
                                       tr("Clear Deleted"),
                                       {},
                                       {},
                                       tr("Forget the sandboxes listed as deleted; they are gone already")});
    m_clearDeleted->setEnabled(false);
    m_group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    connect(&views, &ViewList::viewsChanged, this, &ViewActions::updateViews);
    updateViews();
    setTarget(-1);
    setUpdateRefusal({});
}

QList<QAction *> ViewActions::general() const
{
    return {m_showSidebar, m_save, m_update, m_rename, m_moveUp, m_moveDown, m_remove, m_clearDeleted};
}

void ViewActions::updateViews()
{
    const QVector<int> rows = m_views.viewRows();
    while (m_viewActions.size() > rows.size())
        delete m_viewActions.takeLast();
    while (m_viewActions.size() < rows.size()) {
        const int number = static_cast<int>(m_viewActions.size()) + 1;
        QList<QKeySequence> keys;
        if (number <= kShortcuts)
            keys += QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number));
        QAction *action = makeAction(this, {u"view.%1"_s.arg(number), {}, {}, keys});
        action->setCheckable(true);
        m_group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, number] { Q_EMIT viewWanted(m_views.viewRows().value(number - 1, -1)); });
        m_viewActions += action;
        Q_EMIT viewActionAdded(action);
    }
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const View view = m_views.viewAt(rows.at(i));
        QAction *action = m_viewActions.at(i);
        action->setText(literalText(view.name));
        setHint(*action,
                view.query.isEmpty() ? tr("Show every sandbox") : tr("Show only: %1").arg(view.query));
    }
    refill();
    setShown(m_shown);
}

void ViewActions::setShown(int row)
{
    m_shown = row;
    const QVector<int> rows = m_views.viewRows();
    for (qsizetype i = 0; i < m_viewActions.size(); ++i)
        m_viewActions.at(i)->setChecked(rows.at(i) == row);
}

void ViewActions::setTarget(int row)
{
    m_target = row;
    const bool saved = isTargetSaved();
    m_update->setEnabled(saved && m_mayUpdate);
    for (QAction *action : {m_rename, m_moveUp, m_moveDown, m_remove})
        action->setEnabled(saved);
    if (saved) {
        m_moveUp->setEnabled(m_views.kindAt(row - 1) == ViewList::Kind::Saved);
        m_moveDown->setEnabled(row + 1 < m_views.rowCount());
    }
}

bool ViewActions::isTargetSaved() const
{
    return m_target >= 0 && m_target < m_views.rowCount() &&
           m_views.kindAt(m_target) == ViewList::Kind::Saved;
}

void ViewActions::setSaveRefusal(const QString &reason)
{
    m_save->setEnabled(reason.isEmpty());
    setHint(*m_save, reason.isEmpty() ? tr("Keep this search, and how it is sorted, under a name") : reason);
}

void ViewActions::setUpdateRefusal(const QString &reason)
{
    m_mayUpdate = reason.isEmpty();
    m_update->setEnabled(m_mayUpdate && isTargetSaved());
    setHint(*m_update,
            m_mayUpdate ? tr("The view shows from now on what is searched for at the moment") : reason);
}

void ViewActions::fill(QMenu *menu)
{
    m_menu = menu;
    refill();
}

void ViewActions::refill()
{
    if (!m_menu)
        return;
    m_menu->clear();
    m_menu->addActions(m_viewActions);
    m_menu->addSeparator();
    m_menu->addActions({m_save, m_update, m_rename, m_moveUp, m_moveDown, m_remove});
    m_menu->addSeparator();
    m_menu->addAction(m_clearDeleted);
}

} // namespace sandglass
