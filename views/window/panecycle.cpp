// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/panecycle.h"

#include <QApplication>
#include <QWidget>

namespace sandglass {

namespace {

bool holds(const QWidget *pane, const QWidget *widget)
{
    return widget && (pane == widget || pane->isAncestorOf(widget));
}

} // namespace

PaneCycle::PaneCycle(QObject *parent) : QObject(parent)
{
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget * /*old*/, QWidget *now) { onFocusChanged(now); });
}

void PaneCycle::add(QWidget &pane, std::function<void()> enter)
{
    m_panes.append({&pane, std::move(enter), {}});
}

void PaneCycle::onFocusChanged(QWidget *now)
{
    for (Pane &pane : m_panes) {
        if (holds(pane.widget, now))
            pane.last = now;
    }
}

void PaneCycle::go(int step)
{
    const qsizetype count = m_panes.size();
    const QWidget *focus = QApplication::focusWidget();
    // From outside of all panes, as from the toolbar: to the first, or backwards to the last.
    qsizetype from = step > 0 ? -1 : count;
    for (qsizetype i = 0; i < count; ++i) {
        if (holds(m_panes.at(i).widget, focus))
            from = i;
    }
    for (qsizetype tried = 1; tried <= count; ++tried) {
        const Pane &pane = m_panes.at(((from + step * tried) % count + count) % count);
        if (!pane.widget->isVisible() || holds(pane.widget, focus))
            continue;
        if (pane.last && pane.last->isVisible() && pane.last->isEnabled())
            pane.last->setFocus(Qt::TabFocusReason);
        else
            pane.enter();
        return;
    }
}

} // namespace sandglass
