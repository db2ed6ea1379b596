// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/panedock.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QSplitter>

#include <algorithm>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

int sizeOf(const QWidget &pane, Qt::Orientation along)
{
    return along == Qt::Horizontal ? pane.width() : pane.height();
}

} // namespace

PaneDock::PaneDock(QSplitter &splitter, QWidget &pane, QAction &toggle, Room room, Settings &settings,
                   const QString &name, QObject *parent)
    : QObject(parent)
    , m_splitter(splitter)
    , m_pane(pane)
    , m_toggle(toggle)
    , m_room(room)
    , m_open(settings, name + u"/open"_s, false)
    , m_size(settings, name + (splitter.orientation() == Qt::Horizontal ? u"/width"_s : u"/height"_s),
             room.usual)
{
    m_splitter.addWidget(&m_pane);
    m_pane.installEventFilter(this);
    if (room.kept > 0)
        m_splitter.installEventFilter(this);
    // What a larger window gives belongs to the table.
    m_splitter.setStretchFactor(m_splitter.indexOf(&m_pane), 0);
    m_toggle.setCheckable(true);
    m_toggle.setChecked(m_open.get());
    m_pane.setVisible(m_open.get());

    connect(&m_toggle, &QAction::toggled, this, &PaneDock::setShown);
    connect(&m_splitter, &QSplitter::splitterMoved, this, &PaneDock::rememberSize);
}

PaneDock::~PaneDock() = default;

bool PaneDock::eventFilter(QObject *watched, QEvent *event)
{
    // A splitter that shows a pane shares out by size hints; once that is done, the size is the remembered.
    // A larger or smaller window has another share for it.
    if ((watched == &m_pane && event->type() == QEvent::Show) ||
        (watched == &m_splitter && event->type() == QEvent::Resize))
        QMetaObject::invokeMethod(this, &PaneDock::applySize, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void PaneDock::applySize()
{
    const int index = m_splitter.indexOf(&m_pane);
    QList<int> sizes = m_splitter.sizes();
    if (!m_pane.isVisible() || index < 1)
        return;
    const int given = sizes.at(index - 1) + sizes.at(index) - m_room.kept;
    const int wanted = std::max(m_room.least, std::min({m_size.get(), m_room.most, given}));
    sizes[index - 1] -= wanted - sizes.at(index);
    sizes[index] = wanted;
    if (sizes.at(index - 1) > 0)
        m_splitter.setSizes(sizes);
}

void PaneDock::rememberSize()
{
    const int size = sizeOf(m_pane, m_splitter.orientation());
    if (m_pane.isVisible() && size != m_size.get())
        m_size.set(size);
}

void PaneDock::open()
{
    m_toggle.setChecked(true);
}

void PaneDock::close()
{
    m_toggle.setChecked(false);
}

void PaneDock::setShown(bool shown)
{
    const bool hadFocus = m_pane.isAncestorOf(QApplication::focusWidget());
    m_open.set(shown);
    m_pane.setVisible(shown);
    if (!shown && hadFocus)
        Q_EMIT focusLeft();
}

} // namespace sandglass
