// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/panedock.h"

#include <QAction>
#include <QApplication>
#include <QResizeEvent>
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
    , m_kept(settings, name + u"/kept"_s, room.kept)
{
    if (room.kept > 0) {
        m_splitter.installEventFilter(this);
        for (int i = 0; i < m_splitter.count(); ++i)
            m_splitter.widget(i)->installEventFilter(this);
    }
    m_splitter.addWidget(&m_pane);
    m_pane.installEventFilter(this);
    // What a larger window gives belongs to the table.
    m_splitter.setStretchFactor(m_splitter.indexOf(&m_pane), 0);
    m_toggle.setCheckable(true);
    m_toggle.setChecked(m_open.get());
    m_pane.setVisible(m_open.get());

    connect(&m_toggle, &QAction::toggled, this, &PaneDock::setShown);
    connect(&m_splitter, &QSplitter::splitterMoved, this,
            [this](int /*pos*/, int handle) { rememberSize(handle); });
}

PaneDock::~PaneDock() = default;

bool PaneDock::eventFilter(QObject *watched, QEvent *event)
{
    if (changesTheShare(*watched, *event))
        QMetaObject::invokeMethod(this, &PaneDock::applySize, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

bool PaneDock::changesTheShare(const QObject &watched, const QEvent &event) const
{
    // A splitter that shows a pane shares out by size hints; once that is done, the size is the remembered.
    if (&watched == &m_pane)
        return event.type() == QEvent::Show;
    // A larger or smaller window has another share for it; what comes above or below has not.
    if (&watched == &m_splitter) {
        if (event.type() != QEvent::Resize)
            return false;
        const auto &resize = static_cast<const QResizeEvent &>(event);
        return m_splitter.orientation() == Qt::Horizontal
                   ? resize.size().width() != resize.oldSize().width()
                   : resize.size().height() != resize.oldSize().height();
    }
    // So has it where another part comes or goes.
    return event.type() == QEvent::ShowToParent || event.type() == QEvent::HideToParent;
}

void PaneDock::applySize()
{
    const int index = m_splitter.indexOf(&m_pane);
    QList<int> sizes = m_splitter.sizes();
    if (!m_pane.isVisible() || index < 1)
        return;
    const int given = sizes.at(index - 1) + sizes.at(index) - m_kept.get();
    const int wanted = std::max(m_room.least, std::min({m_size.get(), m_room.most, given}));
    sizes[index - 1] -= wanted - sizes.at(index);
    sizes[index] = wanted;
    if (sizes.at(index - 1) > 0)
        m_splitter.setSizes(sizes);
}

void PaneDock::rememberSize(int handle)
{
    // Between other parts somebody else's size was chosen, and this one may be narrower than it should be.
    const int index = m_splitter.indexOf(&m_pane);
    if (!m_pane.isVisible() || handle != index || index < 1)
        return;
    if (const int size = sizeOf(m_pane, m_splitter.orientation()); size != m_size.get())
        m_size.set(size);
    const int kept = std::min(m_room.kept, m_splitter.sizes().at(index - 1));
    if (kept != m_kept.get())
        m_kept.set(kept);
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
