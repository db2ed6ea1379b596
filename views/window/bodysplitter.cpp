// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/bodysplitter.h"

#include <QEvent>

namespace sandglass {

BodySplitter::BodySplitter(QWidget *parent) : QSplitter(Qt::Horizontal, parent)
{
    setChildrenCollapsible(false);
    setHandleWidth(1);
}

void BodySplitter::setYielding(QWidget *pane)
{
    m_yielding = pane;
    fit();
}

void BodySplitter::setYieldingWanted(bool wanted)
{
    m_wanted = wanted;
    fit();
}

QSize BodySplitter::minimumSizeHint() const
{
    QSize smallest = QSplitter::minimumSizeHint();
    if (m_yielding && !m_yielding->isHidden())
        smallest.rwidth() -= m_yielding->minimumSizeHint().width() + handleWidth();
    return smallest;
}

bool BodySplitter::event(QEvent *event)
{
    const bool done = QSplitter::event(event);
    // A pane beside it may have come, gone, or need more room than before.
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        fit();
    return done;
}

void BodySplitter::fit()
{
    if (!m_yielding)
        return;
    const int needed = minimumSizeHint().width() + m_yielding->minimumSizeHint().width() + handleWidth();
    // Before the first layout there is no width to judge by.
    const bool fits = !testAttribute(Qt::WA_WState_Created) || width() >= needed;
    const bool show = m_wanted && fits;
    if (show == !m_yielding->isHidden())
        return;
    Q_EMIT yieldingAboutToBeShown(show);
    m_yielding->setVisible(show);
}

} // namespace sandglass
