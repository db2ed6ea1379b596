// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sidebar/viewlistview.h"

#include "sidebar/viewdelegate.h"
#include "sidebar/viewlist.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace sandglass {

using namespace Qt::StringLiterals;

ViewListView::ViewListView(ViewList &views, QWidget *parent) : QListView(parent), m_views(views)
{
    setObjectName(u"views"_s);
    setAccessibleName(tr("Views"));
    setFrameShape(NoFrame);
    setItemDelegate(new ViewDelegate(this));
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setDragDropMode(InternalMove);
    setDragDropOverwriteMode(false);
    setDefaultDropAction(Qt::MoveAction);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
    setModel(&views);
}

ViewListView::~ViewListView() = default;

void ViewListView::setCurrentRow(int row)
{
    // Assistive technology selects without moving the cursor, so both are looked at.
    const bool isThere = row < 0 ? currentRow() < 0 : row == currentRow() && row == currentIndex().row();
    if (isThere)
        return;
    m_marking = true;
    if (row < 0) {
        // The cursor of the keyboard stays where it is: what is shown is just no view any more.
        selectionModel()->clearSelection();
    } else {
        selectionModel()->setCurrentIndex(m_views.index(row), QItemSelectionModel::ClearAndSelect);
    }
    m_marking = false;
}

int ViewListView::currentRow() const
{
    const QModelIndexList selected = selectionModel()->selectedIndexes();
    return selected.isEmpty() ? -1 : selected.constFirst().row();
}

bool ViewListView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // The window knows some of these keys as actions on sandboxes.
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool undoes = key->matches(QKeySequence::Undo) && m_views.removed();
        const bool moves =
            key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down);
        if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_F2 || undoes || moves) {
            event->accept();
            return true;
        }
    }
    return QListView::event(event);
}

void ViewListView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    if (event->matches(QKeySequence::Undo)) {
        Q_EMIT undoWanted();
        return;
    }
    const bool alt = event->modifiers() == Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Delete:
        Q_EMIT removeWanted(row);
        return;
    case Qt::Key_F2:
        Q_EMIT renameWanted(row);
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (!alt)
            break;
        Q_EMIT moveWanted(row, event->key() == Qt::Key_Up ? -1 : 1);
        return;
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (row >= 0) {
            Q_EMIT chosen(row);
            if (event->key() != Qt::Key_Space)
                Q_EMIT tableFocusWanted();
        }
        return;
    case Qt::Key_F10:
        if (event->modifiers() == Qt::ShiftModifier) {
            Q_EMIT menuWanted(row, viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
            return;
        }
        break;
    default:
        break;
    }
    QListView::keyPressEvent(event);
}

void ViewListView::mousePressEvent(QMouseEvent *event)
{
    // The menu of a view can be had without going there.
    if (event->button() == Qt::RightButton)
        event->accept();
    else
        QListView::mousePressEvent(event);
}

void ViewListView::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
    if (event->reason() == QContextMenuEvent::Mouse) {
        Q_EMIT menuWanted(indexAt(event->pos()).row(), event->globalPos());
        return;
    }
    Q_EMIT menuWanted(currentIndex().row(), viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
}

void ViewListView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Qt goes on to the next row, which nobody asked to see.
    const bool wasMarking = std::exchange(m_marking, true);
    QListView::rowsAboutToBeRemoved(parent, first, last);
    m_marking = wasMarking;
}

void ViewListView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (m_marking)
        return;
    if (const int row = currentRow(); row >= 0)
        Q_EMIT chosen(row);
    else
        Q_EMIT unmarked();
}

} // namespace sandglass
