// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnostics/eventsdock.h"

#include "actions/makeaction.h"
#include "diagnostics/eventspanel.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QSplitter>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHighest = 800;

} // namespace

EventsDock::EventsDock(QSplitter &stack, EventsPanel &panel, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_stack(stack)
    , m_panel(panel)
    , m_action(makeAction(this, {u"events"_s,
                                 tr("&Events"),
                                 u"panel-bottom"_s,
                                 {Qt::Key_F8},
                                 tr("Show what Sandglass did and why below the list")}))
    , m_open(settings, u"events/open"_s, false)
    , m_height(settings, u"events/height"_s, EventsPanel::kUsualHeight)
{
    m_stack.addWidget(&m_panel);
    m_panel.installEventFilter(this);
    // What a higher window gives belongs to the table.
    m_stack.setStretchFactor(m_stack.indexOf(&m_panel), 0);
    m_action->setCheckable(true);
    m_action->setChecked(m_open.get());
    m_panel.setVisible(m_open.get());

    connect(m_action, &QAction::toggled, this, &EventsDock::setShown);
    connect(&m_panel, &EventsPanel::closeWanted, m_action, [this] { m_action->setChecked(false); });
    connect(&m_stack, &QSplitter::splitterMoved, this, [this] {
        if (m_panel.isVisible() && m_panel.height() != m_height.get())
            m_height.set(m_panel.height());
    });
}

EventsDock::~EventsDock() = default;

bool EventsDock::eventFilter(QObject *watched, QEvent *event)
{
    // A splitter that shows a part shares out by size hints; once that is done, the height is the remembered.
    if (watched == &m_panel && event->type() == QEvent::Show)
        QMetaObject::invokeMethod(this, &EventsDock::applyHeight, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void EventsDock::applyHeight()
{
    const int index = m_stack.indexOf(&m_panel);
    QList<int> sizes = m_stack.sizes();
    if (!m_panel.isVisible() || index < 1)
        return;
    const int wanted = qBound(EventsPanel::kLowest, m_height.get(), kHighest);
    sizes[index - 1] -= wanted - sizes.at(index);
    sizes[index] = wanted;
    if (sizes.at(index - 1) > 0)
        m_stack.setSizes(sizes);
}

void EventsDock::setShown(bool shown)
{
    const bool hadFocus = m_panel.isAncestorOf(QApplication::focusWidget());
    m_open.set(shown);
    m_panel.setVisible(shown);
    if (!shown && hadFocus)
        Q_EMIT focusLeft();
}

} // namespace sandglass
