// SPDX-FileCopyrightText: 2026 The Sandglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "details/detailsdock.h"

#include "details/detailspane.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QSplitter>

namespace sandglass {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidest = 900;

} // namespace

DetailsDock::DetailsDock(QSplitter &body, DetailsPane &pane, QAction &toggle, QSettings &settings,
                         QObject *parent)
    : QObject(parent)
    , m_body(body)
    , m_pane(pane)
    , m_toggle(toggle)
    , m_open(settings, u"details/open"_s, false)
    , m_width(settings, u"details/width"_s, DetailsPane::kUsualWidth)
{
    m_body.addWidget(&m_pane);
    m_pane.installEventFilter(this);
    // What a wider window gives belongs to the table.
    m_body.setStretchFactor(m_body.indexOf(&m_pane), 0);
    m_toggle.setCheckable(true);
    m_toggle.setChecked(m_open.get());
    m_pane.setVisible(m_open.get());

    connect(&m_toggle, &QAction::toggled, this, &DetailsDock::setShown);
    connect(&m_pane, &DetailsPane::closeWanted, &m_toggle, [this] { m_toggle.setChecked(false); });
    connect(&m_body, &QSplitter::splitterMoved, this, [this] {
        if (m_pane.isVisible() && m_pane.width() != m_width.get())
            m_width.set(m_pane.width());
    });
}

bool DetailsDock::eventFilter(QObject *watched, QEvent *event)
{
    // A splitter that shows a pane shares out by size hints; once that is done, the width is the remembered.
    if (watched == &m_pane && event->type() == QEvent::Show)
        QMetaObject::invokeMethod(this, &DetailsDock::applyWidth, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void DetailsDock::applyWidth()
{
    const int index = m_body.indexOf(&m_pane);
    QList<int> sizes = m_body.sizes();
    if (!m_pane.isVisible() || index < 1)
        return;
    const int wanted = qBound(DetailsPane::kNarrowest, m_width.get(), kWidest);
    sizes[index - 1] -= wanted - sizes.at(index);
    sizes[index] = wanted;
    if (sizes.at(index - 1) > 0)
        m_body.setSizes(sizes);
}

void DetailsDock::open()
{
    m_toggle.setChecked(true);
}

void DetailsDock::setShown(bool shown)
{
    const bool hadFocus = m_pane.isAncestorOf(QApplication::focusWidget());
    m_open.set(shown);
    m_pane.setVisible(shown);
    if (!shown && hadFocus)
        Q_EMIT focusLeft();
}

} // namespace sandglass
